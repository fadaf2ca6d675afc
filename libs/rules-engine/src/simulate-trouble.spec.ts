import {
  beginSimulation,
  clientWrites,
  managerWrites,
  nextMoment,
  play,
  setCrm,
  simulatedManagerId,
  skipTo,
} from '@voronka/domain';
import type { SimulatedDialogue, SimulationTools } from '@voronka/domain';
import {
  after,
  anyMessage,
  chain,
  evaluate,
  node,
  now,
  parseDate,
  parsePhone,
  TestDialogue,
} from './testing/dialogue-fixture.ts';
import type { FixtureOptions } from './testing/dialogue-fixture.ts';

const tools: SimulationTools = { evaluate, parsePhone, parseDate };
const windowMs = 3000;

function begin(options: FixtureOptions = {}): SimulatedDialogue {
  const { bundle, context } = new TestDialogue({ mode: 'movesStages', ...options });
  return beginSimulation({ bundle, ...context }, now);
}

async function says(dialogue: SimulatedDialogue, ...texts: string[]): Promise<SimulatedDialogue> {
  let present = dialogue;
  for (const text of texts) present = await play(present, clientWrites(present, text), tools);
  return present;
}

const crmSteps = ({ turns }: SimulatedDialogue) =>
  turns.flatMap(({ turn, steps }) =>
    steps.filter(({ status }) => status !== 'done').map(({ command, status }) => [turn, command.kind, status]),
  );
const seconds = (count: number) => after(now, count / 60);

describe('quick messages in the simulator', () => {
  const quick = () => begin({ channel: { joinWindowMs: windowMs } });

  it('wait for more of the same, and become one turn when nothing follows', async () => {
    const gathering = await says(quick(), 'Здравствуйте', 'Сколько стоит?');
    expect(gathering).toMatchObject({ turns: [], gathering: { until: seconds(4) } });
    expect(gathering.messages.map(({ text }) => text)).toEqual(['Здравствуйте', 'Сколько стоит?']);
    expect(nextMoment(gathering)).toBe(seconds(4));
    const { turns, messages } = await skipTo(gathering, seconds(4), tools);
    expect(turns.map(({ event }) => event)).toEqual([
      {
        kind: 'clientMessage',
        messageId: 'message-1',
        text: 'Здравствуйте\nСколько стоит?',
        joined: ['message-2'],
        seq: 2,
        at: seconds(1),
      },
    ]);
    expect(messages.map(({ from }) => from)).toEqual(['client', 'client', 'assistant']);
  });

  it('wait no longer than four windows after the first one', async () => {
    const many = Array.from({ length: 11 }, (_, index) => `раз ${index}`);
    await expect(says(quick(), ...many)).resolves.toMatchObject({ turns: [], gathering: { until: seconds(12) } });
  });

  it('are a message like any other when only one came', async () => {
    const [waited, at] = await Promise.all([says(quick(), 'Сколько стоит?'), says(begin(), 'Сколько стоит?')]);
    const { turns } = await skipTo(waited, seconds(3), tools);
    expect(turns[0]?.event).toEqual(at.turns[0]?.event);
  });

  it('are decided at once when something else happens, and before it', async () => {
    const gathering = await says(quick(), 'Сколько стоит?');
    const { turns } = await play(gathering, managerWrites(gathering, 'Здравствуйте'), tools);
    expect(turns.map(({ event }) => [event.kind, event.seq])).toEqual([
      ['clientMessage', 1],
      ['managerMessage', 2],
    ]);
  });

  it('are decided one by one while a manager leads', async () => {
    const begun = quick();
    const led = await play(begun, managerWrites(begun, 'Здравствуйте'), tools);
    await expect(says(led, 'Хорошо')).resolves.toMatchObject({ gathering: null, turns: { length: 2 } });
  });
});

describe('a CRM that refuses, in the simulator', () => {
  const refused = async () =>
    says(await setCrm(begin(), 'refuses', tools), 'Сколько стоит?', 'Анна, 8 (916) 123-45-67');

  it('fails the first step, takes those behind it along and ends in an incident', async () => {
    const dialogue = await refused();
    const [first, ...behind] = crmSteps(dialogue);
    expect(first).toEqual([2, 'findOrCreateContact', 'failed']);
    expect(behind.length).toBeGreaterThan(3);
    expect(new Set(behind.map(([, , status]) => status))).toEqual(new Set(['cancelled']));
    const [failure] = dialogue.turns.slice(2);
    expect(failure?.event).toMatchObject({ kind: 'stepFailed', turn: 2, code: 'Crm.Rejected' });
    expect(failure?.decision.commands.map(({ kind }) => kind)).toContain('raiseIncident');
    expect(dialogue).toMatchObject({
      card: { contactKnown: false, lead: 'none' },
      state: { parked: { code: 'Crm.Rejected' } },
    });
  });

  it('does it all when it answers again and a person retries', async () => {
    const dialogue = await setCrm(await refused(), 'answers', tools);
    const nodeId = dialogue.state.parked?.nodeId ?? '';
    const retried = await play(dialogue, { kind: 'incidentRetried', incidentId: 'i', nodeId, byUserId: 'u' }, tools);
    expect(retried).toMatchObject({ card: { contactKnown: true, lead: 'open' }, state: { parked: null } });
  });
});

