import { useEffect } from 'react';
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconBoxMultiple,
  IconFocusCentered,
  IconFold,
  IconKeyboard,
  IconNote,
  IconPhotoDown,
  IconSitemap,
} from '@tabler/icons-react';
import type { Icon } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { nodeSpecifications } from '@voronka/domain';
import type { FlowGraph } from '@voronka/domain';
import { iconOf } from '@voronka/flow-editor';
import type { ImageFormat } from '@voronka/flow-editor';
import { offerToFinder } from '../../app/finder-offers.ts';
import { useLocale } from '../../i18n/use-locale.ts';
import { nodeKinds } from './node-kinds.ts';
import type { DraftCommands } from './use-commands.ts';

/** Offers what the canvas can do in Ctrl+K: actions, every kind to add, every node to go to. */
export function useCanvasFinder(
  graph: FlowGraph,
  commands: DraftCommands,
  { onGroup, onImage, onHelp }: { onGroup: () => void; onImage: (format: ImageFormat) => void; onHelp: () => void },
): void {
  const { t } = useTranslation();
  const locale = useLocale();
  useEffect(() => {
    const action = (id: string, label: string, ActionIcon: Icon, onClick: () => void) => ({
      id: `canvas:${id}`,
      label,
      leftSection: <ActionIcon size={17} stroke={1.6} aria-hidden />,
      onClick,
    });
    return offerToFinder([
      {
        group: t('draft.finder.actions'),
        actions: [
          action('undo', t('draft.undo'), IconArrowBackUp, commands.undo),
          action('redo', t('draft.redo'), IconArrowForwardUp, commands.redo),
          action('arrange', t('draft.does.arrange'), IconSitemap, commands.arrange),
          action('note', t('annotations.addNote'), IconNote, () => commands.addNote()),
          action('group', t('annotations.group'), IconBoxMultiple, onGroup),
          action('fold', t('annotations.fold'), IconFold, commands.fold),
          action('fit', t('draft.does.fit'), IconFocusCentered, commands.fit),
          action('png', t('annotations.image.png'), IconPhotoDown, () => onImage('png')),
          action('svg', t('annotations.image.svg'), IconPhotoDown, () => onImage('svg')),
          action('keys', t('draft.keys'), IconKeyboard, onHelp),
        ],
      },
      {
        group: t('draft.finder.add'),
        actions: nodeKinds.map((kind) =>
          action(
            `add:${kind}`,
            t('draft.finder.addKind', { kind: nodeSpecifications[kind].title[locale] }),
            iconOf(kind),
            () => commands.add(kind),
          ),
        ),
      },
      {
        group: t('draft.finder.nodes'),
        actions: graph.nodes.map((node) =>
          action(`node:${node.id}`, node.label[locale], iconOf(node.kind), () => commands.reveal(node.id)),
        ),
      },
    ]);
  }, [graph, commands, onGroup, onImage, onHelp, locale, t]);
}
