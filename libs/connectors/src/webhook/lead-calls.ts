import type {
  ChangeVersion,
  CrmCallContext,
  CrmCard,
  CrmCardMirror,
  CrmCardRef,
  CrmPort,
  MirroredCard,
  MirroredChange,
  WebhookCrmSettings,
} from '@voronka/contracts';
import { notSupported } from '../shared/not-supported.ts';
import type { Row } from '../shared/rows.ts';
import { timeOf, toLead, valuesOf } from './answers.ts';
import type { Meanings } from './answers.ts';
import type { WebhookCommandClient } from './command-client.ts';
import { notAnswered } from './failures.ts';
import type { FieldNames } from './field-names.ts';
import type { StageDirectory } from './stage-directory.ts';

type LeadCalls = Pick<
  CrmPort,
  | 'getCard'
  | 'findCardByExternalKey'
  | 'findOpenCards'
  | 'createCard'
  | 'moveCard'
  | 'setResponsible'
  | 'addTags'
  | 'removeTags'
>;

/** What the calls work with. */
export interface LeadDependencies {
  receiver: WebhookCommandClient;
  integrationId: string;
  /** Answers for a receiver that cannot be asked, and remembers for it what was written. */
  mirror: CrmCardMirror;
  stages: StageDirectory;
  names: FieldNames<'lead'>;
  extra: WebhookCrmSettings['extra'];
}

/** When a write of ours happened: by the receiver's clock where it says so. */
function versionOf(answer: Row): ChangeVersion {
  const version = typeof answer.version === 'number' && Number.isSafeInteger(answer.version) ? answer.version : null;
  return { at: timeOf(answer.at) ?? new Date().toISOString(), version };
}

/** A card from what was written and told. @returns null when it is known to be gone */
function remembered(card: MirroredCard, meanings: Meanings): CrmCard | null {
  const { externalKey, statusId, responsibleId, contactId, tags, createdAt, updatedAt, stageChangedAt } = card;
  if (card.gone) return null;
  if (statusId === null) throw notAnswered('lead.read');
  return {
    ...{ kind: card.kind, id: card.id, title: '', statusId, semantics: meanings.get(statusId) ?? 'open' },
    ...{ responsibleId, contactId, tags, externalKey, createdAt, updatedAt, stageChangedAt },
  };
}

/**
 * Leads. Every write is remembered in the mirror, which answers where the receiver does not: there is then nothing to read
 * back, and what the receiver tells of changes stands for it.
 */
export function leadCalls(dependencies: LeadDependencies): LeadCalls {
  const { receiver, integrationId, mirror, stages, names, extra } = dependencies;
  const leadOf = async (value: unknown, context: CrmCallContext) =>
    toLead(value, names, await stages.meanings(context));
  const find = async (by: Record<string, string>, context: CrmCallContext): Promise<CrmCard[] | null> => {
    const found = await receiver.ask('lead.find', by, 'leads', context);
    if (!Array.isArray(found)) return null;
    const meanings = await stages.meanings(context);
    return found.flatMap((one: unknown) => toLead(one, names, meanings) ?? []);
  };
  const keep = (card: CrmCardRef, change: MirroredChange, answer: Row) =>
    mirror.take(integrationId, card, change, versionOf(answer));
  const tag = async (card: CrmCardRef, part: 'add' | 'remove', tags: string[], context: CrmCallContext) => {
    const answer = await receiver.set('lead.tag', { id: card.id, add: [], remove: [], [part]: tags }, context);
    const done = answer[part === 'add' ? 'added' : 'removed'];
    return done === undefined ? tags : valuesOf(done).filter((one) => tags.includes(one));
  };
  return {
    async getCard(card, context) {
      if (card.kind !== 'lead') return null;
      const lead = await receiver.ask('lead.read', { id: card.id }, 'lead', context);
      if (lead !== undefined) return leadOf(lead, context);
      const known = await mirror.read(integrationId, card);
      if (known === null) throw notAnswered('lead.read');
      return remembered(known, await stages.meanings(context));
    },

    async findCardByExternalKey(kind, key, context) {
      if (kind !== 'lead') return null;
      const found = await find({ key }, context);
      if (found !== null) return found.find(({ externalKey }) => externalKey === key) ?? null;
      const known = await mirror.findByKey(integrationId, kind, key);
      return known && remembered(known, await stages.meanings(context));
    },

    async findOpenCards(kind, contactId, context) {
      if (kind !== 'lead') return [];
      const found = await find({ contact: contactId }, context);
      const meanings = await stages.meanings(context);
      const leads =
        found?.filter((lead) => lead.contactId === contactId) ??
        (await mirror.ofContact(integrationId, kind, contactId))
          .filter(({ statusId }) => statusId !== null)
          .flatMap((known) => remembered(known, meanings) ?? []);
      return leads
        .filter(({ semantics }) => semantics === 'open')
        .sort(
          (a, b) =>
            (b.createdAt ?? '').localeCompare(a.createdAt ?? '') || b.id.localeCompare(a.id, 'en', { numeric: true }),
        );
    },

    async createCard({ kind, externalKey, title, statusId, contactId, responsibleId, source }, context) {
      if (kind !== 'lead') throw notSupported('deals');
      const { page, referrer, utm } = source;
      const known = { key: externalKey, title, stage: statusId, contact: contactId, responsible: responsibleId };
      const labels = Object.entries(utm).map(([label, value]): [string, string] => [`utm_${label}`, value]);
      const fields = { ...extra, ...Object.fromEntries(labels), ...names.toTheirs({ ...known, page, referrer }) };
      const of = { noun: 'lead', key: externalKey };
      const { id, answer } = await receiver.make('lead.create', of, { fields }, context);
      await keep({ kind, id }, { externalKey, statusId, contactId, responsibleId, tags: [] }, answer);
      return id;
    },

    async moveCard(card, statusId, context) {
      const data = { id: card.id, fields: names.toTheirs({ stage: statusId }) };
      await keep(card, { statusId }, await receiver.set('lead.move', data, context));
    },

    async setResponsible(card, userId, context) {
      const data = { id: card.id, fields: names.toTheirs({ responsible: userId }) };
      await keep(card, { responsibleId: userId }, await receiver.set('lead.assign', data, context));
    },

    addTags: (card, tags, context) => tag(card, 'add', tags, context),
    removeTags: (card, tags, context) => tag(card, 'remove', tags, context),
  };
}
