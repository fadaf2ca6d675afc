import type { BusinessCalendar, FlowGraph, NodeConfigs } from '@voronka/domain';
import type { FixtureOptions } from './testing/dialogue-fixture.ts';
import {
  after,
  anyMessage,
  askPhone,
  chain,
  end,
  flowOf,
  kinds,
  node,
  only,
  reply,
  TestDialogue,
  text,
  words,
} from './testing/dialogue-fixture.ts';

const monday = '2026-03-02T06:30:00.000Z';
const calendar: BusinessCalendar = {
  timeZone: 'Europe/Moscow',
  week: ([1, 2, 3, 4, 5] as const).map((day) => ({ day, from: '09:00', to: '18:00' })),
  holidays: [],
};

function handingOff(config: Partial<NodeConfigs['handOff']> = {}): FlowGraph {
  const human = node('human', 'handOff', { reason: text('because'), text: text('a manager comes'), ...config });
  return chain([anyMessage(), human]);
}

async function asked(options: FixtureOptions = {}): Promise<TestDialogue> {
  const dialogue = new TestDialogue({ flow: askPhone(), ...options });
  await dialogue.client('привет');
  return dialogue;
}

describe('a takeover', () => {
  it('ends the consultation of an outside assistant', async () => {
    const dialogue = new TestDialogue({ flow: askPhone(), assistant: { kind: 'outside' } });
    await dialogue.client('привет');
    await dialogue.manager('Добрый день');
    expect(dialogue.state.consulting).toBeNull();
    expect(dialogue.wakeUp?.timer).toBe('idleClose');
  });

  it('answers a hand-off: no deadline is left', async () => {
    const dialogue = new TestDialogue({ flow: handingOff({ answerWithinMinutes: 5 }) });
    await dialogue.client('привет');
    expect(dialogue.wakeUp?.timer).toBe('answerDeadline');
    await dialogue.manager('Добрый день');
    expect(dialogue.state).toMatchObject({ handOff: null, handedOff: true, owner: 'manager' });
    expect(dialogue.wakeUp?.timer).toBe('idleClose');
  });

  it('opens a closed dialogue', async () => {
    const dialogue = new TestDialogue({ flow: chain([anyMessage(), end({ close: true })]) });
    await dialogue.client('привет');
    await dialogue.manager('Ещё один вопрос');
    expect(dialogue.state).toMatchObject({ closed: null, owner: 'manager' });
  });

  it('of a dialogue that the client ended lets the assistant say nothing for all that', async () => {
    const dialogue = await asked();
    dialogue.from({ ...dialogue.state, closed: 'stopped', position: null });
    await dialogue.manager('Одно слово');
    expect(dialogue.state.closed).toBe('stopped');
    expect(words(await dialogue.giveBack())).toEqual([]);
    expect(dialogue.state.closed).toBe('stopped');
  });

  it('keeps who waits since when', async () => {
    const dialogue = await asked();
    expect(dialogue.state.unansweredSince).toBeNull();
    await dialogue.manager('Добрый день');
    const first = await dialogue.client('Сколько стоит?');
    await dialogue.client('ау');
    expect(dialogue.state.unansweredSince).toBe(first.record.event.at);
    await dialogue.manager('Сто');
    expect(dialogue.state).toMatchObject({
      unansweredSince: null,
      lastManagerAt: dialogue.decisions.at(-1)?.record.event.at,
    });
  });
});

describe('a takeover without a word', () => {
  it('silences the assistant, which asks again after the return', async () => {
    const dialogue = await asked();
    expect(kinds(await dialogue.takeOver())).toEqual([]);
    expect(words(await dialogue.client('Сколько стоит?'))).toEqual([]);
    expect(dialogue.state).toMatchObject({ owner: 'manager', position: { asked: 1 } });
    expect(words(await dialogue.giveBack())).toEqual(['phone?']);
  });

  it('ends a consultation and the deadline of a hand-off', async () => {
    const consulting = new TestDialogue({ flow: askPhone(), assistant: { kind: 'outside' } });
    await consulting.client('привет');
    await consulting.takeOver();
    expect(consulting.state.consulting).toBeNull();
    const waiting = new TestDialogue({ flow: handingOff({ answerWithinMinutes: 5 }) });
    await waiting.client('привет');
    await waiting.takeOver();
    expect(waiting.wakeUp?.timer).toBe('idleClose');
  });

  it('is no answer: a client who waited still waits, and the limit of the channel holds', async () => {
    const dialogue = new TestDialogue({ flow: handingOff({ text: null }), policies: { returnAfterMinutes: 10 } });
    await dialogue.client('привет');
    const { unansweredSince } = dialogue.state;
    expect(unansweredSince).not.toBeNull();
    await dialogue.takeOver();
    expect(dialogue.state).toMatchObject({ unansweredSince, lastManagerAt: null });
    expect(dialogue.wakeUp?.timer).toBe('returnToAssistant');
  });
});

