import type { LocalizedText } from '../flow/flow-graph.ts';
import type { CrmCapabilities } from './permission.ts';

/** CRMs that can be joined, by vendor and plan. */
export const integrationKinds = ['bitrix24', 'amocrmLite', 'amocrmFull', 'webhook'] as const;

/** A CRM that can be joined, by vendor and plan. */
export type IntegrationKind = (typeof integrationKinds)[number];

/** Something that a CRM may or may not be able to do. */
export type CrmCapability = keyof CrmCapabilities;

/** `true`, or why it is not possible. */
type Ability = true | LocalizedText;

const onlyInFull: Record<Exclude<CrmCapability, 'contacts' | 'leads' | 'deals'>, LocalizedText> = {
  contactChanges: {
    ru: 'amoCRM LITE только создаёт контакты: данные существующего контакта дополняет amoCRM FULL.',
    en: 'amoCRM LITE only creates contacts: amoCRM FULL completes the data of one that is there.',
  },
  stages: {
    ru: 'amoCRM LITE только создаёт сделки: дальше по этапам их двигает amoCRM FULL.',
    en: 'amoCRM LITE only creates leads: amoCRM FULL moves them through the stages.',
  },
  tags: {
    ru: 'amoCRM LITE не меняет созданную сделку: теги ставит amoCRM FULL.',
    en: 'amoCRM LITE does not change a lead once it is created: amoCRM FULL puts tags on it.',
  },
  notes: {
    ru: 'amoCRM LITE не пишет в ленту сделки: примечания и переписку добавляет amoCRM FULL.',
    en: "amoCRM LITE does not write to a lead's feed: amoCRM FULL adds notes and the conversation.",
  },
  responsible: {
    ru: 'amoCRM LITE не назначает ответственного: его ставит сама amoCRM, а синхронизирует amoCRM FULL.',
    en: 'amoCRM LITE sets no responsible: amoCRM chooses one itself, and amoCRM FULL keeps it in step.',
  },
  tasks: {
    ru: 'amoCRM LITE не ставит задачи менеджерам: это делает amoCRM FULL.',
    en: 'amoCRM LITE makes no tasks for managers: amoCRM FULL does.',
  },
};

const noDealsBesides: LocalizedText = {
  ru: 'В amoCRM лид и сделка — одна и та же карточка: создавайте лид.',
  en: 'In amoCRM a lead and a deal are the same card: create a lead.',
};

const oneCardByWebhook: LocalizedText = {
  ru: 'По вебхукам передаётся одна карточка — лид. Чем она станет в вашей системе, решает ваша система.',
  en: 'Webhooks carry one kind of card, a lead. What it becomes in your system is up to your system.',
};

const abilities: Readonly<Record<IntegrationKind, Readonly<Record<CrmCapability, Ability>>>> = {
  bitrix24: {
    contacts: true,
    contactChanges: true,
    leads: true,
    deals: true,
    stages: true,
    tags: true,
    notes: true,
    responsible: true,
    tasks: true,
  },
  amocrmLite: { contacts: true, leads: true, deals: noDealsBesides, ...onlyInFull },
  amocrmFull: {
    contacts: true,
    contactChanges: true,
    leads: true,
    deals: noDealsBesides,
    stages: true,
    tags: true,
    notes: true,
    responsible: true,
    tasks: true,
  },
  webhook: {
    contacts: true,
    contactChanges: true,
    leads: true,
    deals: oneCardByWebhook,
    stages: true,
    tags: true,
    notes: true,
    responsible: true,
    tasks: true,
  },
};

/** The kinds of capability, in the order in which the interface lists them. */
export const crmCapabilityKinds = Object.keys(abilities.bitrix24) as CrmCapability[];

function capabilitiesOf(kind: IntegrationKind): CrmCapabilities {
  const can = crmCapabilityKinds.map((capability) => [capability, abilities[kind][capability] === true]);
  return Object.fromEntries(can) as CrmCapabilities;
}

/** What each vendor and plan can do. The one place; interface, publishing and engine read it here. */
export const crmCapabilities: Readonly<Record<IntegrationKind, CrmCapabilities>> = {
  bitrix24: capabilitiesOf('bitrix24'),
  amocrmLite: capabilitiesOf('amocrmLite'),
  amocrmFull: capabilitiesOf('amocrmFull'),
  webhook: capabilitiesOf('webhook'),
};

/** What a CRM of this kind cannot do, each with the reason for a person. */
export function unavailableIn(kind: IntegrationKind): { capability: CrmCapability; reason: LocalizedText }[] {
  return crmCapabilityKinds.flatMap((capability) => {
    const ability = abilities[kind][capability];
    return ability === true ? [] : [{ capability, reason: ability }];
  });
}
