import { flowGraphSchema } from '@voronka/contracts';
import { priceAndContactFlow } from '@voronka/domain';
import type { FlowGraph } from '@voronka/domain';
import { canvasWords } from '../testing/canvas-words.ts';
import { buildAnnotatedDrawing } from '../model/annotation-drawing.ts';
import { buildDrawing } from '../model/drawing.ts';
import { membersOf } from '../model/group-frames.ts';
import {
  addNote,
  collapseGroups,
  fitFrames,
  freeNotePlace,
  groupNodes,
  growAnnotations,
  moveItems,
  noteSize,
  removeItems,
  resizeAnnotation,
  sayAnnotation,
  shiftItems,
} from './annotation-edits.ts';
import { dropItems, settle } from './dropping.ts';
import { fromClipboard, toClipboard } from './clipboard.ts';
import { fragmentOf, insertFragment } from './fragment.ts';
import { beginHistory } from './history.ts';
import { readHistory, storeHistory } from './stored-history.ts';

const graph = priceAndContactFlow;
const note = { id: 'n', text: 'why', color: 'yellow' as const, position: { x: 0, y: -400 }, size: noteSize };
const named = { id: 'g', title: 'Talk', color: 'grey' as const };
const grouped = groupNodes(graph, new Set(['asksPrice', 'askForPrice']), named, 'right');
const everything = addNote(grouped, note);
const none = new Set<string>();

const placeOf = (drawing: FlowGraph, id: string) => drawing.nodes.find((node) => node.id === id)?.position;
const idsIn = (drawing: FlowGraph, groupId = 'g') =>
  membersOf(drawing)
    .get(groupId)
    ?.map(({ id }) => id);

describe('a group', () => {
  it('frames its nodes, and passes the schema', () => {
    const [group] = grouped.groups ?? [];
    expect(group).toMatchObject({ ...named, nodeIds: ['asksPrice', 'askForPrice'], collapsed: false });
    const { x = 0, y = 0 } = placeOf(grouped, 'askForPrice') ?? {};
    expect(group?.position.x).toBeLessThan(x);
    expect(group?.position.y).toBeLessThan(y);
    expect(flowGraphSchema.parse(everything)).toEqual(everything);
    expect(groupNodes(graph, none, named, 'right')).toBe(graph);
  });

  it('takes its nodes out of the group where they were, which goes when it has none left', () => {
    const again = groupNodes(grouped, new Set(['askForPrice']), { ...named, id: 'h' }, 'right');
    expect([idsIn(again, 'g'), idsIn(again, 'h')]).toEqual([['asksPrice'], ['askForPrice']]);
    const both = groupNodes(again, new Set(['asksPrice', 'askForPrice']), { ...named, id: 'i' }, 'right');
    expect(both.groups?.map(({ id }) => id)).toEqual(['i']);
  });

  it('carries its nodes along, and nothing else', () => {
    const [group] = grouped.groups ?? [];
    const { x = 0, y = 0 } = group?.position ?? {};
    const moved = moveItems(grouped, new Map([['group:g', { x: x + 40, y: y - 20 }]]), 'right');
    const before = placeOf(grouped, 'askForPrice') ?? { x: 0, y: 0 };
    expect(placeOf(moved, 'askForPrice')).toEqual({ x: before.x + 40, y: before.y - 20 });
    expect(placeOf(moved, 'thanks')).toEqual(placeOf(grouped, 'thanks'));
    expect(shiftItems(grouped, new Set(['group:g']), { x: 40, y: -20 }, 'right')).toEqual(moved);
    expect(moveItems(grouped, new Map([['group:g', { x, y }]]), 'right')).toBe(grouped);
  });

  it('is left by a node that is dropped elsewhere, and joined by one that is dropped in it', () => {
    const left = dropItems(grouped, new Map([['askForPrice', { x: 5000, y: 5000 }]]), 'right');
    expect(idsIn(left)).toEqual(['asksPrice']);
    const back = dropItems(
      left,
      new Map([['askForPrice', placeOf(grouped, 'askForPrice') ?? { x: 0, y: 0 }]]),
      'right',
    );
    expect(idsIn(back)).toEqual(['asksPrice', 'askForPrice']);
    expect(settle(left, new Set(['thanks']), 'right')).toBe(left);
    const [group] = left.groups ?? [];
    const beside = moveItems(left, new Map([['thanks', group?.position ?? { x: 0, y: 0 }]]), 'right');
    expect(idsIn(settle(beside, new Set(['thanks']), 'right'))).toEqual(['asksPrice', 'thanks']);
  });

  it('takes a node into its box when it is collapsed, below what it holds', () => {
    const folded = collapseGroups(grouped, new Set(['g']), true);
    const corner = folded.groups?.[0]?.position ?? { x: 0, y: 0 };
    const joined = dropItems(folded, new Map([['thanks', corner]]), 'right');
    expect(idsIn(joined)).toEqual(['asksPrice', 'askForPrice', 'thanks']);
    const lowest = Math.max(...['asksPrice', 'askForPrice'].map((id) => placeOf(joined, id)?.y ?? Infinity));
    expect(placeOf(joined, 'thanks')?.y).toBeGreaterThan(lowest + 80);
    const beside = dropItems(folded, new Map([['thanks', { x: corner.x, y: corner.y + 400 }]]), 'right');
    expect(idsIn(beside)).toEqual(['asksPrice', 'askForPrice']);
  });

  it('takes a node that is held at its title over the middle of the box, and none that only touches it', () => {
    const folded = collapseGroups(grouped, new Set(['g']), true);
    const corner = folded.groups?.[0]?.position ?? { x: 0, y: 0 };
    const dropAt = (x: number, y: number) =>
      idsIn(dropItems(folded, new Map([['thanks', { x: corner.x + x, y: corner.y + y }]]), 'right'));
    for (const [x, y] of [
      [0, 20],
      [100, 0],
      [-100, 10],
    ] as const) {
      expect(dropAt(x, y)).toContain('thanks');
    }
    for (const [x, y] of [
      [0, 50],
      [200, 0],
      [0, -150],
    ] as const) {
      expect(dropAt(x, y)).not.toContain('thanks');
    }
  });

  it('keeps its nodes when these are moved by keys', () => {
    const far = shiftItems(grouped, new Set(['askForPrice']), { x: 9000, y: 0 }, 'right');
    expect(idsIn(far)).toEqual(['asksPrice', 'askForPrice']);
    expect(fitFrames(far, 'right').groups?.[0]?.size.width).toBeGreaterThan(9000);
  });

  it('goes without its nodes; a node that goes leaves it', () => {
    const removed = { nodes: none, edges: none, annotations: new Set(['group:g', 'note:n']) };
    expect(removeItems(everything, removed)).toEqual({ ...graph, notes: [], groups: [] });
    const without = removeItems(grouped, { nodes: new Set(['askForPrice']), edges: none, annotations: none });
    expect(without.groups?.[0]?.nodeIds).toEqual(['asksPrice']);
    expect(removeItems(everything, { nodes: none, edges: none, annotations: none })).toBe(everything);
  });

  it('is drawn as one box with the connections of its nodes, each leading where it led', () => {
    const labels = { note: (text: string) => text, group: (title: string, count: number) => `${title} ${count}` };
    const options = { direction: 'right' as const, labels, turned: none };
    const [draw, annotate] = [buildDrawing(), buildAnnotatedDrawing()];
    const drawnOf = (drawing: FlowGraph, turned = none) => {
      const cards = draw(drawing, { words: canvasWords('ru'), direction: 'right', findings: new Map() });
      return annotate(cards, drawing, { ...options, turned });
    };
    const open = drawnOf(everything);
    expect(open.edges).toHaveLength(graph.edges.length);
    expect(open.nodes.filter(({ type }) => type !== 'flowNode').map(({ id }) => id)).toEqual(['group:g', 'note:n']);
    const folded = collapseGroups(everything, new Set(['g']), true);
    const { nodes, edges } = drawnOf(folded);
    expect(nodes.map(({ id }) => id)).not.toContain('askForPrice');
    const inside = new Set(['asksPrice', 'askForPrice']);
    const crossing = graph.edges.filter(({ source, target }) => inside.has(source) !== inside.has(target));
    const ends = edges.filter(({ source, target }) => [source, target].includes('group:g'));
    expect(ends.map(({ id }) => id)).toEqual(crossing.map(({ id }) => id));
    // Looked for from elsewhere, it is open although it is collapsed.
    expect(drawnOf(folded, new Set(['g'])).nodes.map(({ id }) => id)).toContain('askForPrice');
    const [, sameNote] = drawnOf(sayAnnotation(folded, 'group:g', 'Other')).nodes;
    expect(sameNote).toBe(nodes[1]);
  });
});

