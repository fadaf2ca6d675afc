import type { DialogueListQuery, DialogueStatus } from '@voronka/contracts';

/** What the middle column shows. */
export type DialogueTab = 'chat' | 'timeline' | 'flow';

/** A flow, and a place in it where dialogues stand or came by; see the numbers on the flow's canvas. */
export interface FlowPlace {
  flow: string | null;
  /** Node at which they stand now. */
  at: string | null;
  /** Node at which they have an open incident. */
  incidentAt: string | null;
  /** Node that they came by, and connection that they took, from a moment on and before another one (ISO 8601). */
  passed: string | null;
  edge: string | null;
  from: string | null;
  to: string | null;
}

/** No flow in particular. */
export const noFlowPlace: FlowPlace = {
  flow: null,
  at: null,
  incidentAt: null,
  passed: null,
  edge: null,
  from: null,
  to: null,
};

const placeNames = ['flow', 'at', 'incidentAt', 'passed', 'edge', 'from', 'to'] as const;

/** Which dialogues the list shows. */
export interface ListFilter extends FlowPlace {
  search: string;
  status: DialogueStatus | 'open' | null;
  today: 'dialogues' | 'leads' | null;
  /** Where the cards stand: a funnel, and a stage of it; `-` for dialogues without a card. */
  funnel: string | null;
  stage: string | null;
}

/** Shows every dialogue. */
export const everyDialogue: Omit<ListFilter, 'search'> = {
  status: null,
  today: null,
  funnel: null,
  stage: null,
  ...noFlowPlace,
};

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
    ...readPlace(search),
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
  writePlace(view, search);
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

/** Without a flow the rest says nothing. */
function readPlace(search: URLSearchParams): FlowPlace {
  if (!search.has('flow')) return noFlowPlace;
  return { ...noFlowPlace, ...Object.fromEntries(placeNames.map((name) => [name, search.get(name)])) };
}

function writePlace(place: Partial<FlowPlace>, search: URLSearchParams): void {
  for (const name of placeNames) {
    const value = place[name];
    if (value) search.set(name, value);
  }
}

/** The dialogues of a place in a flow. */
export function flowPlaceAddress(place: { flow: string } & { [K in keyof FlowPlace]?: string | undefined }): string {
  const search = new URLSearchParams();
  writePlace({ ...noFlowPlace, ...place }, search);
  return `/dialogues?${search.toString()}`;
}

/** The place without its times, where nothing is left that happened in them. */
export function withoutTimes(place: FlowPlace): FlowPlace {
  const { flow, at, incidentAt, passed, edge } = place;
  const times = passed === null && edge === null ? { from: null, to: null } : { from: place.from, to: place.to };
  return { flow, at, incidentAt, passed, edge, ...times };
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
    ...Object.fromEntries(placeNames.flatMap((name) => (filter[name] ? [[name, filter[name]]] : []))),
  };
}

/** Whether the list is narrowed at all. */
export function isFiltered(filter: ListFilter): boolean {
  const { status, today, funnel, stage, flow } = filter;
  return filter.search.trim() !== '' || [status, today, funnel, stage, flow].some((part) => part !== null);
}