describe('the return by a button', () => {
  it('when the assistant leads already changes nothing', async () => {
    const dialogue = await asked();
    const before = dialogue.state;
    const decision = await dialogue.giveBack();
    expect(kinds(decision)).toEqual([]);
    expect(decision.record.ignored).toBe('Return.AssistantLeads');
    expect(dialogue.state).toEqual(before);
  });

  it('twice asks once', async () => {
    const dialogue = await asked();
    await dialogue.manager('Добрый день');
    expect(words(await dialogue.giveBack())).toEqual(['phone?']);
    expect(words(await dialogue.giveBack())).toEqual([]);
  });

  it('answers a client who wrote meanwhile', async () => {
    const any = { oncePerEpisode: false };
    const dialogue = new TestDialogue({ flow: chain([anyMessage(any), reply('hi'), end()]) });
    await dialogue.client('привет');
    await dialogue.manager('Добрый день');
    expect(words(await dialogue.giveBack())).toEqual([]);
    await dialogue.manager('Ещё раз добрый');
    await dialogue.client('Сколько стоит?');
    expect(words(await dialogue.giveBack())).toEqual(['hi']);
  });

  it('takes back a hand-off that nobody answered: the assistant goes on', async () => {
    const dialogue = new TestDialogue({ flow: flowOf(handingOff(), { nodes: [], edges: [] }) });
    await dialogue.client('привет');
    const decision = await dialogue.giveBack();
    expect(decision.record.ignored).toBeUndefined();
    expect(dialogue.state).toMatchObject({ handOff: null, handedOff: false, owner: 'assistant' });
  });

  it('to an assistant that is switched off calls a manager, if the client waits', async () => {
    const dialogue = await asked();
    await dialogue.manager('Добрый день');
    await dialogue.client('ау');
    const decision = await dialogue.given({ assistantOff: true }).giveBack();
    expect(kinds(decision)).toEqual(['callManager']);
    expect(only(decision, 'callManager').reason).toBe('Ассистент выключен, клиенту отвечает менеджер');
  });

  it('of a parked dialogue calls a manager, if the client waits', async () => {
    const dialogue = await asked();
    await dialogue.fails({ kind: 'qualify', score: 1, reasons: [], nodeId: 'phone', ruleId: null });
    await dialogue.manager('Добрый день');
    expect(kinds(await dialogue.giveBack())).toEqual([]);
    await dialogue.manager('Добрый день');
    await dialogue.client('ау');
    expect(kinds(await dialogue.giveBack())).toEqual(['callManager']);
  });

  it('puts a question that was never put as its first attempt', async () => {
    const flow = askPhone();
    const dialogue = new TestDialogue({ flow });
    dialogue.from({ ...dialogue.state, owner: 'manager', position: { nodeId: 'phone', enteredAt: monday, asked: 0 } });
    expect(words(await dialogue.giveBack())).toEqual(['phone?']);
    expect(dialogue.state.position?.asked).toBe(1);
  });
});

describe('the return by a limit', () => {
  const policies = { returnAfterMinutes: 10 };

  it('comes when a client has waited so long for the manager, and answers', async () => {
    const dialogue = await asked({ policies });
    await dialogue.manager('Минуту');
    expect(dialogue.wakeUp?.timer).toBe('idleClose');
    const asking = await dialogue.client('Сколько стоит?');
    await dialogue.later(5).client('ау');
    expect(dialogue.wakeUp).toEqual({
      timer: 'returnToAssistant',
      key: 'returnToAssistant',
      at: after(asking.record.event.at, 10),
    });
    const back = await dialogue.timer();
    expect(kinds(back)).toEqual(['returnToAssistant', 'ask']);
    expect(dialogue.state).toMatchObject({ owner: 'assistant', unansweredSince: null, position: { asked: 1 } });
  });

  it('does not come when the manager answers', async () => {
    const dialogue = await asked({ policies });
    await dialogue.manager('Минуту');
    await dialogue.client('Сколько стоит?');
    const { wakeUp } = dialogue;
    await dialogue.manager('Сто');
    expect(dialogue.wakeUp?.timer).toBe('idleClose');
    const late = await dialogue.later(20).on({ kind: 'timer', ...wakeUp!, dueAt: wakeUp!.at });
    expect(late.record.ignored).toBe('Timer.Stale');
    expect(dialogue.state.owner).toBe('manager');
  });

  it('starts the flow where none was under way', async () => {
    const dialogue = new TestDialogue({ flow: askPhone(), policies });
    await dialogue.manager('Здравствуйте');
    await dialogue.client('Сколько стоит?');
    expect(words(await dialogue.timer())).toEqual(['phone?']);
  });

  it('calls a manager when the flow has nothing to say, or is switched off', async () => {
    const flow = chain([anyMessage(), reply('hi'), end()]);
    const dialogue = new TestDialogue({ flow, policies });
    await dialogue.client('привет');
    await dialogue.manager('Минуту');
    await dialogue.client('Сколько стоит?');
    expect(kinds(await dialogue.timer())).toEqual(['returnToAssistant', 'callManager']);
    const off = await asked({ policies });
    await off.manager('Минуту');
    await off.client('Сколько стоит?');
    expect(kinds(await off.given({ assistantOff: true }).timer())).toEqual(['returnToAssistant', 'callManager']);
    expect(off.wakeUp?.timer).toBe('idleClose');
  });

  it('is never where the channel has none', async () => {
    for (const limit of [null, undefined]) {
      const dialogue = await asked({ policies: { returnAfterMinutes: limit } });
      await dialogue.manager('Минуту');
      await dialogue.client('Сколько стоит?');
      expect(dialogue.wakeUp?.timer).toBe('idleClose');
    }
  });
});

