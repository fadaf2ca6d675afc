/**
 * What an author puts beside the nodes of a drawing for people to read: sticky notes, and frames around nodes. They are
 * part of a flow's draft and of its versions and files, and nothing else: a bundle is sealed without them, so neither its
 * hash nor any decision knows of them.
 */
import type { FlowGraph } from './flow-graph.ts';

/** Colours of notes and groups. What a colour means is the author's matter; the themes decide how it looks. */
export const annotationColors = ['yellow', 'blue', 'green', 'red', 'grey'] as const;
/** A colour of a note or group. */
export type AnnotationColor = (typeof annotationColors)[number];

/** A place on the canvas, px. */
interface Area {
  /** The upper left corner. */
  position: { x: number; y: number };
  size: { width: number; height: number };
}

/** A note on the canvas, in the author's own words and language. */
export interface StickyNote extends Area {
  /** Unique among the notes. */
  id: string;
  /** Plain text with line breaks. */
  text: string;
  color: AnnotationColor;
}

/** A frame around nodes. */
export interface NodeGroup extends Area {
  /** Unique among the groups. */
  id: string;
  /** In the author's own words and language. */
  title: string;
  color: AnnotationColor;
  /** Nodes in it. A node belongs to the first group that names it; ids of nodes that do not exist mean nothing. */
  nodeIds: string[];
  /** Drawn as one box, with the ways into and out of its nodes. */
  collapsed: boolean;
}

/** The flow as it runs: without what is only there for people who look at the drawing. */
export function withoutAnnotations(graph: FlowGraph): FlowGraph {
  if (!graph.notes && !graph.groups) return graph;
  const { nodes, edges, slots, fields } = graph;
  return { nodes, edges, ...(slots ? { slots } : {}), ...(fields ? { fields } : {}) };
}
