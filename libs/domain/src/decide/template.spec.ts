import type { DialogueState } from '../dialogue/dialogue-state.ts';
import { initialDialogueState } from '../dialogue/dialogue-state.ts';
import type { FlowGraph, Locale } from '../flow/flow-graph.ts';
import type { TemplateValues } from './template.ts';
import { declaredVariablesOf, fillTemplate, isTemplateVariable, templateValues, variablesOf } from './template.ts';

const known: TemplateValues = {
  name: 'Анна',
  phone: '+79161234567',
  email: '',
  channel: 'Сайт',
  tags: 'чат',
  score: '',
};
const unknown: TemplateValues = { name: '', phone: '', email: '', channel: '', tags: '', score: '' };

describe('a text with variables', () => {
  it.each<[string, string, string]>([
    ['Спасибо, {{name}}!', 'Спасибо, Анна!', 'Спасибо!'],
    ['{{name}}, подскажите номер', 'Анна, подскажите номер', 'Подскажите номер'],
    ['{{ name }} — вопрос о цене', 'Анна — вопрос о цене', 'Вопрос о цене'],
    ['Звоним на {{phone}} сегодня', 'Звоним на +79161234567 сегодня', 'Звоним на сегодня'],
    ['Канал ({{channel}}), клиент', 'Канал (Сайт), клиент', 'Канал, клиент'],
    ['Имя: {{name}}\nТелефон: {{phone}}', 'Имя: Анна\nТелефон: +79161234567', 'Имя:\nТелефон:'],
    ['{{nickname}}, привет', 'Привет', 'Привет'],
    ['  {{name}}, подскажите номер', '  Анна, подскажите номер', 'Подскажите номер'],
    ['{{name}}', 'Анна', ''],
    ['{{name}}, смета:\n  доставка  —  0 ₽', 'Анна, смета:\n  доставка  —  0 ₽', 'Смета:\n  доставка  —  0 ₽'],
    ['без переменных,  как есть', 'без переменных,  как есть', 'без переменных,  как есть'],
  ])('"%s"', (text, filled, empty) => {
    expect(fillTemplate(text, known)).toBe(filled);
    expect(fillTemplate(text, unknown)).toBe(empty);
  });

  it('does not look into the values', () => {
    expect(fillTemplate('{{name}}', { ...known, name: '{{phone}}' })).toBe('{{phone}}');
  });

  it('names its variables, unknown ones too', () => {
    expect(variablesOf('{{name}} {{ phone }} {{nickname}} {}')).toEqual(['name', 'phone', 'nickname']);
  });
});

describe('the values of variables', () => {
  const title = { ru: '', en: '' };
  const graph: Pick<FlowGraph, 'slots' | 'fields'> = {
    slots: [
      { key: 'budget', title, kind: 'number' },
      { key: 'day', title, kind: 'date' },
      { key: 'wish', title, kind: 'text' },
      {
        key: 'size',
        title,
        kind: 'choice',
        options: [
          { value: 's', title: { ru: 'Маленький', en: 'Small' }, words: [] },
          { value: 'l', title: { ru: 'Большой', en: 'Large' }, words: [] },
        ],
      },
    ],
    fields: [
      { key: 'count', title, type: 'number', default: 0 },
      { key: 'vip', title, type: 'boolean', default: false },
      { key: 'city', title, type: 'string', default: '-' },
    ],
  };

  function values(changes: Partial<DialogueState>, locale: Locale = 'ru', drawn = graph): TemplateValues {
    const context = { channelName: 'Сайт', notUnderstood: null };
    return templateValues(drawn, { ...initialDialogueState('ru'), ...changes }, context, locale);
  }

  function slots(of: Record<string, string>): DialogueState['slots'] {
    return Object.fromEntries(Object.entries(of).map(([key, value]) => [key, { value, raw: value, seq: 1 }]));
  }

  it('are written as people of the language read them', () => {
    const known = slots({ budget: '12500.5', day: '2026-03-12', wish: 'тихо', size: 'l' });
    const read = (locale: Locale): TemplateValues => {
      const { budget = '', day = '', wish = '', size = '' } = values({ slots: known }, locale);
      return { budget: budget.replace(/\s/gu, ' '), day: day.replace(/\s/gu, ' '), wish, size };
    };
    expect(read('ru')).toEqual({ budget: '12 500,5', day: '12 марта 2026 г.', wish: 'тихо', size: 'Большой' });
    expect(read('en')).toEqual({ budget: '12,500.5', day: 'March 12, 2026', wish: 'тихо', size: 'Large' });
  });

  it('that the flow no longer knows are written as they are', () => {
    const old = { size: 'xl', day: 'someday', budget: 'much' };
    expect(values({ slots: slots(old) })).toMatchObject(old);
  });

  it('of fields are their defaults until they are known', () => {
    expect(values({})).toMatchObject({ 'fields.count': '0', 'fields.vip': 'нет', 'fields.city': '-' });
    const fields = { count: 1500, vip: true, city: 'Тула' };
    expect(values({ fields }, 'en')).toMatchObject({
      'fields.count': '1,500',
      'fields.vip': 'yes',
      'fields.city': 'Тула',
    });
  });

  it('of the dialogue are there from the start', () => {
    expect(values({}, 'ru', {})).toEqual({
      name: '',
      phone: '',
      email: '',
      channel: 'Сайт',
      tags: '',
      score: '',
      notUnderstood: '',
      message: '',
    });
    const state = {
      slots: slots({ name: 'Анна', phone: '+7', email: 'a@b.c' }),
      tags: ['a', 'b'],
      score: 0,
      lastMessage: 'привет',
    };
    expect(values(state, 'ru', {})).toMatchObject({
      name: 'Анна',
      phone: '+7',
      email: 'a@b.c',
      tags: 'a, b',
      score: '0',
      message: 'привет',
    });
  });

  it('have names: those of every flow, and those that a flow declares', () => {
    expect(isTemplateVariable('name')).toBe(true);
    expect(isTemplateVariable('size')).toBe(false);
    expect(isTemplateVariable('size', graph)).toBe(true);
    expect(isTemplateVariable('fields.city', graph)).toBe(true);
    expect(isTemplateVariable('city', graph)).toBe(false);
    expect(isTemplateVariable('toString', graph)).toBe(false);
    expect(Object.keys(declaredVariablesOf({}))).toEqual([]);
  });
});
