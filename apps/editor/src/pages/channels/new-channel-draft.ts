import type { ChannelSetup, CreateChannel } from '@voronka/contracts';

/** The form of a channel to make. */
export interface NewChannelDraft {
  kind: ChannelSetup['kind'];
  name: string;
  assistantId: string | null;
  funnelId: string | null;
  integrationId: string | null;
  origins: string[];
  outgoingUrl: string;
  switches: ChannelSetup['switches'];
}

/** Every switch on: the pair that is recommended, and what a CRM is joined for. */
export const blankChannel: NewChannelDraft = {
  kind: 'widget',
  name: '',
  assistantId: null,
  funnelId: null,
  integrationId: null,
  origins: [],
  outgoingUrl: '',
  switches: {
    createContact: true,
    searchExisting: true,
    createLead: true,
    updateContact: true,
    assignResponsible: true,
  },
};

/** What is to be corrected before a channel can be made. */
export type NewChannelFault = 'name' | 'origins' | 'outgoingUrl';

/** The faults of the form; fields of the other kind do not count. */
export function faultsOf(draft: NewChannelDraft): ReadonlySet<NewChannelFault> {
  const faults = new Set<NewChannelFault>();
  if (draft.name.trim() === '') faults.add('name');
  if (draft.kind === 'widget' && draft.origins.some((origin) => originOf(origin) === null)) faults.add('origins');
  const address = draft.outgoingUrl.trim();
  if (draft.kind === 'webhook' && address !== '' && !URL.canParse(address)) faults.add('outgoingUrl');
  return faults;
}

/** A site as browsers name it, or null when the text names more or less than a site. */
function originOf(text: string): string | null {
  const parsed = URL.parse(text.trim());
  if (!parsed || !/^https?:$/.test(parsed.protocol)) return null;
  return parsed.pathname === '/' && parsed.search === '' && parsed.hash === '' ? parsed.origin : null;
}

/** What is sent. */
export function bodyOf(draft: NewChannelDraft, requestId: string): CreateChannel {
  const { kind, name, assistantId, funnelId, integrationId, switches } = draft;
  const address = draft.outgoingUrl.trim();
  const allowedOrigins = [...new Set(draft.origins.flatMap((origin) => originOf(origin) ?? []))];
  const settings = kind === 'widget' ? { allowedOrigins } : address === '' ? {} : { outgoingUrl: address };
  return { requestId, kind, name: name.trim(), assistantId, funnelId, integrationId, switches, settings };
}
