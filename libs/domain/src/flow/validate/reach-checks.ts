import type { FlowNode } from '../flow-graph.ts';
import { startsOf, waitsAt } from '../node-specifications.ts';
import type { CheckedFlow } from './checked-flow.ts';
import type { FlowFinding } from './finding.ts';
import { finding } from './finding.ts';
import { suggest } from './suggestion.ts';

type Links = ReadonlyMap<string, readonly string[]>;

/**
 * Everything that can be reached, the first ones included.
 *
 * @returns by node id, from which of the first ones: the nearest, of equally near ones the earlier
 */
export function reachFrom(first: Iterable<string>, next: Links): Map<string, string> {
  const reached = new Map<string, string>();
  let front: (readonly [string, string])[] = [...first].map((id) => [id, id]);
  while (front.length > 0) {
    const further: (readonly [string, string])[] = [];
    for (const [id, from] of front) {
      if (reached.has(id)) continue;
      reached.set(id, from);
      for (const target of next.get(id) ?? []) further.push([target, from]);
    }
    front = further;
  }
  return reached;
}

/** Whether a run may stand still at a node; of a sub-flow that is only known when it is drawn in. */
export function mayWait(node: FlowNode): boolean {
  return waitsAt(node) || node.kind === 'subFlow';
}

/** The links of a graph the other way round. */
export function reversed(next: Links): Map<string, string[]> {
  const before = new Map<string, string[]>();
  for (const id of next.keys()) before.set(id, []);
  for (const [id, targets] of next) for (const target of targets) before.get(target)?.push(id);
  return before;
}

/** Nodes that no start leads to and that nothing leads to at all: where lost parts of a flow begin. */
export function unreachableHeads(flow: CheckedFlow): FlowNode[] {
  const entered = new Set([...flow.successors.values()].flat());
  return flow.graph.nodes.filter((node) => startsOf(node) === null && !entered.has(node.id));
}

/** A flow needs a start of the conversation, or a manager's button where only other flows run it. */
function checkStarts({ starts, surroundings }: CheckedFlow): FlowFinding[] {
  const begins = starts.some((node) => startsOf(node) === 'token');
  const isEntered = surroundings.runsByItself === false && starts.some((node) => node.kind === 'manualTrigger');
  return begins || isEntered ? [] : [finding('Flow.NoTrigger', null)];
}

function checkEnds({ graph }: CheckedFlow): FlowFinding[] {
  const ends = graph.nodes.some(({ kind }) => kind === 'end' || kind === 'handOff' || kind === 'subFlow');
  return ends ? [] : [finding('Flow.NoEnd', null)];
}

/** Nodes that no start leads to are drawn for nothing. */
function checkReached(flow: CheckedFlow, reached: ReadonlyMap<string, string>): FlowFinding[] {
  const heads = new Set(unreachableHeads(flow));
  return flow.graph.nodes
    .filter((node) => !reached.has(node.id))
    .map((node) => {
      const suggestion = heads.has(node)
        ? suggest('removeNode', `Удалить узел «${node.label.ru}»`, `Delete the node "${node.label.en}"`, [
            { kind: 'removeNode', nodeId: node.id },
          ])
        : null;
      return finding('Flow.Unreachable', node.id, '', { suggestion });
    });
}

/**
 * Blind alleys: parts of the flow from which the token comes to no end, no manager and no waiting node. Each is told
 * once, where the flow enters it, and names the place where it breaks off; not if that is the same node.
 */
function checkDeadEnds(
  flow: CheckedFlow,
  reached: ReadonlyMap<string, string>,
  broken: ReadonlySet<string>,
): FlowFinding[] {
  const before = reversed(flow.successors);
  const rests = flow.graph.nodes.filter((node) => flow.ports.get(node.id)?.length === 0 || mayWait(node));
  const alive = reachFrom(
    rests.map((node) => node.id),
    before,
  );
  const breaks = reachFrom(broken, before);
  const isDead = (id: string): boolean => reached.has(id) && !alive.has(id);
  return [...flow.nodes.keys()]
    .filter((id) => isDead(id) && !broken.has(id))
    .filter((id) => (before.get(id) ?? []).every((from) => !isDead(from)))
    .map((id) => finding('Flow.DeadEnd', id, flow.nodes.get(breaks.get(id) ?? id)?.label));
}

/**
 * Whether every node is reached, and leads somewhere.
 *
 * @param broken nodes of which a way out without an edge, or a cycle, has been found already
 */
export function checkReach(flow: CheckedFlow, broken: ReadonlySet<string>): FlowFinding[] {
  const findings = checkStarts(flow);
  if (flow.starts.length === 0) return findings;
  const reached = reachFrom(
    flow.starts.map((node) => node.id),
    flow.successors,
  );
  return [...findings, ...checkEnds(flow), ...checkReached(flow, reached), ...checkDeadEnds(flow, reached, broken)];
}
