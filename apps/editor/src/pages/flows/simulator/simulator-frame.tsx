import type { ReactNode } from 'react';
import { ActionIcon } from '@mantine/core';
import { IconAlertTriangle, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { FlowCanvas } from '@voronka/flow-editor';
import type { FlowFinding } from '@voronka/contracts';
import { useLocale } from '../../../i18n/use-locale.ts';
import { NodePanel } from '../node-panel.tsx';
import { useCanvasWords } from '../use-canvas-words.ts';

/** What is chosen on the page's canvas. */
export interface SimulatorSelection {
  node: string | null;
  onSelect: (nodeId: string | null) => void;
}

/** The simulator's column beside the canvas. */
export function SimulatorFrame({
  onClose,
  tools,
  children,
}: {
  onClose: () => void;
  tools?: ReactNode;
  children: ReactNode;
}) {
  const { t } = useTranslation();
  return (
    <aside className="v-simulator" aria-label={t('simulator.title')}>
      <header className="v-sim-head">
        <h2>{t('simulator.title')}</h2>
        {tools}
        <ActionIcon size="sm" onClick={onClose} aria-label={t('simulator.close')}>
          <IconX size={15} />
        </ActionIcon>
      </header>
      {children}
    </aside>
  );
}

/** What is played, drawn, with the way that was taken and the chosen node in words. */
export function SimulatorCanvas({
  graph,
  path,
  node,
  onSelect,
}: SimulatorSelection & Pick<Parameters<typeof FlowCanvas>[0], 'graph' | 'path'>) {
  const { words, labels, colorMode } = useCanvasWords();
  return (
    <>
      <div className="v-flow-canvas">
        <FlowCanvas
          graph={graph}
          path={path}
          words={words}
          labels={labels}
          colorMode={colorMode}
          selectedNodeId={node}
          onSelect={onSelect}
        />
      </div>
      {node === null ? null : <NodePanel graph={graph} nodeId={node} words={words} onSelect={onSelect} />}
    </>
  );
}

/** Why the draft cannot run, each fault leading to its node. */
export function CannotRun({
  errors,
  onSelect,
}: {
  errors: readonly FlowFinding[];
  onSelect: (nodeId: string) => void;
}) {
  const { t } = useTranslation();
  const locale = useLocale();
  return (
    <div className="v-sim-refused" role="alert">
      <p>
        <IconAlertTriangle size={16} aria-hidden className="v-tone-failed" /> {t('simulator.cannotRun')}
      </p>
      <ul>
        {errors.map(({ nodeId, message, hint }, index) => (
          <li key={index}>
            {nodeId === null ? (
              message[locale]
            ) : (
              <button type="button" className="v-link" onClick={() => onSelect(nodeId)}>
                {message[locale]}
              </button>
            )}
            <p className="v-dim">{hint[locale]}</p>
          </li>
        ))}
      </ul>
    </div>
  );
}
