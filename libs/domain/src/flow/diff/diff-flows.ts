import { portsOf } from '../node-specifications.ts';
import type { FlowEdge, FlowGraph, FlowNode, LocalizedText, NodeKind } from '../flow-graph.ts';
import { fieldChanges } from './field-changes.ts';
import type { FieldChange } from './field-changes.ts';
import { same } from './values.ts';

/** What became of something between two drawings. */
export type ChangeKind = 'added' | 'removed' | 'changed';

/** A node that is new, gone, or says something else. `fields` are empty unless it changed. */
export interface NodeChange {
  nodeId: string;
  /** As it is now; of a removed one, as it was. */
  kind: NodeKind;
  label: LocalizedText;
  change: ChangeKind;
  fields: FieldChange[];
}

/** A way out that leads elsewhere now. */
export interface EdgeChange {
  source: string;
  sourceLabel: LocalizedText;
  port: string;
  portTitle: LocalizedText;
  change: ChangeKind;
  /** Where it led; null when it was not connected. */
  before: { nodeId: string; label: LocalizedText } | null;
  /** Where it leads; null when it is not connected any more. */
  after: { nodeId: string; label: LocalizedText } | null;
}

/** A declared slot or field that is new, gone or different. */
export interface DeclarationChange {
  part: 'slots' | 'fields';
  key: string;
  title: LocalizedText;
  change: ChangeKind;
  fields: FieldChange[];
}

/** A note or a group that is new, gone, or says something else. None of it changes anything for a client. */
export interface AnnotationChange {
  part: 'notes' | 'groups';
  /** Id of the note or group. */
  key: string;
  /** The note's text or the group's title as it is now; of a removed one, as it was. */
  text: string;
  change: ChangeKind;
  /** The text or title before; null unless it is another now. */
  before: string | null;
}

/** What differs between two drawings of a flow. */
export interface FlowDiff {
  nodes: NodeChange[];
  edges: EdgeChange[];
  declarations: DeclarationChange[];
  /** Ids of nodes that stand elsewhere on the canvas; that changes nothing for a client. */
  layout: string[];
  /** Notes and groups; where they stand and how big they are does not count. */
  annotations: AnnotationChange[];
}

type ById<T> = ReadonlyMap<string, T>;

function pairs<T>(before: ById<T>, after: ById<T>): [key: string, before: T | undefined, after: T | undefined][] {
  return [...new Set([...after.keys(), ...before.keys()])].map((key) => [key, before.get(key), after.get(key)]);
}

function changeOf(before: unknown, after: unknown): ChangeKind {
  if (before === undefined) return 'added';
  return after === undefined ? 'removed' : 'changed';
}

function nodesOf({ nodes }: FlowGraph): ById<FlowNode> {
  return new Map(nodes.map((node) => [node.id, node]));
}

function nodeFields(before: FlowNode, after: FlowNode): FieldChange[] {
  if (before.kind !== after.kind) {
    return [...fieldChanges(before.kind, after.kind, [{ key: 'kind' }]), ...labelChanges(before, after)];
  }
  return [...labelChanges(before, after), ...fieldChanges(before.config, after.config)];
}

function labelChanges(before: FlowNode, after: FlowNode): FieldChange[] {
  return fieldChanges(before.label, after.label, [{ key: 'label' }]);
}

function diffNodes(before: ById<FlowNode>, after: ById<FlowNode>): NodeChange[] {
  return pairs(before, after).flatMap(([nodeId, was, is]) => {
    const node = is ?? was;
    if (!node) return [];
    const fields = was && is ? nodeFields(was, is) : [];
    if (was && is && fields.length === 0) return [];
    return [{ nodeId, kind: node.kind, label: node.label, change: changeOf(was, is), fields }];
  });
}

