import { formatPeriod, parsePeriod } from './traffic/traffic-period.ts';
import type { TrafficPeriod } from './traffic/traffic-period.ts';

/** Which version of the flow is drawn. */
export type FlowVersion = 'live' | 'draft';

/** A recorded dialogue up to one of its decisions, which the simulator replays. */
export interface RecordedPlace {
  dialogue: string;
  /** From 1. */
  turn: number;
  /** What decides: the bundles that decided then, or the draft. */
  by: 'recorded' | 'draft';
}

/** The view of a flow's page, as the address bar holds it. */
export interface FlowView {
  /** `null` chooses by itself: the draft for those who edit, if it differs or if nothing is published, else the live one. */
  version: FlowVersion | null;
  node: string | null;
  /** The list of findings is open. */
  findings: boolean;
  /** The simulator is open. */
  simulator: boolean;
  /** The dialogue that it replays; null: it plays the draft from its beginning. */
  recorded: RecordedPlace | null;
  /** Numbers of dialogues stand on the canvas, for this time; null: they do not. */
  traffic: TrafficPeriod | null;
  /** The node of another flow that runs this one, from which the reader came; null: they came from elsewhere. */
  caller: Caller | null;
}

/** A node that runs another flow. */
export interface Caller {
  flow: string;
  node: string;
}

function readCaller(search: URLSearchParams): Caller | null {
  const flow = search.get('caller');
  const node = search.get('callerNode');
  return flow && node ? { flow, node } : null;
}

function readRecorded(search: URLSearchParams): RecordedPlace | null {
  const dialogue = search.get('dialogue');
  const turn = Number(search.get('turn') ?? Number.NaN);
  if (!search.has('simulator') || !dialogue || !Number.isInteger(turn) || turn < 1) return null;
  return { dialogue, turn, by: search.get('by') === 'draft' ? 'draft' : 'recorded' };
}

/** Reads the view; what is not understood counts as not given. */
export function parseFlowView(search: URLSearchParams): FlowView {
  const version = search.get('version');
  return {
    version: version === 'live' || version === 'draft' ? version : null,
    node: search.get('node'),
    findings: search.has('findings'),
    simulator: search.has('simulator'),
    recorded: readRecorded(search),
    traffic: parsePeriod(search.get('traffic')),
    caller: readCaller(search),
  };
}

/** Writes the view. */
export function formatFlowView(view: FlowView): string {
  const search = new URLSearchParams();
  if (view.version) search.set('version', view.version);
  if (view.node) search.set('node', view.node);
  if (view.findings) search.set('findings', '1');
  if (view.simulator) search.set('simulator', '1');
  if (view.simulator && view.recorded) {
    search.set('dialogue', view.recorded.dialogue);
    search.set('turn', String(view.recorded.turn));
    if (view.recorded.by === 'draft') search.set('by', 'draft');
  }
  if (view.traffic) search.set('traffic', formatPeriod(view.traffic));
  if (view.caller) {
    search.set('caller', view.caller.flow);
    search.set('callerNode', view.caller.node);
  }
  const text = search.toString();
  return text === '' ? '' : `?${text}`;
}

const plainView: FlowView = {
  version: null,
  node: null,
  findings: false,
  simulator: false,
  recorded: null,
  traffic: null,
  caller: null,
};

function addressOf(flowId: string, view: Partial<FlowView>): string {
  return `/flows/${encodeURIComponent(flowId)}${formatFlowView({ ...plainView, ...view })}`;
}

/** The simulator with a recorded dialogue up to one of its decisions. */
export function replayAddress(flowId: string, dialogue: string, turn: number): string {
  return addressOf(flowId, { simulator: true, recorded: { dialogue, turn, by: 'recorded' } });
}

/** The flow that a node runs. @param node one of its nodes, or null */
export function subFlowAddress(flowId: string, caller: Caller, node: string | null = null): string {
  return addressOf(flowId, { caller, node });
}

/** Back to the node that runs a flow. */
export function callerAddress({ flow, node }: Caller): string {
  return addressOf(flow, { node });
}

/** The version to draw. */
export function shownVersion(
  wanted: FlowVersion | null,
  flow: { changed: boolean; hasLive: boolean; canEdit: boolean },
): FlowVersion {
  if (!flow.hasLive) return 'draft';
  return wanted ?? (flow.changed || flow.canEdit ? 'draft' : 'live');
}
