import { useCallback, useMemo, useRef, useState } from 'react';
import { useStoreApi } from '@xyflow/react';
import type { NodeChange, NodeDimensionChange } from '@xyflow/react';
import { align, linesOfAll } from '../model/alignment.ts';
import type { Lines, Rect } from '../model/alignment.ts';
import { itemSize } from '../model/item-size.ts';
import { isAnnotationRef, isGroupRef } from '../model/annotation-refs.ts';
import { ShownItems } from '../model/shown-items.ts';
import type { Point, Size } from '../model/shown-items.ts';
import { GuideBoard } from './guide-lines.tsx';
import type { CanvasItem } from '../model/annotation-drawing.ts';

/** So near, in px of the screen, a dragged card is drawn to a line with others. */
const alignWithin = 6;
/** The chosen ids after React Flow chose some and left others. */
export function withChosen(
  ids: ReadonlySet<string>,
  changes: readonly { id: string; selected: boolean }[],
): ReadonlySet<string> {
  const after = new Set(ids);
  for (const { id, selected } of changes) {
    if (selected) after.add(id);
    else after.delete(id);
  }
  return after;
}

/** The nodes that a dragged group takes along, at their places while it is dragged. */
function carried(items: readonly CanvasItem[], id: string, at: Point): [string, Point][] {
  const group = items.find((item) => item.id === id);
  if (group?.type !== 'frame') return [];
  const members = new Set(group.data.memberIds);
  const [x, y] = [at.x - group.position.x, at.y - group.position.y];
  return items
    .filter((item) => members.has(item.id))
    .map((item) => [item.id, { x: item.position.x + x, y: item.position.y + y }]);
}

type RectOf = (item: CanvasItem, at: Point) => Rect;

/** The lines of all cards but one, found once for a drag. */
function buildLinesBeside(): (id: string, drawn: readonly CanvasItem[], rectOf: RectOf) => Lines {
  let known: { id: string; drawn: readonly CanvasItem[]; rectOf: RectOf; lines: Lines } | null = null;
  return (id, drawn, rectOf) => {
    if (known?.id !== id || known.drawn !== drawn || known.rectOf !== rectOf) {
      const others = drawn.filter((item) => item.id !== id && item.type !== 'frame');
      known = { id, drawn, rectOf, lines: linesOfAll(others.map((item) => rectOf(item, item.position))) };
    }
    return known.lines;
  };
}

/** What the canvas tells about its nodes. */
export interface CanvasNodesListener {
  onSelection: (change: (ids: ReadonlySet<string>) => ReadonlySet<string>) => void;
  /** Nodes were dropped at new places. */
  onMoved: (places: ReadonlyMap<string, Point>) => void;
  /** A note or frame was given another size. */
  onResized: (ref: string, rect: Rect) => void;
  /** Whether a frame is being drawn around what shall be chosen. */
  isBoxing: () => boolean;
  zoom: () => number;
}

/**
 * The nodes as React Flow wants them: what is drawn, with sizes, selection and the places of a drag under way. Only a
 * drop reaches the draft, so that dragging costs the page nothing.
 */
