import { updateChannelSchema } from '@voronka/contracts';
import type { ChannelSetup } from '@voronka/contracts';
import { changeOf, draftOf, faultsOf } from './channel-draft.ts';
import type { ChannelDraft } from './channel-draft.ts';

const switches = {
  createContact: true,
  createLead: true,
  searchExisting: true,
  updateContact: true,
  assignResponsible: true,
};
const channel: ChannelSetup = {
  id: 'c',
  kind: 'widget',
  key: 'k',
  name: 'Сайт',
  enabled: true,
  settings: { defaultCountry: 'RU', defaultLocale: 'ru' },
  switches,
  policies: { automaticTags: ['чат'], notes: true, history: true },
  assistantId: 'a',
  funnelId: null,
  integrationId: 'i',
  defaultManagerId: null,
  bundleHash: null,
  hasSecret: false,
};
const draft = draftOf(channel);
const changed = (part: Partial<ChannelDraft>) => changeOf(channel, { ...draft, ...part });

describe('the form of a channel', () => {
  it('shows what the channel does where nothing is set', () => {
    expect(draft).toMatchObject({
      card: 'lead',
      joinWindowSeconds: 0,
      timeZone: 'Europe/Moscow',
      closes: true,
      closeAfterDays: 30,
    });
    expect(draftOf({ ...channel, policies: { ...channel.policies, closeAfterDays: null } })).toMatchObject({
      closes: false,
    });
  });

  it('sends nothing that is as it was', () => {
    expect(changeOf(channel, draft)).toEqual({});
    expect(changed({ switches: { ...switches } })).toEqual({});
  });

  it('sends what differs, in the units of the API', () => {
    const all = changed({
      name: ' Чат ',
      funnelId: '6f1d3c52-0a1e-4b7c-9d2e-000000000004',
      switches: { ...switches, searchExisting: false },
      card: 'deal',
      joinWindowSeconds: 2.5,
      closes: false,
      stopText: { ru: 'Не пишем', en: 'Silent ' },
    });
    expect(all).toEqual({
      name: 'Чат',
      funnelId: '6f1d3c52-0a1e-4b7c-9d2e-000000000004',
      switches: { ...switches, searchExisting: false },
      settings: { card: 'deal', joinWindowMs: 2500 },
      policies: { closeAfterDays: null, stopText: { ru: 'Не пишем', en: 'Silent' } },
    });
    expect(updateChannelSchema.safeParse(all).success).toBe(true);
  });

  it('goes back to the usual last words when both are emptied', () => {
    const told = { ...channel, policies: { ...channel.policies, stopText: { ru: 'Пока', en: 'Bye' } } };
    expect(changeOf(told, { ...draftOf(told), stopText: { ru: '', en: ' ' } })).toEqual({
      policies: { stopText: null },
    });
  });

  it('finds what cannot be saved', () => {
    const faults = (part: Partial<ChannelDraft>) => [...faultsOf({ ...draft, ...part })];
    expect(faults({})).toEqual([]);
    expect(faults({ name: ' ', joinWindowSeconds: 11, closeAfterDays: '' })).toEqual([
      'name',
      'joinWindowSeconds',
      'closeAfterDays',
    ]);
    expect(faults({ closes: false, closeAfterDays: '' })).toEqual([]);
    expect(faults({ stopText: { ru: 'Пока', en: '' } })).toEqual(['stopText']);
  });
});
