import type { BoardQuery } from '@voronka/contracts';

/** The whole view of a board, as the address bar holds it. */
export interface BoardView {
  search: string;
  /** Id of a manager, `me`, or `-` for cards that nobody of ours is responsible for; null: everyone's. */
  manager: string | null;
  channel: string | null;
}

/** Shows every card. */
export const everyCard: BoardView = { search: '', manager: null, channel: null };

/** The board of a funnel. */
export function boardAddress(funnelId: string, view: BoardView = everyCard): string {
  const search = new URLSearchParams();
  if (view.search !== '') search.set('q', view.search);
  if (view.manager !== null) search.set('manager', view.manager);
  if (view.channel !== null) search.set('channel', view.channel);
  const text = search.toString();
  return `/funnels/${encodeURIComponent(funnelId)}/board${text === '' ? '' : `?${text}`}`;
}

/** Reads the view; what is empty counts as not given. */
export function parseBoardView(search: URLSearchParams): BoardView {
  return {
    search: search.get('q') ?? '',
    manager: search.get('manager') || null,
    channel: search.get('channel') || null,
  };
}

/** Whether some cards are left out. */
export function isNarrowed({ search, manager, channel }: BoardView): boolean {
  return search.trim() !== '' || manager !== null || channel !== null;
}

/**
 * What the board asks the API for.
 *
 * @param me id of who looks
 * @param takes cards of a column, by the stage's key, where more than the first page is wanted
 */
export function boardQuery(view: BoardView, me: string, takes: Readonly<Record<string, number>>): BoardQuery {
  const search = view.search.trim();
  const take = Object.entries(takes).map(([key, n]) => `${key}:${n}`);
  return {
    ...(search === '' ? {} : { search }),
    ...(view.manager === null ? {} : { manager: view.manager === 'me' ? me : view.manager }),
    ...(view.channel === null ? {} : { channel: view.channel }),
    ...(take.length === 0 ? {} : { take: take.join(',') }),
  };
}
