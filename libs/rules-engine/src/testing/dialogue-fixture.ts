import type {
  AssistantMode,
  Bundle,
  BundleContent,
  ChannelSwitches,
  Command,
  Decision,
  DecisionContext,
  DialogueEventBody,
  DialogueEventOf,
  DialogueState,
  FlowGraph,
  Funnel,
  PlainValue,
  SignalSource,
  StoredState,
  WakeUpTime,
} from '@voronka/domain';
import {
  computePermissions,
  crmCapabilities,
  decide,
  initialDialogueState,
  priceAndContactFlow,
} from '@voronka/domain';
import { createEvaluator } from '../evaluator.ts';
import { createDateParser } from '../date-parser.ts';
import { createPhoneParser } from '../phone-parser.ts';

export * from './decision-readers.ts';
export * from './flow-builder.ts';

/** The funnel of the demo. */
export const demoFunnel: Funnel = {
  id: 'funnel',
  name: { ru: 'Продажи', en: 'Sales' },
  stages: [
    { key: 'unsorted', name: { ru: 'Неразобранное', en: 'Unsorted' }, sort: 10, semantics: 'open' },
    { key: 'firstContact', name: { ru: 'Первичный контакт', en: 'First contact' }, sort: 20, semantics: 'open' },
    { key: 'negotiation', name: { ru: 'Переговоры', en: 'Negotiation' }, sort: 30, semantics: 'open' },
    { key: 'decision', name: { ru: 'Принятие решения', en: 'Decision' }, sort: 40, semantics: 'open' },
    { key: 'won', name: { ru: 'Успешно реализовано', en: 'Closed won' }, sort: 50, semantics: 'won' },
    { key: 'lost', name: { ru: 'Закрыто и не реализовано', en: 'Closed lost' }, sort: 60, semantics: 'lost' },
  ],
};

export const allSwitchesOn: ChannelSwitches = {
  createContact: true,
  createLead: true,
  searchExisting: true,
  updateContact: true,
  assignResponsible: true,
};

/** What a test wants different from the demo. */
export interface FixtureOptions {
  flow?: FlowGraph;
  mode?: AssistantMode;
  switches?: Partial<ChannelSwitches>;
  policies?: Partial<BundleContent['policies']>;
  withoutAssistant?: boolean;
  assistant?: Partial<NonNullable<BundleContent['assistant']>>;
  channel?: Partial<BundleContent['channel']>;
  /** The rest of the bundle. */
  content?: Partial<Pick<BundleContent, 'signals' | 'signalStages' | 'calendar' | 'funnel'>>;
}

export const evaluate = createEvaluator();
export const parsePhone = createPhoneParser();
export const parseDate = createDateParser();
/** A Sunday, noon in Moscow. */
export const now = '2026-03-01T09:00:00.000Z';

/** A moment later than another. */
export function after(at: string, minutes: number): string {
  return new Date(Date.parse(at) + Math.round(minutes * 60_000)).toISOString();
}

type EventFields<K extends DialogueEventBody['kind']> = Partial<Omit<DialogueEventOf<K>, 'kind' | 'seq' | 'at'>>;

/**
 * A dialogue that decides event after event, as the worker does, and keeps all decisions. Its clock stands where a test
 * puts it and goes on by a second with each event, so that no two things happen at once.
 */
export class TestDialogue {
  readonly bundle: Bundle;
  readonly decisions: Decision[] = [];
  context: DecisionContext;
  state: DialogueState;
  private clock = now;
  private seq = 0;

  constructor(options: FixtureOptions = {}) {
    const { flow = priceAndContactFlow, mode = 'qualifiesAndCreatesLead', policies = {} } = options;
    const switches = { ...allSwitchesOn, ...options.switches };
    this.bundle = {
      hash: 'bundle-hash',
      content: {
        version: 1,
        flowId: 'flow',
        flow,
        funnel: demoFunnel,
        stageMapping: {},
        channel: {
          id: 'channel',
          name: 'Сайт',
          switches,
          defaultCountry: 'RU',
          defaultLocale: 'ru',
          ...options.channel,
        },
        assistant: options.withoutAssistant ? null : { id: 'assistant', mode, ...options.assistant },
        policies: { automaticTags: [], notes: true, history: true, ...policies },
        ...options.content,
      },
    };
    this.context = {
      now,
      permissions: permissionsOf(options.withoutAssistant ? null : mode, switches),
      contactKnown: false,
      lead: 'none',
      stageKey: null,
      historyAttached: false,
      assistantOff: false,
      channelName: 'Сайт',
    };
    this.state = initialDialogueState('ru');
  }

  /** Decides one event. */
  async on(body: DialogueEventBody): Promise<Decision> {
    this.seq += 1;
    const event = { ...body, seq: this.seq, at: this.clock };
    this.context = { ...this.context, now: after(this.clock, 0.2 / 60) };
    const { bundle, state, context } = this;
    const decision = await decide(bundle, state, event, { evaluate, parsePhone, parseDate, context });
    this.state = decision.nextState;
    this.decisions.push(decision);
    this.clock = after(this.clock, 1 / 60);
    return decision;
  }

  /** Sets the clock. */
  at(time: string): this {
    this.clock = time;
    return this;
  }

  /** What the clock shows. */
  get time(): string {
    return this.clock;
  }

  /** Lets time go by. */
  later(minutes: number): this {
    return this.at(after(this.clock, minutes));
  }

