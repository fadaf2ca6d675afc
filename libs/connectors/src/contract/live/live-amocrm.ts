import { createOutboundClient } from '@voronka/platform';
import { buildAmocrmConnector } from '../../amocrm/amocrm.connector.ts';
import { longLivedAuth } from '../../amocrm/auth.ts';
import { createdId } from '../../amocrm/created-rows.ts';
import { AmocrmRestClient } from '../../amocrm/rest-client.ts';
import { rowOf, textOf } from '../../shared/rows.ts';
import { timeouts } from '../crm-under-test.ts';
import { newRunMark } from '../own-data.ts';
import type { LiveAccount } from './live-account.ts';
import { byHand, countedClient, liveAccount, noCards, PatientLimiter, recorded } from './live-account.ts';

const entityNames = { lead: 'leads', deal: 'leads', contact: 'contacts' } as const;

/** Cards of a request that changes several. */
const mostAtOnce = 50;

/** An account that a long-lived token lets us in. Nothing can be deleted there: what the suite makes is tagged when it stops. */
export async function openLiveAmocrm(options: {
  accountUrl: string;
  token: string;
  allowHosts: string[];
  perSecond: number | null;
}): Promise<LiveAccount> {
  const calls: string[] = [];
  const made = noCards();
  const mark = newRunMark();
  const client = countedClient(createOutboundClient({ allowHosts: options.allowHosts }), calls);
  const rest = new AmocrmRestClient({
    auth: longLivedAuth(options.accountUrl, options.token),
    client,
    limiter: new PatientLimiter(options.perSecond),
    timeoutMs: 3 * timeouts.patient,
  });
  const crm = recorded(buildAmocrmConnector(rest, 'amocrmFull', 15_000), made);
  return liveAccount({
    crm,
    client,
    calls,
    mark,
    made,
    kinds: ['lead'],
    vendorSide: {
      async addContactByHand({ name, surname = '', phones, emails }) {
        const values = (list: string[]) => list.map((value) => ({ value, enum_code: 'WORK' }));
        const contact = {
          first_name: name,
          last_name: surname,
          custom_fields_values: [
            ...(phones.length > 0 ? [{ field_code: 'PHONE', values: values(phones) }] : []),
            ...(emails.length > 0 ? [{ field_code: 'EMAIL', values: values(emails) }] : []),
          ],
        };
        const id = createdId(await rest.write('POST', 'contacts', [contact], byHand), 'contacts');
        made.contact.push(id);
        return id;
      },
      async moveByHand({ id }, statusId) {
        const [pipeline, status] = statusId.split(':').map(Number);
        await rest.write('PATCH', `leads/${id}`, { pipeline_id: pipeline, status_id: status }, byHand);
      },
      async commentsOf({ kind, id }) {
        const rows = await rest.readAll(`${entityNames[kind]}/${id}/notes`, 'notes', [], byHand);
        return rows.map((row) => textOf(rowOf(row.params)?.text) ?? '');
      },
      async tasksOf({ kind, id }) {
        const query = [
          ['filter[entity_type]', entityNames[kind]],
          ['filter[entity_id][]', id],
        ] as const;
        const rows = await rest.readAll('tasks', 'tasks', query, byHand);
        return rows
          .filter((row) => row.entity_type === entityNames[kind] && textOf(row.entity_id) === id)
          .map((row) => ({
            text: textOf(row.text) ?? '',
            deadlineAt: new Date(Number(row.complete_till) * 1000).toISOString(),
            responsibleId: textOf(row.responsible_user_id) ?? '',
          }));
      },
    },
    async tidyUp() {
      const tags = [{ name: `voronka-check-${mark}` }];
      for (const kind of ['lead', 'contact'] as const) {
        for (let at = 0; at < made[kind].length; at += mostAtOnce) {
          const some = made[kind].slice(at, at + mostAtOnce);
          const body = some.map((id) => ({ id: Number(id), tags_to_add: tags }));
          await rest.write('PATCH', entityNames[kind], body, byHand);
        }
      }
      return made;
    },
  });
}
