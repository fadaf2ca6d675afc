import type { Stage, StageSemantics } from './funnel.ts';
import { normaliseStageName, stageConceptOf } from './stage-words.ts';
import { suggestMapping } from './suggest-mapping.ts';
import type { CrmStatus } from './suggest-mapping.ts';

function stages(...rows: [key: string, ru: string, en: string, semantics?: StageSemantics][]): Stage[] {
  return rows.map(([key, ru, en, semantics = 'open'], at) => ({ key, name: { ru, en }, sort: at * 10, semantics }));
}

function statuses(
  funnel: string | null,
  ...rows: [id: string, name: string, semantics?: StageSemantics][]
): CrmStatus[] {
  return rows.map(([id, name, semantics = 'open'], at) => ({ id, name, funnel, sort: at * 10, semantics }));
}

const ours = stages(
  ['unsorted', 'Неразобранное', 'Unsorted'],
  ['firstContact', 'Первичный контакт', 'First contact'],
  ['negotiation', 'Переговоры', 'Negotiation'],
  ['decision', 'Принятие решения', 'Decision'],
  ['won', 'Успешно реализовано', 'Closed won', 'won'],
  ['lost', 'Закрыто и не реализовано', 'Closed lost', 'lost'],
);

const ids = (suggested: ReturnType<typeof suggestMapping>) =>
  Object.fromEntries(Object.entries(suggested).map(([key, { statusId }]) => [key, statusId]));

describe('the suggested mapping', () => {
  it('is the usual one for the usual stages', () => {
    const theirs = statuses(
      null,
      ['NEW', 'Новый лид'],
      ['C', 'Контакт установлен'],
      ['P', 'В процессе'],
      ['D', 'Договор направлен'],
      ['CONVERTED', 'Качественный лид', 'won'],
      ['JUNK', 'Некачественный лид', 'lost'],
    );
    expect(suggestMapping(ours, theirs)).toEqual({
      unsorted: { statusId: 'NEW', reason: 'synonym' },
      firstContact: { statusId: 'C', reason: 'synonym' },
      negotiation: { statusId: 'P', reason: 'synonym' },
      decision: { statusId: 'D', reason: 'synonym' },
      won: { statusId: 'CONVERTED', reason: 'closing' },
      lost: { statusId: 'JUNK', reason: 'closing' },
    });
  });

  it('finds the statuses of an English CRM for a Russian funnel', () => {
    const theirs = statuses(
      null,
      ['1', 'New lead'],
      ['2', 'Contact made'],
      ['3', 'In progress'],
      ['4', 'Contract sent'],
      ['5', 'Deal won', 'won'],
      ['6', 'Deal lost', 'lost'],
    );
    expect(ids(suggestMapping(ours, theirs))).toEqual({
      unsorted: '1',
      firstContact: '2',
      negotiation: '3',
      decision: '4',
      won: '5',
      lost: '6',
    });
  });

  it('prefers the same name to another name of the same thing', () => {
    const theirs = statuses(null, ['a', 'В работе'], ['b', '3. «Переговоры»']);
    expect(suggestMapping(stages(['n', 'Переговоры', 'Talks']), theirs)).toEqual({
      n: { statusId: 'b', reason: 'sameName' },
    });
  });

  it('takes a status only once', () => {
    const two = stages(['a', 'Переговоры', 'Negotiation'], ['b', 'В работе', 'In work']);
    expect(ids(suggestMapping(two, statuses(null, ['only', 'В работе'])))).toEqual({ b: 'only' });
  });

  it('never closes a card by a stage that leaves it open, nor the other way round', () => {
    const open = stages(['a', 'Успех', 'Success']);
    expect(suggestMapping(open, statuses(null, ['w', 'Успех', 'won']))).toEqual({});
    const won = stages(['w', 'Успех', 'Success', 'won']);
    expect(suggestMapping(won, statuses(null, ['o', 'Успех'], ['l', 'Отказ', 'lost']))).toEqual({});
  });

  it('closes by the first of several statuses, unless one has a fitting name', () => {
    const lost = stages(['l', 'Дорого', 'Too expensive', 'lost']);
    const reasons = statuses(null, ['1', 'Отказ', 'lost'], ['2', 'Передумали', 'lost']);
    expect(ids(suggestMapping(lost, reasons))).toEqual({ l: '1' });
    const named = statuses(null, ['1', 'Отказ', 'lost'], ['2', 'Дорого для клиента', 'lost'], ['3', 'Дорого', 'lost']);
    expect(ids(suggestMapping(lost, named))).toEqual({ l: '3' });
  });

  it('stays in the one funnel of the CRM that fits best', () => {
    const theirs = [
      ...statuses('Общая', ['NEW', 'Новая'], ['X', 'Подготовка']),
      ...statuses('Продажи', ['C5:NEW', 'Новая'], ['C5:T', 'Переговоры'], ['C5:WON', 'Сделка успешна', 'won']),
    ];
    expect(ids(suggestMapping(ours, theirs))).toEqual({ unsorted: 'C5:NEW', negotiation: 'C5:T', won: 'C5:WON' });
  });

  it('says nothing about a stage that has no like', () => {
    const odd = stages(['odd', 'Замер на объекте', 'Measuring']);
    expect(suggestMapping(odd, statuses(null, ['a', 'Новый лид'], ['b', 'Доставка']))).toEqual({});
    expect(suggestMapping(odd, [])).toEqual({});
    expect(suggestMapping([], statuses(null, ['a', 'Новый лид']))).toEqual({});
  });

  it('finds names that differ by endings and a word', () => {
    const measured = stages(['m', 'Замеры на объектах', 'Measuring']);
    expect(suggestMapping(measured, statuses(null, ['z', 'Замер на объекте']))).toEqual({
      m: { statusId: 'z', reason: 'similarName' },
    });
  });
});

describe('names of stages', () => {
  it.each([
    ['  Новый   ЛИД ', 'новый лид'],
    ['1. «Счёт» выставлен!', 'счет выставлен'],
    ['🔥 Горячие', 'горячие'],
    ['2024', '2024'],
  ])('%j is compared as %j', (name, expected) => expect(normaliseStageName(name)).toBe(expected));

  it('mean the thing that the longest phrase in them says', () => {
    expect(stageConceptOf('переговоры')).toEqual({ concept: 'negotiation', exact: true });
    expect(stageConceptOf('переговоры с клиентом')).toEqual({ concept: 'negotiation', exact: false });
    expect(stageConceptOf('новая сделка')).toEqual({ concept: 'incoming', exact: true });
    expect(stageConceptOf('контактное лицо')).toBeNull();
  });
});
