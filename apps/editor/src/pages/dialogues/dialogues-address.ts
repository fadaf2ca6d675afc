import type { DialogueListQuery, DialogueStatus } from '@voronka/contracts';

/** What the middle column shows. */
export type DialogueTab = 'chat' | 'timeline' | 'flow';

/** Which dialogues the list shows. */
export interface ListFilter {
  search: string;
  status: DialogueStatus | 'open' | null;
  today: 'dialogues' | 'leads' | null;
  /** Where the cards stand: a funnel, and a stage of it; `-` for dialogues without a card. */
  funnel: string | null;
  stage: string | null;
}

/** Shows every dialogue. */
export const everyDialogue: Omit<ListFilter, 'search'> = { status: null, today: null, funnel: null, stage: null };

/** The whole view of the page, as the address bar holds it. */
export interface DialoguesView extends ListFilter {
  tab: DialogueTab;
  /** Id of the message whose reason is open. */
  why: string | null;
  /** Decision that the timeline shows. */
  turn: number | null;
  /** Node chosen on the flow. */
  node: string | null;
}

const statuses = ['assistant', 'manager', 'needsManager', 'incident', 'delayed', 'completed', 'open'] as const;

function oneOf<T extends string>(value: string | null, allowed: readonly T[]): T | null {
  return allowed.find((item) => item === value) ?? null;
}

/** Reads the view; whatever is not understood counts as not given, so that an old link still opens. */
export function parseView(search: URLSearchParams): DialoguesView {
  const turn = Number(search.get('turn') ?? Number.NaN);
  return {
    search: search.get('q') ?? '',
    status: oneOf(search.get('status'), statuses),
    today: oneOf(search.get('today'), ['dialogues', 'leads']),
    funnel: search.get('funnel'),
    stage: search.get('stage'),
    tab: oneOf(search.get('tab'), ['timeline', 'flow']) ?? 'chat',
    why: search.get('why'),
    turn: Number.isInteger(turn) && turn > 0 ? turn : null,
    node: search.get('node'),
  };
}

/** Writes the view, leaving out what is usual. Only what belongs to the tab is kept. */
export function formatView(view: DialoguesView): string {
  const search = new URLSearchParams();
  if (view.search !== '') search.set('q', view.search);
  if (view.status) search.set('status', view.status);
  if (view.today) search.set('today', view.today);
  if (view.funnel) search.set('funnel', view.funnel);
  if (view.stage) search.set('stage', view.stage);
  if (view.tab !== 'chat') search.set('tab', view.tab);
  if (view.tab === 'chat' && view.why) search.set('why', view.why);
  if (view.tab === 'timeline' && view.turn) search.set('turn', String(view.turn));
  if (view.tab === 'flow' && view.node) search.set('node', view.node);
  const text = search.toString();
  return text === '' ? '' : `?${text}`;
}

/** The address of a dialogue in the same list and tab; what was open in another dialogue is not carried over. */
export function dialogueAddress(dialogueId: string | null, view: DialoguesView): string {
  const path = dialogueId === null ? '/dialogues' : `/dialogues/${encodeURIComponent(dialogueId)}`;
  return path + formatView({ ...view, why: null, turn: null, node: null });
}

/** The open dialogues of a stage. @param stage null: those without a card */
export function stageAddress(funnel: string, stage: string | null): string {
  return `/dialogues?${new URLSearchParams({ status: 'open', funnel, stage: stage ?? '-' }).toString()}`;
}

/** What the list asks the API for. */
export function listQuery(filter: ListFilter): DialogueListQuery {
  const search = filter.search.trim();
  return {
    limit: 50,
    ...(search === '' ? {} : { search }),
    ...(filter.status ? { status: filter.status } : {}),
    ...(filter.today ? { today: filter.today } : {}),
    ...(filter.funnel ? { funnel: filter.funnel } : {}),
    ...(filter.stage ? { stage: filter.stage } : {}),
  };
}

/** Whether the list is narrowed at all. */
export function isFiltered(filter: ListFilter): boolean {
  const { status, today, funnel, stage } = filter;
  return filter.search.trim() !== '' || [status, today, funnel, stage].some((part) => part !== null);
}
