/** The view of the page, as the address bar holds it. */
export interface DiagnosticsView {
  tab: 'incidents' | 'held';
  state: 'open' | 'resolved';
}

/** Reads the view. */
export function parseDiagnosticsView(search: URLSearchParams): DiagnosticsView {
  return {
    tab: search.get('tab') === 'held' ? 'held' : 'incidents',
    state: search.get('state') === 'resolved' ? 'resolved' : 'open',
  };
}

/** Writes the view. */
export function formatDiagnosticsView(view: DiagnosticsView): string {
  if (view.tab === 'held') return '?tab=held';
  return view.state === 'resolved' ? '?state=resolved' : '';
}
