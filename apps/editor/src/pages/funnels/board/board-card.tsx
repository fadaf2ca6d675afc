import { useEffect, useRef } from 'react';
import type { KeyboardEvent } from 'react';
import { useDraggable } from '@dnd-kit/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { BoardCardFace } from './board-card-face.tsx';
import type { ShownCard, ShownColumn } from './board-state.ts';
import { CardMenu } from './card-menu.tsx';

/** Id of the element that says how cards are moved by keys. */
export const helpId = 'board-help';

/** What the cards of a board share. */
export interface CardContext {
  columns: readonly ShownColumn[];
  canMove: boolean;
  now: Date;
  /** Card that the keyboard holds. */
  pickedId: string | null;
  nameOf: (card: ShownCard) => string;
  onMove: (card: ShownCard, to: string) => void;
  /** @returns whether the key was used */
  onKey: (event: KeyboardEvent, card: ShownCard) => boolean;
  /** Whether a card that is drawn anew takes the focus: it was moved by keys, and nothing else has it. */
  takesFocus: (dialogueId: string) => boolean;
  /** The card lost the focus. */
  onLeave: () => void;
}

/** Moves the focus to the card above or below, or to the first one of the next column that has any. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  const { key, currentTarget } = event;
  const column = currentTarget.closest('[data-stage]');
  const links = (within: Element | null) => [...(within?.querySelectorAll<HTMLElement>('a[data-card]') ?? [])];
  if (key === 'ArrowDown' || key === 'ArrowUp') {
    const own = links(column);
    const next = own[own.indexOf(currentTarget) + (key === 'ArrowDown' ? 1 : -1)];
    if (next) event.preventDefault();
    next?.focus();
  }
  if (key !== 'ArrowRight' && key !== 'ArrowLeft') return;
  let beside = column;
  do beside = (key === 'ArrowRight' ? beside?.nextElementSibling : beside?.previousElementSibling) ?? null;
  while (beside && links(beside).length === 0);
  const [first] = links(beside);
  if (first) event.preventDefault();
  first?.focus();
}

/** A card: a link to its dialogue that can be dragged, or moved by keys and by its menu. */
export function BoardCard({ card, context }: { card: ShownCard; context: CardContext }) {
  const { t } = useTranslation();
  const { columns, canMove, now, pickedId, nameOf, onMove, onKey, takesFocus, onLeave } = context;
  const link = useRef<HTMLAnchorElement>(null);
  const { setNodeRef, listeners, isDragging } = useDraggable({
    id: card.dialogueId,
    data: { card },
    disabled: !canMove,
  });
  const { dialogueId } = card;
  useEffect(() => {
    if (takesFocus(dialogueId)) link.current?.focus();
  }, [takesFocus, dialogueId]);
  return (
    <div
      ref={setNodeRef}
      {...listeners}
      className="v-board-card"
      data-dragging={isDragging || undefined}
      data-picked={pickedId === card.dialogueId || undefined}
      data-waiting={card.isWaiting || undefined}
    >
      <Link
        ref={link}
        to={`/dialogues/${encodeURIComponent(card.dialogueId)}`}
        className="v-board-link"
        data-card={card.dialogueId}
        draggable={false}
        {...(canMove ? { 'aria-describedby': helpId, 'aria-roledescription': t('board.draggable') } : {})}
        onKeyDown={(event) => {
          if (canMove && onKey(event, card)) return;
          walk(event);
        }}
        onBlur={onLeave}
      >
        <BoardCardFace card={card} now={now} />
      </Link>
      <CardMenu card={card} name={nameOf(card)} columns={columns} canMove={canMove} onMove={(to) => onMove(card, to)} />
    </div>
  );
}
