/** The view of the page, as the address bar holds it. */
export interface DiagnosticsView {
  tab: 'incidents' | 'late' | 'held';
  state: 'open' | 'resolved';
}

/** Sections of the page, in their order. */
export const tabs = ['incidents', 'late', 'held'] as const satisfies readonly DiagnosticsView['tab'][];

/** Reads the view. */
export function parseDiagnosticsView(search: URLSearchParams): DiagnosticsView {
  return {
    tab: tabs.find((tab) => tab === search.get('tab')) ?? 'incidents',
    state: search.get('state') === 'resolved' ? 'resolved' : 'open',
  };
}

/** Writes the view. */
export function formatDiagnosticsView(view: DiagnosticsView): string {
  if (view.tab !== 'incidents') return `?tab=${view.tab}`;
  return view.state === 'resolved' ? '?state=resolved' : '';
}
