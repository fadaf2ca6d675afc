import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import type { BoardQuery } from '@voronka/contracts';
import { api } from '../../../api/endpoints.ts';
import { keys } from '../../../api/query-keys.ts';
import { newId } from '../../../components/new-id.ts';
import { pendingWishes, placeCards, refusedMoves } from './board-state.ts';
import type { ShownCard, Wish } from './board-state.ts';
import { useBoardWords } from './use-board-words.tsx';

/** Moves of this page are remembered while they may still be refused; the oldest is forgotten beyond this many. */
const remembered = 50;

/**
 * A board that is kept up to date, and moving its cards: at once on the page, back with the reason where the move is
 * refused.
 *
 * @returns `columns` is undefined until the board was read for the first time
 */
export function useBoard(funnelId: string, query: BoardQuery) {
  const client = useQueryClient();
  const words = useBoardWords(funnelId);
  const read = useQuery({
    queryKey: keys.board(funnelId, query),
    queryFn: async ({ signal }) => {
      const askedAt = performance.now();
      return { board: await api.board(funnelId, query, signal), askedAt };
    },
    placeholderData: keepPreviousData,
  });
  const snapshot = read.data;
  const [wishes, setWishes] = useState<readonly Wish[]>([]);
  const mine = useRef(new Set<string>());

  useEffect(() => {
    if (!snapshot) return;
    setWishes((before) => {
      const after = pendingWishes(before, snapshot.askedAt);
      return after.length === before.length ? before : after;
    });
    for (const card of refusedMoves(snapshot.board, mine.current)) {
      if (card.move?.id) mine.current.delete(card.move.id);
      words.tellRefused(card, snapshot.board);
    }
  }, [snapshot, words]);

  const columns = useMemo(() => snapshot && placeCards(snapshot, wishes), [snapshot, wishes]);

  const move = useCallback(
    async (card: Pick<ShownCard, 'dialogueId' | 'number' | 'clientName'>, from: string, to: string): Promise<void> => {
      const id = newId();
      const { dialogueId } = card;
      setWishes((before) => [...before, { id, dialogueId, from, to, takenAt: null }]);
      mine.current.add(id);
      const [oldest] = mine.current;
      if (mine.current.size > remembered && oldest !== undefined) mine.current.delete(oldest);
      try {
        await api.moveOnBoard(funnelId, { id, dialogueId, from, to });
        const takenAt = performance.now();
        setWishes((before) => before.map((wish) => (wish.id === id ? { ...wish, takenAt } : wish)));
        words.tellMoved(card, to, () => void move(card, to, from));
      } catch (error) {
        mine.current.delete(id);
        setWishes((before) => before.filter((wish) => wish.id !== id));
        words.tellNotTaken(card, from, error);
      }
      await client.invalidateQueries({ queryKey: keys.boards });
    },
    [client, funnelId, words],
  );

  return { read, board: snapshot?.board, columns, move, words };
}
