import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { FlowGraph } from '@voronka/domain';
import type { Selection } from '@voronka/flow-editor';

const nothing: Selection = { nodes: new Set(), edges: new Set() };

/** A selection of nodes alone. */
export function selectionOf(nodeIds: Iterable<string>): Selection {
  return { nodes: new Set(nodeIds), edges: nothing.edges };
}

/** The only chosen node, whose form is shown; null when several things or none are chosen. */
function onlyNode({ nodes, edges }: Selection): string | null {
  return nodes.size === 1 && edges.size === 0 ? ([...nodes][0] ?? null) : null;
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
  useEffect(() => {
    latestOnNode.current(only);
  }, [only]);

  const select = useCallback((change: (before: Selection) => Selection) => {
    setState((before) => ({ ...before, chosen: change(before.chosen) }));
  }, []);
  // What was deleted or undone is no longer chosen.
  const selection = useMemo(() => {
    const ids = { nodes: new Set(graph.nodes.map(({ id }) => id)), edges: new Set(graph.edges.map(({ id }) => id)) };
    const nodes = [...chosen.nodes].filter((id) => ids.nodes.has(id));
    const edges = [...chosen.edges].filter((id) => ids.edges.has(id));
    if (nodes.length === chosen.nodes.size && edges.length === chosen.edges.size) return chosen;
    return { nodes: new Set(nodes), edges: new Set(edges) };
  }, [graph, chosen]);
  return { selection, select };
}
