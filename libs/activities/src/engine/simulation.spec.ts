import type { CommittedTurn, TurnMaterial, TurnStore } from '@voronka/contracts';
import {
  beginSimulation,
  canonicalJson,
  clientWrites,
  computePermissions,
  crmCapabilities,
  initialDialogueState,
  managerWrites,
  play,
  priceAndContactFlow,
  simulatedManagerId,
  skipTo,
} from '@voronka/domain';
import type {
  Bundle,
  ChannelSwitches,
  Decision,
  DecisionContext,
  DialogueEvent,
  DialogueState,
  FlowGraph,
  Funnel,
  SimulatedDialogue,
} from '@voronka/domain';
import { createDateParser, createEvaluator, createPhoneParser } from '@voronka/rules-engine';
import { CrmPace } from '../crm/index.ts';
import { buildDecideTurn } from './decide-turn.activity.ts';

const switches: ChannelSwitches = {
  createContact: true,
  createLead: true,
  searchExisting: true,
  updateContact: true,
  assignResponsible: true,
};

const stage = (key: string, sort: number, semantics: Funnel['stages'][number]['semantics'] = 'open') => {
  return { key, name: { ru: key, en: key }, sort, semantics };
};
const funnel: Funnel = {
  id: 'funnel',
  name: { ru: 'Продажи', en: 'Sales' },
  stages: [stage('unsorted', 10), stage('firstContact', 20), stage('negotiation', 30), stage('won', 40, 'won')],
};

const reminder = { ru: 'Вы ещё здесь?', en: 'Are you still there?' };
const silence = { remindAfterMinutes: 30, reminders: [reminder], closeAfterMinutes: 1440 };

/** The flow of the demo, whose questions remind the client. */
const flow: FlowGraph = {
  ...priceAndContactFlow,
  nodes: priceAndContactFlow.nodes.map((node) =>
    node.kind === 'ask' ? { ...node, config: { ...node.config, silence } } : node,
  ),
};

const bundle: Bundle = {
  hash: 'bundle-hash',
  content: {
    version: 1,
    flowId: 'flow',
    flow,
    funnel,
    stageMapping: {},
    channel: { id: 'channel', name: 'Сайт', switches, defaultCountry: 'RU', defaultLocale: 'ru' },
    assistant: { id: 'assistant', mode: 'qualifiesAndCreatesLead' },
    policies: { automaticTags: ['сайт'], notes: true, history: true, assignOnNewDialogue: true },
  },
};
const permissions = computePermissions({
  mode: 'qualifiesAndCreatesLead',
  switches,
  capabilities: crmCapabilities.bitrix24,
  integrationEnabled: true,
});

const start = '2026-03-02T09:00:00.000Z';
const untouched: DecisionContext = {
  now: start,
  permissions,
  contactKnown: false,
  lead: 'none',
  stageKey: null,
  historyAttached: false,
  assistantOff: false,
  channelName: 'Сайт',
  managerId: null,
};
const assigned = { managerId: simulatedManagerId };
const withCard = {
  ...assigned,
  contactKnown: true,
  lead: 'open',
  stageKey: 'firstContact',
  historyAttached: true,
} as const;

/** A dialogue as the worker's database held it: each event, with what was known when it was decided. */
const recorded: { event: DialogueEvent; known: Partial<DecisionContext> }[] = [
  {
    event: { kind: 'clientMessage', messageId: 'message-1', text: 'Сколько стоит?', seq: 1, at: start },
    known: { now: '2026-03-02T09:00:00.200Z' },
  },
  {
    event: {
      kind: 'responsibleChanged',
      source: 'assignment',
      managerId: simulatedManagerId,
      reason: null,
      byUserId: null,
      version: null,
      seq: 2,
      at: '2026-03-02T09:00:01.000Z',
    },
    known: { ...assigned, now: '2026-03-02T09:00:01.200Z' },
  },
  {
    event: {
      kind: 'timer',
      timer: 'askReminder',
      key: 'askForPrice',
      dueAt: '2026-03-02T09:30:00.200Z',
      seq: 3,
      at: '2026-03-02T09:30:00.200Z',
    },
    known: { ...assigned, now: '2026-03-02T09:30:00.400Z' },
  },
  {
    event: {
      kind: 'clientMessage',
      messageId: 'message-4',
      text: 'Анна, 8 (916) 123-45-67',
      seq: 4,
      at: '2026-03-02T10:00:00.000Z',
    },
    known: { ...assigned, now: '2026-03-02T10:00:00.200Z' },
  },
  {
    event: {
      kind: 'cardMoved',
      source: 'crm',
      stageKey: 'negotiation',
      previous: 'firstContact',
      version: null,
      byUserId: null,
      seq: 5,
      at: '2026-03-02T10:00:01.000Z',
    },
    known: { ...withCard, now: '2026-03-02T10:00:01.200Z' },
  },
  {
    event: {
      kind: 'managerMessage',
      messageId: 'message-6',
      managerId: simulatedManagerId,
      text: 'Здравствуйте, это Пётр',
      seq: 6,
      at: '2026-03-02T10:00:02.000Z',
    },
    known: { ...withCard, stageKey: 'negotiation', now: '2026-03-02T10:00:02.200Z' },
  },
];

