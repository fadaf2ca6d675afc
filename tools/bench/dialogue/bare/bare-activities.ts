import type pg from 'pg';
import { bareRepliesChannel } from './bare.messages.ts';
import type { BareActivities, BareCard } from './bare.messages.ts';

type Fields = Readonly<Record<string, unknown>>;

const tagsField = 'UF_CRM_VORONKA_TAGS';

/**
 * The steps of the hand-written dialogue. To the CRM they make the same requests as the product's steps, in the same order.
 *
 * @param deps.onEnd told when the last step of a dialogue has ended
 */
export function buildBareActivities(deps: {
  crmUrl: string;
  pool: pg.Pool;
  onEnd: (dialogueId: string) => void;
}): BareActivities {
  const { pool, onEnd } = deps;

  async function crm(method: string, params: Fields): Promise<unknown> {
    const response = await fetch(new URL(method, deps.crmUrl), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(params),
      signal: AbortSignal.timeout(10_000),
    });
    if (!response.ok) throw new Error(`${method}: status ${response.status}`);
    return ((await response.json()) as { result: unknown }).result;
  }

  const lead = async (id: string): Promise<Fields> => (await crm('crm.lead.get', { id })) as Fields;
  const addComment = ({ leadId }: BareCard, text: string): Promise<unknown> =>
    crm('crm.timeline.comment.add', { fields: { ENTITY_ID: leadId, ENTITY_TYPE: 'lead', COMMENT: text } });

  return {
    async sendReply(dialogueId, text) {
      await pool.query(
        `with reply as (insert into bench.replies (dialogue_id, body) values ($1, $2) returning dialogue_id)
         select pg_notify($3, dialogue_id::text) from reply`,
        [dialogueId, text, bareRepliesChannel],
      );
    },

    async findOrCreateContact(dialogueId, { name, phone }) {
      const search = `crm.duplicate.findbycomm?type=PHONE&entity_type=CONTACT&values[0]=${encodeURIComponent(phone)}`;
      const found = (await crm('batch', { halt: 0, cmd: { phone: search } })) as {
        result?: { phone?: { CONTACT?: number[] } };
      };
      const [known] = found.result?.phone?.CONTACT ?? [];
      if (known !== undefined) return String(known);
      const fields = {
        NAME: name,
        SOURCE_ID: 'WEB',
        ORIGIN_ID: dialogueId,
        PHONE: [{ VALUE: phone, VALUE_TYPE: 'WORK' }],
      };
      return String(await crm('crm.contact.add', { fields }));
    },

    async createLead(dialogueId, contactId, title) {
      const filter = { CONTACT_ID: contactId, STATUS_SEMANTIC_ID: 'P' };
      const [open] = (await crm('crm.lead.list', { filter, order: { ID: 'DESC' }, start: -1 })) as Fields[];
      if (open !== undefined) return String(open['ID']);
      const fields = {
        TITLE: title,
        STATUS_ID: 'NEW',
        SOURCE_ID: 'WEB',
        ORIGIN_ID: dialogueId,
        CONTACT_ID: contactId,
        ASSIGNED_BY_ID: '5',
      };
      return String(await crm('crm.lead.add', { fields }));
    },

    async addTags({ leadId }, tags) {
      const before = await lead(leadId);
      const known: unknown = before[tagsField];
      const all = Array.isArray(known) ? known.concat(tags) : tags;
      await crm('crm.lead.update', { id: leadId, fields: { [tagsField]: all } });
      await crm('crm.lead.userfield.list', { filter: { FIELD_NAME: tagsField } });
      const after = await lead(leadId);
      if (!Array.isArray(after[tagsField])) throw new Error('the tags were lost');
    },

    async assignResponsible({ leadId }, userId) {
      const { ASSIGNED_BY_ID: responsible } = await lead(leadId);
      if (String(responsible) === userId) return;
      await crm('crm.lead.update', { id: leadId, fields: { ASSIGNED_BY_ID: userId } });
    },

    async moveStage({ leadId }, statusId) {
      const { STATUS_ID: status } = await lead(leadId);
      if (status !== statusId) await crm('crm.lead.update', { id: leadId, fields: { STATUS_ID: statusId } });
    },

    async addNote(card, text) {
      await addComment(card, text);
    },

    async attachHistory(card, lines) {
      await addComment(card, lines.join('\n'));
      onEnd(card.dialogueId);
    },
  };
}