describe('the return by a rule', () => {
  const back = (trigger: Parameters<typeof chain>[0][number]): FlowGraph =>
    flowOf(askPhone(), chain([trigger, node('back', 'returnToAssistant', {}), node('asideEnd', 'end', {})]));

  it('gives the dialogue back and goes on with the conversation', async () => {
    const press = node('press', 'manualTrigger', { when: null });
    const dialogue = await asked({ flow: back(press) });
    await dialogue.manager('Добрый день');
    const decision = await dialogue.press('press');
    expect(kinds(decision)).toEqual(['returnToAssistant', 'ask']);
    expect(dialogue.state.owner).toBe('assistant');
  });

  it('gives up a hand-off that nobody answers', async () => {
    const waits = node('waits', 'timerTrigger', { afterMinutes: 30, since: 'handOff', when: null });
    const flow = flowOf(
      handingOff(),
      chain([waits, node('back', 'returnToAssistant', {}), reply('sorry'), node('e', 'end', {})]),
    );
    const dialogue = new TestDialogue({ flow });
    await dialogue.client('привет');
    const decision = await dialogue.timer();
    expect(kinds(decision)).toEqual(['returnToAssistant', 'reply']);
    expect(dialogue.state).toMatchObject({ handOff: null, handedOff: false });
  });
});

describe('the deadline of a hand-off', () => {
  it('is that of the node, else that of the channel, else none', async () => {
    const own = new TestDialogue({
      flow: handingOff({ answerWithinMinutes: 5 }),
      policies: { answerWithinMinutes: 20 },
    });
    const decision = await own.client('привет');
    expect(only(decision, 'handOff').deadlineAt).toBe(after(own.context.now, 5));
    expect(own.wakeUp).toEqual({ timer: 'answerDeadline', key: 'answerDeadline', at: after(own.context.now, 5) });
    const common = new TestDialogue({ flow: handingOff(), policies: { answerWithinMinutes: 20 } });
    expect(only(await common.client('привет'), 'handOff').deadlineAt).toBe(after(common.context.now, 20));
    const none = new TestDialogue({ flow: handingOff() });
    expect(only(await none.client('привет'), 'handOff')).not.toHaveProperty('deadlineAt');
    expect(none.wakeUp?.timer).toBe('idleClose');
  });

  it('counts working time', async () => {
    const options = { flow: handingOff({ answerWithinMinutes: 60 }), content: { calendar } };
    const evening = new TestDialogue(options).at('2026-03-02T14:30:00.000Z');
    await evening.client('привет');
    // Half an hour until six, the other half from nine the next morning.
    expect(evening.wakeUp?.at.slice(0, 16)).toBe('2026-03-03T06:30');
  });

  it('escalates three times, each after as much working time, and no further', async () => {
    const options = { flow: handingOff({ answerWithinMinutes: 60 }), content: { calendar } };
    const dialogue = new TestDialogue(options).at(monday);
    await dialogue.client('привет');
    for (const level of [1, 2, 3]) {
      const decision = await dialogue.timer();
      expect(decision.commands).toMatchObject([{ kind: 'escalate', level, nodeId: 'triggers' }]);
      expect(dialogue.state.handOff?.escalations).toBe(level);
      if (level < 3) expect(dialogue.wakeUp).toMatchObject({ at: after(dialogue.context.now, 60) });
    }
    expect(dialogue.wakeUp?.timer).toBe('idleClose');
  });

  it('of an escalation is a quarter of an hour where nothing else is said', async () => {
    const dialogue = new TestDialogue({ flow: handingOff() });
    await dialogue.client('привет');
    const { handOff } = dialogue.state;
    dialogue.from({ ...dialogue.state, handOff: { ...handOff!, deadlineAt: after(dialogue.context.now, 1) } });
    await dialogue.client('ау');
    await dialogue.timer();
    expect(dialogue.wakeUp).toMatchObject({ timer: 'answerDeadline', at: after(dialogue.context.now, 15) });
  });

  it('does not exist where the calendar never opens', async () => {
    const never = { ...calendar, week: [] };
    const dialogue = new TestDialogue({ flow: handingOff({ answerWithinMinutes: 60 }), content: { calendar: never } });
    await dialogue.client('привет');
    expect(dialogue.wakeUp?.timer).toBe('idleClose');
  });
});
