import type { ReactNode } from 'react';
import { ActionIcon } from '@mantine/core';
import { IconPointer, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { nodeSpecifications, portsOf } from '@voronka/domain';
import type { FlowGraph, FlowNode } from '@voronka/domain';
import { iconOf, settingsOf } from '@voronka/flow-editor';
import type { WordsContext } from '@voronka/flow-editor';
import { EmptyPlace } from '../../components/empty-place.tsx';

function NodeHead({ node, words, onClose }: { node: FlowNode; words: WordsContext; onClose: () => void }) {
  const { t } = useTranslation();
  const NodeIcon = iconOf(node.kind);
  const specification = nodeSpecifications[node.kind];
  return (
    <header className={`v-node-head vf-family-${specification.family}`}>
      <NodeIcon size={17} stroke={1.8} aria-hidden className="vf-icon" />
      <div>
        <h2>{node.label[words.locale]}</h2>
        <p className="v-dim">{specification.title[words.locale]}</p>
      </div>
      <ActionIcon size="sm" onClick={onClose} aria-label={t('common.close')}>
        <IconX size={15} />
      </ActionIcon>
    </header>
  );
}

/** A node's settings in plain words. */
function NodeSettings({ node, graph, words }: { node: FlowNode; graph: FlowGraph; words: WordsContext }) {
  return (
    <dl className="v-settings">
      {settingsOf(node, { ...words, declarations: graph }).map((line, index) => (
        <div key={index} className="v-setting" data-tone={line.tone ?? 'plain'}>
          <dt>{line.label}</dt>
          <dd>{line.value}</dd>
        </div>
      ))}
    </dl>
  );
}

/**
 * What a node does: as a form where the draft is edited, else in plain words; `children` stand below it, such as the
 * dialogue's decisions there.
 */
export function NodePanel({
  graph,
  nodeId,
  words,
  editor,
  onSelect,
  children,
}: {
  graph: FlowGraph;
  nodeId: string | null;
  words: WordsContext;
  /** Only where the draft is edited: a node's form, and what is edited while no node is chosen. */
  editor?: { ofNode: (node: FlowNode) => ReactNode; ofFlow: ReactNode } | undefined;
  onSelect: (nodeId: string | null) => void;
  children?: ReactNode;
}) {
  const { t } = useTranslation();
  const node = graph.nodes.find((item) => item.id === nodeId);
  if (!node) {
    return (
      <aside className="v-node-panel" aria-label={t('flows.settings')}>
        <EmptyPlace
          icon={IconPointer}
          title={t('flows.chooseNode')}
          hint={t(editor ? 'flows.chooseNodeToEdit' : 'flows.chooseNodeHint')}
        />
        {editor?.ofFlow}
      </aside>
    );
  }
  const ports = portsOf(node);
  const targetOf = (port: string) => {
    const edge = graph.edges.find((item) => item.source === node.id && item.port === port);
    return graph.nodes.find((item) => item.id === edge?.target) ?? null;
  };
  return (
    <aside className="v-node-panel" aria-label={t('flows.settings')}>
      <NodeHead node={node} words={words} onClose={() => onSelect(null)} />
      <p className="v-node-help">{nodeSpecifications[node.kind].help[words.locale]}</p>
      {editor ? editor.ofNode(node) : <NodeSettings node={node} graph={graph} words={words} />}
      {ports.length > 0 ? (
        <section className="v-node-section">
          <h3>{t('flows.leadsTo')}</h3>
          <ul className="v-node-targets">
            {ports.map(({ port, title }) => {
              const target = targetOf(port);
              return (
                <li key={port}>
                  {ports.length > 1 ? <span className="v-dim">{title[words.locale]} → </span> : null}
                  {target ? (
                    <button type="button" className="v-link" onClick={() => onSelect(target.id)}>
                      {target.label[words.locale]}
                    </button>
                  ) : (
                    <span className="v-failed-text">{t('flows.nowhere')}</span>
                  )}
                </li>
              );
            })}
          </ul>
        </section>
      ) : null}
      {children}
    </aside>
  );
}
