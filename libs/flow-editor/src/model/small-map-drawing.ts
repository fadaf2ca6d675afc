import type { CanvasItem } from './annotation-drawing.ts';
import { itemSize } from './item-size.ts';

/** A place on the canvas, in its own px. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** All items of one colour as one shape: five hundred shapes would cost every frame of a drag more than the drag. */
export interface MapShape {
  color: string;
  /** An SVG path. */
  path: string;
}

/** What the small map shows of a drawing. */
export interface SmallMapDrawing {
  /** From the lowest to the highest: the frames of groups and the notes lie under the cards. */
  shapes: MapShape[];
  /** Around all items; `null` when there are none. */
  bounds: Box | null;
}

interface Outline extends Box {
  path: string;
}

const outlines = new WeakMap<CanvasItem, Outline>();

/** The same item has the same outline, so that only what moves is drawn anew. */
function outlineOf(item: CanvasItem): Outline {
  const known = outlines.get(item);
  if (known) return known;
  const { x, y } = item.position;
  const { width = 0, height = 0 } = item.measured?.width ? item.measured : itemSize(item);
  const outline = { x, y, width, height, path: `M${x},${y}h${width}v${height}h${-width}z` };
  outlines.set(item, outline);
  return outline;
}

/** The smallest box around two. */
export function around(one: Box, other: Box): Box {
  const [x, y] = [Math.min(one.x, other.x), Math.min(one.y, other.y)];
  return {
    x,
    y,
    width: Math.max(one.x + one.width, other.x + other.width) - x,
    height: Math.max(one.y + one.height, other.y + other.height) - y,
  };
}

/**
 * Draws the small map.
 *
 * @param items as React Flow has them; hidden ones are left out
 * @param colorOf any colour of CSS
 */
export function drawSmallMap(items: readonly CanvasItem[], colorOf: (item: CanvasItem) => string): SmallMapDrawing {
  const [below, above] = [new Map<string, string[]>(), new Map<string, string[]>()];
  let bounds: Box | null = null;
  for (const item of items) {
    if (item.hidden) continue;
    const outline = outlineOf(item);
    const layer = item.type === 'flowNode' ? above : below;
    const color = colorOf(item);
    const paths = layer.get(color);
    if (paths) paths.push(outline.path);
    else layer.set(color, [outline.path]);
    bounds = bounds ? around(bounds, outline) : outline;
  }
  const shapes = [...below, ...above].map(([color, paths]) => ({ color, path: paths.join('') }));
  return { shapes, bounds: bounds && around(bounds, bounds) };
}

/**
 * Draws the small map again and again, and of that only what moves: what lies still is one drawing for as long as it does.
 *
 * @param colorOf any colour of CSS, always the same for the same item
 */
export function buildSmallMap(
  colorOf: (item: CanvasItem) => string,
): (items: readonly CanvasItem[]) => SmallMapDrawing {
  let still: { items: readonly CanvasItem[]; drawing: SmallMapDrawing } | null = null;
  return (items) => {
    const resting = items.filter(({ dragging }) => !dragging);
    const isKnown = still?.items.length === resting.length && resting.every((item, at) => item === still?.items[at]);
    if (!still || !isKnown) still = { items: resting, drawing: drawSmallMap(resting, colorOf) };
    if (resting.length === items.length) return still.drawing;
    const moving = drawSmallMap(
      items.filter(({ dragging }) => dragging),
      colorOf,
    );
    const [one, other] = [still.drawing.bounds, moving.bounds];
    return {
      shapes: [...still.drawing.shapes, ...moving.shapes],
      bounds: one && other ? around(one, other) : (one ?? other),
    };
  };
}
