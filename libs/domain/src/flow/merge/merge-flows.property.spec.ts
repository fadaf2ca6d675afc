import fc from 'fast-check';
import { diffFlows } from '../diff/diff-flows.ts';
import type { FlowGraph, FlowNode } from '../flow-graph.ts';
import { portsOf } from '../node-specifications.ts';
import { ask, flow, reply, text } from '../validate/testing/flows.ts';
import { mergeFlows } from './merge-flows.ts';

const ids = ['a', 'b', 'c', 'd', 'e', 'f'];

/** What one node says, if it is there, and where its ways out lead: counted round. */
interface Plan {
  words: string | null;
  asks: boolean;
  targets: number[];
  x: number;
}

const plan: fc.Arbitrary<Plan> = fc.record({
  words: fc.option(fc.constantFrom('one', 'two', 'three'), { freq: 4 }),
  asks: fc.boolean(),
  targets: fc.array(fc.nat(5), { minLength: 2, maxLength: 2 }),
  x: fc.nat(3),
});

function drawn(plans: readonly Plan[]): FlowGraph {
  const nodes = plans.flatMap(({ words, asks, x }, at): FlowNode[] => {
    const id = ids[at] ?? '';
    if (words === null) return [];
    const made = asks ? ask(id, { question: text(words) }) : reply(id, words);
    return [{ ...made, position: { x, y: 0 } }];
  });
  const edges = nodes.flatMap((node) => {
    const { targets } = plans[ids.indexOf(node.id)] ?? { targets: [] };
    return portsOf(node).map(({ port }, way) => {
      const target = nodes[(targets[way] ?? 0) % nodes.length];
      return `${node.id}:${port}>${target?.id ?? ''}`;
    });
  });
  return flow(nodes, edges);
}

const graph: fc.Arbitrary<FlowGraph> = fc.array(plan, { minLength: 6, maxLength: 6 }).map(drawn);

function isSame(one: FlowGraph, other: FlowGraph): boolean {
  const { nodes, edges, declarations, layout } = diffFlows(one, other);
  return [nodes, edges, declarations, layout].every((changes) => changes.length === 0);
}

describe('merging any drawings', () => {
  it('takes over whatever only one side did', () => {
    fc.assert(
      fc.property(graph, graph, (base, changed) => {
        const fromMe = mergeFlows({ base, mine: changed, theirs: base });
        const fromThem = mergeFlows({ base, mine: base, theirs: changed });
        const fromBoth = mergeFlows({ base, mine: changed, theirs: changed });
        return [fromMe, fromThem, fromBoth].every(
          (merged) => isSame(merged.graph, changed) && merged.conflicts.length === 0,
        );
      }),
    );
  });

  it('comes to the same whoever is called me, once it is said whose value stays', () => {
    fc.assert(
      fc.property(graph, graph, graph, (base, one, other) => {
        const merged = mergeFlows({ base, mine: one, theirs: other }, 'mine');
        const turned = mergeFlows({ base, mine: other, theirs: one }, 'theirs');
        return isSame(merged.graph, turned.graph) && merged.conflicts.length === turned.conflicts.length;
      }),
    );
  });

  it('leaves every id once, and every edge between nodes that are there', () => {
    fc.assert(
      fc.property(graph, graph, graph, (base, mine, theirs) => {
        const { nodes, edges } = mergeFlows({ base, mine, theirs }).graph;
        const nodeIds = new Set(nodes.map(({ id }) => id));
        const edgeIds = new Set(edges.map(({ id }) => id));
        const ways = new Set(edges.map(({ source, port }) => `${source}:${port}`));
        return (
          nodeIds.size === nodes.length &&
          edgeIds.size === edges.length &&
          ways.size === edges.length &&
          edges.every(({ source, target }) => nodeIds.has(source) && nodeIds.has(target))
        );
      }),
    );
  });

  it('loses no node that one side made and the other did not know', () => {
    fc.assert(
      fc.property(graph, graph, graph, (base, mine, theirs) => {
        const was = new Set(base.nodes.map(({ id }) => id));
        const merged = new Set(mergeFlows({ base, mine, theirs }).graph.nodes.map(({ id }) => id));
        return [...mine.nodes, ...theirs.nodes].every(({ id }) => was.has(id) || merged.has(id));
      }),
    );
  });
});
