import type { AssistantSetup, ChannelSetup, Distribution } from '@voronka/contracts';

/** What keeps a channel from doing in the CRM what people expect of it. */
export type Trouble =
  'noFunnel' | 'noContact' | 'noLead' | 'duplicates' | 'noResponsible' | 'noAssignment' | 'withoutCrm' | 'modeTooLow';

/** What a channel is judged by, as it is saved or as it would be. */
export interface ChannelMatter {
  channel: Pick<ChannelSetup, 'funnelId' | 'integrationId' | 'switches'>;
  assistant: Pick<AssistantSetup, 'mode'> | undefined;
  /** Of its funnel; undefined: not known yet. */
  distribution?: Pick<Distribution['settings'], 'enabled'> | undefined;
}

/** The troubles of a channel, those that weigh most first. Nothing is wrong with a channel that has no CRM on purpose. */
export function troublesOf({ channel, assistant, distribution }: ChannelMatter): Trouble[] {
  const { funnelId, integrationId, switches } = channel;
  const troubles: Trouble[] = [];
  if (funnelId === null) troubles.push('noFunnel');
  if (integrationId === null) return troubles;
  if (assistant?.mode === 'withoutCrm') return [...troubles, 'withoutCrm'];
  if (!switches.createContact) troubles.push('noContact');
  if (!switches.createLead) troubles.push('noLead');
  else if (assistant?.mode === 'collectsContacts') troubles.push('modeTooLow');
  if (!switches.searchExisting) troubles.push('duplicates');
  if (!switches.assignResponsible) troubles.push('noResponsible');
  else if (distribution?.enabled === false) troubles.push('noAssignment');
  return troubles;
}
