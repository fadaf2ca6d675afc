import { historyText } from './history-text.ts';

const lines = [
  { from: 'client', author: null, text: 'Сколько стоит?', at: '2026-11-23T10:15:30.000Z' },
  { from: 'assistant', author: null, text: 'Как вас зовут?', at: '2026-11-23T10:15:31.000Z' },
  { from: 'manager', author: 'Ольга', text: 'Добрый день', at: '2026-11-23T11:00:00.000Z' },
] as const;

describe('the history on the card', () => {
  it('names who said what and when, in the channel’s language', () => {
    expect(historyText(lines, 'ru')).toBe(
      [
        'Переписка (UTC)',
        '2026-11-23 10:15 Клиент: Сколько стоит?',
        '2026-11-23 10:15 Ассистент: Как вас зовут?',
        '2026-11-23 11:00 Менеджер Ольга: Добрый день',
      ].join('\n'),
    );
    expect(historyText(lines, 'en')).toContain('Manager Ольга: Добрый день');
  });
});
