import { useCallback, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { nodeSpecifications, portsOf } from '@voronka/domain';
import type { FlowGraph, FlowNode, NodeKind } from '@voronka/domain';
import { canBeEntered, edgeOfPort, iconOf, targetsFor } from '@voronka/flow-editor';
import type { FinderGroup } from '../../app/finder-offers.ts';
import { useLocale } from '../../i18n/use-locale.ts';
import { kindsByFamily } from './node-kinds.ts';
import type { Pick } from './picker.tsx';
import type { DraftCommands, Placement } from './use-commands.ts';

function nodeIcon({ kind }: { kind: NodeKind }) {
  const NodeIcon = iconOf(kind);
  return <NodeIcon size={17} stroke={1.6} aria-hidden />;
}

/** The questions that are answered from a list: which node to add, and where a node should lead. */
export function usePicks(graph: FlowGraph, commands: DraftCommands) {
  const { t } = useTranslation();
  const locale = useLocale();
  const [pick, setPick] = useState<Pick | null>(null);
  /** Where the keyboard was; it goes back there where nothing is picked. */
  const asker = useRef<Element | null>(null);
  const ask = useCallback((question: string, groups: FinderGroup[]) => {
    asker.current = document.activeElement;
    const answered = (answer: () => void) => () => {
      asker.current = null;
      answer();
    };
    setPick({
      question,
      groups: groups.map(({ group, actions }) => ({
        group,
        actions: actions.map((action) => ({ ...action, onClick: answered(action.onClick) })),
      })),
    });
  }, []);

  /** Asks which node to add, by default beside what is chosen. */
  const askNode = useCallback(
    (placement?: Placement) => {
      const isInside = placement?.edgeId !== undefined || placement?.from !== undefined;
      const groups = kindsByFamily('', locale).map(({ family, kinds }): FinderGroup => {
        const offered = kinds.filter((kind) => !isInside || canBeEntered({ kind }));
        return {
          group: t(`draft.family.${family}`),
          actions: offered.map((kind) => ({
            id: kind,
            label: nodeSpecifications[kind].title[locale],
            description: nodeSpecifications[kind].help[locale],
            leftSection: nodeIcon({ kind }),
            onClick: () => commands.reveal(commands.add(kind, placement)),
          })),
        };
      });
      ask(t(isInside ? 'draft.pick.insert' : 'draft.pick.add'), groups);
    },
    [ask, commands, locale, t],
  );

  /** Asks where one of a node's ways out should lead: each way out is a group of targets. */
  const askTarget = useCallback(
    (node: FlowNode) => {
      const targets = targetsFor(graph, node.id);
      const groups = portsOf(node).map(({ port, title }): FinderGroup => {
        const led = edgeOfPort(graph, { source: node.id, port })?.target;
        return {
          group: title[locale],
          actions: targets.map((target) => ({
            id: `${port}:${target.id}`,
            label: target.label[locale],
            description: target.id === led ? t('draft.pick.leadsThere') : nodeSpecifications[target.kind].title[locale],
            leftSection: nodeIcon(target),
            onClick: () => {
              commands.connect({ source: node.id, port, target: target.id });
              commands.reveal(node.id);
            },
          })),
        };
      });
      ask(t('draft.pick.connect', { node: node.label[locale] }), groups);
    },
    [ask, graph, commands, locale, t],
  );

  const close = useCallback(() => {
    setPick(null);
    const back = asker.current;
    // The list lets the keyboard go when it is closed, not before.
    if (back instanceof HTMLElement || back instanceof SVGElement) requestAnimationFrame(() => back.focus());
  }, []);
  return { pick, close, askNode, askTarget };
}
