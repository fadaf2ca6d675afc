import { useCallback, useMemo, useRef, useState } from 'react';
import type { NodeChange, NodeDimensionChange } from '@xyflow/react';
import { align } from '../model/alignment.ts';
import type { Guide, Rect } from '../model/alignment.ts';
import { itemSize } from '../model/item-size.ts';
import { isAnnotationRef, isGroupRef } from '../model/annotation-refs.ts';
import { handlesOf } from '../model/handles.ts';
import type { CanvasItem } from '../model/annotation-drawing.ts';

type Point = CanvasItem['position'];
interface Size {
  width: number;
  height: number;
}

/** So near, in px of the screen, a dragged card is drawn to a line with others. */
const alignWithin = 6;
/** From so many nodes on only those in view are in the page. */
export const manyNodes = 80;

interface Shown {
  drawn: CanvasItem;
  isSelected: boolean;
  place: Point | undefined;
  size: Size | undefined;
  node: CanvasItem;
}

function buildShowing(): (
  drawn: readonly CanvasItem[],
  selected: ReadonlySet<string>,
  dragged: ReadonlyMap<string, Point>,
  sizes: ReadonlyMap<string, Size>,
) => CanvasItem[] {
  let before = new Map<string, Shown>();
  return (drawnNodes, selected, dragged, sizes) => {
    const next = new Map<string, Shown>();
    for (const drawn of drawnNodes) {
      const [isSelected, place, size] = [selected.has(drawn.id), dragged.get(drawn.id), sizes.get(drawn.id)];
      const known = before.get(drawn.id);
      const isSame =
        known &&
        known.drawn === drawn &&
        known.isSelected === isSelected &&
        known.place === place &&
        known.size === size;
      const node = isSame ? known.node : show(drawn, isSelected, place, size, drawnNodes.length >= manyNodes);
      next.set(drawn.id, { drawn, isSelected, place, size, node });
    }
    before = next;
    return [...next.values()].map(({ node }) => node);
  };
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
  const [show] = useState(buildShowing);
  const [sizes, setSizes] = useState<ReadonlyMap<string, Size>>(new Map());
  const [dragged, setDragged] = useState<ReadonlyMap<string, Point>>(new Map());
  const [guides, setGuides] = useState<readonly Guide[]>([]);
  const draggedNow = useRef<Map<string, Point>>(new Map());
  const nodes = useMemo(() => show(drawn, selected, dragged, sizes), [show, drawn, selected, dragged, sizes]);

  const rectOf = useCallback(
    (item: CanvasItem, at: Point) => ({
      ...at,
      ...((item.type === 'flowNode' && sizes.get(item.id)) || itemSize(item)),
    }),
    [sizes],
  );

  /** Where the only dragged node goes: in line with others, where one is near. */
  const inLine = useCallback(
    (id: string, at: Point): Point => {
      const node = drawn.find((known) => known.id === id);
      // The cards in a group go with it, so it cannot be in line with them.
      if (!node || node.type === 'frame') return at;
      const others = drawn
        .filter((known) => known.id !== id && known.type !== 'frame')
        .map((known) => rectOf(known, known.position));
      const { x, y, guides: lines } = align(rectOf(node, at), others, alignWithin / zoom());
      setGuides(lines);
      return { x, y };
    },
    [drawn, rectOf, zoom],
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
        setDragged(new Map(draggedNow.current));
        setSizes((known) => new Map([...known, [id, dimensions]]));
        return;
      }
      draggedNow.current.clear();
      setDragged(new Map());
      setSizes((known) => new Map([...known].filter(([knownId]) => knownId !== id)));
      onResized(id, { ...place, ...dimensions });
    },
    [drawn, onResized],
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
        setDragged(places);
        return;
      }
      draggedNow.current.clear();
      setDragged(new Map());
      setGuides([]);
      onMoved(places);
    },
    [drawn, onSelection, onMoved, isBoxing, inLine, resize],
  );

  return { nodes, onNodesChange, guides };
}