  /** Changes the circumstances of the decisions to come. */
  given(changes: Partial<DecisionContext>): this {
    this.context = { ...this.context, ...changes };
    return this;
  }

  /** Makes the CRM steps of the decisions to come those of another mode. */
  inMode(mode: AssistantMode | null): this {
    return this.given({ permissions: permissionsOf(mode, this.bundle.content.channel.switches) });
  }

  /** The same dialogue on another flow, as after a move to a new bundle. */
  movedTo(options: FixtureOptions): TestDialogue {
    const next = new TestDialogue(options);
    next.state = this.state;
    next.clock = this.clock;
    next.seq = this.seq;
    next.given({ ...this.context });
    next.decisions.push(...this.decisions);
    return next;
  }

  /** The same circumstances with a state that an earlier release stored. */
  from(state: StoredState): this {
    this.state = state as DialogueState;
    return this;
  }

  /** What the dialogue wakes up for next. */
  get wakeUp(): WakeUpTime | null {
    return this.decisions.at(-1)?.wakeUp ?? null;
  }

  /** The dialogue wakes up as it has asked for, at that moment. */
  timer(): Promise<Decision> {
    const { wakeUp } = this;
    if (!wakeUp) throw new Error('the dialogue waits for nothing');
    if (wakeUp.at > this.clock) this.at(wakeUp.at);
    return this.on({ kind: 'timer', timer: wakeUp.timer, key: wakeUp.key, dueAt: wakeUp.at });
  }

  /** The client writes. */
  client(text: string): Promise<Decision> {
    return this.on({ kind: 'clientMessage', messageId: `message-${this.seq + 1}`, text });
  }

  manager(text: string): Promise<Decision> {
    return this.on({ kind: 'managerMessage', messageId: `message-${this.seq + 1}`, managerId: 'manager', text });
  }

  /** A manager takes the dialogue and writes nothing. */
  takeOver(): Promise<Decision> {
    return this.on({ kind: 'takenOver', byUserId: 'manager' });
  }

  giveBack(): Promise<Decision> {
    return this.on({ kind: 'returnedToAssistant', byUserId: 'manager' });
  }

  signal(
    name: string,
    source: SignalSource = 'assistant',
    more: { payload?: Record<string, PlainValue>; version?: string | null } = {},
  ): Promise<Decision> {
    return this.on({ kind: 'signal', source, by: 'somebody', name, payload: {}, version: null, ...more });
  }

  /** An outside assistant answers the client's last turn, or the one of `turnSeq`. */
  propose(fields: EventFields<'proposal'> = {}): Promise<Decision> {
    const turnSeq = this.state.consulting?.seq ?? -1;
    const event = { turnSeq, assistantId: 'assistant', by: 'token', reply: null, slots: {}, signals: [], ...fields };
    return this.on({ kind: 'proposal', ...event });
  }

  /** The card is moved; where it stands is known when that is decided. */
  async move(stageKey: string, fields: EventFields<'cardMoved'> = {}): Promise<Decision> {
    const event = { source: 'crm' as const, version: null, byUserId: null, previous: this.context.stageKey, ...fields };
    const decision = await this.on({ kind: 'cardMoved', ...event, stageKey });
    if (decision.record.ignored === undefined) this.given({ stageKey });
    return decision;
  }

  responsible(managerId: string | null, fields: EventFields<'responsibleChanged'> = {}): Promise<Decision> {
    this.given({ managerId });
    const event = { source: 'operator' as const, reason: null, byUserId: null, version: null, ...fields, managerId };
    return this.on({ kind: 'responsibleChanged', ...event });
  }

  webhook(nodeId: string, ok: boolean, fields: Record<string, PlainValue> = {}): Promise<Decision> {
    return this.on({ kind: 'webhookAnswered', nodeId, turn: 1, index: 0, ok, fields });
  }

  press(triggerId: string): Promise<Decision> {
    return this.on({ kind: 'manualStart', triggerId, byUserId: 'manager' });
  }

  contact(known: Partial<Record<'name' | 'phone' | 'email', string>>): Promise<Decision> {
    return this.on({ kind: 'contactKnown', name: null, phone: null, email: null, ...known });
  }

  /** A command of an earlier decision failed for good, with those that were not reached. */
  fails(...commands: [Command, ...Command[]]): Promise<Decision> {
    const [{ nodeId }] = commands;
    return this.on({ kind: 'stepFailed', turn: this.seq, index: 0, nodeId, code: 'Crm.Rejected', commands });
  }

  retry(nodeId: string): Promise<Decision> {
    return this.on({ kind: 'incidentRetried', incidentId: 'incident', nodeId, byUserId: 'manager' });
  }

  skip(nodeId: string): Promise<Decision> {
    return this.on({ kind: 'incidentSkipped', incidentId: 'incident', nodeId, byUserId: 'manager' });
  }

  handOver(nodeId: string): Promise<Decision> {
    return this.on({ kind: 'incidentHandedOver', incidentId: 'incident', nodeId, byUserId: 'manager' });
  }
}

/** What a mode may do with everything else as it should be. */
export function permissionsOf(
  mode: AssistantMode | null,
  switches: ChannelSwitches = allSwitchesOn,
): DecisionContext['permissions'] {
  return computePermissions({ mode, switches, capabilities: crmCapabilities.bitrix24, integrationEnabled: true });
}
