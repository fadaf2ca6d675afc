import { portsOf, priceAndContactFlow } from '@voronka/domain';
import { disconnect } from '../draft/connections.ts';
import { rename, shiftNodes } from '../draft/graph-edits.ts';
import { canvasWords } from '../testing/canvas-words.ts';
import { align, linesOfAll } from './alignment.ts';
import { buildDrawing } from './drawing.ts';
import { handlesOf } from './handles.ts';
import { toCanvas } from './to-canvas.ts';

const graph = priceAndContactFlow;
const options = { words: canvasWords('ru'), direction: 'right' as const, findings: new Map<string, 'error'>() };

describe('drawing a draft again and again', () => {
  it('gives the same object for every card that looks the same', () => {
    const draw = buildDrawing();
    const before = draw(graph, options);
    const after = draw(rename(graph, 'thanks', { ru: 'Спасибо', en: 'Thanks' }), options);
    const changed = after.nodes.filter((node, at) => node !== before.nodes[at]).map(({ id }) => id);
    expect(changed).toEqual(['thanks']);
  });

  it('draws a card anew when one of its ways out loses its connection, and when something is found', () => {
    const draw = buildDrawing();
    const before = draw(graph, options);
    const cut = draw(disconnect(graph, new Set(['asksPrice-price-askForPrice'])), options);
    expect(cut.nodes.filter((node, at) => node !== before.nodes[at]).map(({ id }) => id)).toEqual(['asksPrice']);
    const found = draw(graph, { ...options, findings: new Map([['thanks', 'error' as const]]) });
    expect(found.nodes.find(({ id }) => id === 'thanks')?.data.finding).toBe('error');
  });

  it('draws all anew in another language', () => {
    const draw = buildDrawing();
    const [before] = draw(graph, options).nodes;
    const [after] = draw(graph, { ...options, words: canvasWords('en') }).nodes;
    expect(after?.data.title).not.toBe(before?.data.title);
  });

  it('shows the same as the canvas that only shows, at the author’s places even where cards overlap', () => {
    const heap = { ...graph, nodes: graph.nodes.map((node) => ({ ...node, position: { x: 0, y: 0 } })) };
    const { nodes } = buildDrawing()(heap, options);
    expect(nodes.every(({ position }) => position.x === 0 && position.y === 0)).toBe(true);
    const shown = toCanvas(graph, { words: options.words }).nodes.map(({ data }) => data.summary);
    expect(buildDrawing()(graph, options).nodes.map(({ data }) => data.summary)).toEqual(shown);
  });
});

describe('a dragged card', () => {
  const card = (x: number, y: number) => ({ x, y, width: 200, height: 80 });

  it('is drawn to the line of another that is near', () => {
    expect(align(card(103, 300), linesOfAll([card(100, 0)]), 6)).toEqual({
      x: 100,
      y: 300,
      guides: [{ axis: 'x', at: 100 }],
    });
    expect(align(card(400, 5), linesOfAll([card(0, 0)]), 6)).toMatchObject({ x: 400, y: 0 });
  });

  it('goes its own way where none is near', () => {
    expect(align(card(150, 300), linesOfAll([card(0, 0)]), 6)).toEqual({ x: 150, y: 300, guides: [] });
    expect(align(card(3, 3), linesOfAll([]), 6).guides).toEqual([]);
  });

  it('takes the nearest of several lines', () => {
    expect(align(card(104, 300), linesOfAll([card(100, 0), card(105, 600)]), 6).x).toBe(105);
  });
});

describe('handles of a card out of view', () => {
  it('are one for each way out, and one to enter by where it can be entered', () => {
    for (const node of shiftNodes(graph, new Set(), { x: 0, y: 0 }).nodes) {
      const handles = handlesOf(node, 'down', { width: 232, height: 100 });
      const exits = handles.filter(({ type }) => type === 'source').map(({ id }) => id);
      expect(exits).toEqual(portsOf(node).map(({ port }) => port));
      expect(handles.some(({ type }) => type === 'target')).toBe(node.kind !== 'clientMessageTrigger');
    }
  });
});
