import { useCallback, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { columnBeside } from './board-state.ts';
import type { ShownCard } from './board-state.ts';
import type { BoardWords } from './use-board-words.tsx';

/** A card that is held by the keyboard, and the column above which it is. */
export interface PickedCard {
  card: ShownCard;
  over: string;
}

/**
 * Moving cards by keys: Space picks one up, the left and right arrows choose a column, Space or Enter drops it there,
 * Escape cancels.
 *
 * @returns `said` is for a live region; `press` takes the keys of a card's link and tells whether it used one
 */
export function usePickedCard(
  columns: readonly { key: string }[],
  { nameOf, stageName }: Pick<BoardWords, 'nameOf' | 'stageName'>,
  drop: (card: ShownCard, to: string) => void,
): {
  picked: PickedCard | null;
  said: string;
  press: (event: KeyboardEvent, card: ShownCard) => boolean;
  letGo: () => void;
} {
  const { t } = useTranslation();
  const [picked, setPicked] = useState<PickedCard | null>(null);
  const [said, setSaid] = useState('');

  const press = (event: KeyboardEvent, card: ShownCard): boolean => {
    const name = nameOf(card);
    if (event.altKey || event.ctrlKey || event.metaKey) return false;
    if (picked?.card.dialogueId !== card.dialogueId) {
      if (event.key !== ' ') return false;
      event.preventDefault();
      setPicked({ card, over: card.shownIn });
      setSaid(t('board.said.picked', { name, stage: stageName(card.shownIn) }));
      return true;
    }
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : null;
    if (step !== null) {
      const over = columnBeside(columns, picked.over, step);
      setPicked({ card, over });
      setSaid(t('board.said.over', { stage: stageName(over) }));
    } else if (event.key === ' ' || event.key === 'Enter') {
      setPicked(null);
      if (picked.over !== card.shownIn) {
        setSaid(t('board.said.dropped', { name, stage: stageName(picked.over) }));
        drop(card, picked.over);
      }
    } else if (event.key === 'Escape') {
      setPicked(null);
      setSaid(t('board.said.cancelled', { name, stage: stageName(card.shownIn) }));
    } else if (event.key === 'Tab') {
      setPicked(null);
      return false;
    }
    // While a card is held, no key does what it does otherwise.
    event.preventDefault();
    event.stopPropagation();
    return true;
  };
  const letGo = useCallback(() => setPicked(null), []);
  return { picked, said, press, letGo };
}
