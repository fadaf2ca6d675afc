import type { PlainValue } from '@voronka/domain';
import type { FixtureOptions } from './testing/dialogue-fixture.ts';
import {
  anyMessage,
  askPhone,
  asks,
  chain,
  end,
  kinds,
  node,
  reply,
  skipped,
  TestDialogue,
  text,
  words,
} from './testing/dialogue-fixture.ts';

const phone = '8 916 123-45-67';

async function asked(options: FixtureOptions = {}): Promise<TestDialogue> {
  const dialogue = new TestDialogue({ flow: askPhone(), ...options });
  await dialogue.client('привет');
  return dialogue;
}

describe('the responsible manager', () => {
  it('is chosen when a dialogue begins, and when an episode does', async () => {
    const dialogue = new TestDialogue({ flow: chain([anyMessage(), end()]), policies: { assignOnNewDialogue: true } });
    expect(kinds(await dialogue.client('привет'))).toEqual(['assignManager']);
    expect(kinds(await dialogue.client('ау'))).toEqual(['callManager']);
    expect(kinds(await dialogue.given({ lead: 'lost', stageKey: 'lost' }).client('и ещё'))).toEqual(['assignManager']);
  });

  it('is chosen though a manager has written first, or the assistant is off', async () => {
    const policies = { assignOnNewDialogue: true };
    const off = new TestDialogue({ flow: askPhone(), policies }).given({ assistantOff: true });
    expect(kinds(await off.client('привет'))).toEqual(['assignManager', 'callManager']);
    const led = new TestDialogue({ flow: askPhone(), policies });
    await led.manager('Добрый день');
    expect(kinds(await led.client('привет'))).toEqual(['assignManager']);
  });

  it('is not chosen where there is one, nor where the channel does not wish it', async () => {
    const options = { flow: askPhone(), policies: { assignOnNewDialogue: true } };
    expect(kinds(await new TestDialogue(options).given({ managerId: 'm' }).client('привет'))).toEqual(['ask']);
    expect(kinds(await new TestDialogue({ flow: askPhone() }).client('привет'))).toEqual(['ask']);
  });

  it('changed here goes to the open card; changed in the CRM it is known there', async () => {
    const dialogue = await asked();
    expect(kinds(await dialogue.responsible('a'))).toEqual([]);
    dialogue.given({ lead: 'open', stageKey: 'unsorted' });
    expect(kinds(await dialogue.responsible('b'))).toEqual(['assignResponsible']);
    expect(kinds(await dialogue.responsible('c', { source: 'assignment' }))).toEqual(['assignResponsible']);
    expect(kinds(await dialogue.responsible('d', { source: 'crm' }))).toEqual([]);
    expect(kinds(await dialogue.responsible(null))).toEqual([]);
    expect(skipped(await dialogue.inMode('withoutCrm').responsible('e'))).toEqual(['phone: Permission.ModeWithoutCrm']);
    expect(dialogue.state.owner).toBe('assistant');
  });

  it('an older change from the CRM than the last is ignored', async () => {
    const dialogue = await asked();
    await dialogue.responsible('a', { source: 'crm', version: '2' });
    for (const version of ['1', '2']) {
      const stale = await dialogue.responsible('b', { source: 'crm', version });
      expect(stale.record.ignored).toBe('Change.Stale');
    }
    expect((await dialogue.responsible('b', { source: 'crm', version: '3' })).record.ignored).toBeUndefined();
    expect((await dialogue.responsible('c', { version: '1' })).record.ignored).toBeUndefined();
    expect(dialogue.state.crmVersions).toEqual({ responsible: '3' });
  });
});

describe('a card that is moved', () => {
  it('by hand is moved in the CRM, where it may also go back', async () => {
    const dialogue = await asked();
    dialogue.given({ lead: 'open', stageKey: 'decision' });
    const decision = await dialogue.move('negotiation', { source: 'operator' });
    expect(decision.commands).toEqual([
      { kind: 'moveStage', stageKey: 'negotiation', allowBack: true, nodeId: 'phone', ruleId: null },
    ]);
    expect(skipped(await dialogue.inMode('withoutCrm').move('decision', { source: 'operator' }))).toEqual([
      'phone: Permission.ModeWithoutCrm',
    ]);
  });

  it('goes wherever a person puts it, also back; only the assistant has to be allowed that', async () => {
    const ready = { name: 'ready', title: text('ready'), cooldownSeconds: 0, oncePerDialogue: false };
    const signals = [{ ...ready, sources: ['assistant' as const], fields: [], textRule: null, onStage: null }];
    const content = { signals, signalStages: { ready: 'unsorted' } };
    const dialogue = await asked({ mode: 'movesStages', content });
    dialogue.given({ lead: 'open', stageKey: 'decision' });
    expect(skipped(await dialogue.signal('ready', 'assistant'))).toEqual(['signal:ready: Step.NotForward']);
    const back = { kind: 'moveStage', stageKey: 'negotiation', allowBack: true };
    expect((await dialogue.move('negotiation', { source: 'operator' })).commands).toMatchObject([back]);
    // Moved in the CRM, it stands there already.
    const inCrm = await dialogue.move('unsorted', { source: 'crm' });
    expect([inCrm.commands, inCrm.record.skipped ?? []]).toEqual([[], []]);
  });

  it('without a card in the CRM, or there already, is not', async () => {
    const dialogue = await asked();
    expect(kinds(await dialogue.move('negotiation', { source: 'operator' }))).toEqual([]);
    dialogue.given({ lead: 'open' });
    expect(kinds(await dialogue.move('decision'))).toEqual([]);
    dialogue.given({ lead: 'none', stageKey: null, leadUnderWay: true });
    expect(kinds(await dialogue.move('negotiation', { source: 'operator' }))).toEqual(['moveStage']);
  });

  it('earlier than the last known change is ignored', async () => {
    const dialogue = await asked();
    await dialogue.move('negotiation', { version: '5' });
    expect((await dialogue.move('decision', { version: '5' })).record.ignored).toBe('Change.Stale');
    expect((await dialogue.move('decision', { version: '6' })).record.ignored).toBeUndefined();
    expect((await dialogue.move('decision')).record.ignored).toBeUndefined();
  });
});

