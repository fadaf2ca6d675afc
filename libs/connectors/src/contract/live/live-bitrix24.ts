import type { CrmCardKind } from '@voronka/contracts';
import { createOutboundClient } from '@voronka/platform';
import { webhookAuth } from '../../bitrix24/auth.ts';
import { buildBitrix24Connector } from '../../bitrix24/bitrix24.connector.ts';
import { cardNames, contactTypeId } from '../../bitrix24/card-kinds.ts';
import { Bitrix24RestClient } from '../../bitrix24/rest-client.ts';
import { rowsOf, textOf } from '../../bitrix24/rows.ts';
import { timeouts } from '../crm-under-test.ts';
import { newRunMark } from '../own-data.ts';
import type { LiveAccount } from './live-account.ts';
import { byHand, countedClient, liveAccount, noCards, PatientLimiter, recorded } from './live-account.ts';

/** Cards first: a contact is let go by them. */
const deletedInOrder = ['lead', 'deal', 'contact'] as const;

/** A portal that an incoming webhook lets us in. What the suite makes there is deleted when it stops. */
export async function openLiveBitrix24(options: {
  webhookUrl: string;
  allowHosts: string[];
  perSecond: number | null;
}): Promise<LiveAccount> {
  const calls: string[] = [];
  const made = noCards();
  const client = countedClient(createOutboundClient({ allowHosts: options.allowHosts }), calls);
  const rest = new Bitrix24RestClient({
    auth: webhookAuth(options.webhookUrl),
    client,
    limiter: new PatientLimiter(options.perSecond),
    timeoutMs: 3 * timeouts.patient,
  });
  const crm = recorded(buildBitrix24Connector(rest, 15_000), made);
  const { leads } = await crm.check(byHand);
  const kinds: CrmCardKind[] = leads ? ['lead', 'deal'] : ['deal'];
  return liveAccount({
    crm,
    client,
    calls,
    mark: newRunMark(),
    made,
    kinds,
    vendorSide: {
      async addContactByHand({ name, surname = '', phones, emails }) {
        const values = (list: string[]) => list.map((value) => ({ VALUE: value, VALUE_TYPE: 'WORK' }));
        const fields = { NAME: name, LAST_NAME: surname, PHONE: values(phones), EMAIL: values(emails) };
        const id = textOf(await rest.write('crm.contact.add', { fields }, byHand)) ?? '';
        made.contact.push(id);
        return id;
      },
      async moveByHand({ kind, id }, statusId) {
        const fields = { [cardNames[kind].stageField]: statusId };
        await rest.write(`crm.${kind}.update`, { id, fields }, byHand);
      },
      async commentsOf({ kind, id }) {
        const params = {
          filter: { ENTITY_ID: id, ENTITY_TYPE: kind },
          select: ['ID', 'COMMENT'],
          order: { ID: 'ASC' },
        };
        const rows = rowsOf(await rest.readAll('crm.timeline.comment.list', params, byHand));
        return rows.map((row) => textOf(row.COMMENT) ?? '');
      },
      async tasksOf({ kind, id }) {
        const typeId = kind === 'contact' ? contactTypeId : cardNames[kind].typeId;
        const select = ['ID', 'DESCRIPTION', 'DEADLINE', 'RESPONSIBLE_ID'];
        const filter = { OWNER_TYPE_ID: typeId, OWNER_ID: id, PROVIDER_ID: 'CRM_TODO' };
        const rows = rowsOf(await rest.readAll('crm.activity.list', { filter, select, order: { ID: 'ASC' } }, byHand));
        return rows.map((row) => ({
          text: textOf(row.DESCRIPTION) ?? '',
          deadlineAt: new Date(textOf(row.DEADLINE) ?? '').toISOString(),
          responsibleId: textOf(row.RESPONSIBLE_ID) ?? '',
        }));
      },
    },
    async tidyUp() {
      const left = noCards();
      for (const kind of deletedInOrder) {
        for (const id of made[kind]) {
          await rest.write(`crm.${kind}.delete`, { id }, byHand).catch(() => left[kind].push(id));
        }
      }
      return left;
    },
  });
}
