import { cardFields, tagsField, toCard, toStage, toUser } from './card-mapping.ts';

describe('reading cards', () => {
  it('takes the many ways in which the portal says "nothing"', () => {
    const lead = {
      ID: 7,
      STATUS_ID: 'NEW',
      CONTACT_ID: '0',
      ASSIGNED_BY_ID: null,
      DATE_CREATE: '',
      [tagsField]: false,
    };
    expect(toCard('lead', lead)).toEqual({
      kind: 'lead',
      id: '7',
      title: '',
      statusId: 'NEW',
      semantics: 'open',
      responsibleId: null,
      contactId: null,
      tags: [],
      externalKey: null,
      createdAt: null,
      updatedAt: null,
      stageChangedAt: null,
      stageChangedBy: null,
      updatedBy: null,
    });
  });

  it('reads a deal by the names that deals have', () => {
    const deal = { ID: '9', STAGE_ID: 'C5:WON', STAGE_SEMANTIC_ID: 'S', CONTACT_ID: '7', CATEGORY_ID: '5' };
    expect(toCard('deal', deal)).toMatchObject({
      kind: 'deal',
      id: '9',
      statusId: 'C5:WON',
      semantics: 'won',
      contactId: '7',
    });
  });

  it('gives times in UTC', () => {
    expect(toCard('lead', { DATE_MODIFY: '2026-01-01T03:00:00+03:00' }).updatedAt).toBe('2026-01-01T00:00:00.000Z');
  });

  it('does not take another engine’s key for its own', () => {
    expect(toCard('lead', { ORIGINATOR_ID: 'other', ORIGIN_ID: 'd-1:1:lead' }).externalKey).toBeNull();
    expect(toCard('lead', { ORIGINATOR_ID: 'voronka', ORIGIN_ID: 'd-1:1:lead' }).externalKey).toBe('d-1:1:lead');
  });

  it.each([
    [{ STATUS_ID: 'X', SEMANTICS: 'S' }, 'won'],
    [{ STATUS_ID: 'X', SEMANTICS: 'F' }, 'lost'],
    [{ STATUS_ID: 'X', SEMANTICS: null }, 'open'],
    [{ STATUS_ID: 'X', EXTRA: { SEMANTICS: 'success' } }, 'won'],
    [{ STATUS_ID: 'X', EXTRA: { SEMANTICS: 'failure' } }, 'lost'],
    [{ STATUS_ID: 'X', EXTRA: { SEMANTICS: 'process' } }, 'open'],
    [{ STATUS_ID: 'CONVERTED' }, 'won'],
    [{ STATUS_ID: 'JUNK' }, 'lost'],
    [{ STATUS_ID: 'WON' }, 'won'],
    [{ STATUS_ID: 'C5:LOSE' }, 'lost'],
    [{ STATUS_ID: 'C5:NEW' }, 'open'],
  ])('reads what a stage means from %j', (row, semantics) => {
    expect(toStage(row, null).semantics).toBe(semantics);
  });

  it('names a person by what is there', () => {
    expect(toUser({ ID: '5', NAME: 'Ольга', LAST_NAME: 'Менеджер', ACTIVE: true })).toEqual({
      id: '5',
      name: 'Ольга Менеджер',
      active: true,
    });
    expect(toUser({ ID: '6', EMAIL: 'a@b.ru', ACTIVE: 'N' })).toEqual({ id: '6', name: 'a@b.ru', active: false });
  });
});

describe('writing cards', () => {
  const lead = {
    kind: 'lead' as const,
    externalKey: 'k',
    title: 'x'.repeat(300),
    statusId: 'NEW',
    contactId: null,
    responsibleId: null,
  };

  it('sends where the client came from, and nothing that is not known', () => {
    const source = { page: 'https://a/', referrer: 'https://b/', utm: { source: 'ya', unknown: 'z' } };
    expect(cardFields({ ...lead, source })).toEqual({
      TITLE: 'x'.repeat(250),
      STATUS_ID: 'NEW',
      SOURCE_ID: 'WEB',
      SOURCE_DESCRIPTION: 'https://a/\n← https://b/',
      ORIGINATOR_ID: 'voronka',
      ORIGIN_ID: 'k',
      UTM_SOURCE: 'ya',
    });
    expect(cardFields({ ...lead, source: { page: null, referrer: null, utm: {} } })).not.toHaveProperty(
      'SOURCE_DESCRIPTION',
    );
  });

  it.each([
    ['C5:NEW', 5],
    ['NEW', 0],
  ])('puts a deal at the stage %s of its funnel', (statusId, category) => {
    const source = { page: null, referrer: null, utm: {} };
    expect(cardFields({ ...lead, kind: 'deal', statusId, source })).toMatchObject({
      STAGE_ID: statusId,
      CATEGORY_ID: category,
    });
  });
});
