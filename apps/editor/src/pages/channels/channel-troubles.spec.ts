import { troublesOf } from './channel-troubles.ts';
import type { ChannelMatter, Trouble } from './channel-troubles.ts';

const on = {
  createContact: true,
  createLead: true,
  searchExisting: true,
  updateContact: true,
  assignResponsible: true,
};
const good: ChannelMatter = {
  channel: { funnelId: 'f', integrationId: 'i', switches: on },
  assistant: { mode: 'movesStages' },
  distribution: { enabled: true },
};
const withSwitches = (change: Partial<typeof on>) => ({ ...good.channel, switches: { ...on, ...change } });

describe('the troubles of a channel', () => {
  it.each<[string, Partial<ChannelMatter>, Trouble[]]>([
    ['none', {}, []],
    ['no funnel', { channel: { ...good.channel, funnelId: null } }, ['noFunnel']],
    ['no CRM, on purpose', { channel: { ...good.channel, integrationId: null } }, []],
    ['no contacts', { channel: withSwitches({ createContact: false }) }, ['noContact']],
    ['no leads', { channel: withSwitches({ createLead: false }) }, ['noLead']],
    ['no search', { channel: withSwitches({ searchExisting: false }) }, ['duplicates']],
    ['no responsible', { channel: withSwitches({ assignResponsible: false }) }, ['noResponsible']],
    ['no assignment', { distribution: { enabled: false } }, ['noAssignment']],
    ['the mode without the CRM', { assistant: { mode: 'withoutCrm' } }, ['withoutCrm']],
    ['a mode that makes no leads', { assistant: { mode: 'collectsContacts' } }, ['modeTooLow']],
    ['updating off, which loses nothing', { channel: withSwitches({ updateContact: false }) }, []],
    ['what is not known yet', { assistant: undefined, distribution: undefined }, []],
  ])('%s', (_what, change, expected) => expect(troublesOf({ ...good, ...change })).toEqual(expected));
});
