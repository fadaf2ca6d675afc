import type { Command } from '@voronka/domain';
import {
  after,
  anyMessage,
  askPhone,
  asks,
  chain,
  end,
  flowOf,
  kinds,
  node,
  only,
  reply,
  skipped,
  TestDialogue,
  text,
  words,
} from './testing/dialogue-fixture.ts';

const phone = '8 916 123-45-67';
const lead: Command = { kind: 'createLead', title: 'x', stageKey: 'unsorted', nodeId: 'lead', ruleId: null };
const silence = { remindAfterMinutes: 10, reminders: [], closeAfterMinutes: 60 };

describe('a failed step', () => {
  const flow = chain(
    [
      anyMessage(),
      node('lead', 'createLead', { title: text('x'), stageKey: 'unsorted' }),
      ...askPhone().nodes.slice(1, 4),
    ],
    {
      'phone:gaveUp': 'end',
    },
  );

  async function failed(): Promise<TestDialogue> {
    const dialogue = new TestDialogue({ flow });
    await dialogue.client('привет');
    await dialogue.fails(lead);
    return dialogue;
  }

  it('that is left out is noted; the question goes on as it stands', async () => {
    const dialogue = await failed();
    const decision = await dialogue.skip('lead');
    expect(kinds(decision)).toEqual([]);
    expect(decision.record.skipped).toEqual([
      { nodeId: 'lead', kind: 'createLead', reason: 'Incident.SkippedByPerson' },
    ]);
    expect(dialogue.state.parked).toBeNull();
    expect(words(await dialogue.client(phone))).toEqual(['thanks']);
  });

  it('that is settled has a client answered who wrote meanwhile', async () => {
    const retried = await failed();
    await retried.client('ау');
    expect(kinds(await retried.retry('lead'))).toEqual(['createLead', 'ask']);
    const left = await failed();
    await left.client(phone);
    expect(words(await left.skip('lead'))).toEqual(['thanks']);
  });

  it('that is handed over is noted as not done', async () => {
    const dialogue = await failed();
    const decision = await dialogue.handOver('lead');
    expect(decision.record.skipped).toEqual([{ nodeId: 'lead', kind: 'createLead', reason: 'Incident.HandedOver' }]);
    expect(kinds(decision)).toEqual(['handOff']);
  });

  it('is settled at once while a manager leads', async () => {
    const dialogue = await failed();
    await dialogue.manager('Добрый день');
    expect(kinds(await dialogue.retry('lead'))).toEqual(['createLead']);
    expect(dialogue.state).toMatchObject({ parked: null, position: { nodeId: 'phone' } });
    expect(words(await dialogue.giveBack())).toEqual(['phone?']);
  });

  it('of another node is not settled by a retry of this one', async () => {
    const dialogue = await failed();
    for (const decision of [await dialogue.retry('elsewhere'), await dialogue.skip('elsewhere')]) {
      expect(kinds(decision)).toEqual([]);
      expect(decision.record.ignored).toBe('Incident.NothingParked');
    }
    expect(dialogue.state.parked).toMatchObject({ nodeId: 'lead', commands: [lead] });
  });

  it('after another is settled with it, by either', async () => {
    const dialogue = await failed();
    const tag: Command = { kind: 'addTags', tags: ['x'], nodeId: 'tag', ruleId: null };
    await dialogue.fails(tag);
    expect((await dialogue.retry('tag')).commands).toEqual([lead, tag]);
    expect(dialogue.state.parked).toBeNull();
  });

  it('asks for a person anew where an earlier stop is settled and waits for the return', async () => {
    const dialogue = new TestDialogue({ flow: chain([anyMessage()], { 'start:next': 'hi' }) });
    await dialogue.client('привет');
    await dialogue.manager('Добрый день');
    const mended = dialogue.movedTo({ flow: chain([anyMessage(), reply('hi'), end()]) });
    await mended.retry('hi');
    await mended.fails(lead);
    expect(mended.state.parked).toMatchObject({ nodeId: 'hi', commands: [lead] });
    expect(mended.state.parked).not.toHaveProperty('settled');
    expect(words(await mended.giveBack())).toEqual([]);
    expect(kinds(await mended.retry('lead'))).toEqual(['createLead', 'reply']);
  });

  it('of words counts as an answer when it is retried', async () => {
    const dialogue = new TestDialogue({ flow: askPhone() });
    const asked = await dialogue.client('привет');
    await dialogue.fails(only(asked, 'ask'));
    await dialogue.retry('phone');
    expect(dialogue.state.lastAssistantAt).toBe(dialogue.context.now);
  });

  it('of words is not said after a takeover, which is noted', async () => {
    const dialogue = new TestDialogue({ flow: askPhone() });
    const asked = await dialogue.client('привет');
    await dialogue.fails(only(asked, 'ask'));
    await dialogue.manager('Добрый день');
    const decision = await dialogue.retry('phone');
    expect(words(decision)).toEqual([]);
    expect(skipped(decision)).toEqual(['phone: Owner.Manager']);
  });

  it('of a webhook that the token waits for has its own way out when it is left out', async () => {
    const call = node('call', 'callWebhook', { webhookId: 'hook', waitForAnswer: true, answer: {} });
    const calling = chain([anyMessage(), call, reply('done'), end(), reply('failed')], {
      'call:failed': 'failed',
      'failed:next': 'end',
    });
    const dialogue = new TestDialogue({ flow: calling });
    await dialogue.fails(only(await dialogue.client('привет'), 'callWebhook'));
    expect(words(await dialogue.skip('call'))).toEqual(['failed']);
    const led = new TestDialogue({ flow: calling });
    await led.fails(only(await led.client('привет'), 'callWebhook'));
    await led.manager('Добрый день');
    await led.skip('call');
    expect(words(await led.giveBack())).toEqual(['failed']);
    const answered = new TestDialogue({ flow: calling });
    await answered.client('привет');
    await answered.fails(lead);
    expect(words(await answered.webhook('call', true))).toEqual([]);
    expect(words(await answered.skip('lead'))).toEqual(['done']);
  });

  it('opens a dialogue that idleness closed', async () => {
    const dialogue = await failed();
    await dialogue.timer();
    expect(dialogue.state.closed).toBe('idle');
    await dialogue.retry('lead');
    expect(dialogue.state.closed).toBeNull();
  });
});