export function useCanvasNodes(
  drawn: readonly CanvasItem[],
  selected: ReadonlySet<string>,
  { onSelection, onMoved, onResized, isBoxing, zoom }: CanvasNodesListener,
) {
  const store = useStoreApi<CanvasItem>();
  const [items] = useState(() => new ShownItems());
  const [guides] = useState(() => new GuideBoard());
  const [sizes, setSizes] = useState<ReadonlyMap<string, Size>>(new Map());
  // A drop that changes nothing has to be drawn, too: what was dragged lies elsewhere until then.
  const [drops, setDrops] = useState(0);
  const draggedNow = useRef<Map<string, Point>>(new Map());
  const nodes = useMemo(() => items.all({ drawn, selected, sizes, drops }), [items, drawn, selected, sizes, drops]);

  /** Moves what is dragged past the page, which would be drawn twice for it: React Flow draws what its store holds. */
  const put = useCallback(
    (places: ReadonlyMap<string, Point>) => store.getState().setNodes(items.put(places)),
    [store, items],
  );
  /** What was dragged is drawn with the page again, which knows by then where it was dropped. */
  const letGo = useCallback(() => {
    draggedNow.current.clear();
    items.put(new Map());
    guides.show([]);
    setDrops((before) => before + 1);
  }, [items, guides]);

  const rectOf = useCallback(
    (item: CanvasItem, at: Point) => ({
      ...at,
      ...((item.type === 'flowNode' && sizes.get(item.id)) || itemSize(item)),
    }),
    [sizes],
  );

  const [linesBeside] = useState(buildLinesBeside);
  /** Where the only dragged node goes: in line with others, where one is near. */
  const inLine = useCallback(
    (id: string, at: Point): Point => {
      const node = drawn.find((known) => known.id === id);
      // The cards in a group go with it, so it cannot be in line with them.
      if (!node || node.type === 'frame') return at;
      const { x, y, guides: lines } = align(rectOf(node, at), linesBeside(id, drawn, rectOf), alignWithin / zoom());
      guides.show(lines);
      return { x, y };
    },
    [drawn, rectOf, zoom, linesBeside, guides],
  );

  /** Pulling at the left or upper edge moves the item as well. */
  const resize = useCallback(
    ({ id, dimensions, resizing }: NodeDimensionChange, changes: NodeChange<CanvasItem>[]) => {
      const item = drawn.find((known) => known.id === id);
      if (!item || !dimensions) return;
      const moved = changes.find((change) => change.type === 'position' && change.id === id);
      const place = (moved?.type === 'position' && moved.position) || draggedNow.current.get(id) || item.position;
      if (resizing) {
        draggedNow.current.set(id, place);
        items.put(new Map(draggedNow.current));
        setSizes((known) => new Map([...known, [id, dimensions]]));
        return;
      }
      letGo();
      setSizes((known) => new Map([...known].filter(([knownId]) => knownId !== id)));
      onResized(id, { ...place, ...dimensions });
    },
    [drawn, items, letGo, onResized],
  );

  const onNodesChange = useCallback(
    (changes: NodeChange<CanvasItem>[]) => {
      const resized = changes.find((change) => change.type === 'dimensions' && change.resizing !== undefined);
      if (resized?.type === 'dimensions') {
        resize(resized, changes);
        return;
      }
      const measured = changes.flatMap((change) =>
        change.type === 'dimensions' && change.dimensions && !isAnnotationRef(change.id)
          ? [[change.id, change.dimensions] as const]
          : [],
      );
      if (measured.length > 0) setSizes((known) => new Map([...known, ...measured]));

      // A frame under the one that is drawn is not meant: it would take all of its nodes along.
      const chosen = changes
        .filter((change) => change.type === 'select')
        .filter(({ id, selected: isChosen }) => !(isChosen && isGroupRef(id) && isBoxing()));
      if (chosen.length > 0) onSelection((ids) => withChosen(ids, chosen));

      const moves = changes.flatMap((change) => (change.type === 'position' && change.position ? [change] : []));
      if (moves.length === 0) return;
      for (const { id, position = { x: 0, y: 0 } } of moves) {
        draggedNow.current.set(id, moves.length === 1 ? inLine(id, position) : position);
        for (const [nodeId, place] of carried(drawn, id, position)) draggedNow.current.set(nodeId, place);
      }
      const places = new Map(draggedNow.current);
      if (moves.some(({ dragging }) => dragging)) {
        put(places);
        return;
      }
      letGo();
      onMoved(places);
    },
    [drawn, onSelection, onMoved, isBoxing, inLine, resize, put, letGo],
  );

  return { nodes, onNodesChange, guides };
}
