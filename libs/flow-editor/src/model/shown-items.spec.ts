import type { CanvasItem } from './annotation-drawing.ts';
import { ShownItems } from './shown-items.ts';

const note = (id: string, x: number): CanvasItem => ({
  id,
  type: 'note',
  position: { x, y: 0 },
  data: { note: { id, text: '', color: 'yellow', position: { x, y: 0 }, size: { width: 100, height: 80 } } },
});

describe('the items of a canvas', () => {
  const drawn = [note('a', 0), note('b', 200), note('c', 400)];
  const showing = { drawn, selected: new Set<string>(), sizes: new Map(), drops: 0 };

  it('are the same objects for as long as nothing of them changes', () => {
    const items = new ShownItems();
    const before = items.all(showing);
    const after = items.all({ ...showing, selected: new Set(['b']) });
    expect(after.map((item, at) => item === before[at])).toEqual([true, false, true]);
    expect(after[1]).toMatchObject({ id: 'b', selected: true });
  });

  it('move only where they are dragged, and are drawn there by the page, too', () => {
    const items = new ShownItems();
    const before = items.all(showing);
    const dragged = items.put(new Map([['b', { x: 210, y: 5 }]]));
    expect(dragged.map((item, at) => item === before[at])).toEqual([true, false, true]);
    expect(dragged[1]).toMatchObject({ position: { x: 210, y: 5 }, dragging: true });
    expect(items.all({ ...showing, selected: new Set(['b']) })[1]).toMatchObject({
      position: { x: 210, y: 5 },
      selected: true,
    });
  });

  it('lie where they are drawn after they were dropped, those of an earlier drag included', () => {
    const items = new ShownItems();
    items.all(showing);
    items.put(new Map([['a', { x: 9, y: 9 }]]));
    items.put(new Map([['b', { x: 9, y: 9 }]]));
    const dropped = items.put(new Map());
    expect(dropped.map(({ position, dragging }) => [position.x, dragging])).toEqual([
      [0, undefined],
      [200, undefined],
      [400, undefined],
    ]);
  });

  it('that are not drawn any more are not shown, dragged or not', () => {
    const items = new ShownItems();
    items.all(showing);
    items.put(new Map([['c', { x: 9, y: 9 }]]));
    expect(items.all({ ...showing, drawn: drawn.slice(0, 2) }).map(({ id }) => id)).toEqual(['a', 'b']);
    expect(items.put(new Map([['c', { x: 1, y: 1 }]])).map(({ id }) => id)).toEqual(['a', 'b']);
  });
});