describe('a dialogue handed over', () => {
  it('while a manager leads is only taken out of the flow', async () => {
    const dialogue = new TestDialogue({ flow: askPhone(), policies: { answerWithinMinutes: 5 } });
    await dialogue.client('привет');
    await dialogue.manager('Добрый день');
    const decision = await dialogue.handOver('phone');
    expect(kinds(decision)).toEqual([]);
    expect(dialogue.state).toMatchObject({ position: null, completed: true, handOff: null });
  });

  it('has a deadline, and the contact that was owed', async () => {
    const contact = node('contact', 'findOrCreateContact', {});
    const dialogue = new TestDialogue({
      flow: chain([anyMessage(), contact, asks('phone', ['phone']), end()]),
      policies: { answerWithinMinutes: 5 },
    });
    await dialogue.client('привет');
    const decision = await dialogue.handOver('phone');
    expect(kinds(decision)).toEqual(['findOrCreateContact', 'handOff']);
    expect(dialogue.wakeUp).toMatchObject({ timer: 'answerDeadline', at: after(dialogue.context.now, 5) });
  });
});

describe('a move to another bundle', () => {
  const moved = { kind: 'bundleMoved', bundleHash: 'new', byUserId: 'admin' } as const;

  it('is taken where the position exists there, or there is none', async () => {
    const dialogue = new TestDialogue({ flow: askPhone() });
    expect((await dialogue.on(moved)).record.ignored).toBeUndefined();
    await dialogue.client('привет');
    const next = dialogue.movedTo({
      flow: flowOf(askPhone(), chain([node('press', 'manualTrigger', { when: null })])),
    });
    const decision = await next.on(moved);
    expect(decision.record.ignored).toBeUndefined();
    expect(kinds(decision)).toEqual([]);
    expect(next.state.position).toEqual(dialogue.state.position);
  });

  it('is refused where it does not', async () => {
    const dialogue = new TestDialogue({ flow: askPhone() });
    await dialogue.client('привет');
    const next = dialogue.movedTo({ flow: chain([anyMessage(), reply('hi'), end()]) });
    const decision = await next.on(moved);
    expect(decision.record.ignored).toBe('Bundle.PositionMissing');
    expect(next.state).toEqual(dialogue.state);
  });

  it('moves the timers with it', async () => {
    const dialogue = new TestDialogue({ flow: askPhone() });
    await dialogue.client('привет');
    const next = dialogue.movedTo({ flow: askPhone({ silence }) });
    expect((await next.on(moved)).wakeUp?.timer).toBe('askClose');
  });
});
