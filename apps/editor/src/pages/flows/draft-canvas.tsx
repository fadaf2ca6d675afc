import { useCallback, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconRoute } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { CanvasProvider, directionOf, EditCanvas, isAnnotationRef, useCanvasView } from '@voronka/flow-editor';
import type { KnownNames } from '@voronka/flow-editor';
import { api } from '../../api/endpoints.ts';
import { keys } from '../../api/query-keys.ts';
import { EmptyPlace } from '../../components/empty-place.tsx';
import { useStageNames } from '../../components/use-stage-names.ts';
import { CanvasTools, KeysDialog } from './canvas-tools.tsx';
import { Palette } from './palette.tsx';
import { Picker } from './picker.tsx';
import { useArranging } from './use-arranging.ts';
import { useCanvasFinder } from './use-canvas-finder.tsx';
import { useCanvasWords } from './use-canvas-words.ts';
import { useCommands } from './use-commands.ts';
import type { Draft } from './use-draft.tsx';
import { usePicks } from './use-picks.tsx';
import { useSaveImage } from './use-save-image.ts';
import { useSelection } from './use-selection.ts';
import { useShortcuts } from './use-shortcuts.ts';

/** Names that new nodes begin with, so that they make sense at once. */
function useKnownNames(): KnownNames {
  const [stageKey] = useStageNames().keys();
  const signals = useQuery({ queryKey: keys.signals, queryFn: ({ signal }) => api.signals(signal) });
  const signal = signals.data?.signals[0]?.name;
  return useMemo(() => ({ stageKey, signal }), [stageKey, signal]);
}

interface DraftCanvasProps {
  /** What an image of it is called. */
  flowName: string;
  draft: Draft;
  findings: ReadonlyMap<string, 'error' | 'warning'>;
  nodeId: string | null;
  onSelect: (nodeId: string | null) => void;
  /** A node's form is wanted, with the keyboard in it. */
  onOpen: (nodeId: string) => void;
  /** Stands over the canvas. */
  children?: ReactNode;
}

function Editing({ flowName, draft, findings, nodeId, onSelect, onOpen, children }: DraftCanvasProps) {
  const { t } = useTranslation();
  const { words, labels, colorMode } = useCanvasWords();
  const { graph, edit } = draft;
  const view = useCanvasView();
  const known = useKnownNames();
  // It stays while the page is open: a drawing that turns its ways out over during a drag would be a surprise.
  const [direction] = useState(() => directionOf(graph));
  const { selection, select } = useSelection(graph, nodeId, onSelect);
  const [writing, write] = useState<string | null>(null);
  const { arrange, isArranging } = useArranging(draft, direction, view);
  const commands = useCommands({ draft, selection, select, known, direction, view, arrange, write });
  const { pick, close, askNode, askTarget } = usePicks(graph, commands);
  const [isHelpOpen, help] = useDisclosure(false);

  const onAdd = useCallback(() => askNode(), [askNode]);
  const onInsert = useCallback((edgeId: string) => askNode({ edgeId }), [askNode]);
  const onConnect = useCallback(() => {
    const [only] = selection.nodes.size === 1 ? selection.nodes : [];
    const node = graph.nodes.find(({ id }) => id === only);
    if (node) askTarget(node);
  }, [graph, selection, askTarget]);
  const onGroup = useCallback(() => commands.group(t('annotations.newGroup')), [commands, t]);
  const openItem = (id: string) => {
    if (isAnnotationRef(id)) write(id);
    else onOpen(id);
  };
  useShortcuts(commands, { onAdd, onConnect, onOpen: openItem, onGroup, onInsert, onHelp: help.open });
  const onImage = useSaveImage(flowName);
  useCanvasFinder(graph, commands, { onGroup, onImage, onHelp: help.open });
  const annotations = useMemo(
    () => ({ words: labels.annotations, edit, writing, onWriting: write, onToggle: commands.toggle }),
    [labels.annotations, edit, writing, commands.toggle],
  );

  const editLabels = useMemo(
    () => ({
      ...labels,
      insert: t('draft.insert'),
      nodeHelp: t('draft.nodeHelp'),
      edgeHelp: t('draft.edgeHelp'),
    }),
    [labels, t],
  );
  return (
    <>
      <Palette onAdd={commands.add} onAddNote={() => commands.addNote()} />
      <div className="v-flow-canvas">
        <EditCanvas
          graph={graph}
          edit={edit}
          words={words}
          direction={direction}
          findings={findings}
          selection={selection}
          onSelection={select}
          onOpen={openItem}
          onDrop={(kind, at, edgeId) => commands.add(kind, { at, ...(edgeId ? { edgeId } : {}) })}
          onDropNote={commands.addNote}
          annotations={annotations}
          onInsert={onInsert}
          onDrawnToNowhere={(from, at) => askNode({ from, at })}
          colorMode={colorMode}
          labels={editLabels}
        />
        <CanvasTools
          commands={commands}
          canUndo={draft.canUndo}
          canRedo={draft.canRedo}
          isArranging={isArranging}
          onAdd={onAdd}
          onGroup={selection.nodes.size > 0 ? onGroup : null}
          onImage={onImage}
          onHelp={help.open}
        />
        {graph.nodes.length === 0 ? (
          <div className="v-canvas-empty">
            <EmptyPlace
              icon={IconRoute}
              title={t('draft.empty')}
              hint={t('draft.emptyHint')}
              action={
                <Button size="xs" onClick={() => commands.add('clientMessageTrigger')}>
                  {t('draft.emptyAction')}
                </Button>
              }
            />
          </div>
        ) : null}
        {children}
        <Picker pick={pick} onClose={close} />
        <KeysDialog opened={isHelpOpen} onClose={help.close} />
      </div>
    </>
  );
}

/** The draft on a canvas that can be drawn on, with the palette beside it. */
export function DraftCanvas(props: DraftCanvasProps) {
  return (
    <CanvasProvider>
      <Editing {...props} />
    </CanvasProvider>
  );
}
