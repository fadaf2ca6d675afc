import { useCallback, useMemo, useRef, useState } from 'react';
import type { NodeChange } from '@xyflow/react';
import { align } from '../model/alignment.ts';
import type { Guide } from '../model/alignment.ts';
import { cardHeight, cardWidth } from '../model/layout.ts';
import type { Direction } from '../model/layout.ts';
import { handlesOf } from '../model/handles.ts';
import type { CanvasNode } from '../model/to-canvas.ts';

type Point = CanvasNode['position'];
interface Size {
  width: number;
  height: number;
}

/** So near, in px of the screen, a dragged card is drawn to a line with others. */
const alignWithin = 6;
/** From so many nodes on only those in view are in the page. */
export const manyNodes = 80;

interface Shown {
  drawn: CanvasNode;
  isSelected: boolean;
  place: Point | undefined;
  size: Size | undefined;
  node: CanvasNode;
}

function buildShowing(): (
  drawn: readonly CanvasNode[],
  selected: ReadonlySet<string>,
  dragged: ReadonlyMap<string, Point>,
  sizes: ReadonlyMap<string, Size>,
) => CanvasNode[] {
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
  drawn: CanvasNode,
  selected: boolean,
  place: Point | undefined,
  size: Size | undefined,
  isOneOfMany: boolean,
): CanvasNode {
  const { node, direction } = drawn.data;
  const estimate = { width: cardWidth, height: cardHeight(node, direction) };
  const measured = size ?? (isOneOfMany ? estimate : undefined);
  return {
    ...drawn,
    selected,
    position: place ?? drawn.position,
    ...(place ? { dragging: true } : {}),
    ...(measured ? { measured } : {}),
    ...(isOneOfMany ? { handles: handlesOf(node, direction, measured ?? estimate) } : {}),
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

/** What the canvas tells about its nodes. */
export interface CanvasNodesListener {
  onSelection: (change: (ids: ReadonlySet<string>) => ReadonlySet<string>) => void;
  /** Nodes were dropped at new places. */
  onMoved: (places: ReadonlyMap<string, Point>) => void;
  zoom: () => number;
}

/**
 * The nodes as React Flow wants them: what is drawn, with sizes, selection and the places of a drag under way. Only a
 * drop reaches the draft, so that dragging costs the page nothing.
 */
export function useCanvasNodes(
  drawn: readonly CanvasNode[],
  selected: ReadonlySet<string>,
  direction: Direction,
  { onSelection, onMoved, zoom }: CanvasNodesListener,
) {
  const [show] = useState(buildShowing);
  const [sizes, setSizes] = useState<ReadonlyMap<string, Size>>(new Map());
  const [dragged, setDragged] = useState<ReadonlyMap<string, Point>>(new Map());
  const [guides, setGuides] = useState<readonly Guide[]>([]);
  const draggedNow = useRef<Map<string, Point>>(new Map());
  const nodes = useMemo(() => show(drawn, selected, dragged, sizes), [show, drawn, selected, dragged, sizes]);

  const rectOf = useCallback(
    (node: CanvasNode, at: Point) => {
      const size = sizes.get(node.id) ?? { width: cardWidth, height: cardHeight(node.data.node, direction) };
      return { ...at, ...size };
    },
    [sizes, direction],
  );

  /** Where the only dragged node goes: in line with others, where one is near. */
  const inLine = useCallback(
    (id: string, at: Point): Point => {
      const node = drawn.find((known) => known.id === id);
      if (!node) return at;
      const others = drawn.filter((known) => known.id !== id).map((known) => rectOf(known, known.position));
      const { x, y, guides: lines } = align(rectOf(node, at), others, alignWithin / zoom());
      setGuides(lines);
      return { x, y };
    },
    [drawn, rectOf, zoom],
  );

  const onNodesChange = useCallback(
    (changes: NodeChange<CanvasNode>[]) => {
      const measured = changes.flatMap((change) =>
        change.type === 'dimensions' && change.dimensions ? [[change.id, change.dimensions] as const] : [],
      );
      if (measured.length > 0) setSizes((known) => new Map([...known, ...measured]));

      const chosen = changes.filter((change) => change.type === 'select');
      if (chosen.length > 0) onSelection((ids) => withChosen(ids, chosen));

      const moves = changes.flatMap((change) => (change.type === 'position' && change.position ? [change] : []));
      if (moves.length === 0) return;
      for (const { id, position = { x: 0, y: 0 } } of moves) {
        draggedNow.current.set(id, moves.length === 1 ? inLine(id, position) : position);
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
    [onSelection, onMoved, inLine],
  );

  return { nodes, onNodesChange, guides };
}
