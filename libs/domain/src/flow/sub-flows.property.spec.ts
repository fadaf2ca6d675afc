import fc from 'fast-check';
import type { FlowGraph, FlowNode } from './flow-graph.ts';
import { portsOf, startsOf } from './node-specifications.ts';
import { drawInSubFlows } from './sub-flows.ts';
import { ask, end, flow, node, onMessage, reply, text } from './validate/testing/flows.ts';

/** Flows by name: each may run those after it, so that none runs itself. */
const flowNames = ['outer', 'a', 'b', 'c'];

type Kind = 'reply' | 'ask' | 'handOff' | 'end' | 'subFlow';

interface Plan {
  kind: Kind;
  /** Which flow a sub-flow runs, and which nodes its ways out lead to: counted round. */
  picks: number[];
  longId: boolean;
}

const plan: fc.Arbitrary<Plan> = fc.record({
  kind: fc.constantFrom<Kind>('reply', 'reply', 'ask', 'subFlow', 'subFlow', 'end', 'handOff'),
  picks: fc.array(fc.nat(20), { minLength: 3, maxLength: 3 }),
  longId: fc.boolean(),
});

function made(name: string, { kind, picks, longId }: Plan, at: number): FlowNode {
  const id = longId ? `${name}${at}${'x'.repeat(50)}` : `n${at}`;
  const later = flowNames.slice(flowNames.indexOf(name) + 1);
  const flowId = later[(picks[0] ?? 0) % later.length];
  if (kind === 'subFlow' && flowId !== undefined) return node(id, 'subFlow', { flowId });
  if (kind === 'ask') return ask(id);
  if (kind === 'end') return { ...end, id };
  return kind === 'handOff' ? node(id, 'handOff', { reason: text('why'), text: null }) : reply(id);
}

/** A flow of these nodes in which every way out leads to one of them, or to the end. */
function connected(name: string, plans: Plan[]): FlowGraph {
  const inner = plans.map((one, at) => ({ ...made(name, one, at), label: text(`${name}.${at}`) }));
  const targets = [...inner, end];
  const edges = inner.flatMap((source, at) =>
    portsOf(source).map(({ port }, way) => {
      // Ways lead on, so that no flow comes back to where it was without an end.
      const after = targets.slice(at + 1);
      return `${source.id}:${port}>${after[(plans[at]?.picks[way] ?? 0) % after.length]?.id ?? 'end'}`;
    }),
  );
  return flow([onMessage('start'), ...inner, end], [`start:next>${targets[0]?.id ?? 'end'}`, ...edges]);
}

/** A flow and the flows that it runs, each of which ends. */
const anyLibrary: fc.Arbitrary<{ graph: FlowGraph; library: Record<string, FlowGraph> }> = fc
  .tuple(...flowNames.map(() => fc.array(plan, { maxLength: 5 })))
  .map((plans) => {
    const flows = flowNames.map((name, at) => [name, connected(name, plans[at] ?? [])] as const);
    const { outer, ...library } = Object.fromEntries(flows);
    if (!outer) throw new Error('there is no outer flow');
    return { graph: outer, library };
  });

/** A flow that is being walked, and where it goes on afterwards. */
interface Frame {
  graph: FlowGraph;
  at: FlowNode | undefined;
}

const longestWalk = 60;

function follow(graph: FlowGraph, source: FlowNode | undefined, port: string): FlowNode | undefined {
  const edge = graph.edges.find((one) => one.source === source?.id && one.port === port);
  return graph.nodes.find((one) => one.id === edge?.target);
}

function first(graph: FlowGraph): FlowNode | undefined {
  const trigger = graph.nodes.find((one) => startsOf(one) !== null);
  return follow(graph, trigger, 'next');
}

/**
 * Walks a flow as if its sub-flows were called and came back, taking the ways out that are chosen in turn.
 *
 * @returns the labels of the steps, in the order in which they are come to; ends of sub-flows are no steps
 */
function walkByLabels(graph: FlowGraph, library: Record<string, FlowGraph>, choices: number[]): string[] {
  const frames: Frame[] = [{ graph, at: first(graph) }];
  const labels: string[] = [];
  for (let frame = frames.at(-1); frame?.at && labels.length < longestWalk; frame = frames.at(-1)) {
    const { at } = frame;
    if (at.kind === 'subFlow') {
      const inner = library[at.config.flowId];
      if (!inner) break;
      frames.push({ graph: inner, at: first(inner) });
    } else if (at.kind === 'end' && frames.length > 1) {
      frames.pop();
      const caller = frames.at(-1);
      if (caller) caller.at = follow(caller.graph, caller.at, 'next');
    } else {
      labels.push(at.label.en);
      const ports = portsOf(at);
      const choice = choices[labels.length % choices.length] ?? 0;
      frame.at = follow(frame.graph, at, ports[choice % Math.max(1, ports.length)]?.port ?? '');
    }
  }
  return labels;
}

function drawn(graph: FlowGraph, library: Record<string, FlowGraph>): FlowGraph {
  const result = drawInSubFlows(graph, new Map(Object.entries(library)));
  if ('problem' in result) throw new Error(result.problem.map(({ code }) => code).join());
  return result.graph;
}

describe('whatever flows are drawn into each other', () => {
  it('no edge hangs, no id stands twice, nothing is left to draw in', () => {
    fc.assert(
      fc.property(anyLibrary, ({ graph, library }) => {
        const whole = drawn(graph, library);
        const ids = new Set(whole.nodes.map(({ id }) => id));
        expect(ids.size).toBe(whole.nodes.length);
        for (const id of ids) expect(id).toMatch(/^[a-zA-Z0-9_-]{1,64}$/);
        for (const { source, target } of whole.edges) expect([ids.has(source), ids.has(target)]).toEqual([true, true]);
        expect(new Set(whole.edges.map(({ id }) => id)).size).toBe(whole.edges.length);
        expect(whole.nodes.some(({ kind }) => kind === 'subFlow')).toBe(false);
        const ways = new Set(whole.edges.map(({ source, port }) => `${source}:${port}`));
        const loose = whole.nodes.flatMap((one) => portsOf(one).filter(({ port }) => !ways.has(`${one.id}:${port}`)));
        expect(loose).toEqual([]);
        expect(drawn(structuredClone(graph), structuredClone(library))).toEqual(whole);
      }),
      { numRuns: 200 },
    );
  });

  it('a walk comes to the same steps, in the same order', () => {
    const turns = fc.array(fc.nat(2), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(anyLibrary, turns, ({ graph, library }, choices) => {
        expect(walkByLabels(drawn(graph, library), {}, choices)).toEqual(walkByLabels(graph, library, choices));
      }),
      { numRuns: 300 },
    );
  });
});