const newTools = () => ({
  evaluate: createEvaluator(),
  parsePhone: createPhoneParser(),
  parseDate: createDateParser(),
});
const tools = newTools();

/** Decides the recorded events on the worker's path; the store keeps the state in the place of PostgreSQL. */
async function decideAsTheWorker(): Promise<Decision[]> {
  const decisions: Decision[] = [];
  let state: DialogueState = initialDialogueState('ru');
  const turns: TurnStore = {
    async commitNextTurn(_, __, decideTurn): Promise<CommittedTurn> {
      const turn = decisions.length + 1;
      const next = recorded[turn - 1];
      if (!next) throw new Error('all events are decided');
      const context = { ...untouched, ...next.known };
      const material: TurnMaterial = { turn, bundle, state, event: next.event, context };
      const decision = await decideTurn(material);
      // What PostgreSQL keeps is what JSON can say.
      state = JSON.parse(JSON.stringify(decision.nextState)) as DialogueState;
      decisions.push(decision);
      return {
        turn,
        lastSeq: next.event.seq,
        commands: [],
        labels: {},
        more: false,
        wakeAt: decision.wakeUp?.at ?? null,
        closed: false,
        localDelivery: true,
        integrationId: null,
        attributes: { channel: 'channel', stage: '', responsible: '', flowVersion: 'bundle-hash', state: 'assistant' },
      };
    },
  };
  const now = () => new Date(start);
  const pace = new CrmPace(() => Date.parse(start));
  const decideTurn = buildDecideTurn({ ...newTools(), turns, now, pace });
  for (const [index] of recorded.entries()) await decideTurn({ dialogueId: 'dialogue', afterTurn: index });
  return decisions;
}

/** Plays the same in memory, as a person does in the simulator. */
async function playInTheSimulator(): Promise<SimulatedDialogue> {
  let dialogue = beginSimulation({ bundle, permissions, assistantOff: false, channelName: 'Сайт' }, start);
  dialogue = await play(dialogue, clientWrites(dialogue, 'Сколько стоит?'), tools);
  dialogue = await skipTo(dialogue, '2026-03-02T10:00:00.000Z', tools);
  dialogue = await play(dialogue, clientWrites(dialogue, 'Анна, 8 (916) 123-45-67'), tools);
  const moved = { stageKey: 'negotiation', previous: dialogue.card.stageKey, version: null, byUserId: null };
  dialogue = await play(dialogue, { kind: 'cardMoved', source: 'crm', ...moved }, tools);
  return play(dialogue, managerWrites(dialogue, 'Здравствуйте, это Пётр'), tools);
}

describe('a simulated dialogue', () => {
  it('decides byte for byte what the worker decides', async () => {
    const [worker, simulated] = await Promise.all([decideAsTheWorker(), playInTheSimulator()]);
    expect(simulated.turns.map(({ decision }) => canonicalJson(decision))).toEqual(worker.map(canonicalJson));
    expect(worker).toHaveLength(recorded.length);
  });

  it('says what the client would read, in order', async () => {
    const { messages } = await playInTheSimulator();
    expect(messages.map(({ from }) => from)).toEqual([
      'client',
      'assistant',
      'assistant',
      'client',
      'assistant',
      'manager',
    ]);
    expect(messages[2]).toMatchObject({ text: reminder.ru, at: '2026-03-02T09:30:00.400Z' });
  });

  it('pretends the lead that the flow asks for', async () => {
    const { card, turns } = await playInTheSimulator();
    expect(card).toEqual({ ...withCard, stageKey: 'negotiation' });
    const created = turns.flatMap(({ steps }) => steps).filter(({ command }) => command.kind === 'createLead');
    expect(created).toMatchObject([{ status: 'done', detail: { stageKey: 'unsorted' } }]);
  });

  it('lets the clock stand between events and stop where a skip ends', async () => {
    const begun = beginSimulation({ bundle, permissions, assistantOff: false, channelName: 'Сайт' }, start);
    await expect(skipTo(begun, '2026-03-02T08:00:00.000Z', tools)).resolves.toMatchObject({ now: start, turns: [] });
    const skipped = await skipTo(begun, '2026-03-03T06:00:00.000Z', tools);
    expect(skipped).toMatchObject({ now: '2026-03-03T06:00:00.000Z', turns: [], messages: [] });
  });

  it('lets the flow speak itself where an outside assistant would be asked', async () => {
    const content = {
      ...bundle.content,
      assistant: { id: 'assistant', mode: 'qualifiesAndCreatesLead', kind: 'outside' },
    } as const;
    const place = { bundle: { ...bundle, content }, permissions, assistantOff: false, channelName: 'Сайт' };
    const begun = beginSimulation(place, start);
    const { messages } = await play(begun, clientWrites(begun, 'Сколько стоит?'), tools);
    expect(messages.map(({ from }) => from)).toEqual(['client', 'assistant']);
  });
});
