import { describe, expect, it } from '@jest/globals';
import { clientLines, problemsOf, toJson, type DemoOutcome } from './demo-outcome.ts';

const steps = [
  'findOrCreateContact',
  'createLead',
  'moveStage',
  'addTags',
  'addNote',
  'attachHistory',
  'assignResponsible',
];
const right: DemoOutcome = {
  transcript: [
    { from: 'client', text: clientLines[0] },
    { from: 'assistant', text: 'Как вас зовут и номер для связи?' },
    { from: 'client', text: clientLines[1] },
    { from: 'assistant', text: 'Спасибо!' },
  ],
  decisions: steps.map((step) => ({ rule: 'Известен телефон', step, facts: {} })),
  unfinished: [],
  card: {
    contact: { id: '1', name: 'Анна', phones: ['+79161234567'] },
    lead: {
      id: '2',
      title: 'Анна',
      stage: 'Контакт установлен',
      responsible: { id: '5', name: 'Ольга' },
      contactId: '1',
      tags: ['чат'],
      utmSource: null,
    },
    comments: ['Заметка', `Клиент: ${clientLines[0]}\nКлиент: ${clientLines[1]}`],
    counts: { contacts: 1, leads: 1 },
  },
};
const { card } = right;

describe('problemsOf', () => {
  it('finds nothing wrong with what the scenario promises', () => {
    expect(problemsOf(right)).toEqual([]);
  });

  const broken: [string, DemoOutcome, string][] = [
    ['a second contact', { ...right, card: { ...card, counts: { contacts: 2, leads: 1 } } }, '2 contacts'],
    [
      'no card at all',
      { ...right, card: { contact: null, lead: null, comments: [], counts: { contacts: 0, leads: 0 } } },
      'no tags',
    ],
    ['a lead that stayed in its first stage', withLead({ stage: 'Новый лид' }), 'Новый лид'],
    ['another responsible', withLead({ responsible: { id: '1', name: 'Админ' } }), 'Админ'],
    ['a lead without its contact', withLead({ contactId: '' }), 'not joined'],
    ['a conversation without a note', { ...right, card: { ...card, comments: card.comments.slice(1) } }, 'no note'],
    [
      'a note without the conversation',
      { ...right, card: { ...card, comments: card.comments.slice(0, 1) } },
      'whole conversation',
    ],
    [
      'a raw phone',
      { ...right, card: { ...card, contact: { id: '1', name: 'Анна', phones: ['89161234567'] } } },
      'phone',
    ],
    [
      'a doubled answer',
      { ...right, transcript: [...right.transcript, { from: 'assistant', text: 'Спасибо!' }] },
      '3 times',
    ],
    ['another question', { ...right, transcript: right.transcript.slice(2) }, 'does not ask'],
    ['a step that failed', { ...right, unfinished: ['addNote: failed'] }, 'addNote: failed'],
    ['a step nobody decided', { ...right, decisions: right.decisions.slice(1) }, 'findOrCreateContact'],
  ];
  it.each(broken)('sees %s', (_what, outcome, problem) => {
    expect(problemsOf(outcome).join('\n')).toContain(problem);
  });

  function withLead(change: Partial<NonNullable<DemoOutcome['card']['lead']>>): DemoOutcome {
    return { ...right, card: { ...card, lead: card.lead && { ...card.lead, ...change } } };
  }
});

describe('toJson', () => {
  it('is one line with transcript, decisions and card', () => {
    const text = toJson(right);
    expect(text).not.toContain('\n');
    const parsed = JSON.parse(text) as Record<string, object>;
    expect(Object.keys(parsed)).toEqual(['transcript', 'decisions', 'card']);
    expect(Object.keys(parsed['card'] ?? {})).toEqual(['contact', 'lead', 'comments']);
  });
});