describe('a note', () => {
  it('says what its author wrote; saying the same is no edit', () => {
    expect(sayAnnotation(everything, 'note:n', 'because').notes?.[0]?.text).toBe('because');
    expect(sayAnnotation(everything, 'note:n', 'why')).toBe(everything);
  });

  it('is never smaller than can be read', () => {
    const tiny = resizeAnnotation(everything, 'note:n', { x: 1, y: 2, width: 3, height: 4 });
    expect(tiny.notes?.[0]).toMatchObject({ position: { x: 1, y: 2 }, size: { width: 120, height: 60 } });
    const wider = growAnnotations(everything, new Set(['note:n']), { x: 20, y: 0 }, 'right');
    expect(wider.notes?.[0]?.size).toEqual({ ...noteSize, width: noteSize.width + 20 });
  });

  it('is put where it hides no card', () => {
    const wish = placeOf(graph, 'asksPrice') ?? { x: 0, y: 0 };
    const place = freeNotePlace(graph, wish, 'right');
    expect(place).not.toEqual(wish);
    expect(freeNotePlace(addNote(graph, { ...note, position: place }), wish, 'right')).not.toEqual(place);
    expect(freeNotePlace({ nodes: [], edges: [] }, wish, 'right')).toEqual(wish);
  });
});

describe('notes and groups', () => {
  it('are copied with the nodes of the group, under new ids', () => {
    const text = toClipboard(fragmentOf(everything, none, new Set(['group:g', 'note:n'])));
    const fragment = fromClipboard(text);
    if (typeof fragment === 'string') throw new Error(fragment);
    const offered = ['g', 'n', 'asksPrice', 'one', 'two', 'three', 'four'];
    const {
      graph: pasted,
      added,
      annotations,
    } = insertFragment(everything, fragment, () => offered.shift() ?? 'more', { x: 10, y: 10 });
    expect(added).toHaveLength(2);
    expect(pasted.groups?.[1]?.nodeIds).toEqual(added);
    expect(pasted.groups?.map(({ id }) => id)).toEqual(['g', annotations[1]?.slice('group:'.length)]);
    expect(flowGraphSchema.parse(pasted)).toEqual(pasted);
  });

  it('are kept with the steps to undo', () => {
    expect(readHistory(storeHistory(beginHistory(everything)))?.present).toEqual(everything);
  });
});
