import { priceAndContactFlow } from '@voronka/domain';
import type { FlowGraph } from '@voronka/domain';
import { fromClipboard, toClipboard } from './clipboard.ts';
import { fragmentOf, insertFragment } from './fragment.ts';
import { shiftNodes } from './graph-edits.ts';
import { beginHistory, gatherMs, longestHistory, record, redo, undo } from './history.ts';
import { readHistory, storeHistory } from './stored-history.ts';

const graph = priceAndContactFlow;
const moved = (drawing: FlowGraph, by = 20) => shiftNodes(drawing, new Set(['start']), { x: by, y: 0 });

describe('the history', () => {
  it('takes quick edits of one thing as one step', () => {
    let history = beginHistory(graph);
    for (const atMs of [0, 300, 900]) history = record(history, moved(history.present), { group: 'form:a', atMs });
    expect(history.past).toHaveLength(1);
    expect(undo(history).present).toBe(graph);
  });

  it('parts them after a pause, for another thing, and after an undo', () => {
    const typed = { group: 'form:a', atMs: 0 };
    const first = record(beginHistory(graph), moved(graph), typed);
    expect(record(first, moved(first.present), { group: 'form:a', atMs: gatherMs + 1 }).past).toHaveLength(2);
    expect(record(first, moved(first.present), { group: 'form:b', atMs: 1 }).past).toHaveLength(2);
    const again = redo(undo(first));
    expect(record(again, moved(again.present), { group: 'form:a', atMs: 1 }).past).toHaveLength(2);
  });

  it('forgets what was undone once something else is done', () => {
    const history = undo(record(beginHistory(graph), moved(graph), { atMs: 0 }));
    expect(history.future).toHaveLength(1);
    expect(record(history, moved(graph, 60), { atMs: 1 }).future).toHaveLength(0);
  });

  it('takes no notice of an edit that changed nothing', () => {
    const history = beginHistory(graph);
    expect(record(history, graph, { atMs: 0 })).toBe(history);
    expect(undo(history)).toBe(history);
    expect(redo(history)).toBe(history);
  });

  it('keeps a bounded number of steps', () => {
    let history = beginHistory(graph);
    for (let step = 0; step < longestHistory + 20; step += 1) {
      history = record(history, moved(history.present), { atMs: step });
    }
    expect(history.past).toHaveLength(longestHistory);
  });

  it('is stored small: equal parts once, older steps left out until it fits', () => {
    let history = beginHistory(graph);
    for (let step = 0; step < 50; step += 1) history = record(history, moved(history.present), { atMs: step });
    const size = JSON.stringify(graph).length;
    expect(storeHistory(history).length).toBeLessThan(size * 4);
    const short = readHistory(storeHistory(history, size * 1.5));
    expect(short?.present).toEqual(history.present);
    expect(short?.past.length).toBeLessThan(50);
    expect(short?.past.at(-1)).toEqual(history.past.at(-1));
  });

  it.each(['', '{', '{"version":2}', '[]'])('does not read %j', (text) => {
    expect(readHistory(text)).toBeNull();
  });

  it('keeps slots and fields of each step', () => {
    const fields = [{ key: 'city', title: { ru: 'Город', en: 'City' }, type: 'string' as const, default: '' }];
    const history = record(beginHistory(graph), { ...graph, fields }, { atMs: 0 });
    const read = readHistory(storeHistory(history));
    expect(read?.present.fields).toEqual(fields);
    expect(read?.past[0]?.fields).toBeUndefined();
  });
});

describe('the clipboard', () => {
  const ids = new Set(['asksPrice', 'askForPrice']);

  it('carries nodes with the connections among them under new ids', () => {
    const fragment = fromClipboard(toClipboard(fragmentOf(graph, ids)));
    if (typeof fragment === 'string') throw new Error(fragment);
    expect(fragment.edges.map(({ source, target }) => [source, target])).toEqual([['asksPrice', 'askForPrice']]);
    // The first id that is offered is taken.
    const offered = ['start', 'copy1', 'copy2'];
    const { graph: pasted, added } = insertFragment(graph, fragment, () => offered.shift() ?? 'copy', { x: 5, y: 5 });
    expect(added).toEqual(['copy1', 'copy2']);
    expect(pasted.edges.at(-1)).toMatchObject({ source: 'copy1', port: 'price', target: 'copy2' });
    expect(pasted.edges).toHaveLength(graph.edges.length + 1);
  });

  it('refuses other text, a newer version, and a broken piece, each by its reason', () => {
    const good = JSON.parse(toClipboard(fragmentOf(graph, ids))) as Record<string, unknown>;
    expect(fromClipboard('hello')).toBe('notAFlow');
    expect(fromClipboard('{"nodes":[]}')).toBe('notAFlow');
    expect(fromClipboard(JSON.stringify({ ...good, version: 2 }))).toBe('newer');
    expect(fromClipboard(JSON.stringify({ ...good, nodes: [{ id: 'a', kind: 'rocket' }] }))).toBe('broken');
    expect(fromClipboard(JSON.stringify({ ...good, nodes: [] }))).toBe('broken');
  });

  it('drops connections that join nothing, which a person may have written', () => {
    const written = JSON.parse(toClipboard(fragmentOf(graph, ids))) as Record<string, unknown>;
    const edges = [{ id: 'x', source: 'asksPrice', port: 'nowhere', target: 'askForPrice' }];
    expect(fromClipboard(JSON.stringify({ ...written, edges }))).toMatchObject({ edges: [] });
  });
});