/** Edges by the way out that they leave; a second one from the same way out, which the check refuses, counts on its own. */
function edgesOf({ edges }: FlowGraph): ById<FlowEdge> {
  const found = new Map<string, FlowEdge>();
  for (const edge of edges) {
    let way = JSON.stringify([edge.source, edge.port]);
    while (found.has(way)) way += '+';
    found.set(way, edge);
  }
  return found;
}

function portTitle(node: FlowNode | undefined, port: string): LocalizedText {
  const known = node && portsOf(node).find((way) => way.port === port);
  return known?.title ?? { ru: port, en: port };
}

function diffEdges(before: FlowGraph, after: FlowGraph): EdgeChange[] {
  const [oldNodes, newNodes] = [nodesOf(before), nodesOf(after)];
  const labelOf = (nodes: ById<FlowNode>, id: string): LocalizedText => nodes.get(id)?.label ?? { ru: id, en: id };
  return pairs(edgesOf(before), edgesOf(after)).flatMap(([, was, is]) => {
    const edge = is ?? was;
    if (!edge || was?.target === is?.target) return [];
    const { source, port } = edge;
    const nodes = newNodes.has(source) ? newNodes : oldNodes;
    return [
      {
        source,
        sourceLabel: labelOf(nodes, source),
        port,
        portTitle: portTitle((is ? newNodes : oldNodes).get(source), port),
        change: changeOf(was, is),
        before: was ? { nodeId: was.target, label: labelOf(oldNodes, was.target) } : null,
        after: is ? { nodeId: is.target, label: labelOf(newNodes, is.target) } : null,
      },
    ];
  });
}

function diffDeclarations(part: DeclarationChange['part'], before: FlowGraph, after: FlowGraph): DeclarationChange[] {
  const declared = (graph: FlowGraph) => new Map((graph[part] ?? []).map((one) => [one.key, one] as const));
  return pairs(declared(before), declared(after)).flatMap(([key, was, is]) => {
    const one = is ?? was;
    if (!one || same(was, is)) return [];
    const fields = was && is ? fieldChanges(was, is) : [];
    return [{ part, key, title: one.title, change: changeOf(was, is), fields }];
  });
}

/** What a note or group says, apart from its place on the canvas. */
function told(text: string, ...said: readonly unknown[]): { text: string; said: unknown } {
  return { text, said: [text, ...said] };
}

function diffAnnotations(before: FlowGraph, after: FlowGraph): AnnotationChange[] {
  const notesOf = ({ notes = [] }: FlowGraph) => new Map(notes.map(({ id, text, color }) => [id, told(text, color)]));
  const groupsOf = ({ groups = [] }: FlowGraph) =>
    new Map(groups.map(({ id, title, color, nodeIds }) => [id, told(title, color, nodeIds.toSorted())]));
  const parts = [
    ['notes', notesOf(before), notesOf(after)],
    ['groups', groupsOf(before), groupsOf(after)],
  ] as const;
  return parts.flatMap(([part, old, young]) =>
    pairs(old, young).flatMap(([key, was, is]) => {
      const one = is ?? was;
      if (!one || same(was?.said, is?.said)) return [];
      const before = was && is && was.text !== is.text ? was.text : null;
      return [{ part, key, text: one.text, change: changeOf(was, is), before }];
    }),
  );
}

/**
 * What differs between two drawings, as people would tell it: by node and setting, by way out, by declaration. Ids of
 * edges and the order of nodes mean nothing; places on the canvas count as layout only.
 */
export function diffFlows(before: FlowGraph, after: FlowGraph): FlowDiff {
  const [oldNodes, newNodes] = [nodesOf(before), nodesOf(after)];
  return {
    nodes: diffNodes(oldNodes, newNodes),
    edges: diffEdges(before, after),
    declarations: [...diffDeclarations('slots', before, after), ...diffDeclarations('fields', before, after)],
    layout: after.nodes
      .filter(({ id, position }) => {
        const was = oldNodes.get(id);
        return was !== undefined && !same(was.position, position);
      })
      .map(({ id }) => id),
    annotations: diffAnnotations(before, after),
  };
}
