import type { HookReader } from '../hooks/hook-reader.ts';
import { textOf } from '../shared/rows.ts';

/** `ONCRMLEADUPDATE`, `ONCRMDEALMOVETOCATEGORY` … */
const cardEvent = /^ONCRM(LEAD|DEAL)(?:ADD|UPDATE|DELETE|MOVETOCATEGORY)$/;

/**
 * Reads what an application's handler or an outgoing webhook of a portal is sent: the id of one entity, and a token that
 * proves where it comes from.
 *
 * @source B24D events/index, events/safe-event-handlers
 */
export const bitrix24Hook: HookReader = {
  needsToken: true,
  read(form) {
    const event = cardEvent.exec(form.get('event')?.toUpperCase() ?? '');
    const id = form.get('data[FIELDS][ID]') ?? '';
    return {
      token: textOf(form.get('auth[application_token]')),
      account: textOf(form.get('auth[member_id]')),
      // Missing where a robot made the change.
      accessToken: textOf(form.get('auth[access_token]')),
      cards: event && /^\d{1,18}$/.test(id) ? [{ kind: event[1] === 'DEAL' ? 'deal' : 'lead', id }] : [],
    };
  },
};
