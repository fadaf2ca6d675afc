import { useEffect, useMemo, useRef } from 'react';
import { portsOf } from '@voronka/domain';
import type { FlowGraph, FlowNode, NodeKind } from '@voronka/domain';
import {
  addNode,
  canBeEntered,
  connect,
  edgeOfPort,
  freePlace,
  insertOnEdge,
  newNode,
  placeOnEdge,
  putIntoBoxes,
  groupRef,
  noteRef,
  removeItems,
  settle,
  shiftItems,
  toGrid,
} from '@voronka/flow-editor';
import type { CanvasView, Connection, Direction, KnownNames, PortRef, Selection } from '@voronka/flow-editor';
import { annotationCommands } from './annotation-commands.ts';
import type { AnnotationCommands } from './annotation-commands.ts';
import { clipboardCommands, newNodeId } from './clipboard-commands.ts';
import type { ClipboardCommands } from './clipboard-commands.ts';
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
export interface DraftCommands extends AnnotationCommands, ClipboardCommands {
  /** Adds a node. Beside the only chosen node it is also connected to that one's first loose way out. @returns its id */
  add: (kind: NodeKind, placement?: Placement) => string;
  connect: (connection: Connection) => void;
  remove: () => void;
  selectAll: () => void;
  selectNothing: () => void;
  /** Chooses a node and puts the keyboard on it. */
  reveal: (nodeId: string) => void;
  /** Puts the keyboard from elsewhere on what is chosen, else on the canvas. */
  comeBack: () => void;
  shift: (by: Point) => void;
  arrange: () => void;
  fit: () => void;
  undo: () => void;
  redo: () => void;
}

/** What commands look at. */
export interface World {
  draft: Draft;
  selection: Selection;
  select: (change: (before: Selection) => Selection) => void;
  known: KnownNames;
  direction: Direction;
  view: CanvasView;
  /** Puts every node to a tidy place, once that is found. */
  arrange: () => void;
  /** The words of a note or group shall be written now. @param ref null: no more */
  write: (ref: string | null) => void;
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
  const added = edgeId && canBeEntered(node) ? insertOnEdge(graph, edgeId, node) : addNode(graph, node, from);
  const settled = settle(added, new Set([id]), direction);
  // What a person puts on the box of a group is meant to go into it; what found its own place is not.
  return at ? putIntoBoxes(settled, new Set([id]), direction) : settled;
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
    return {
      ...annotationCommands(now),
      ...clipboardCommands(now),
      add: (kind, placement) => {
        const beside = placement ? null : onlyChosen(now());
        const from = beside ? loosePortOf(now().draft.graph, beside) : null;
        const middle = now().draft.graph.nodes.length === 0 ? { at: now().view.middle() } : {};
        const id = newNodeId(kind);
        const where = placement ?? { ...middle, ...(from ? { from } : {}) };
        const graph = withNew(now(), kind, id, where);
        now().draft.edit(() => graph);
        choose([id]);
        return id;
      },
      connect: (connection) => now().draft.edit((graph) => connect(graph, connection)),
      remove: () => {
        const { draft, selection, view } = now();
        if (selection.nodes.size + selection.edges.size + selection.annotations.size === 0) return;
        draft.edit((graph) => removeItems(graph, selection));
        choose([]);
        view.focus(null);
      },
      selectAll: () => {
        const { nodes, notes = [], groups = [] } = now().draft.graph;
        const refs = [...notes.map(({ id }) => noteRef(id)), ...groups.map(({ id }) => groupRef(id))];
        now().select(() =>
          selectionOf(
            nodes.map(({ id }) => id),
            refs,
          ),
        );
      },
      selectNothing: () => choose([]),
      reveal: (nodeId) => {
        choose([nodeId]);
        now().view.focus(nodeId);
      },
      comeBack: () => now().view.focus(onlyChosen(now())?.id ?? null),
      shift: (by) => {
        const { draft, selection, direction } = now();
        const chosen = new Set([...selection.nodes, ...selection.annotations]);
        draft.edit((graph) => shiftItems(graph, chosen, by, direction), 'shift');
      },
      arrange: () => now().arrange(),
      fit: () => now().view.fit(),
      undo: () => now().draft.undo(),
      redo: () => now().draft.redo(),
    };
  }, []);
}
