import { useCallback, useRef, useState } from 'react';
import { DndContext, DragOverlay, MouseSensor, TouchSensor, pointerWithin, useSensor, useSensors } from '@dnd-kit/core';
import type { DragEndEvent, DragStartEvent } from '@dnd-kit/core';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../../app/session.tsx';
import { useNow } from '../../../components/use-now.ts';
import { BoardCardFace } from './board-card-face.tsx';
import { helpId } from './board-card.tsx';
import type { CardContext } from './board-card.tsx';
import { BoardColumn } from './board-column.tsx';
import type { ShownCard, ShownColumn } from './board-state.ts';
import { ClosingDialog } from './closing-dialog.tsx';
import type { BoardWords } from './use-board-words.tsx';
import { usePickedCard } from './use-picked-card.ts';

/** A press becomes a drag after so many px, and a touch after so many ms: before, it is a click or scrolls. */
const mouse = { activationConstraint: { distance: 6 } };
const touch = { activationConstraint: { delay: 220, tolerance: 8 } };
/** The page has a live region of its own; the library's would say things twice. */
const silent = {
  announcements: {
    onDragStart: () => undefined,
    onDragOver: () => undefined,
    onDragEnd: () => undefined,
    onDragCancel: () => undefined,
  },
};

/** A card that is on its way to a stage which closes it, until that is confirmed. */
interface Closing {
  card: ShownCard;
  column: ShownColumn;
}

/** How long a card that was moved by keys may be drawn anew and gets the focus back, ms. */
const keepsFocusMs = 10_000;

/** The columns, and the ways to move a card: the mouse, a finger, keys, the card's menu. */
export function BoardColumns({
  columns,
  words,
  onMove,
  onMore,
}: {
  columns: readonly ShownColumn[];
  words: BoardWords;
  onMove: (card: ShownCard, from: string, to: string) => void;
  onMore: (key: string, shown: number) => void;
}) {
  const { t } = useTranslation();
  const { can } = useSession();
  const now = useNow();
  const [dragged, setDragged] = useState<ShownCard | null>(null);
  const [closing, setClosing] = useState<Closing | null>(null);
  const focusOn = useRef<{ dialogueId: string; untilMs: number } | null>(null);
  const sensors = useSensors(useSensor(MouseSensor, mouse), useSensor(TouchSensor, touch));

  /** Drops a card in a column; what closes it is asked first. */
  const drop = useCallback(
    (card: ShownCard, to: string): void => {
      const column = columns.find(({ key }) => key === to);
      if (!column || to === card.shownIn) return;
      if (column.semantics === 'open') onMove(card, card.shownIn, to);
      else setClosing({ card, column });
    },
    [columns, onMove],
  );
  const byKeys = usePickedCard(columns, words, (card, to) => {
    focusOn.current = { dialogueId: card.dialogueId, untilMs: performance.now() + keepsFocusMs };
    drop(card, to);
  });

  // A card that was moved by keys keeps the focus in its new column, also when its answer draws it once more. Who has gone
  // on to something else is left alone.
  const takesFocus = useCallback((dialogueId: string): boolean => {
    const moved = focusOn.current;
    if (moved?.dialogueId !== dialogueId || performance.now() > moved.untilMs) return false;
    return document.activeElement === null || document.activeElement === document.body;
  }, []);

  const context: CardContext = {
    columns,
    canMove: can.answer,
    now,
    pickedId: byKeys.picked?.card.dialogueId ?? null,
    nameOf: words.nameOf,
    onMove: drop,
    onKey: byKeys.press,
    takesFocus,
    onLeave: byKeys.letGo,
  };
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={pointerWithin}
      accessibility={silent}
      onDragStart={({ active }: DragStartEvent) => setDragged((active.data.current?.['card'] as ShownCard) ?? null)}
      onDragCancel={() => setDragged(null)}
      onDragEnd={({ over }: DragEndEvent) => {
        setDragged(null);
        if (dragged && over) drop(dragged, String(over.id));
      }}
    >
      <p id={helpId} hidden>
        {t('board.help')}
      </p>
      <div className="v-hidden" role="status">
        {byKeys.said}
      </div>
      <div className="v-board-columns" data-dragging={dragged !== null || undefined}>
        {columns.map((column) => (
          <BoardColumn
            key={column.key}
            column={column}
            context={context}
            isTarget={byKeys.picked?.over === column.key}
            onMore={onMore}
          />
        ))}
      </div>
      <DragOverlay dropAnimation={null}>
        {dragged ? (
          <div className="v-board-card v-board-carried">
            <span className="v-board-link">
              <BoardCardFace card={dragged} now={now} />
            </span>
          </div>
        ) : null}
      </DragOverlay>
      {closing ? (
        <ClosingDialog
          name={words.nameOf(closing.card)}
          column={closing.column}
          onClose={() => setClosing(null)}
          onConfirm={() => {
            setClosing(null);
            onMove(closing.card, closing.card.shownIn, closing.column.key);
          }}
        />
      ) : null}
    </DndContext>
  );
}
