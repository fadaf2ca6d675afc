import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { FlowGraph } from '@voronka/domain';
import { groupRef, noteRef } from '@voronka/flow-editor';
import type { Selection } from '@voronka/flow-editor';

const nothing: Selection = { nodes: new Set(), edges: new Set(), annotations: new Set() };

/** A selection of nodes, notes and groups. @param refs those of notes and groups */
export function selectionOf(nodeIds: Iterable<string>, refs: Iterable<string> = []): Selection {
  return { nodes: new Set(nodeIds), edges: nothing.edges, annotations: new Set(refs) };
}

/** The only chosen node, whose form is shown; null when several things or none are chosen. */
function onlyNode({ nodes, edges, annotations }: Selection): string | null {
  return nodes.size === 1 && edges.size === 0 && annotations.size === 0 ? ([...nodes][0] ?? null) : null;
}

/**
 * Does something now or, while the mouse holds what it just chose, when it lets go: another form and another address
 * drawn in the middle of a drag make it stutter.
 *
 * @returns forgets what has not been done
 */
function afterDrag(act: () => void): (() => void) | undefined {
  if (!document.querySelector('.vf-editing:active')) {
    act();
    return undefined;
  }
  window.addEventListener('pointerup', act, { once: true });
  return () => window.removeEventListener('pointerup', act);
}

/**
 * What is chosen on the canvas. A single node is also the one whose form is shown, and whoever changes it there chooses it.
 *
 * @param nodeId the node whose form is shown
 * @param onNode shows another one's
 */
export function useSelection(graph: FlowGraph, nodeId: string | null, onNode: (nodeId: string | null) => void) {
  const [state, setState] = useState({ chosen: nodeId ? selectionOf([nodeId]) : nothing, nodeId });
  const { chosen } = state;
  const only = onlyNode(chosen);
  if (state.nodeId !== nodeId) {
    const follows = nodeId === only;
    setState({ chosen: follows ? chosen : nodeId ? selectionOf([nodeId]) : nothing, nodeId });
  }

  const latestOnNode = useRef(onNode);
  useEffect(() => {
    latestOnNode.current = onNode;
  }, [onNode]);
  useEffect(() => afterDrag(() => latestOnNode.current(only)), [only]);

  const select = useCallback((change: (before: Selection) => Selection) => {
    setState((before) => ({ ...before, chosen: change(before.chosen) }));
  }, []);
  // What was deleted or undone is no longer chosen.
  const selection = useMemo(() => {
    const kept = (ids: ReadonlySet<string>, known: readonly string[]) => new Set(known.filter((id) => ids.has(id)));
    const notes = (graph.notes ?? []).map(({ id }) => noteRef(id));
    const groups = (graph.groups ?? []).map(({ id }) => groupRef(id));
    const left: Selection = {
      nodes: kept(
        chosen.nodes,
        graph.nodes.map(({ id }) => id),
      ),
      edges: kept(
        chosen.edges,
        graph.edges.map(({ id }) => id),
      ),
      annotations: kept(chosen.annotations, [...notes, ...groups]),
    };
    const isSame = (['nodes', 'edges', 'annotations'] as const).every((part) => left[part].size === chosen[part].size);
    return isSame ? chosen : left;
  }, [graph, chosen]);
  return { selection, select };
}
