import type { FlowNodeOf, NodeKind } from '../flow/flow-graph.ts';
import { isForwardMove } from '../funnel/funnel.ts';
import { webhookPayload } from './payload.ts';
import type { Turn } from './turn.ts';

/** Nodes that do something and go on by `next`. */
export type StepKind = Extract<
  NodeKind,
  | 'reply'
  | 'qualify'
  | 'findOrCreateContact'
  | 'updateContact'
  | 'createLead'
  | 'moveStage'
  | 'addTags'
  | 'removeTags'
  | 'addNote'
  | 'attachHistory'
  | 'assignResponsible'
  | 'raiseSignal'
  | 'returnToAssistant'
>;

/** A node of a step kind. */
export type StepNode = FlowNodeOf<StepKind>;

/** Decides a step; `false` where the flow cannot go on from it. */
type Step<K extends StepKind> = (turn: Turn, node: FlowNodeOf<K>) => void | Promise<boolean>;

type Steps = { readonly [K in StepKind]: Step<K> };

/** Reasons of skipped steps that are not permissions. */
export const skipReasons = {
  nothingToSearchBy: 'Step.NothingToSearchBy',
  nothingToUpdate: 'Step.NothingToUpdate',
  notForward: 'Step.NotForward',
  stageUnknown: 'Step.StageUnknown',
  leadClosed: 'Step.LeadClosed',
  noCard: 'Step.NoCard',
  modeTooLow: 'Permission.ModeTooLow',
  assistantLeads: 'Step.AssistantLeadsAlready',
  notesOff: 'Policy.NotesOff',
  historyOff: 'Policy.HistoryOff',
} as const;

function union(known: readonly string[], added: readonly string[]): string[] {
  return [...new Set([...known, ...added])];
}

function knownOf(turn: Turn): Record<'name' | 'phone' | 'email', string | null> {
  const { name, phone, email } = turn.state.slots;
  return { name: name?.value ?? null, phone: phone?.value ?? null, email: email?.value ?? null };
}

/** Emits the contact with what is known by now. */
function emitContact(turn: Turn, nodeId: string): void {
  turn.update({ pendingContact: null });
  turn.emit(nodeId, { kind: 'findOrCreateContact', ...knownOf(turn) });
}

/** How freely a card may be moved. */
export interface MoveOptions {
  allowBack: boolean;
  /** A person wants it: a closed card may be opened again. @default false */
  byPerson?: boolean;
}

/**
 * Moves the card, unless it is there already, or the move is backwards or out of a closed stage and not allowed.
 *
 * @returns why it does not move; null when it does
 */
export function move(
  turn: Turn,
  nodeId: string,
  stageKey: string,
  { allowBack, byPerson = false }: MoveOptions,
): 'notForward' | 'stageUnknown' | 'leadClosed' | null {
  const { funnel } = turn.content;
  if (!funnel.stages.some((stage) => stage.key === stageKey)) return 'stageUnknown';
  const previous = turn.card.stageKey;
  if (previous === stageKey) return 'notForward';
  const { lead } = turn.card;
  if ((lead === 'won' || lead === 'lost') && !byPerson) return 'leadClosed';
  if (!allowBack && !isForwardMove(funnel, previous, stageKey)) return 'notForward';
  turn.emit(nodeId, { kind: 'moveStage', stageKey, ...(allowBack ? { allowBack: true } : {}) });
  turn.card = { ...turn.card, stageKey };
  turn.happen({ kind: 'stageMoved', stageKey, previous });
  return null;
}

