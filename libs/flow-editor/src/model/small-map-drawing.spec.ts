import type { CanvasItem } from './annotation-drawing.ts';
import { around, buildSmallMap, drawSmallMap } from './small-map-drawing.ts';

const card = (id: string, x: number, y: number, more: Partial<CanvasItem> = {}) =>
  ({ id, type: 'flowNode', position: { x, y }, data: {}, measured: { width: 100, height: 50 }, ...more }) as CanvasItem;
const frame = (id: string, x: number, y: number) =>
  ({ id, type: 'frame', position: { x, y }, data: { isCollapsed: false }, width: 300, height: 200 }) as CanvasItem;
const grey = () => 'grey';

describe('the small map', () => {
  it('draws all items of a colour as one shape', () => {
    const items = [card('a', 0, 0), card('b', 200, 10), card('c', 400, 0)];
    const { shapes } = drawSmallMap(items, ({ id }) => (id === 'b' ? 'blue' : 'grey'));
    expect(shapes).toEqual([
      { color: 'grey', path: 'M0,0h100v50h-100zM400,0h100v50h-100z' },
      { color: 'blue', path: 'M200,10h100v50h-100z' },
    ]);
  });

  it('lays cards over the frames around them', () => {
    const { shapes } = drawSmallMap([card('a', 10, 10), frame('g', 0, 0)], ({ type }) => String(type));
    expect(shapes.map(({ color }) => color)).toEqual(['frame', 'flowNode']);
  });

  it('knows the bounds of all that is drawn, and leaves out what is hidden', () => {
    const items = [card('a', -20, 5), card('b', 200, 300), card('far', 9_000, 9_000, { hidden: true })];
    const { bounds, shapes } = drawSmallMap(items, grey);
    expect(bounds).toEqual({ x: -20, y: 5, width: 320, height: 345 });
    expect(shapes[0]?.path).not.toContain('9000');
  });

  it('has no bounds where nothing is drawn', () => {
    expect(drawSmallMap([], grey)).toEqual({ shapes: [], bounds: null });
  });

  it('draws a card where it is dragged, not where it was', () => {
    const resting = card('a', 0, 0);
    drawSmallMap([resting], grey);
    const { shapes } = drawSmallMap([{ ...resting, position: { x: 7, y: 8 } }], grey);
    expect(shapes).toEqual([{ color: 'grey', path: 'M7,8h100v50h-100z' }]);
  });

  it('is drawn anew where something is dragged, and as it was where nothing is', () => {
    const colored: string[] = [];
    const draw = buildSmallMap(({ id }) => {
      colored.push(id);
      return 'grey';
    });
    const [a, b, c] = [card('a', 0, 0), card('b', 200, 0), card('c', 400, 0)];
    const before = draw([a, b, c]);
    expect(draw([a, b, c])).toBe(before);
    colored.length = 0;
    const dragged = [10, 20].map((y) => draw([a, { ...b, position: { x: 600, y }, dragging: true }, c]));
    expect(dragged.at(-1)).toEqual({
      shapes: [
        { color: 'grey', path: 'M0,0h100v50h-100zM400,0h100v50h-100z' },
        { color: 'grey', path: 'M600,20h100v50h-100z' },
      ],
      bounds: { x: 0, y: 0, width: 700, height: 70 },
    });
    expect(colored).toEqual(['a', 'c', 'b', 'b']);
    const dropped = { ...b, position: { x: 600, y: 20 } };
    expect(draw([a, dropped, c])).toEqual(drawSmallMap([a, dropped, c], grey));
  });

  it('is drawn where nothing lies still', () => {
    const { bounds } = buildSmallMap(grey)([card('a', 5, 5, { dragging: true })]);
    expect(bounds).toEqual({ x: 5, y: 5, width: 100, height: 50 });
  });

  it('holds both of two boxes', () => {
    const [left, right] = [
      { x: 0, y: 0, width: 10, height: 10 },
      { x: 50, y: -5, width: 10, height: 10 },
    ];
    expect(around(left, right)).toEqual({ x: 0, y: -5, width: 60, height: 15 });
  });
});
