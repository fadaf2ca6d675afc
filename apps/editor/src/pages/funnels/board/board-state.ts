import type { Board, BoardCard, BoardColumn } from '@voronka/contracts';

/** A board as it was read. */
export interface BoardSnapshot {
  board: Board;
  /** When it was asked for, in ms of the page's clock: what was known then at the latest is in it. */
  askedAt: number;
}

/** A move that was made on this page. */
export interface Wish {
  /** The request's id. */
  id: string;
  dialogueId: string;
  from: string;
  to: string;
  /** When the API took it, in ms of the page's clock; null: it has not answered yet. */
  takenAt: number | null;
}

/** A column as it is drawn. */
export type ShownColumn = Omit<BoardColumn, 'cards'> & { cards: ShownCard[] };

/** A card as it is drawn. */
export interface ShownCard extends BoardCard {
  /** Column in which it is drawn: where it is going, while the CRM does not have the move yet. */
  shownIn: string;
  isWaiting: boolean;
}

/**
 * Wishes that still have to be shown beside a snapshot. The API's answer comes after its commit, so a snapshot that was
 * asked for later holds the move itself, as waiting, done or refused; an older one that arrives late does not, and must not
 * put the card back.
 */
export function pendingWishes(wishes: readonly Wish[], askedAt: number): Wish[] {
  return wishes.filter(({ takenAt }) => takenAt === null || takenAt > askedAt);
}

/** Moves of this page that were refused since. @param mine ids of moves that were made here and whose end is not told yet */
export function refusedMoves(board: Board, mine: ReadonlySet<string>): BoardCard[] {
  return board.columns
    .flatMap(({ cards }) => cards)
    .filter(({ move }) => move?.state === 'refused' && move.id !== null && mine.has(move.id));
}

/** The cards in the columns in which people see them; counts go with the cards. */
export function placeCards({ board, askedAt }: BoardSnapshot, wishes: readonly Wish[]): ShownColumn[] {
  const pending = new Map(pendingWishes(wishes, askedAt).map((wish) => [wish.dialogueId, wish]));
  const known = new Set(board.columns.map(({ key }) => key));
  const shown = board.columns.flatMap(({ cards }) =>
    cards.map((card): ShownCard => {
      const going = pending.get(card.dialogueId)?.to ?? (card.move?.state === 'waiting' ? card.move.to : null);
      const isWaiting = going !== null && going !== card.stageKey;
      return { ...card, shownIn: going !== null && known.has(going) ? going : card.stageKey, isWaiting };
    }),
  );
  return board.columns.map((column) => {
    const here = shown.filter(({ shownIn }) => shownIn === column.key);
    const coming = here.filter(({ stageKey }) => stageKey !== column.key);
    const leaving = shown.filter(({ stageKey, shownIn }) => stageKey === column.key && shownIn !== column.key);
    return {
      ...column,
      count: column.count + coming.length - leaving.length,
      cards: [...coming, ...here.filter(({ stageKey }) => stageKey === column.key)],
    };
  });
}

/** The column beside another one; the ends stay where they are. */
export function columnBeside(columns: readonly { key: string }[], key: string, step: 1 | -1): string {
  const at = columns.findIndex((column) => column.key === key);
  return columns[at + step]?.key ?? key;
}
