import type { HookReader } from '../hooks/hook-reader.ts';

/** Longer ids are nobody's. */
const id = String.raw`(\d{1,18})`;

/** `leads[status][0][id]=…`: one item of any of the things that can happen to leads. */
const leadName = /^leads\[[a-z]+\]\[\d{1,4}\]\[id\]$/;
/** `leads[note][0][note][element_id]=…` and the request behind a lead in «Неразобранное». */
const leadBehindName = /^(?:leads\[note\]\[\d{1,4}\]\[note\]\[element_id\]|unsorted\[[a-z]+\]\[\d{1,4}\]\[lead_id\])$/;
/** `contacts[update][0][linked_leads_id][12][ID]=12`: the key names the lead, whatever comes below it. */
const linkedName = new RegExp(String.raw`^contacts\[[a-z]+\]\[\d{1,4}\]\[linked_leads_id\]\[${id}\](?:\[|$)`);

const plainId = new RegExp(`^${id}$`);

/** Cards named by one body at most; a longer one is no webhook of the vendor. */
const mostCards = 500;

/**
 * Reads what amoCRM sends: the old form body, in which several items and several actions may stand side by side. Only which
 * leads it is about is taken; a lead that is linked to a changed contact is one of them.
 *
 * @source facts of the vendor: webhooks keep the field names of the API v2, and are not signed
 */
export const amocrmHook: HookReader = {
  needsToken: false,
  read(form) {
    const ids = new Set<string>();
    for (const [name, value] of form) {
      const named = leadName.test(name) || leadBehindName.test(name) ? value : (linkedName.exec(name)?.[1] ?? '');
      if (plainId.test(named) && Number(named) > 0) ids.add(named);
      if (ids.size >= mostCards) break;
    }
    const account = form.get('account[id]') ?? '';
    return {
      token: null,
      account: plainId.test(account) ? account : null,
      accessToken: null,
      cards: [...ids].map((one) => ({ kind: 'lead', id: one })),
    };
  },
};
