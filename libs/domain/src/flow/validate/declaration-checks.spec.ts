import type { SlotDeclaration } from '../../slots/slot-declaration.ts';
import { asking, asksSomething, codes, firstSuggestion, node, ruling, text } from './testing/flows.ts';

const city: SlotDeclaration = { key: 'city', title: text('city'), kind: 'text' };

function choosing(...options: [value: string, ru: string, ...words: string[]][]) {
  const slot: SlotDeclaration = {
    key: 'city',
    title: text('city'),
    kind: 'choice',
    options: options.map(([value, ru, ...words]) => ({ value, title: { ru, en: `${ru} (en)` }, words })),
  };
  return asking({ slots: ['city'] }, { slots: [slot] });
}

describe('a declared slot', () => {
  it('is used by a question, a text or a condition', () => {
    const known = { fact: 'slots.city.known', operator: 'equal' as const, value: true };
    expect(codes(asking({ slots: ['city'] }, { slots: [city] }))).toEqual([]);
    expect(codes(asking({ question: text('phone, {{city}}?') }, { slots: [city] }))).toEqual([]);
    expect(codes(ruling({ any: [asksSomething, { not: known }] }, { slots: [city] }))).toEqual([]);
    expect(codes(ruling({ fact: 'ask.missing', operator: 'contains', value: 'city' }, { slots: [city] }))).toEqual([]);
    expect(codes(ruling(asksSomething, { slots: [city] }))).toEqual(['Flow.UnusedSlot -']);
  });

  it('gets a key that is free when its own is taken', () => {
    const other: SlotDeclaration = { ...city, key: 'city2' };
    const { after } = firstSuggestion(asking({ slots: ['city', 'city2'] }, { slots: [city, other, city] }));
    expect(after.slots?.map(({ key }) => key)).toEqual(['city', 'city2', 'city3']);
  });

  it('has no key of a detail that every flow knows', () => {
    const { after } = firstSuggestion(asking({}, { slots: [{ ...city, key: 'email' }, city] }));
    expect(after.slots).toEqual([city]);
  });
});

describe('answers to choose from', () => {
  it('differ in their values', () => {
    expect(codes(choosing(['msk', 'Москва'], ['msk', 'Питер']))).toEqual(['Flow.EqualOptions -']);
    expect(firstSuggestion(choosing(['msk', 'Москва'], ['msk', 'Питер'])).text).toBeUndefined();
  });

  it('differ in their words, titles included, whatever the capitals', () => {
    expect(codes(choosing(['msk', 'Москва', 'столица'], ['spb', 'Питер', 'Столица']))).toEqual(['Flow.EqualOptions -']);
    expect(codes(choosing(['msk', 'Москва'], ['spb', 'Питер', 'москва']))).toEqual(['Flow.EqualOptions -']);
    expect(codes(choosing(['msk', 'Москва', 'москва', 'МСК'], ['spb', 'Питер', 'спб']))).toEqual([]);
  });

  it('keep a shared word where it stands first', () => {
    const { after } = firstSuggestion(choosing(['msk', 'Москва', 'столица'], ['spb', 'Питер', 'столица', 'спб']));
    const slot = after.slots?.[0];
    expect(slot?.kind === 'choice' && slot.options.map(({ words }) => words)).toEqual([['столица'], ['спб']]);
  });
});

describe('a number', () => {
  it('has bounds in their order', () => {
    const seats: SlotDeclaration = { key: 'seats', title: text('seats'), kind: 'number', min: 9, max: 1 };
    const { after } = firstSuggestion(asking({ slots: ['seats'] }, { slots: [seats] }));
    expect(after.slots).toEqual([{ ...seats, min: 1, max: 9 }]);
    expect(codes(asking({ slots: ['seats'] }, { slots: [{ ...seats, min: undefined }] }))).toEqual([]);
  });
});

describe('a field', () => {
  it('is declared once', () => {
    const field = { key: 'bonus', title: text('bonus'), type: 'number' as const, default: 0 };
    const { after } = firstSuggestion(asking({}, { fields: [field, field] }));
    expect(after.fields?.map(({ key }) => key)).toEqual(['bonus', 'bonus2']);
    expect(codes({ ...after, nodes: [...after.nodes, node('more', 'end', {})] })).toEqual(['Flow.Unreachable more']);
  });
});
