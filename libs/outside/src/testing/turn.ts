import type { AssistantTurn } from '@voronka/contracts';
import type { ParseDate, ParsePhone } from '@voronka/domain';

/** A turn of a Russian dialogue that stands at the question for name and phone. */
export function turnOf(changes: Partial<AssistantTurn> = {}): AssistantTurn {
  const slot = (key: 'name' | 'phone' | 'email', ru: string, en: string) => ({
    key,
    title: { ru, en },
    kind: key,
    value: null,
  });
  return {
    id: 'dialogue.2',
    dialogueId: 'dialogue',
    state: 'open',
    deadlineAt: '2026-11-23T10:00:20.000Z',
    locale: 'ru',
    channel: { name: 'Сайт', timeZone: 'Europe/Moscow', defaultCountry: 'RU' },
    messages: [{ from: 'client', text: 'Сколько стоит?', at: '2026-11-23T10:00:00.000Z' }],
    messagesCut: false,
    slots: [slot('name', 'имя', 'name'), slot('phone', 'телефон', 'phone'), slot('email', 'почта', 'e-mail')],
    question: { text: 'Как вас зовут и как с вами связаться?', missing: ['name', 'phone'] },
    stage: { key: 'unsorted', name: { ru: 'Неразобранное', en: 'Unsorted' } },
    tags: ['цена'],
    score: null,
    signals: [
      {
        name: 'readyToCall',
        title: { ru: 'Готов к звонку', en: 'Ready for a call' },
        fields: [
          { key: 'when', title: { ru: 'Когда', en: 'When' }, type: 'string', required: true },
          { key: 'urgent', title: { ru: 'Срочно', en: 'Urgent' }, type: 'boolean', required: false },
        ],
      },
    ],
    mode: { key: 'movesStages', text: { ru: 'Двигает этапы', en: 'Moves stages' } },
    ...changes,
  };
}

/** Messages of a client, one after another. */
export function saidByClient(...texts: string[]): AssistantTurn['messages'] {
  return texts.map((text) => ({ from: 'client', text, at: '2026-11-23T10:00:00.000Z' }));
}

/** Reads Russian mobile numbers only. */
const parsePhone: ParsePhone = (text) => {
  const digits = text.replace(/\D/gu, '');
  const national = digits.length === 11 && /^[78]/u.test(digits) ? digits.slice(1) : digits;
  return /^9\d{9}$/u.test(national) ? { e164: `+7${national}` } : null;
};
const parseDate: ParseDate = () => [];

/** Parsers for tests of what surrounds them. */
export const testParsers = { parsePhone, parseDate };
