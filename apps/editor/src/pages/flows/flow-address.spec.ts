import {
  callerAddress,
  formatFlowView,
  parseFlowView,
  replayAddress,
  shownVersion,
  subFlowAddress,
} from './flow-address.ts';
import { formatDiagnosticsView, parseDiagnosticsView } from '../diagnostics/diagnostics-address.ts';

describe('the address bar of a flow', () => {
  it('holds version, node, the open findings, the simulator and the time of the numbers', () => {
    const view = {
      version: 'live',
      node: 'thanks',
      findings: true,
      simulator: true,
      traffic: '7',
      recorded: { dialogue: 'd-1', turn: 3, by: 'draft' },
      caller: { flow: 'f-2', node: 'delivery' },
    } as const;
    expect(parseFlowView(new URLSearchParams(formatFlowView(view)))).toEqual(view);
  });

  it('opens a recorded dialogue at one of its decisions, and none where that is not said', () => {
    const search = new URLSearchParams(replayAddress('f', 'd-1', 2).split('?')[1]);
    const view = parseFlowView(search);
    expect(view).toMatchObject({ simulator: true, recorded: { dialogue: 'd-1', turn: 2, by: 'recorded' } });
    for (const text of [
      'simulator=1&dialogue=d-1',
      'simulator=1&turn=2',
      'dialogue=d-1&turn=2',
      'simulator=1&dialogue=d-1&turn=0',
    ]) {
      expect(parseFlowView(new URLSearchParams(text)).recorded).toBeNull();
    }
  });

  it('leads into the flow that a node runs, and back to that node', () => {
    const caller = { flow: 'f-1', node: 'delivery' };
    const search = new URLSearchParams(subFlowAddress('f-2', caller, 'ask').split('?')[1]);
    expect(parseFlowView(search)).toMatchObject({ node: 'ask', caller });
    expect(callerAddress(caller)).toBe('/flows/f-1?node=delivery');
    expect(parseFlowView(new URLSearchParams('caller=f-1')).caller).toBeNull();
  });

  it('draws the draft when it differs, else what is published', () => {
    expect(shownVersion(null, { changed: true, hasLive: true, canEdit: false })).toBe('draft');
    expect(shownVersion(null, { changed: false, hasLive: true, canEdit: false })).toBe('live');
    expect(shownVersion('live', { changed: true, hasLive: true, canEdit: true })).toBe('live');
  });

  it('draws the draft for those who edit', () => {
    expect(shownVersion(null, { changed: false, hasLive: true, canEdit: true })).toBe('draft');
  });

  it('draws the draft of a flow that was never published, whatever the link says', () => {
    expect(shownVersion('live', { changed: true, hasLive: false, canEdit: false })).toBe('draft');
  });
});

describe('the address bar of the diagnostics', () => {
  it.each([
    { tab: 'incidents', state: 'open' },
    { tab: 'incidents', state: 'resolved' },
    { tab: 'held', state: 'open' },
  ] as const)('holds tab and state: %j', (view) => {
    expect(parseDiagnosticsView(new URLSearchParams(formatDiagnosticsView(view)))).toEqual(view);
  });
});
