import { holds } from './phrase.ts';
import type { SlotDeclaration } from './slot-declaration.ts';
import { labelPhrase, labelStems } from './slot-label.ts';

const slot = (ru: string, en: string): SlotDeclaration => ({ key: 'slot', title: { ru, en }, kind: 'text' });
const names = (declaration: SlotDeclaration, text: string): boolean => {
  const label = labelPhrase(declaration);
  return label !== null && holds(text, label);
};

describe("a slot's own words", () => {
  it('are those of its title in both languages, in any form', () => {
    const budget = slot('Ваш бюджет', 'Your budget');
    for (const text of ['бюджет 200к', 'с бюджетом проблем нет', 'the budgets are small'])
      expect(names(budget, text)).toBe(true);
    expect(names(budget, 'ваш ответ, your answer')).toBe(false);
  });

  it('leave out what many titles have', () => {
    expect(labelStems(slot('Укажите, пожалуйста, вес', 'The weight, please'))).toEqual(['пожалуйст', 'вес', 'weight']);
  });

  it('have at least three letters', () => {
    const sides = slot('Нет ли яда', 'Is it an ox');
    expect(labelStems(sides).every((stem) => stem.length >= 3)).toBe(true);
    expect(names(sides, 'ox')).toBe(false);
  });

  it('may have a dash, which people leave out', () => {
    const mail = slot('E-mail', 'E-mail');
    expect(names(mail, 'мой e-mail')).toBe(true);
    expect(names(mail, 'мой e mail')).toBe(true);
    expect(names(mail, 'email')).toBe(false);
  });

  it('are none where the title has only words of many titles, or no letters', () => {
    for (const [ru, en] of [
      ['Номер', 'Number'],
      ['№ 1', '№ 1'],
    ] as const)
      expect([labelStems(slot(ru, en)), labelPhrase(slot(ru, en))]).toEqual([[], null]);
  });

  it('are prepared once', () => {
    const declaration = slot('Площадь', 'Area');
    expect(labelPhrase(declaration)).toBe(labelPhrase(declaration));
    expect(labelStems(declaration)).toBe(labelStems(declaration));
  });
});
