import { formatPeriod, parsePeriod } from './traffic/traffic-period.ts';
import type { TrafficPeriod } from './traffic/traffic-period.ts';

/** Which version of the flow is drawn. */
export type FlowVersion = 'live' | 'draft';

/** The view of a flow's page, as the address bar holds it. */
export interface FlowView {
  /** `null` chooses by itself: the draft for those who edit, if it differs or if nothing is published, else the live one. */
  version: FlowVersion | null;
  node: string | null;
  /** The list of findings is open. */
  findings: boolean;
  /** The draft is played in the simulator. */
  simulator: boolean;
  /** Numbers of dialogues stand on the canvas, for this time; null: they do not. */
  traffic: TrafficPeriod | null;
}

/** Reads the view; what is not understood counts as not given. */
export function parseFlowView(search: URLSearchParams): FlowView {
  const version = search.get('version');
  return {
    version: version === 'live' || version === 'draft' ? version : null,
    node: search.get('node'),
    findings: search.has('findings'),
    simulator: search.has('simulator'),
    traffic: parsePeriod(search.get('traffic')),
  };
}

/** Writes the view. */
export function formatFlowView(view: FlowView): string {
  const search = new URLSearchParams();
  if (view.version) search.set('version', view.version);
  if (view.node) search.set('node', view.node);
  if (view.findings) search.set('findings', '1');
  if (view.simulator) search.set('simulator', '1');
  if (view.traffic) search.set('traffic', formatPeriod(view.traffic));
  const text = search.toString();
  return text === '' ? '' : `?${text}`;
}

/** The version to draw. */
export function shownVersion(
  wanted: FlowVersion | null,
  flow: { changed: boolean; hasLive: boolean; canEdit: boolean },
): FlowVersion {
  if (!flow.hasLive) return 'draft';
  return wanted ?? (flow.changed || flow.canEdit ? 'draft' : 'live');
}
