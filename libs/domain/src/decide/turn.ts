import type { Command, SkippedStep } from '../dialogue/command.ts';
import type { DecisionContext, DialogueEvent } from '../dialogue/dialogue-event.ts';
import type { DialogueState } from '../dialogue/dialogue-state.ts';
import type { FlowEdge, FlowNode, Locale, LocalizedText, NodeKind } from '../flow/flow-graph.ts';
import type { CompiledFlow } from '../flow/compile-flow.ts';
import { triggersNodeId } from '../flow/compile-flow.ts';
import { isCrmStepKind } from '../permission/permission.ts';
import type { Choice, ChoiceTrace, EvaluateChoice, Facts } from '../rules/choice.ts';
import { computeFacts } from '../rules/facts.ts';
import type { Bundle, BundleContent } from './bundle.ts';
import type { Decision, PathStep, Understood } from './decision-record.ts';
import { fillTemplate, templateValues } from './template.ts';

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
  understood: Understood[];
}

function isInvalidChoice(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && error.code === 'Flow.Invalid';
}

/** The working set of one decision: the state as it becomes, and what has been decided so far. Lives for one call. */
export class Turn {
  readonly content: BundleContent;
  readonly flow: CompiledFlow;
  readonly context: DecisionContext;
  /** Replaced, never changed in place: the record and the state before may share its parts. */
  state: DialogueState;
  /** Stage of the lead as this turn's own commands will leave it; null while there is no lead. */
  stageKey: string | null;
  /** Tags that the channel owes to the lead created in this turn, and the node that created it. */
  owedTags: { nodeId: string; tags: string[] } | null = null;

  /** Why the last choice could not be run; null when it could. */
  choiceProblem: string | null = null;

  private readonly input: TurnInput;
  private readonly commands: Command[] = [];
  private readonly path: PathStep[] = [];
  private readonly skipped: SkippedStep[] = [];
  private lastRuleId: string | null = null;
  private computed: { state: DialogueState; facts: Facts } | null = null;
  private firstFacts: Facts | null = null;

  constructor(input: TurnInput) {
    this.input = input;
    this.content = input.bundle.content;
    this.flow = input.flow;
    this.context = input.context;
    this.state = input.state;
    this.stageKey = input.context.lead === 'open' ? input.context.stageKey : null;
  }

  /** Changes the state. */
  update(changes: Partial<DialogueState>): void {
    this.state = { ...this.state, ...changes };
  }

  /** Facts of the state as it is now. */
  facts(): Facts {
    if (this.computed?.state !== this.state) {
      const { event, context, understood } = this.input;
      this.computed = { state: this.state, facts: computeFacts(this.content, this.state, event, context, understood) };
      this.firstFacts ??= this.computed.facts;
    }
    return this.computed.facts;
  }

  /**
   * Runs a choice; the rule it takes becomes the reason of the commands that follow.
   *
   * @returns a trace without a port when no rule fires, or when the choice cannot be run at all: see `choiceProblem`
   */
  async choose(choice: Choice): Promise<ChoiceTrace> {
    this.choiceProblem = null;
    let trace: ChoiceTrace;
    try {
      trace = await this.input.evaluate(choice, this.facts());
    } catch (error) {
      if (!isInvalidChoice(error)) throw error;
      this.choiceProblem = error.message;
      return { nodeId: choice.nodeId, rules: [], chosenRuleId: null, port: null };
    }
    if (trace.chosenRuleId !== null) this.lastRuleId = trace.chosenRuleId;
    else if (trace.port !== null) this.lastRuleId = `${choice.nodeId}:${trace.port}`;
    return trace;
  }

  /** Notes a node on the path. */
  passed(node: FlowNode, choice: ChoiceTrace | null, edge: FlowEdge | undefined): void {
    this.path.push({
      nodeId: node.id,
      kind: node.kind,
      label: node.label,
      choice,
      edge: edge ? { edgeId: edge.id, port: edge.port, target: edge.target } : null,
    });
  }

  /** Notes that no trigger fired. */
  noTriggerFired(choice: ChoiceTrace): void {
    this.path.push({
      nodeId: triggersNodeId,
      kind: 'clientMessageTrigger',
      label: { ru: 'Триггеры', en: 'Triggers' },
      choice,
      edge: null,
    });
  }

  /** Adds a command. */
  emit(nodeId: string, body: CommandBody): void {
    this.commands.push({ ...body, nodeId, ruleId: this.lastRuleId });
  }

  /** Adds a command of an earlier turn again, as it was decided then. */
  repeat(command: Command): void {
    this.commands.push(command);
  }

  /** Whether this turn has such a command already. */
  hasCommand(kind: Command['kind']): boolean {
    return this.commands.some((command) => command.kind === kind);
  }

  /** Notes a step that is not done, with the reason. */
  skip(node: FlowNode, reason: string): void {
    this.skipStep(node.id, node.kind, reason);
  }

  /** As `skip`, for a step whose node may no longer be in the flow. */
  skipStep(nodeId: string, kind: NodeKind, reason: string): void {
    this.skipped.push({ nodeId, kind, reason });
  }

  /** Whether a CRM step may run; notes it as skipped otherwise. Other steps need no permission. */
  permits(node: FlowNode): boolean {
    if (!isCrmStepKind(node.kind)) return true;
    const permission = this.context.permissions[node.kind];
    if (permission.allowed) return true;
    this.skip(node, permission.reason);
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

  /** Stops the token where it is until a person acts: an incident is raised and a manager is told. */
  park(nodeId: string, code: string, detail: string): void {
    const { position } = this.state;
    const stays = position?.nodeId === nodeId;
    this.update({
      parked: { nodeId, code, commands: [] },
      position: stays || nodeId === triggersNodeId ? position : { nodeId, enteredAt: this.context.now, asked: 0 },
    });
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
    const { bundle, event, context, understood } = this.input;
    return {
      commands: this.commands,
      nextState: this.state,
      record: {
        version: 1,
        bundleHash: bundle.hash,
        event,
        context,
        facts: this.firstFacts ?? this.facts(),
        understood,
        path: this.path,
        commands: this.commands,
        skipped: this.skipped,
      },
    };
  }

  private fill(text: LocalizedText, locale: Locale): string {
    return fillTemplate(text[locale], templateValues(this.state, this.context.channelName));
  }
}
