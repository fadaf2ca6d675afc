import { cardPageOf } from './card-page.ts';

const portalUrl = 'https://crm.example.com';

describe('the page of a card in its CRM', () => {
  it.each([
    ['bitrix24', 'deal', `${portalUrl}/crm/deal/details/4/`],
    ['amocrmFull', 'lead', `${portalUrl}/leads/detail/4`],
    ['amocrmLite', 'contact', `${portalUrl}/contacts/detail/4`],
    ['webhook', 'lead', null],
  ] as const)('of %s is known for a %s, or not at all', (kind, card, page) => {
    expect(cardPageOf({ kind, portalUrl }, card, '4')).toBe(page);
  });

  it('holds whatever an id may hold, and is nowhere without an address or an id', () => {
    expect(cardPageOf({ kind: 'bitrix24', portalUrl }, 'lead', '../1')).toBe(`${portalUrl}/crm/lead/details/..%2F1/`);
    expect(cardPageOf({ kind: 'bitrix24', portalUrl: null }, 'lead', '1')).toBeNull();
    expect(cardPageOf({ kind: 'bitrix24', portalUrl }, 'lead', null)).toBeNull();
  });
});
