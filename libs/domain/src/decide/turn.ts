import type { Command, SkippedStep } from '../dialogue/command.ts';
import { isUnwanted } from '../dialogue/command.ts';
import type { DecisionContext, DialogueEvent } from '../dialogue/dialogue-event.ts';
import type { DialogueState, Parked } from '../dialogue/dialogue-state.ts';
import type { FlowEdge, FlowNode, Locale, LocalizedText } from '../flow/flow-graph.ts';
import type { CompiledFlow } from '../flow/compile-flow.ts';
import { triggersNodeId } from '../flow/compile-flow.ts';
import { isCrmStepKind } from '../permission/permission.ts';
import type { Choice, ChoiceTrace, EvaluateChoice, Facts } from '../rules/choice.ts';
import type { CardFacts, Occasion } from '../rules/compute-facts.ts';
import { computeClockFacts, computeFacts, occasionOf } from '../rules/compute-facts.ts';
import type { Understanding } from '../slots/understand.ts';
import type { Bundle, BundleContent } from './bundle.ts';
import type { Decision } from './decision-record.ts';
import type { Happened, Happening } from './happening.ts';
import { fillTemplate, templateValues } from './template.ts';
import { wakeUpOf } from './timers.ts';
import { Trail } from './trail.ts';

/** A command without what every command gets from its turn. */
type CommandBody = Command extends infer C ? (C extends Command ? Omit<C, 'nodeId' | 'ruleId'> : never) : never;

/** What a turn is made from. */
export interface TurnInput {
  bundle: Bundle;
  flow: CompiledFlow;
  event: DialogueEvent;
  context: DecisionContext;
  evaluate: EvaluateChoice;
  state: DialogueState;
  /** What was read from the client message of the event; null where it is none. */
  reading: Understanding | null;
  /** The event opened a new episode: the card that the dialogue had belongs to the last one. */
  newEpisode: boolean;
}

const speakingKinds: ReadonlySet<Command['kind']> = new Set(['ask', 'reply', 'handOff']);

function isInvalidChoice(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && error.code === 'Flow.Invalid';
}

/** Whether a command says something to the client. */
export function saysSomething(command: Pick<Command, 'kind'>): boolean {
  return speakingKinds.has(command.kind) && 'text' in command && command.text !== null;
}

/** The working set of one decision: the state as it becomes, and what has been decided so far. Lives for one call. */
export class Turn {
  readonly content: BundleContent;
  readonly flow: CompiledFlow;
  readonly event: DialogueEvent;
  readonly context: DecisionContext;
  /** What was read from the client's words that this turn is about; null where it is about none. */
  reading: Understanding | null;
  /** Replaced, never changed in place: the record and the state before may share its parts. */
  state: DialogueState;
  /** The card as this turn's own commands will leave it. */
  card: CardFacts;
  /** Tags that the channel owes to the lead created in this turn, and the node that created it. */
  owedTags: { nodeId: string; tags: string[] } | null = null;
  /** Why the last choice could not be run; null when it could. */
  choiceProblem: string | null = null;
  /** An outside assistant has said its words for this turn: the flow goes on, and keeps its own to itself. */
  spokenFor = false;
  /** The walk of the moment runs beside the conversation and may not take its token. */
  beside = false;
  /** A step of this turn gave the dialogue back to the assistant. */
  gaveBack = false;
  /** What this decision brought about and no trigger has been asked about yet. */
  readonly happenings: Happening[] = [];
  /** Runs beside the conversation that this decision has started. */
  besideRuns = 0;
  /** They went round in a circle, and an incident says so. */
  circleEnded = false;
  /** The trace of the last qualification, until its node is noted on the path. */
  criteria: ChoiceTrace | null = null;
  /** How the decision came about. */
  readonly trail = new Trail();

  private readonly input: TurnInput;
  private readonly commands: Command[] = [];
  private readonly clock: ReturnType<typeof computeClockFacts>;
  private occasion: Occasion;
  private lastRuleId: string | null = null;
  private computed: { state: DialogueState; card: CardFacts; occasion: Occasion; facts: Facts } | null = null;
  private firstFacts: Facts | null = null;

