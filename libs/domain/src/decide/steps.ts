import type { FlowNodeOf, NodeKind } from '../flow/flow-graph.ts';
import { isForwardMove } from '../funnel/funnel.ts';
import type { Turn } from './turn.ts';

/** Nodes that do something and go on by `next`. */
export type StepKind = Exclude<NodeKind, 'clientMessageTrigger' | 'rule' | 'ask' | 'handOff' | 'end'>;

/** A node of a step kind. */
export type StepNode = FlowNodeOf<StepKind>;

type Steps = { readonly [K in StepKind]: (turn: Turn, node: FlowNodeOf<K>) => void };

/** Reasons of skipped steps that are not permissions. */
export const skipReasons = {
  nothingToSearchBy: 'Step.NothingToSearchBy',
  notForward: 'Step.NotForward',
  stageUnknown: 'Step.StageUnknown',
  notesOff: 'Policy.NotesOff',
  historyOff: 'Policy.HistoryOff',
} as const;

function union(known: readonly string[], added: readonly string[]): string[] {
  return [...new Set([...known, ...added])];
}

/** Emits the contact with what is known by now. */
function emitContact(turn: Turn, nodeId: string): void {
  const { name, phone, email } = turn.state.slots;
  turn.update({ pendingContact: null });
  turn.emit(nodeId, {
    kind: 'findOrCreateContact',
    name: name?.value ?? null,
    phone: phone?.value ?? null,
    email: email?.value ?? null,
  });
}

/** What each step decides. A CRM step that is not permitted has been noted and is not called. */
const steps: Steps = {
  reply: (turn, node) => turn.emit(node.id, { kind: 'reply', text: turn.say(node.config.text) }),

  qualify: (turn, node) => {
    const { score, reasons } = node.config;
    turn.update({ score });
    turn.emit(node.id, { kind: 'qualify', score, reasons: reasons.map((reason) => turn.note(reason)) });
  },

  findOrCreateContact: (turn, node) => {
    const { phone, email } = turn.state.slots;
    if (turn.content.channel.switches.searchExisting && !phone && !email) {
      turn.update({ pendingContact: node.id });
      turn.skip(node, skipReasons.nothingToSearchBy);
      return;
    }
    emitContact(turn, node.id);
  },

  createLead: (turn, node) => {
    const { stageKey, title } = node.config;
    turn.emit(node.id, { kind: 'createLead', title: turn.note(title), stageKey });
    turn.stageKey ??= stageKey;
    const { automaticTags } = turn.content.policies;
    if (automaticTags.length > 0 && turn.context.permissions.addTags.allowed) {
      turn.owedTags = { nodeId: node.id, tags: automaticTags };
    }
  },

  moveStage: (turn, node) => {
    const { stageKey } = node.config;
    const { funnel } = turn.content;
    if (!funnel.stages.some((stage) => stage.key === stageKey)) return turn.skip(node, skipReasons.stageUnknown);
    if (!isForwardMove(funnel, turn.stageKey, stageKey)) return turn.skip(node, skipReasons.notForward);
    turn.emit(node.id, { kind: 'moveStage', stageKey });
    turn.stageKey = stageKey;
  },

  addTags: (turn, node) => {
    const tags = union(turn.owedTags?.tags ?? [], node.config.tags);
    turn.owedTags = null;
    turn.emit(node.id, { kind: 'addTags', tags });
  },

  addNote: (turn, node) => {
    if (!turn.content.policies.notes) return turn.skip(node, skipReasons.notesOff);
    turn.emit(node.id, { kind: 'addNote', text: turn.note(node.config.text) });
  },

  attachHistory: (turn, node) => {
    if (!turn.content.policies.history) return turn.skip(node, skipReasons.historyOff);
    turn.emit(node.id, { kind: 'attachHistory' });
  },

  assignResponsible: (turn, node) => turn.emit(node.id, { kind: 'assignResponsible' }),
};

function run<K extends StepKind>(turn: Turn, kind: K, node: FlowNodeOf<K>): void {
  steps[kind](turn, node);
}

/** Decides one step; the permission guard stands in front of every CRM step, whatever the flow says. */
export function runStep(turn: Turn, node: StepNode): void {
  // Tags belong to the dialogue too, with or without a CRM.
  if (node.kind === 'addTags') turn.update({ tags: union(turn.state.tags, node.config.tags) });
  if (turn.permits(node)) run(turn, node.kind, node);
}

/** Makes up for a contact that had nothing to search by, if it is owed. */
export function emitPendingContact(turn: Turn): void {
  const nodeId = turn.state.pendingContact;
  const node = nodeId === null ? undefined : turn.flow.nodes.get(nodeId);
  if (!node) return;
  if (turn.permits(node)) emitContact(turn, node.id);
  else turn.update({ pendingContact: null });
}

/** Puts the channel's automatic tags on a lead whose flow adds no tags of its own. */
export function emitOwedTags(turn: Turn): void {
  if (!turn.owedTags) return;
  turn.emit(turn.owedTags.nodeId, { kind: 'addTags', tags: turn.owedTags.tags });
  turn.owedTags = null;
}
