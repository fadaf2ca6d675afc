import type { SlotDeclaration } from '@voronka/domain';
import {
  anyMessage,
  askPhone,
  asks,
  chain,
  end,
  only,
  reply,
  TestDialogue,
  text,
  words,
} from './testing/dialogue-fixture.ts';

const phone = '8 916 123-45-67';

describe('a correction', () => {
  const flow = chain([anyMessage(), asks('phone', ['phone']), asks('email', ['email']), end()]);

  it('replaces what is known', async () => {
    const dialogue = new TestDialogue({ flow });
    await dialogue.client(phone);
    await dialogue.client('ошибся, номер 8 916 765-43-21');
    expect(dialogue.state.slots.phone?.value).toBe('+79167654321');
  });

  it('that only takes back has the value asked for again', async () => {
    const dialogue = new TestDialogue({ flow: chain([anyMessage(), asks('both', ['phone', 'email']), end()]) });
    await dialogue.client('привет');
    await dialogue.client(phone);
    const decision = await dialogue.client('нет, номер неправильный');
    expect(decision.record.reading?.retracted).toEqual(['phone']);
    expect(dialogue.state.slots.phone).toBeUndefined();
    expect(only(decision, 'ask').slots).toEqual(['phone', 'email']);
  });

  it('is heard while a manager leads', async () => {
    const dialogue = new TestDialogue({ flow });
    await dialogue.client(phone);
    await dialogue.manager('Добрый день');
    await dialogue.client('ошибся, номер 8 916 765-43-21');
    expect(dialogue.state.slots.phone?.value).toBe('+79167654321');
  });
});

describe('several phones', () => {
  it('are all kept; the preferred one is the value', async () => {
    const dialogue = new TestDialogue({ flow: askPhone() });
    await dialogue.client('привет');
    await dialogue.client('8 916 123-45-67 или 8 916 765-43-21');
    const { phone: kept } = dialogue.state.slots;
    expect([kept?.value, ...(kept?.others ?? [])].sort()).toEqual(['+79161234567', '+79167654321']);
  });
});

describe('what is not understood', () => {
  it('can be said back', async () => {
    const again = [{ missing: ['phone'], text: text('"{{notUnderstood}}"?') }];
    const dialogue = new TestDialogue({ flow: askPhone({ again }) });
    await dialogue.client('привет');
    const decision = await dialogue.client('буль-буль 12');
    expect(decision.record.reading?.notUnderstood).toContain('буль-буль');
    expect(words(decision)[0]).toContain('буль-буль');
  });
});

describe("the flow's own details", () => {
  const slots: SlotDeclaration[] = [
    { key: 'budget', title: text('budget'), kind: 'number', min: 10 },
    {
      key: 'size',
      title: text('size'),
      kind: 'choice',
      options: [
        { value: 's', title: { ru: 'Маленький', en: 'Small' }, words: ['маленький', 'small'] },
        { value: 'l', title: { ru: 'Большой', en: 'Large' }, words: ['большой', 'large'] },
      ],
    },
    { key: 'day', title: text('day'), kind: 'date' },
    { key: 'wish', title: text('wish'), kind: 'text' },
  ];

  it.each([
    ['budget', '12 500', '12500'],
    ['size', 'большой', 'l'],
    ['day', '12 марта', '2026-03-12'],
    ['wish', 'чтобы было тихо', 'чтобы было тихо'],
  ])('are collected and can be said back: %s', async (slot, answer, value) => {
    const flow = { ...chain([anyMessage(), asks('ask', [slot]), reply('said', `{{${slot}}}!`), end()]), slots };
    const dialogue = new TestDialogue({ flow });
    await dialogue.client('привет');
    const decision = await dialogue.client(answer);
    expect(dialogue.state.slots[slot]?.value).toBe(value);
    expect(words(decision)[0]).toMatch(/.!$/);
  });

  it('are asked for again while they are not understood', async () => {
    const flow = { ...chain([anyMessage(), asks('ask', ['budget']), end()]), slots };
    const dialogue = new TestDialogue({ flow });
    await dialogue.client('привет');
    expect(words(await dialogue.client('как получится'))).toEqual(['ask?']);
  });
});
