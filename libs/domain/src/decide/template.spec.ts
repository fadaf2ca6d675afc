import type { TemplateValues } from './template.ts';
import { fillTemplate, variablesOf } from './template.ts';

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
    ['{{name}}', 'Анна', ''],
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
