import { useEffect, useMemo, useRef } from 'react';
import { portsOf } from '@voronka/domain';
import type { FlowGraph, FlowNode, NodeKind } from '@voronka/domain';
import {
  addNode,
  arrange,
  canBeEntered,
  connect,
  cornerOf,
  duplicate,
  edgeOfPort,
  fragmentOf,
  freePlace,
  fromClipboard,
  insertFragment,
  insertOnEdge,
  newNode,
  placeOnEdge,
  remove,
  shiftNodes,
  toClipboard,
  toGrid,
} from '@voronka/flow-editor';
import type {
  CanvasView,
  ClipboardRefusal,
  Connection,
  Direction,
  Fragment,
  KnownNames,
  PortRef,
  Selection,
} from '@voronka/flow-editor';
import { newId } from '../../components/new-id.ts';
import type { Draft } from './use-draft.tsx';
import { selectionOf } from './use-selection.ts';

type Point = FlowNode['position'];

/** Where a new node goes; by default beside what is chosen. */
export interface Placement {
  at?: Point;
  from?: PortRef;
  edgeId?: string;
}

/** What a person can do to the draft, by mouse, key or name. The functions stay the same while the page is open. */
export interface DraftCommands {
  /** Adds a node. Beside the only chosen node it is also connected to that one's first loose way out. */
  add: (kind: NodeKind, placement?: Placement) => void;
  connect: (connection: Connection) => void;
  remove: () => void;
  duplicate: () => void;
  selectAll: () => void;
  selectNothing: () => void;
  /** Chooses a node and puts the keyboard on it. */
  reveal: (nodeId: string) => void;
  shift: (by: Point) => void;
  arrange: () => void;
  fit: () => void;
  undo: () => void;
  redo: () => void;
  /** The chosen nodes as text for the clipboard; null when none is chosen. */
  copied: () => string | null;
  /** @returns why the text was not taken; null when it was */
  paste: (text: string) => ClipboardRefusal | null;
}

/** An id that no node has had: what open dialogues know by an id must not become something else. */
function newNodeId(kind: NodeKind): string {
  return `${kind}-${newId().slice(0, 8)}`;
}

interface World {
  draft: Draft;
  selection: Selection;
  select: (change: (before: Selection) => Selection) => void;
  known: KnownNames;
  direction: Direction;
  view: CanvasView;
}

/** The only chosen node. */
function onlyChosen({ draft, selection }: World): FlowNode | null {
  if (selection.nodes.size !== 1) return null;
  return draft.graph.nodes.find(({ id }) => selection.nodes.has(id)) ?? null;
}

function loosePortOf(graph: FlowGraph, node: FlowNode): PortRef | null {
  const loose = portsOf(node).find(({ port }) => !edgeOfPort(graph, { source: node.id, port }));
  return loose ? { source: node.id, port: loose.port } : null;
}

function withNew(world: World, kind: NodeKind, id: string, { at, from, edgeId }: Placement): FlowGraph {
  const { draft, known, direction } = world;
  const { graph } = draft;
  const place = at ?? (edgeId ? placeOnEdge(graph, edgeId) : freePlace(graph, from?.source ?? null, direction));
  const node = newNode(kind, { id, position: toGrid(place) }, known);
  if (edgeId && canBeEntered(node)) return insertOnEdge(graph, edgeId, node);
  return addNode(graph, node, from);
}

/** Builds the commands once; they look at the newest state when they are called. */
export function useCommands(world: World): DraftCommands {
  const latest = useRef(world);
  useEffect(() => {
    latest.current = world;
  });
  return useMemo<DraftCommands>(() => {
    const now = () => latest.current;
    const choose = (ids: Iterable<string>) => now().select(() => selectionOf(ids));
    const put = (fragment: Fragment, by: Point) => {
      const { draft } = now();
      const { graph, added } = insertFragment(draft.graph, fragment, ({ kind }) => newNodeId(kind), by);
      draft.edit(() => graph);
      choose(added);
    };
    return {
      add: (kind, placement) => {
        const beside = placement ? null : onlyChosen(now());
        const from = beside ? loosePortOf(now().draft.graph, beside) : null;
        const middle = now().draft.graph.nodes.length === 0 ? { at: now().view.middle() } : {};
        const id = newNodeId(kind);
        const where = placement ?? { ...middle, ...(from ? { from } : {}) };
        const graph = withNew(now(), kind, id, where);
        now().draft.edit(() => graph);
        choose([id]);
      },
      connect: (connection) => now().draft.edit((graph) => connect(graph, connection)),
      remove: () => {
        const { draft, selection, view } = now();
        if (selection.nodes.size + selection.edges.size === 0) return;
        draft.edit((graph) => remove(graph, selection.nodes, selection.edges));
        choose([]);
        view.focus(null);
      },
      duplicate: () => {
        const { draft, selection } = now();
        const { graph, added } = duplicate(draft.graph, selection.nodes, ({ kind }) => newNodeId(kind));
        if (added.length === 0) return;
        draft.edit(() => graph);
        choose(added);
      },
      selectAll: () => choose(now().draft.graph.nodes.map(({ id }) => id)),
      selectNothing: () => choose([]),
      reveal: (nodeId) => {
        choose([nodeId]);
        now().view.focus(nodeId);
      },
      shift: (by) => now().draft.edit((graph) => shiftNodes(graph, now().selection.nodes, by), 'shift'),
      arrange: () => {
        const { draft, direction, view } = now();
        draft.edit((graph) => arrange(graph, direction));
        requestAnimationFrame(view.fit);
      },
      fit: () => now().view.fit(),
      undo: () => now().draft.undo(),
      redo: () => now().draft.redo(),
      copied: () => {
        const { draft, selection } = now();
        return selection.nodes.size === 0 ? null : toClipboard(fragmentOf(draft.graph, selection.nodes));
      },
      paste: (text) => {
        const fragment = fromClipboard(text);
        if (typeof fragment === 'string') return fragment;
        const corner = cornerOf(fragment);
        const isThere = now().draft.graph.nodes.some(({ position: { x, y } }) => x === corner.x && y === corner.y);
        const middle = toGrid(now().view.middle());
        put(fragment, isThere ? { x: 40, y: 40 } : { x: middle.x - corner.x, y: middle.y - corner.y });
        return null;
      },
    };
  }, []);
}