/** What each step decides. A CRM step that is not permitted has been noted and is not called. */
const steps: Steps = {
  reply: (turn, node) => turn.speak(node, node.config.text),

  qualify: async (turn, node) => {
    const { score, reasons, criteria = [] } = node.config;
    const choice = turn.flow.choices.get(node.id);
    const trace = choice ? await turn.look(choice) : null;
    if (choice && turn.choiceProblem !== null) {
      turn.park(node.id, 'Flow.Invalid', turn.choiceProblem);
      return false;
    }
    const met = criteria.filter((_, at) => trace?.ports?.includes(String(at)));
    turn.criteria = trace;
    const total = met.reduce((sum, criterion) => sum + criterion.points, score);
    turn.update({ score: total });
    const texts = [...reasons, ...met.map((criterion) => criterion.reason)];
    turn.emit(node.id, { kind: 'qualify', score: total, reasons: texts.map((reason) => turn.note(reason)) });
    return true;
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

  updateContact: (turn, node) => {
    const known = knownOf(turn);
    if (Object.values(known).every((value) => value === null)) return turn.skip(node, skipReasons.nothingToUpdate);
    turn.emit(node.id, { kind: 'updateContact', ...known, policies: node.config });
  },

  createLead: (turn, node) => {
    const { stageKey, title, card = 'channel' } = node.config;
    const kind = card === 'channel' ? (turn.content.channel.card ?? 'lead') : card;
    turn.emit(node.id, {
      kind: 'createLead',
      title: turn.note(title),
      stageKey,
      ...(kind === 'deal' ? { card: 'deal' as const } : {}),
    });
    // An open card is joined where it stands; whatever else the dialogue had is over.
    turn.card = { lead: 'open', stageKey: turn.card.lead === 'open' ? turn.card.stageKey : stageKey };
    const { automaticTags } = turn.content.policies;
    if (automaticTags.length > 0) turn.owedTags = { nodeId: node.id, tags: automaticTags };
  },

  moveStage: (turn, node) => {
    if (turn.movesOnSignal && turn.content.assistant?.mode !== 'movesStages') {
      return turn.skip(node, skipReasons.modeTooLow);
    }
    const refused = move(turn, node.id, node.config.stageKey, { allowBack: node.config.allowBack === true });
    if (refused !== null) turn.skip(node, skipReasons[refused]);
  },

  addTags: (turn, node) => {
    const tags = union(turn.owedTags?.tags ?? [], node.config.tags);
    turn.owedTags = null;
    turn.emit(node.id, { kind: 'addTags', tags });
  },

  removeTags: (turn, node) => turn.emit(node.id, { kind: 'removeTags', tags: node.config.tags }),

  addNote: (turn, node) => {
    if (!turn.content.policies.notes) return turn.skip(node, skipReasons.notesOff);
    turn.emit(node.id, { kind: 'addNote', text: turn.note(node.config.text) });
  },

  attachHistory: (turn, node) => {
    if (!turn.content.policies.history) return turn.skip(node, skipReasons.historyOff);
    turn.emit(node.id, { kind: 'attachHistory' });
  },

  assignResponsible: (turn, node) => {
    // What the distribution chooses comes back as an event, and goes to the CRM then.
    if (node.config.choose && !turn.context.managerId) turn.emit(node.id, { kind: 'assignManager' });
    else turn.emit(node.id, { kind: 'assignResponsible' });
  },

  raiseSignal: (turn, node) => {
    const source = turn.event.kind === 'timer' ? 'timer' : 'rule';
    turn.happen({ kind: 'signal', source, signal: { name: node.config.signal, payload: {}, version: null } });
  },

  returnToAssistant: (turn, node) => {
    if (turn.state.owner === 'assistant' && !turn.state.handOff) return turn.skip(node, skipReasons.assistantLeads);
    giveBack(turn, node.id);
    turn.gaveBack = true;
  },
};

/** What a dialogue is once nobody but the assistant leads it. */
export const ledByAssistant = { owner: 'assistant', handedOff: false, handOff: null } as const;

/** Gives the dialogue back to the assistant. */
export function giveBack(turn: Turn, nodeId: string): void {
  turn.update(ledByAssistant);
  turn.emit(nodeId, { kind: 'returnToAssistant' });
}

async function run<K extends StepKind>(turn: Turn, kind: K, node: FlowNodeOf<K>): Promise<boolean> {
  return (await steps[kind](turn, node)) !== false;
}

/**
 * Decides one step; the permission guard stands in front of every CRM step, whatever the flow says.
 *
 * @returns whether the flow goes on; an incident has been raised where it does not
 */
export async function runStep(turn: Turn, node: StepNode): Promise<boolean> {
  // Tags belong to the dialogue too, with or without a CRM.
  if (node.kind === 'addTags') turn.update({ tags: union(turn.state.tags, node.config.tags) });
  if (node.kind === 'removeTags') {
    const { tags } = node.config;
    turn.update({ tags: turn.state.tags.filter((tag) => !tags.includes(tag)) });
  }
  return turn.permits(node) ? run(turn, node.kind, node) : true;
}

/** Sends a webhook. @returns whether the token waits for its answer */
export function callWebhook(turn: Turn, node: FlowNodeOf<'callWebhook'>): boolean {
  const { webhookId, waitForAnswer } = node.config;
  turn.emit(node.id, { kind: 'callWebhook', webhookId, waitForAnswer, payload: webhookPayload(turn) });
  if (!waitForAnswer) return false;
  turn.update({ position: { nodeId: node.id, enteredAt: turn.context.now, asked: 0 }, completed: false });
  return true;
}

/** Makes up for a contact that had nothing to search by, if it is owed. */
export function emitPendingContact(turn: Turn): void {
  const nodeId = turn.state.pendingContact;
  if (nodeId === null) return;
  if (turn.permitsKind(nodeId, 'findOrCreateContact')) emitContact(turn, nodeId);
  else turn.update({ pendingContact: null });
}

/** Puts the channel's automatic tags on a lead whose flow adds no tags of its own. */
export function emitOwedTags(turn: Turn): void {
  if (!turn.owedTags) return;
  const { nodeId, tags } = turn.owedTags;
  turn.owedTags = null;
  if (turn.permitsKind(nodeId, 'addTags')) turn.emit(nodeId, { kind: 'addTags', tags });
}