  constructor(input: TurnInput) {
    const { lead, stageKey } = input.context;
    this.input = input;
    this.content = input.bundle.content;
    this.flow = input.flow;
    this.event = input.event;
    this.context = input.context;
    this.reading = input.reading;
    this.state = input.state;
    this.card = input.newEpisode || lead === 'none' ? { lead: 'none', stageKey: null } : { lead, stageKey };
    this.occasion = occasionOf(input.event);
    this.clock = computeClockFacts(this.content, input.context.now);
  }

  /** Why the assistant may not speak, nor its token move, as a code; null when it may. */
  get silencedBy(): string | null {
    if (this.state.owner === 'manager') return 'Owner.Manager';
    if (this.content.assistant === null) return 'Permission.NoAssistant';
    if (this.context.assistantOff) return 'Assistant.Off';
    return isUnwanted(this.state.closed) ? 'Dialogue.ClosedByClient' : null;
  }

  /** Whether the assistant may speak and its token may move. */
  get assistantLeads(): boolean {
    return this.silencedBy === null;
  }

  /** Whether the steps of the moment follow from a signal that no person sent. */
  get movesOnSignal(): boolean {
    const source = this.occasion.signal?.source;
    return source !== undefined && source !== 'operator' && source !== 'crm';
  }

  /** Whether there is a card to change, or will be by the time a step of this turn runs. */
  get hasCard(): boolean {
    return this.card.lead !== 'none' || this.context.leadUnderWay === true;
  }

  /** The trace of a qualification that has just run. */
  takeCriteria(): ChoiceTrace | null {
    const trace = this.criteria;
    this.criteria = null;
    return trace;
  }

  /** Notes what this decision brings about, and where the token stood then. */
  happen(happened: Happened): void {
    this.happenings.push({ ...happened, position: this.state.position });
  }

  /** Runs something about an occasion that is not the event itself. */
  async about(occasion: Occasion, run: () => Promise<void>): Promise<void> {
    const before = this.occasion;
    this.occasion = occasion;
    await run();
    this.occasion = before;
  }

  /** Runs something beside the conversation: it may not take the token, and its rules are no reasons for what follows. */
  async aside(run: () => Promise<void>): Promise<void> {
    const { lastRuleId, beside } = this;
    this.lastRuleId = null;
    this.beside = true;
    await run();
    this.beside = beside;
    this.lastRuleId = lastRuleId;
  }

  /** Notes a node on the path. */
  passed(node: FlowNode, choice: ChoiceTrace | null, edge: FlowEdge | undefined): void {
    this.trail.passed(node, choice, edge, this.beside);
  }

  /** Notes that the event changes nothing, with the code of the reason. */
  ignore(code: string): void {
    this.trail.ignoredFor = code;
  }

  /** Changes the state. */
  update(changes: Partial<DialogueState>): void {
    this.state = { ...this.state, ...changes };
  }

  /** Facts of the state as it is now. */
  facts(): Facts {
    const { state, card, occasion, computed } = this;
    if (computed?.state === state && computed.card === card && computed.occasion === occasion) return computed.facts;
    const { clock, content, event, context, reading } = this;
    const facts = computeFacts(content, state, event, context, reading, { occasion, card, clock });
    this.computed = { state, card, occasion, facts };
    this.firstFacts ??= facts;
    return facts;
  }

  /**
   * Runs a choice, which leads nowhere by itself.
   *
   * @returns a trace without a port when no rule fires, or when the choice cannot be run at all: see `choiceProblem`
   */
  async look(choice: Choice): Promise<ChoiceTrace> {
    this.choiceProblem = null;
    try {
      return await this.input.evaluate(choice, this.facts());
    } catch (error) {
      if (!isInvalidChoice(error)) throw error;
      this.choiceProblem = error.message;
      return { nodeId: choice.nodeId, rules: [], chosenRuleId: null, port: null };
    }
  }

  /** Runs a choice; the rule it takes becomes the reason of the commands that follow. @returns as `look` */
  async choose(choice: Choice): Promise<ChoiceTrace> {
    const trace = await this.look(choice);
    if (trace.chosenRuleId !== null) this.lastRuleId = trace.chosenRuleId;
    else if (trace.port !== null) this.lastRuleId = `${choice.nodeId}:${trace.port}`;
    return trace;
  }