describe('a CRM that does not answer, in the simulator', () => {
  const late = async () => says(await setCrm(begin(), 'silent', tools), 'Сколько стоит?', 'Анна, 8 (916) 123-45-67');

  it('leaves its steps waiting, and the conversation goes on', async () => {
    const waiting = await late();
    expect(new Set(crmSteps(waiting).map(([, , status]) => status))).toEqual(new Set(['delayed']));
    expect(waiting.messages.at(-1)?.from).toBe('assistant');
    const { turns } = await says(waiting, 'А доставка есть?');
    expect(turns.at(-1)?.decision.record.context).toMatchObject({ lead: 'none', leadUnderWay: true });
  });

  it('does them in order as soon as it answers', async () => {
    const answered = await setCrm(await late(), 'answers', tools);
    expect(crmSteps(answered)).toEqual([]);
    expect(answered).toMatchObject({ late: null, card: { contactKnown: true, lead: 'open' }, turns: { length: 2 } });
  });

  it('fails those of a turn together when it then refuses', async () => {
    const [first, ...behind] = crmSteps(await setCrm(await late(), 'refuses', tools));
    expect(first).toEqual([2, 'findOrCreateContact', 'failed']);
    expect(new Set(behind.map(([, , status]) => status))).toEqual(new Set(['cancelled']));
  });

  it('asks a person after a day', async () => {
    const waiting = await late();
    const almost = await skipTo(waiting, after(now, 23 * 60), tools);
    expect(almost.state.parked).toBeNull();
    const { state, turns } = await skipTo(almost, after(now, 25 * 60), tools);
    expect(state.parked).toMatchObject({ code: 'Crm.Unreachable' });
    expect(turns.at(-1)?.event.kind).toBe('stepFailed');
  });
});

describe('what never ends, in the simulator', () => {
  it('is a skip that stands where it was stopped, says so, and goes on when asked again', async () => {
    const rest = { kind: 'duration', minutes: 1 } as const;
    const waits = chain([anyMessage(), node('one', 'wait', { for: rest }), node('two', 'wait', { for: rest })], {
      'two:next': 'one',
    });
    const begun = await says(begin({ flow: waits }), 'Привет');
    const until = after(now, 180);
    const stopped = await skipTo(begun, until, tools);
    expect(stopped.stopped).toBe('skip');
    expect(stopped.turns).toHaveLength(51);
    expect(stopped.now < until).toBe(true);
    const further = await skipTo(stopped, after(stopped.now, 1.5), tools);
    expect(further.stopped).toBeNull();
    expect(further.turns.length).toBeGreaterThan(51);
  });

  it('is a chain of events that follow one another by themselves', async () => {
    const calls = { webhookId: 'hook', waitForAnswer: true, answer: {} };
    const circle = chain([anyMessage(), node('one', 'callWebhook', calls), node('two', 'callWebhook', calls)], {
      'two:next': 'one',
    });
    const dialogue = await says(begin({ flow: circle }), 'Привет');
    expect(dialogue.stopped).toBe('chain');
    expect(dialogue.turns).toHaveLength(50);
    await expect(skipTo(dialogue, dialogue.now, tools)).resolves.toMatchObject({ stopped: null });
  });
});

describe('the manager of a simulated dialogue', () => {
  it('is nobody until one writes, and then the one who wrote', async () => {
    const asked = await says(begin(), 'Сколько стоит?');
    expect(asked.card.managerId).toBeNull();
    const answered = await play(asked, managerWrites(asked, 'Здравствуйте'), tools);
    expect(answered.card.managerId).toBe(simulatedManagerId);
    expect((await says(answered, 'Спасибо')).card.managerId).toBe(simulatedManagerId);
  });

  it('is whom the responsibility was given to', async () => {
    const change = { kind: 'responsibleChanged', source: 'operator', managerId: 'olga', reason: null } as const;
    const given = await play(begin(), { ...change, byUserId: null, version: null }, tools);
    expect(given.card.managerId).toBe('olga');
    expect(given.turns[0]?.decision.record.context.managerId).toBe('olga');
  });
});
