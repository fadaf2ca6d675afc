import type { FlowEdge, FlowNode, FlowNodeOf } from '../flow/flow-graph.ts';
import { askAgainPort } from '../flow/compile-flow.ts';
import type { ChoiceTrace } from '../rules/choice.ts';
import { missingSlots } from '../rules/facts.ts';
import { ask } from './ask.ts';
import { emitOwedTags, emitPendingContact, runStep } from './steps.ts';
import type { Turn } from './turn.ts';

/** Nodes one event may pass; a cycle without a waiting node ends here, in an incident. */
export const stepBudget = 100;

/** Follows the edge of a port; parks the token at its source when there is none. */
function edgeFrom(turn: Turn, node: FlowNode, port: string, trace: ChoiceTrace | null): FlowEdge | null {
  const edge = turn.flow.edges.get(`${node.id}:${port}`);
  turn.passed(node, trace, edge);
  if (!edge) turn.park(node.id, 'Flow.EdgeMissing', `node "${node.id}" has no edge at port "${port}"`);
  return edge ?? null;
}

/** Runs a node's choice and follows it; stays at an ask that asks again. */
async function chooseFrom(turn: Turn, node: FlowNodeOf<'rule'> | FlowNodeOf<'ask'>): Promise<FlowEdge | null> {
  const choice = turn.flow.choices.get(node.id);
  const trace = choice ? await turn.choose(choice) : null;
  if (!trace || trace.port === null) {
    turn.passed(node, trace, undefined);
    if (turn.choiceProblem !== null) turn.park(node.id, 'Flow.Invalid', turn.choiceProblem);
    else turn.park(node.id, 'Flow.NoRuleMatched', `no rule of node "${node.id}" fired`);
    return null;
  }
  if (node.kind === 'ask' && trace.port === askAgainPort) {
    turn.passed(node, trace, undefined);
    ask(turn, node);
    return null;
  }
  return edgeFrom(turn, node, trace.port, trace);
}

/** Goes on from an ask whose answer came. */
export async function answerAsk(turn: Turn, node: FlowNodeOf<'ask'>): Promise<void> {
  await follow(turn, await chooseFrom(turn, node));
}

function finish(turn: Turn): void {
  emitPendingContact(turn);
  turn.update({ position: null, completed: true });
}

/** Runs one node. @returns the edge to go on by, or null where the token stops */
async function visit(turn: Turn, node: FlowNode): Promise<FlowEdge | null> {
  switch (node.kind) {
    case 'rule':
      return chooseFrom(turn, node);
    case 'ask':
      // Entered anew: attempts count from here.
      turn.update({ position: { nodeId: node.id, enteredAt: turn.context.now, asked: 0 } });
      if (missingSlots(node.config.slots, turn.state).length === 0) return chooseFrom(turn, node);
      turn.passed(node, null, undefined);
      ask(turn, node);
      return null;
    case 'handOff':
      turn.passed(node, null, undefined);
      finish(turn);
      turn.update({ handedOff: true });
      turn.emit(node.id, {
        kind: 'handOff',
        reason: turn.note(node.config.reason),
        text: node.config.text && turn.say(node.config.text),
      });
      return null;
    case 'end':
      turn.passed(node, null, undefined);
      finish(turn);
      return null;
    case 'clientMessageTrigger':
      return edgeFrom(turn, node, 'next', null);
    default:
      runStep(turn, node);
      return edgeFrom(turn, node, 'next', null);
  }
}

/** Walks the token along an edge until it waits, ends or is parked. */
export async function follow(turn: Turn, start: FlowEdge | null): Promise<void> {
  let edge = start;
  for (let passed = 0; edge !== null; passed += 1) {
    const node = turn.flow.nodes.get(edge.target);
    if (!node) {
      turn.park(
        edge.target,
        'Flow.NodeMissing',
        `edge "${edge.id}" leads to "${edge.target}", which is not in the flow`,
      );
      break;
    }
    if (passed >= stepBudget) {
      turn.park(node.id, 'Flow.StepBudgetSpent', `more than ${stepBudget} nodes without a pause`);
      break;
    }
    edge = await visit(turn, node);
  }
  emitOwedTags(turn);
}

/** Walks from a node on, running it first. */
export async function walkFrom(turn: Turn, nodeId: string): Promise<void> {
  await follow(turn, { id: `retry:${nodeId}`, source: nodeId, port: 'next', target: nodeId });
}

/** Goes on from a node that had run already and lacked its edge: it is not run twice. */
export async function leave(turn: Turn, node: FlowNode): Promise<void> {
  if (node.kind === 'rule' || node.kind === 'ask') await follow(turn, await chooseFrom(turn, node));
  else await follow(turn, edgeFrom(turn, node, 'next', null));
}

/** Asks again without counting, or goes on if a person learned the rest meanwhile. */
export async function resumeAsk(turn: Turn, node: FlowNodeOf<'ask'>): Promise<void> {
  if (missingSlots(node.config.slots, turn.state).length === 0) {
    await answerAsk(turn, node);
    return;
  }
  turn.passed(node, null, undefined);
  ask(turn, node, false);
}
