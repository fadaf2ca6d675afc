import type { FlowEdge, FlowNode, FlowNodeOf } from '../flow/flow-graph.ts';
import { askAgainPort } from '../flow/compile-flow.ts';
import { startsOf } from '../flow/node-specifications.ts';
import type { ChoiceTrace } from '../rules/choice.ts';
import type { AskedAs } from './ask.ts';
import { ask, enterAsk, missingAt, missingOnArrival } from './ask.ts';
import { closeDialogue } from './close.ts';
import { handOff } from './hand-off.ts';
import type { StepNode } from './steps.ts';
import { callWebhook, emitOwedTags, emitPendingContact, runStep } from './steps.ts';
import type { Turn } from './turn.ts';
import { enterWait } from './wait.ts';

/** Nodes one event may pass; a cycle without a waiting node ends here, in an incident. */
export const stepBudget = 100;

/** One walk: a token that may split where a rule takes all ways out, until each branch waits or ends. */
interface Walk {
  turn: Turn;
  /** Node at which the token waits now; null while no branch has stopped to wait. */
  waitsAt: string | null;
  ended: boolean;
  /** A branch has handed the dialogue off: no other may wait any more. */
  handedOff: boolean;
  /** Set by an end that closes the dialogue. */
  closes: boolean;
}

/** Follows the edges of ports; parks the token at their source when one is missing, so that none is followed twice. */
export function edgesFrom(turn: Turn, node: FlowNode, ports: readonly string[], trace: ChoiceTrace | null): FlowEdge[] {
  const edges = ports.map((port) => turn.flow.edges.get(`${node.id}:${port}`));
  turn.passed(node, trace, edges[0]);
  const missing = ports[edges.indexOf(undefined)];
  if (missing === undefined) return edges.filter((edge) => edge !== undefined);
  const detail = `node "${node.id}" has no edge at port "${missing}"`;
  turn.park(node.id, 'Flow.EdgeMissing', detail, { port: missing });
  return [];
}

/** Runs a node's choice and follows it; stays at an ask that asks again. */
async function chooseFrom(turn: Turn, node: FlowNodeOf<'rule'> | FlowNodeOf<'ask'>): Promise<FlowEdge[]> {
  const choice = turn.flow.choices.get(node.id);
  const trace = choice ? await turn.choose(choice) : null;
  if (!trace || trace.port === null) {
    turn.passed(node, trace, undefined);
    if (turn.choiceProblem !== null) turn.park(node.id, 'Flow.Invalid', turn.choiceProblem);
    else turn.park(node.id, 'Flow.NoRuleMatched', `no rule of node "${node.id}" fired`);
    return [];
  }
  if (node.kind === 'ask' && trace.port === askAgainPort) {
    turn.passed(node, trace, undefined);
    ask(turn, node);
    return [];
  }
  return edgesFrom(turn, node, trace.ports?.length ? trace.ports : [trace.port], trace);
}

/** Stops a branch at a node that waits. @returns whether the token may wait there */
function mayWait(walk: Walk, node: FlowNode): boolean {
  const { turn } = walk;
  const waits = !turn.beside && !walk.handedOff && walk.waitsAt === null;
  if (waits) {
    walk.waitsAt = node.id;
    return true;
  }
  turn.passed(node, null, undefined);
  if (turn.beside) {
    turn.park(node.id, 'Flow.SideRunWaits', `a run beside the conversation came to "${node.id}", which waits`);
  } else if (walk.waitsAt !== null && walk.waitsAt !== node.id) {
    turn.raiseIncident(node.id, 'Flow.TwoBranchesWait', `the token waits at "${walk.waitsAt}" already`);
  }
  return false;
}

async function visitAsk(walk: Walk, node: FlowNodeOf<'ask'>): Promise<FlowEdge[]> {
  const { turn } = walk;
  if (missingOnArrival(turn, node).length === 0) return chooseFrom(turn, node);
  if (!mayWait(walk, node)) return [];
  enterAsk(turn, node);
  turn.passed(node, null, undefined);
  ask(turn, node);
  return [];
}

function visitWait(walk: Walk, node: FlowNodeOf<'wait'>): FlowEdge[] {
  const { turn } = walk;
  if (!mayWait(walk, node)) return [];
  const outcome = enterWait(turn, node);
  if (outcome !== 'waits') walk.waitsAt = null;
  if (outcome === 'over') return edgesFrom(turn, node, ['next'], null);
  turn.passed(node, null, undefined);
  if (outcome === 'never') {
    turn.park(node.id, 'Flow.WaitNeverEnds', `what "${node.id}" waits for does not come within a year`);
  }
  return [];
}