describe('values from outside', () => {
  const fields = [{ key: 'city', title: text('city'), type: 'string' as const, default: '-' }];

  it('are kept in the fields that the flow declares', async () => {
    const dialogue = await asked({ flow: { ...askPhone(), fields } });
    const change = { kind: 'fieldsChanged', by: 'somebody' } as const;
    await dialogue.on({ ...change, fields: { city: 'Тула', other: 'x' } });
    expect(dialogue.state.fields).toEqual({ city: 'Тула' });
    const wrongs: Record<string, PlainValue>[] = [{ other: 'x' }, { city: 7 }, { city: null }, {}];
    for (const wrong of wrongs) {
      const decision = await dialogue.on({ ...change, fields: wrong });
      expect(decision.record.ignored).toBe('Fields.NothingKept');
    }
    expect(dialogue.state.fields).toEqual({ city: 'Тула' });
  });
});

describe('a contact that the CRM knows', () => {
  it('fills what is missing, and the question goes on', async () => {
    const dialogue = await asked();
    const decision = await dialogue.contact({ name: 'ООО Ромашка', phone });
    expect(words(decision)).toEqual(['thanks']);
    expect(dialogue.state.slots).toMatchObject({ name: { value: 'ООО Ромашка' }, phone: { value: '+79161234567' } });
  });

  it('changes nothing that is known, and asks nothing again', async () => {
    const dialogue = await asked();
    await dialogue.client('меня зовут Анна');
    const decision = await dialogue.contact({ name: 'Мария' });
    expect(decision.record.ignored).toBe('Contact.NothingNew');
    expect(dialogue.state.slots.name?.value).toBe('Анна');
    const more = await dialogue.contact({ email: 'anna@example.com' });
    expect(kinds(more)).toEqual([]);
    expect(dialogue.state.slots.email?.value).toBe('anna@example.com');
  });

  it('is no answer to a question that asks anyway', async () => {
    const anyway = node('anyway', 'ask', {
      slots: ['email'],
      attempts: 2,
      question: text('e-mail?'),
      again: [],
      skipKnown: false,
    });
    const dialogue = await asked({ flow: chain([anyMessage(), anyway, reply('thanks'), end()]) });
    expect(kinds(await dialogue.contact({ email: 'old@example.com' }))).toEqual([]);
    expect(dialogue.state.slots.email?.value).toBe('old@example.com');
    expect(words(await dialogue.client('new@example.com'))).toEqual(['thanks']);
    expect(dialogue.state.slots.email?.value).toBe('new@example.com');
  });

  it('does not bring back what the client called wrong', async () => {
    const dialogue = await asked({ flow: chain([anyMessage(), asks('both', ['phone', 'email']), end()]) });
    await dialogue.client(phone);
    await dialogue.client('нет, номер неправильный');
    expect(dialogue.state.takenBack).toEqual({ phone: ['+79161234567'] });
    const decision = await dialogue.contact({ phone });
    expect(decision.record.ignored).toBe('Contact.NothingNew');
    expect(dialogue.state.slots.phone).toBeUndefined();
    await dialogue.contact({ phone: '8 916 765-43-21' });
    expect(dialogue.state.slots.phone?.value).toBe('+79167654321');
  });

  it('is noted where it cannot be read', async () => {
    const decision = await (await asked()).contact({ phone: '12' });
    expect(skipped(decision)).toEqual(['phone: Slot.NotReadable:phone']);
    expect(decision.record.ignored).toBe('Contact.NothingNew');
  });

  it('is kept while a manager leads, while an outside assistant is asked, and while the dialogue is parked', async () => {
    const led = await asked();
    await led.manager('Добрый день');
    expect(kinds(await led.contact({ phone }))).toEqual([]);
    expect(words(await led.giveBack())).toEqual(['thanks']);
    const consulted = await asked({ assistant: { kind: 'outside' } });
    await consulted.timer();
    await consulted.client('ау');
    expect(kinds(await consulted.contact({ phone }))).toEqual([]);
    expect(words(await consulted.timer())).toEqual(['thanks']);
    const parked = await asked();
    await parked.fails({ kind: 'qualify', score: 1, reasons: [], nodeId: 'phone', ruleId: null });
    expect(kinds(await parked.contact({ phone }))).toEqual([]);
    expect(kinds(await parked.retry('phone'))).toEqual(['qualify', 'reply']);
  });

  it('makes up for the contact that is owed', async () => {
    const flow = chain([anyMessage(), node('contact', 'findOrCreateContact', {}), askPhone().nodes[1]!, end()]);
    const dialogue = new TestDialogue({ flow });
    await dialogue.client('привет');
    expect(kinds(await dialogue.contact({ email: 'anna@example.com' }))).toEqual(['findOrCreateContact']);
  });
});
