import { jest } from '@jest/globals';
import type { Flow } from '@voronka/contracts';
import { priceAndContactFlow } from '@voronka/domain';
import type { FlowGraph } from '@voronka/domain';
import { beginHistory, record, shiftNodes } from '@voronka/flow-editor';
import { ApiFailure } from '../../api/api-failure.ts';
import type { KeptEdits } from './draft-storage.ts';
import { DraftSaver, quietMs } from './draft-saver.ts';
import { DraftStore, openDraft } from './draft-store.ts';
import type { Opening } from './draft-store.ts';

const first = priceAndContactFlow;
const move = (graph: FlowGraph) => shiftNodes(graph, new Set(['start']), { x: 20, y: 0 });
const fault = (code: string, status: number) =>
  new ApiFailure('answered', status, { code, message: { ru: '', en: '' }, correlationId: 'c' });

/** A server that stores drafts, a browser that keeps edits, and a page that draws. */
function world(begins: Opening['begins'] = 'saved', base: Opening['base'] = { revision: 1, graph: first }) {
  const store = new DraftStore(beginHistory(first), () => 0);
  const server = { revision: 1, graph: first };
  const kept: { edits: KeptEdits | null } = { edits: null };
  const hand = { holds: false };
  const told: string[] = [];
  let answer: ApiFailure | null = null;
  const sent: number[] = [];
  const saver = new DraftSaver({
    begins,
    base,
    server: { ...server },
    graph: () => store.history().present,
    areHandsHolding: () => hand.holds,
    send: async ({ revision, graph }) => {
      sent.push(revision);
      if (answer) throw answer;
      if (revision !== server.revision) throw fault('Flow.DraftChanged', 409);
      Object.assign(server, { revision: revision + 1, graph });
      return { draft: { ...server } } as Flow;
    },
    keep: (edits) => (kept.edits = edits),
    onSaved: () => told.push('saved'),
    onReplaced: (graph) => store.replace(graph),
    onConflict: () => told.push('conflict'),
    onLoginGone: () => told.push('login gone'),
  });
  store.subscribe(() => saver.changed());
  saver.start();
  return {
    store,
    server,
    kept,
    told,
    sent,
    saver,
    hand,
    fails: (failure: ApiFailure | null) => (answer = failure),
    state: () => saver.status().state,
    quiet: () => jest.advanceTimersByTimeAsync(quietMs),
  };
}

