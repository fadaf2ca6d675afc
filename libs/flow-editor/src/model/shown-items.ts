import type { CanvasItem } from './annotation-drawing.ts';
import { handlesOf } from './handles.ts';
import { itemSize } from './item-size.ts';

/** px of the canvas */
export type Point = CanvasItem['position'];

/** px of the canvas */
export interface Size {
  width: number;
  height: number;
}

/** From so many nodes on only those in view are in the page. */
export const manyNodes = 80;

/** What is shown of a drawing; a drag changes none of it. */
export interface Showing {
  readonly drawn: readonly CanvasItem[];
  readonly selected: ReadonlySet<string>;
  /** As the browser measured them. */
  readonly sizes: ReadonlyMap<string, Size>;
  /** How often something was dropped: each drop is shown anew, also one that changed nothing. */
  readonly drops: number;
}

interface Shown {
  drawn: CanvasItem;
  isSelected: boolean;
  place: Point | undefined;
  size: Size | undefined;
  node: CanvasItem;
}

/** Cards out of view are never measured; their size is estimated so that map and connections know them. */
function show(
  drawn: CanvasItem,
  selected: boolean,
  place: Point | undefined,
  size: Size | undefined,
  isOneOfMany: boolean,
): CanvasItem {
  const estimate = itemSize(drawn);
  const common = { selected, position: place ?? drawn.position, ...(place ? { dragging: true } : {}) };
  if (drawn.type !== 'flowNode') {
    const shown = size ?? estimate;
    return { ...drawn, ...common, ...shown, measured: shown };
  }
  const measured = size ?? (isOneOfMany ? estimate : undefined);
  return {
    ...drawn,
    ...common,
    ...(measured ? { measured } : {}),
    ...(isOneOfMany ? { handles: handlesOf(drawn.data.node, drawn.data.direction, measured ?? estimate) } : {}),
  };
}

/** The items as React Flow wants them. What did not change is the same object: of a drag, all but what moves. */
export class ShownItems {
  private shown = new Map<string, Shown>();
  private showing: Showing = { drawn: [], selected: new Set(), sizes: new Map(), drops: 0 };
  private places: ReadonlyMap<string, Point> = new Map();

  /** All items, those that are dragged at their places. */
  all(showing: Showing): CanvasItem[] {
    this.showing = showing;
    this.shown = new Map(showing.drawn.map((item) => [item.id, this.showAgain(item)]));
    return this.list();
  }

  /** Puts items elsewhere for as long as they are dragged, and those of before back. @returns all items */
  put(places: ReadonlyMap<string, Point>): CanvasItem[] {
    const touched = new Set([...this.places.keys(), ...places.keys()]);
    this.places = places;
    for (const id of touched) {
      const known = this.shown.get(id);
      if (known) this.shown.set(id, this.showAgain(known.drawn));
    }
    return this.list();
  }

  private list(): CanvasItem[] {
    return Array.from(this.shown.values(), ({ node }) => node);
  }

  private showAgain(drawn: CanvasItem): Shown {
    const { selected, sizes, drawn: all } = this.showing;
    const [isSelected, size, place] = [selected.has(drawn.id), sizes.get(drawn.id), this.places.get(drawn.id)];
    const known = this.shown.get(drawn.id);
    const isSame =
      known?.drawn === drawn && known.isSelected === isSelected && known.place === place && known.size === size;
    if (known && isSame) return known;
    return { drawn, isSelected, place, size, node: show(drawn, isSelected, place, size, all.length >= manyNodes) };
  }
}
