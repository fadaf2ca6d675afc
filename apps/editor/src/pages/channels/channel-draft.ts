import type { ChannelSetup, UpdateChannel } from '@voronka/contracts';

/** A channel as its form holds it: empty fields are empty texts. */
export interface ChannelDraft {
  name: string;
  funnelId: string | null;
  assistantId: string | null;
  integrationId: string | null;
  switches: ChannelSetup['switches'];
  card: 'lead' | 'deal';
  joinWindowSeconds: number | '';
  defaultLocale: 'ru' | 'en';
  defaultCountry: string;
  timeZone: string;
  closes: boolean;
  closeAfterDays: number | '';
  stopText: { ru: string; en: string };
  defaultManagerId: string | null;
}

/** What a channel does where its settings say nothing. */
const usual = { timeZone: 'Europe/Moscow', closeAfterDays: 30, stopText: { ru: '', en: '' } };

/** Limits of the form's numbers. */
export const limits = { joinWindowSeconds: [0, 10], closeAfterDays: [1, 365] } as const;

/** The form of a saved channel. */
export function draftOf(channel: ChannelSetup): ChannelDraft {
  const { settings, policies } = channel;
  const days = policies.closeAfterDays;
  return {
    name: channel.name,
    funnelId: channel.funnelId,
    assistantId: channel.assistantId,
    integrationId: channel.integrationId,
    switches: channel.switches,
    card: settings.card ?? 'lead',
    joinWindowSeconds: (settings.joinWindowMs ?? 0) / 1000,
    defaultLocale: settings.defaultLocale,
    defaultCountry: settings.defaultCountry,
    timeZone: settings.timeZone ?? usual.timeZone,
    closes: days !== null,
    closeAfterDays: days ?? usual.closeAfterDays,
    stopText: policies.stopText ?? usual.stopText,
    defaultManagerId: channel.defaultManagerId,
  };
}

/** What is to be corrected before a form can be saved. */
export type ChannelFault = 'name' | 'joinWindowSeconds' | 'closeAfterDays' | 'stopText';

/** The faults of a form. */
export function faultsOf(draft: ChannelDraft): ReadonlySet<ChannelFault> {
  const within = (value: number | '', [min, max]: readonly [number, number]) =>
    value !== '' && value >= min && value <= max;
  const { ru, en } = draft.stopText;
  const faults = new Set<ChannelFault>();
  if (draft.name.trim() === '') faults.add('name');
  if (!within(draft.joinWindowSeconds, limits.joinWindowSeconds)) faults.add('joinWindowSeconds');
  if (draft.closes && !within(draft.closeAfterDays, limits.closeAfterDays)) faults.add('closeAfterDays');
  if ((ru.trim() === '') !== (en.trim() === '')) faults.add('stopText');
  return faults;
}

/** What saving a form sends: only what differs from the saved channel. */
export function changeOf(channel: ChannelSetup, draft: ChannelDraft): UpdateChannel {
  const before = draftOf(channel);
  const differs = (key: keyof ChannelDraft) => JSON.stringify(before[key]) !== JSON.stringify(draft[key]);
  const only = <T extends object>(entries: readonly [keyof ChannelDraft, T][]): T =>
    Object.assign({}, ...entries.filter(([key]) => differs(key)).map(([, part]) => part)) as T;
  const settings = only<NonNullable<UpdateChannel['settings']>>([
    ['card', { card: draft.card }],
    ['joinWindowSeconds', { joinWindowMs: Math.round(Number(draft.joinWindowSeconds) * 1000) }],
    ['defaultLocale', { defaultLocale: draft.defaultLocale }],
    ['defaultCountry', { defaultCountry: draft.defaultCountry }],
    ['timeZone', { timeZone: draft.timeZone }],
  ]);
  const { ru, en } = draft.stopText;
  const policies: NonNullable<UpdateChannel['policies']> = {
    ...(differs('closes') || differs('closeAfterDays')
      ? { closeAfterDays: draft.closes ? Number(draft.closeAfterDays) : null }
      : {}),
    ...(differs('stopText') ? { stopText: ru.trim() === '' ? null : { ru: ru.trim(), en: en.trim() } } : {}),
  };
  return {
    ...(differs('name') ? { name: draft.name.trim() } : {}),
    ...(differs('funnelId') && draft.funnelId !== null ? { funnelId: draft.funnelId } : {}),
    ...(differs('assistantId') && draft.assistantId !== null ? { assistantId: draft.assistantId } : {}),
    ...(differs('integrationId') ? { integrationId: draft.integrationId } : {}),
    ...(differs('switches') ? { switches: draft.switches } : {}),
    ...(differs('defaultManagerId') ? { defaultManagerId: draft.defaultManagerId } : {}),
    ...(Object.keys(settings).length > 0 ? { settings } : {}),
    ...(Object.keys(policies).length > 0 ? { policies } : {}),
  };
}