function visitWebhook(walk: Walk, node: FlowNodeOf<'callWebhook'>): FlowEdge[] {
  const { turn } = walk;
  if (node.config.waitForAnswer && !mayWait(walk, node)) return [];
  if (!callWebhook(turn, node)) return edgesFrom(turn, node, ['next'], null);
  turn.passed(node, null, undefined);
  return [];
}

function visitHandOff(walk: Walk, node: FlowNodeOf<'handOff'>): FlowEdge[] {
  const { turn } = walk;
  turn.passed(node, null, undefined);
  emitPendingContact(turn);
  if (turn.state.owner === 'manager') {
    turn.skip(node, 'Owner.Manager');
    return [];
  }
  walk.handedOff = true;
  walk.waitsAt = null;
  handOff(turn, node);
  return [];
}

/** Runs one node. @returns the edges to go on by, in order; none where this branch stops */
async function visit(walk: Walk, node: FlowNode): Promise<FlowEdge[]> {
  const { turn } = walk;
  switch (node.kind) {
    case 'rule':
      return chooseFrom(turn, node);
    case 'ask':
      return visitAsk(walk, node);
    case 'wait':
      return visitWait(walk, node);
    case 'callWebhook':
      return visitWebhook(walk, node);
    case 'handOff':
      return visitHandOff(walk, node);
    case 'end':
      turn.passed(node, null, undefined);
      walk.ended = true;
      walk.closes ||= node.config.close === true;
      return [];
    case 'subFlow':
      turn.passed(node, null, undefined);
      turn.park(node.id, 'Flow.SubFlowMissing', `the sub-flow of "${node.id}" was not drawn in`);
      return [];
    default:
      if (startsOf(node) !== null) return edgesFrom(turn, node, ['next'], null);
      if (await runStep(turn, node as StepNode)) return edgesFrom(turn, node, ['next'], turn.takeCriteria());
      turn.passed(node, turn.takeCriteria(), undefined);
      return [];
  }
}

/** Whether the token has stopped where only a person can help. A run beside it goes its own way. */
function isParked({ turn }: Walk): boolean {
  return !turn.beside && turn.state.parked !== null;
}

function finish(walk: Walk): void {
  const { turn } = walk;
  const stops = isParked(walk) || walk.waitsAt !== null;
  if (walk.ended && !stops && !turn.beside) {
    emitPendingContact(turn);
    turn.update({ position: null, completed: true });
  }
  emitOwedTags(turn);
  if (walk.closes && !stops) closeDialogue(turn, turn.trail.lastNodeId, 'done');
}

/** Walks along edges until every branch waits, ends or is parked. What a parked walk had not come to, it remembers. */
export async function follow(turn: Turn, start: readonly FlowEdge[]): Promise<void> {
  const walk: Walk = { turn, waitsAt: null, ended: false, handedOff: false, closes: false };
  const open = [...start];
  let passed = 0;
  while (!isParked(walk)) {
    const edge = open.shift();
    if (!edge) break;
    const node = turn.flow.nodes.get(edge.target);
    if (!node) {
      const detail = `edge "${edge.id}" leads to "${edge.target}", which is not in the flow`;
      turn.park(edge.target, 'Flow.NodeMissing', detail);
      continue;
    }
    if (passed >= stepBudget) {
      turn.park(node.id, 'Flow.StepBudgetSpent', `more than ${stepBudget} nodes without a pause`);
      break;
    }
    passed += 1;
    // A branch runs to its end before the next one begins.
    open.unshift(...(await visit(walk, node)));
  }
  const { parked } = turn.state;
  if (parked && isParked(walk) && open.length > 0) {
    turn.update({ parked: { ...parked, rest: open.map(({ target }) => target) } });
  }
  finish(walk);
}

/** A way straight to a node. */
export function wayTo(nodeId: string): FlowEdge {
  return { id: `to:${nodeId}`, source: nodeId, port: 'next', target: nodeId };
}

/** Walks from a node on, running it first. */
export async function walkFrom(turn: Turn, nodeId: string): Promise<void> {
  await follow(turn, [wayTo(nodeId)]);
}

/** Goes on from a node by one of its ports. @param trace what the port was chosen by, if it was */
export async function leaveBy(
  turn: Turn,
  node: FlowNode,
  port: string,
  trace: ChoiceTrace | null = null,
): Promise<void> {
  await follow(turn, edgesFrom(turn, node, [port], trace));
}

/** Goes on from an ask whose answer came. */
export async function answerAsk(turn: Turn, node: FlowNodeOf<'ask'>): Promise<void> {
  await follow(turn, await chooseFrom(turn, node));
}

/** Asks again, or goes on if the rest became known meanwhile. */
export async function resumeAsk(turn: Turn, node: FlowNodeOf<'ask'>, as: AskedAs): Promise<void> {
  if (missingAt(turn, node).length === 0) return answerAsk(turn, node);
  turn.passed(node, null, undefined);
  ask(turn, node, as);
}
