import type { Bundle, ChannelSwitches, DecisionContext, DialogueEvent, FlowGraph } from '@voronka/domain';
import { computePermissions, crmCapabilities } from '@voronka/domain';

/** Time of every decision: decisions know no clock. */
const now = '2026-03-01T09:00:00.000Z';

const switches: ChannelSwitches = {
  createContact: true,
  createLead: true,
  searchExisting: true,
  updateContact: true,
  assignResponsible: true,
};

/** A published bundle around a flow. Keep it as one object: what is compiled of it is kept by identity. */
export function bundleOf(flow: FlowGraph, hash: string): Bundle {
  return {
    hash,
    content: {
      version: 1,
      flowId: 'flow',
      flow,
      funnel: { id: 'funnel', name: { ru: 'Продажи', en: 'Sales' }, stages: [] },
      stageMapping: {},
      channel: { id: 'channel', name: 'Сайт', switches, defaultCountry: 'RU', defaultLocale: 'ru' },
      assistant: { id: 'assistant', mode: 'qualifiesAndCreatesLead' },
      policies: { automaticTags: [], notes: true, history: true },
    },
  };
}

/** The circumstances of a client who has just arrived. */
export const context: DecisionContext = {
  now,
  permissions: computePermissions({
    mode: 'qualifiesAndCreatesLead',
    switches,
    capabilities: crmCapabilities.bitrix24,
    integrationEnabled: true,
  }),
  contactKnown: false,
  lead: 'none',
  stageKey: null,
  historyAttached: false,
  assistantOff: false,
  channelName: 'Сайт',
};

/** First messages of different clients. */
export const messages: readonly DialogueEvent[] = [
  'Сколько стоит доставка?',
  'Здравствуйте, а есть размер 42 в наличии?',
  'Добрый день, меня зовут Анна',
  'How much is it?',
].map((text, at) => ({ kind: 'clientMessage', messageId: `message-${at}`, text, seq: 1, at: now }));
