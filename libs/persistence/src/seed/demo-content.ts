import { defaultStages } from '@voronka/domain';
import type { ChannelSwitches, LocalizedText, SignalDeclaration, Stage } from '@voronka/domain';

/**
 * Ids of the demo's rows. Fixed, so that a second start finds what the first one made; nothing secret hangs on them:
 * channel keys, tokens and passwords are random.
 */
export const demoIds = {
  workspace: '6f1d3c52-0a1e-4b7c-9d2e-000000000001',
  manager: '6f1d3c52-0a1e-4b7c-9d2e-000000000002',
  auditor: '6f1d3c52-0a1e-4b7c-9d2e-000000000003',
  funnel: '6f1d3c52-0a1e-4b7c-9d2e-000000000004',
  integration: '6f1d3c52-0a1e-4b7c-9d2e-000000000005',
  flow: '6f1d3c52-0a1e-4b7c-9d2e-000000000006',
  assistant: '6f1d3c52-0a1e-4b7c-9d2e-000000000007',
  siteChannel: '6f1d3c52-0a1e-4b7c-9d2e-000000000008',
  webhookChannel: '6f1d3c52-0a1e-4b7c-9d2e-000000000009',
} as const;

const demoStatuses: Readonly<Record<string, string>> = {
  unsorted: 'NEW',
  firstContact: 'UC_CONTACT',
  negotiation: 'IN_PROCESS',
  decision: 'UC_CONTRACT',
  won: 'CONVERTED',
  lost: 'JUNK',
};

/** The stages of the demo's funnel with the Bitrix24 status each is mapped to. */
export const demoStages: readonly (Stage & { crmStatusId: string })[] = defaultStages.map((stage) => ({
  ...stage,
  crmStatusId: demoStatuses[stage.key] ?? '',
}));

/** The demo's signals, with the stage that its funnel moves to on each. */
export const demoSignals: readonly (SignalDeclaration & { stageKey: string })[] = [
  signal('readyToCall', 'Клиент готов к звонку', 'Client is ready for a call', 'negotiation'),
  signal('wantsContract', 'Клиент просит договор', 'Client asks for a contract', 'decision'),
];

function signal(name: string, ru: string, en: string, stageKey: string): SignalDeclaration & { stageKey: string } {
  return {
    name,
    title: { ru, en },
    sources: ['assistant', 'operator', 'rule'],
    fields: [],
    cooldownSeconds: 60,
    oncePerDialogue: false,
    textRule: null,
    onStage: null,
    stageKey,
  };
}

/** CRM user who stands for the demo's manager in the sandbox. */
export const demoManagerCrmUserId = '5';

/** Every switch of a channel on. */
export const allSwitchesOn: ChannelSwitches = {
  createContact: true,
  createLead: true,
  searchExisting: true,
  updateContact: true,
  assignResponsible: true,
};

/** Texts of the demo's chat. */
export const demoChatTexts: Record<'title' | 'greeting' | 'consent', LocalizedText> = {
  title: { ru: 'Напишите нам', en: 'Write to us' },
  greeting: {
    ru: 'Здравствуйте! Спросите о ценах или услугах, ответим сразу.',
    en: 'Hello! Ask about prices or services, we answer at once.',
  },
  consent: {
    ru: 'Отправляя сообщение, вы соглашаетесь на обработку имени, телефона и переписки, чтобы мы могли ответить.',
    en: 'By sending a message you agree that we process your name, phone and messages in order to answer you.',
  },
};
