import type { Funnel } from '../funnel/funnel.ts';
import { cardVersion, compareCard } from './compare-card.ts';
import type { CardCircumstances, KnownCard, SeenCard } from './compare-card.ts';

const both = (text: string) => ({ ru: text, en: text });
const funnel: Funnel = {
  id: 'f',
  name: both('f'),
  stages: [
    { key: 'new', name: both('new'), sort: 1, semantics: 'open' },
    { key: 'work', name: both('work'), sort: 2, semantics: 'open' },
    { key: 'won', name: both('won'), sort: 3, semantics: 'won' },
  ],
};
const mapping = { new: 'NEW', work: 'WORK', won: 'CONVERTED' };
const earlier = '2026-11-23T10:00:00.000Z';
const later = '2026-11-23T10:00:05.000Z';

const known: KnownCard = {
  stageKey: 'new',
  lead: 'open',
  outsideStatusId: null,
  responsibleId: '5',
  contactId: '7',
  gone: false,
  versions: {},
};
const seen: SeenCard = {
  statusId: 'NEW',
  semantics: 'open',
  responsibleId: '5',
  contactId: '7',
  updatedAt: later,
  stageChangedAt: null,
};
const compare = (
  knows: Partial<KnownCard>,
  sees: Partial<SeenCard> | null,
  pending: CardCircumstances['pending'] = {},
) => compareCard({ ...known, ...knows }, sees === null ? null : { ...seen, ...sees }, { funnel, mapping, pending });

describe('comparing a card with what is known', () => {
  it.each([
    ['an echo of what we wrote', {}, {}],
    ['a field that we do not follow', {}, { updatedAt: '2026-11-23T11:00:00.000Z' }],
    ['a status outside that was told before', { outsideStatusId: 'X' }, { statusId: 'X' }],
    ['a card without a contact', {}, { contactId: null }],
    ['a contact, while the dialogue has none of its own', { contactId: null }, { contactId: '9' }],
    [
      'what was read before something newer',
      { versions: { stage: `${later}/1` } },
      { statusId: 'WORK', updatedAt: earlier },
    ],
    ['a deleted card that was told to be deleted', { gone: true }, null],
  ])('tells nothing of %s', (_, knows, sees) => {
    expect(compare(knows, sees)).toMatchObject({ news: [], waits: [], overtaken: [] });
  });

  it.each([
    ['a move', {}, { statusId: 'WORK' }, { kind: 'moved', stageKey: 'work', previous: 'new' }],
    [
      'a card that is won',
      {},
      { statusId: 'CONVERTED', semantics: 'won' as const },
      { kind: 'moved', stageKey: 'won' },
    ],
    ['a card that is opened again in its column', { lead: 'lost' as const }, {}, { kind: 'moved', stageKey: 'new' }],
    ['a card that was restored', { gone: true }, {}, { kind: 'moved', stageKey: 'new' }],
    [
      'a status that no column is bound to, with what it means',
      {},
      { statusId: 'JUNK', semantics: 'lost' as const },
      { kind: 'outside', statusId: 'JUNK', lead: 'lost' },
    ],
    ['another responsible', {}, { responsibleId: '9' }, { kind: 'responsible', responsibleId: '9' }],
    ['nobody responsible any more', {}, { responsibleId: null }, { kind: 'responsible', responsibleId: null }],
    ['another contact', {}, { contactId: '8' }, { kind: 'contact', contactId: '8' }],
    ['a deleted card', {}, null, { kind: 'deleted' }],
    [
      'a change within the second of the last one',
      { versions: { stage: cardVersion(later, 3) } },
      { statusId: 'WORK' },
      { kind: 'moved', stageKey: 'work' },
    ],
  ])('tells %s', (_, knows, sees, news) => {
    expect(compare(knows, sees)).toMatchObject({ news: [news], waits: [] });
  });

  it('tells several changes of one reading', () => {
    const { news } = compare({}, { statusId: 'WORK', responsibleId: '9', contactId: '8' });
    expect(news.map(({ field }) => field)).toEqual(['stage', 'responsible', 'contact']);
  });

  it('learns silently who is responsible for a card that nobody was asked about', () => {
    expect(compare({ responsibleId: null }, { responsibleId: '1' })).toMatchObject({
      news: [],
      learned: { responsibleId: '1' },
    });
  });

  it('learns silently that a card which was outside is back in its column', () => {
    expect(compare({ outsideStatusId: 'X' }, {})).toMatchObject({ news: [], learned: { backInside: true } });
  });

  describe('while a write of ours is under way', () => {
    const pending = (waitedEnough: boolean, decidedAt = earlier) => ({ stage: { decidedAt, waitedEnough } });

    it('waits with the verdict on its field, and with no other', () => {
      expect(compare({}, { statusId: 'WORK', responsibleId: '9' }, pending(false))).toMatchObject({
        news: [{ field: 'responsible' }],
        waits: ['stage'],
      });
      expect(compare({}, null, pending(false))).toMatchObject({ news: [], waits: ['stage'] });
    });

    it('has nothing to wait for when the card is as it is known', () => {
      expect(compare({}, {}, pending(false))).toMatchObject({ news: [], waits: [] });
    });

    it('lets a younger change in the CRM win over a wish that stays queued, and drops the wish', () => {
      const sees = { statusId: 'WORK', stageChangedAt: later };
      expect(compare({}, sees, pending(true))).toMatchObject({
        news: [{ kind: 'moved', stageKey: 'work' }],
        overtaken: ['stage'],
      });
    });

    it('keeps waiting for a wish that is younger than the change', () => {
      const sees = { statusId: 'WORK', stageChangedAt: earlier };
      expect(compare({}, sees, pending(true, later))).toMatchObject({ news: [], waits: ['stage'], overtaken: [] });
    });
  });

  it('gives versions that grow as text, also within one second', () => {
    const versions = [cardVersion(earlier, 9), cardVersion(earlier, 10), cardVersion(later, 1)];
    expect([...versions].sort()).toEqual(versions);
  });
});