describe('saving the draft', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  it('waits for a quiet moment and sends once', async () => {
    const { store, server, sent, state, quiet } = world();
    store.edit(move);
    await jest.advanceTimersByTimeAsync(quietMs - 1);
    store.edit(move);
    expect([state(), sent]).toEqual(['waiting', []]);
    await quiet();
    expect([state(), sent]).toEqual(['saved', [1]]);
    expect(server.graph).toBe(store.history().present);
  });

  it('waits until what is dragged is dropped', async () => {
    const { store, sent, hand, quiet } = world();
    store.edit(move);
    hand.holds = true;
    await quiet();
    await quiet();
    expect(sent).toEqual([]);
    hand.holds = false;
    await quiet();
    expect(sent).toEqual([1]);
  });

  it('sends nothing when the edit was undone', async () => {
    const { store, sent, state, kept, quiet } = world();
    store.edit(move);
    expect(kept.edits).toMatchObject({ revision: 1 });
    store.undo();
    await quiet();
    expect([state(), sent, kept.edits]).toEqual(['saved', [], null]);
  });

  it('keeps edits in the browser while there is no connection and sends them after', async () => {
    const { store, server, kept, state, fails, quiet } = world();
    fails(new ApiFailure('unreachable', 0, null));
    store.edit(move);
    await quiet();
    expect(state()).toBe('offline');
    expect(kept.edits?.graph).toBe(store.history().present);
    fails(null);
    await jest.advanceTimersByTimeAsync(15_000);
    expect([state(), kept.edits]).toEqual(['saved', null]);
    expect(server.graph).toBe(store.history().present);
  });

  it('keeps them when the login is gone, and says so', async () => {
    const { store, kept, told, fails, quiet } = world();
    fails(fault('Auth.Expired', 401));
    store.edit(move);
    await quiet();
    expect(told).toEqual(['login gone']);
    expect(kept.edits?.graph).toBe(store.history().present);
  });

  it('sends what was drawn while the answer was on its way', async () => {
    const { store, server, saver, state, quiet } = world();
    store.edit(move);
    const answered = saver.flush();
    store.edit(move);
    await answered;
    expect(state()).toBe('waiting');
    await quiet();
    expect(server).toEqual({ revision: 3, graph: store.history().present });
  });

  it('never has two requests on their way', async () => {
    const { store, saver, sent } = world();
    store.edit(move);
    const all = [saver.flush(), saver.flush()];
    store.edit(move);
    all.push(saver.flush());
    expect(await Promise.all(all)).toEqual([expect.any(Boolean), true, true]);
    expect(sent).toEqual([1, 2]);
  });

  it('knows what both began with, as long as the edits were made here', async () => {
    const { store, server, saver, state, quiet } = world();
    const theirs = { revision: 2, graph: shiftNodes(first, new Set(['done']), { x: 5, y: 0 }) };
    Object.assign(server, theirs);
    store.edit(move);
    await quiet();
    saver.seen(theirs);
    expect([state(), saver.began()]).toEqual(['conflict', { revision: 1, graph: first }]);
    saver.settle(move(theirs.graph));
    await quiet();
    expect([state(), saver.began()?.revision]).toEqual(['saved', 3]);
    expect(world('conflict', null).saver.began()).toBeNull();
  });

  it('overwrites nobody: a draft that somebody else saved is a conflict until it is settled', async () => {
    const { store, server, saver, told, sent, state, kept, quiet } = world();
    const theirs = move(move(first));
    Object.assign(server, { revision: 5, graph: theirs });
    store.edit(move);
    await quiet();
    expect([state(), told]).toEqual(['conflict', ['conflict']]);
    store.edit(move);
    await quiet();
    expect(sent).toEqual([1]);
    expect(kept.edits?.graph).toBe(store.history().present);
    const mine = store.history().present;
    saver.seen({ ...server });
    saver.settle(mine);
    await quiet();
    expect([state(), server.graph]).toEqual(['saved', mine]);
  });

  it('gives way to the draft of the server where that is chosen', async () => {
    const { store, server, saver, state, kept, quiet } = world();
    const theirs = shiftNodes(first, new Set(['thanks']), { x: 5, y: 5 });
    Object.assign(server, { revision: 5, graph: theirs });
    store.edit(move);
    await quiet();
    saver.seen({ ...server });
    saver.settle(theirs);
    expect([state(), kept.edits]).toEqual(['saved', null]);
    expect(store.history().present).toEqual(theirs);
  });

  it('recognises its own drawing when the answer was lost', async () => {
    const { store, server, saver, state, fails, quiet } = world();
    fails(new ApiFailure('timedOut', 0, null));
    store.edit(move);
    await quiet();
    Object.assign(server, { revision: 2, graph: structuredClone(store.history().present) });
    fails(null);
    await jest.advanceTimersByTimeAsync(15_000);
    expect(state()).toBe('conflict');
    saver.seen({ ...server });
    expect(state()).toBe('saved');
  });

  it('takes over a newer draft while nothing here is unsaved', () => {
    const { store, saver, state } = world();
    const theirs = move(first);
    saver.seen({ revision: 2, graph: theirs });
    expect(store.history().present).toBe(theirs);
    expect(state()).toBe('saved');
  });

  it('tells why the server refused, until the next edit', async () => {
    const { store, saver, fails, quiet } = world();
    fails(fault('Request.Invalid', 400));
    store.edit(move);
    await quiet();
    expect(saver.status()).toMatchObject({ state: 'refused', failure: { status: 400 } });
    store.edit(move);
    expect(saver.status()).toEqual({ state: 'waiting', failure: null });
  });

  it('sends at once on leaving', () => {
    const { store, server, saver } = world();
    store.edit(move);
    saver.leave();
    expect(server.graph).toBe(store.history().present);
  });
});

describe('opening a draft', () => {
  const server = { revision: 3, graph: first };
  const edited = move(first);
  const history = record(beginHistory(first), edited, { atMs: 0 });

  it('goes on with edits that were kept, and the steps to undo', () => {
    const opened = openDraft(server, { revision: 3, graph: edited, base: null }, history);
    expect(opened).toEqual({ history, begins: 'unsaved', base: server });
  });

  it('knows edits that the server got after all', () => {
    const newer = { revision: 4, graph: edited };
    const opened = openDraft(newer, { revision: 3, graph: structuredClone(edited), base: null }, history);
    expect(opened).toEqual({ history, begins: 'saved', base: newer });
  });

  it('tells when somebody else saved meanwhile', () => {
    const newer = { revision: 4, graph: first };
    expect(openDraft(newer, { revision: 3, graph: edited, base: null }, null)).toMatchObject({
      begins: 'conflict',
      base: null,
    });
    const kept = { revision: 3, graph: edited, base: first };
    expect(openDraft(newer, kept, null)).toMatchObject({ begins: 'conflict', base: { revision: 3, graph: first } });
  });

  it('forgets steps to undo that do not lead to the draft', () => {
    expect(openDraft(server, null, history)).toEqual({ history: beginHistory(first), begins: 'saved', base: server });
  });
});
