import { pathInWords } from '../diff/field-titles.ts';
import type { PathStep } from '../diff/field-titles.ts';
import { same } from '../diff/values.ts';
import type { FlowEdge, FlowGraph, FlowNode, LocalizedText } from '../flow-graph.ts';
import { portsOf } from '../node-specifications.ts';
import { mergeOrder, ValueMerger } from './merge-values.ts';
import type { Preference, Versions } from './merge-values.ts';

/** A part of a drawing that is a list of named things. */
export type FlowPart = keyof FlowGraph;

/** Where two people changed the same. */
export interface ConflictPlace {
  part: FlowPart;
  /** Id of the node, note or group, way out as `{source}:{port}`, or key of the declaration. */
  key: string;
  /** The way to the value within it; empty when one side removed the whole. */
  path: (string | number)[];
}

/** A value that both people changed, each in another way. */
export interface MergeConflict extends ConflictPlace, Versions {
  /** What people call it. */
  label: LocalizedText;
  /** The same in words; empty for the whole. */
  title: LocalizedText;
}

/** A drawing with what both people did, and where they disagree. */
export interface MergedFlow {
  graph: FlowGraph;
  conflicts: MergeConflict[];
}

interface Named<T> {
  key: string;
  label: LocalizedText;
  value: T;
}

/** Where things stand and how they look is nobody's decision: no conflict is worth asking about. */
const silentKeys: ReadonlySet<string | number | undefined> = new Set([
  'position',
  'id',
  'size',
  'color',
  'nodeIds',
  'collapsed',
]);

function byKey<T>(things: readonly Named<T>[] | undefined): Map<string, Named<T>> {
  const found = new Map<string, Named<T>>();
  for (const thing of things ?? []) {
    let { key } = thing;
    while (found.has(key)) key += '+';
    found.set(key, thing);
  }
  return found;
}

class FlowMerger {
  readonly conflicts: MergeConflict[] = [];

  constructor(private readonly prefer: Preference | ((place: ConflictPlace) => Preference)) {}

  list<T>(
    part: FlowPart,
    { base, mine, theirs }: Record<keyof Versions, readonly T[] | undefined>,
    nameOf: (value: T) => Omit<Named<T>, 'value'>,
  ): T[] {
    const named = (values: readonly T[] | undefined) =>
      byKey(values?.map((value): Named<T> => ({ ...nameOf(value), value })));
    const [was, ours, others] = [named(base), named(mine), named(theirs)];
    const order = mergeOrder({ base: [...was.keys()], mine: [...ours.keys()], theirs: [...others.keys()] });
    return order.flatMap((key) => {
      const about = ours.get(key) ?? others.get(key);
      const merger = new ValueMerger((steps, versions) =>
        this.choose(part, key, about?.label ?? { ru: key, en: key }, steps, versions),
      );
      const versions = { base: was.get(key)?.value, mine: ours.get(key)?.value, theirs: others.get(key)?.value };
      const merged = merger.merge(versions, []);
      return merged === undefined ? [] : [merged as T];
    });
  }

  private choose(
    part: FlowPart,
    key: string,
    label: LocalizedText,
    steps: readonly PathStep[],
    versions: Versions,
  ): Preference {
    const path = steps.map((step) => step.key);
    const side = typeof this.prefer === 'string' ? this.prefer : this.prefer({ part, key, path });
    if (silentKeys.has(path[0])) return side;
    // The settings of a node are all that it holds: nobody calls them "config".
    const told = steps.filter((step) => step.key !== 'config');
    const title = told.length > 0 ? pathInWords(told) : { ru: '', en: '' };
    this.conflicts.push({ part, key, label, path, title, ...versions });
    return side;
  }
}

function wayLabel(edge: FlowEdge, nodes: ReadonlyMap<string, FlowNode>): LocalizedText {
  const node = nodes.get(edge.source);
  const label = node?.label ?? { ru: edge.source, en: edge.source };
  const way = node && portsOf(node).find(({ port }) => port === edge.port);
  const title = way?.title ?? { ru: edge.port, en: edge.port };
  return { ru: `${label.ru}: ${title.ru}`, en: `${label.en}: ${title.en}` };
}

/** What an author wrote in one language only. */
function inBoth(text: string): LocalizedText {
  return { ru: text, en: text };
}

/** Edges between nodes that are there, each under an id of its own. */
function sound(edges: readonly FlowEdge[], nodes: readonly FlowNode[]): FlowEdge[] {
  const known = new Set(nodes.map(({ id }) => id));
  const taken = new Set<string>();
  return edges
    .filter(({ source, target }) => known.has(source) && known.has(target))
    .map((edge) => {
      let { id } = edge;
      for (let number = 2; taken.has(id); number += 1) id = `${edge.id}-${number}`;
      taken.add(id);
      return id === edge.id ? edge : { ...edge, id };
    });
}

/**
 * Joins what two people made of the same drawing. What only one of them changed is taken; of what both changed, each in
 * another way, one side's is, and the conflict is named. A way out whose node the other side removed goes with it.
 *
 * @param base what both began with
 * @param prefer whose value stays in a conflict; a function is asked about each
 */
export function mergeFlows(
  { base, mine, theirs }: Record<keyof Versions, FlowGraph>,
  prefer: Preference | ((place: ConflictPlace) => Preference) = 'mine',
): MergedFlow {
  if (same(base, theirs) || same(mine, theirs)) return { graph: mine, conflicts: [] };
  if (same(base, mine)) return { graph: theirs, conflicts: [] };
  const merger = new FlowMerger(prefer);
  const versionsOf = <P extends FlowPart>(part: P) => ({ base: base[part], mine: mine[part], theirs: theirs[part] });
  const known = new Map([...theirs.nodes, ...mine.nodes].map((node) => [node.id, node]));
  const declared = ({ key, title }: { key: string; title: LocalizedText }) => ({ key, label: title });

  const nodes = merger.list('nodes', versionsOf('nodes'), ({ id, label }) => ({ key: id, label }));
  const edges = merger.list('edges', versionsOf('edges'), (edge) => ({
    key: `${edge.source}:${edge.port}`,
    label: wayLabel(edge, known),
  }));
  const slots = merger.list('slots', versionsOf('slots'), declared);
  const fields = merger.list('fields', versionsOf('fields'), declared);
  const notes = merger.list('notes', versionsOf('notes'), ({ id, text }) => ({ key: id, label: inBoth(text) }));
  const groups = merger.list('groups', versionsOf('groups'), ({ id, title }) => ({ key: id, label: inBoth(title) }));
  const graph: FlowGraph = {
    nodes,
    edges: sound(edges, nodes),
    ...(mine.slots || theirs.slots ? { slots } : {}),
    ...(mine.fields || theirs.fields ? { fields } : {}),
    ...(mine.notes || theirs.notes ? { notes } : {}),
    ...(mine.groups || theirs.groups ? { groups } : {}),
  };
  // Where a way out leads is no question any more once its node is gone.
  const kept = new Set(nodes.map(({ id }) => id));
  const isAsked = ({ part, key }: MergeConflict): boolean => part !== 'edges' || kept.has(key.split(':')[0] ?? '');
  return { graph, conflicts: merger.conflicts.filter(isAsked) };
}