  /** Adds a command. Words of the assistant count as an answer to the client. */
  emit(nodeId: string, body: CommandBody): void {
    this.repeat({ ...body, nodeId, ruleId: this.lastRuleId });
  }

  /** Adds a command of an earlier turn again, as it was decided then. */
  repeat(command: Command): void {
    this.commands.push(command);
    if (saysSomething(command)) this.update({ lastAssistantAt: this.context.now, unansweredSince: null });
  }

  /** Says something to the client, unless the assistant is silenced or an outside one has spoken. */
  speak(node: FlowNode, text: LocalizedText): void {
    const silencedBy = this.silencedBy ?? (this.spokenFor ? 'Assistant.SpokeItself' : null);
    if (silencedBy !== null) this.skip(node, silencedBy);
    else this.emit(node.id, { kind: 'reply', text: this.say(text) });
  }

  /** Whether this turn has such a command already. */
  hasCommand(kind: Command['kind']): boolean {
    return this.commands.some((command) => command.kind === kind);
  }

  /** Whether this turn says something to the client. */
  get speaks(): boolean {
    return this.commands.some(saysSomething);
  }

  /** Notes a step that is not done, with the reason. */
  skip(node: FlowNode, reason: string): void {
    this.skipStep(node.id, node.kind, reason);
  }

  /** As `skip`, for a step whose node may no longer be in the flow. */
  skipStep(nodeId: string, kind: SkippedStep['kind'], reason: string): void {
    this.trail.skipped.push({ nodeId, kind, reason });
  }

  /** Whether a CRM step may run; notes it as skipped otherwise. Other steps need no permission. */
  permits(node: FlowNode): boolean {
    return this.permitsKind(node.id, node.kind);
  }

  /** As `permits`, for a command that no node of its kind asks for. */
  permitsKind(nodeId: string, kind: SkippedStep['kind']): boolean {
    if (!isCrmStepKind(kind)) return true;
    const permission = this.context.permissions[kind];
    if (permission.allowed) return true;
    this.skipStep(nodeId, kind, permission.reason);
    return false;
  }

  /** A text for the client, in the client's language. */
  say(text: LocalizedText): string {
    return this.fill(text, this.state.locale);
  }

  /** A text for the company (CRM, notes, managers), in the channel's language. */
  note(text: LocalizedText): string {
    return this.fill(text, this.content.channel.defaultLocale);
  }

  /** Asks a person to come. */
  callManager(nodeId: string, reason: LocalizedText): void {
    this.emit(nodeId, { kind: 'callManager', reason: this.note(reason) });
  }

  /**
   * Stops the token where it is until a person acts: an incident is raised and a manager is told. Beside the conversation
   * only the run stops.
   */
  park(nodeId: string, code: string, detail: string, more: Pick<Parked, 'port'> = {}): void {
    if (!this.beside) {
      const { position } = this.state;
      const stays = position?.nodeId === nodeId || nodeId === triggersNodeId;
      this.update({
        parked: { nodeId, code, commands: [], ...more },
        position: stays ? position : { nodeId, enteredAt: this.context.now, asked: 0 },
      });
    }
    this.raiseIncident(nodeId, code, detail);
  }

  /** Raises an incident and tells a manager. */
  raiseIncident(nodeId: string, code: string, detail: string): void {
    this.emit(nodeId, { kind: 'raiseIncident', code, detail });
    this.callManager(nodeId, {
      ru: 'Сценарий остановился: нужна помощь менеджера',
      en: 'The flow has stopped: a manager is needed',
    });
  }

  /** The decision as it stands. */
  decision(): Decision {
    const { bundle, event, context, reading } = this.input;
    const { commands, content, flow, state } = this;
    const facts = this.firstFacts ?? this.facts();
    const head = { version: 1, bundleHash: bundle.hash, event, context, facts } as const;
    return {
      commands,
      nextState: state,
      wakeUp: wakeUpOf(content, flow, state),
      record: { ...head, ...this.trail.record(reading, commands) },
    };
  }

  private fill(text: LocalizedText, locale: Locale): string {
    const { channelName } = this.context;
    const notUnderstood = this.reading?.notUnderstood ?? null;
    return fillTemplate(
      text[locale],
      templateValues(this.content.flow, this.state, { channelName, notUnderstood }, locale),
    );
  }
}
