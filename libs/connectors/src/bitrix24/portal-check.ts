import type { CheckItem, CheckSubject, CrmCallContext, CrmCheck } from '@voronka/contracts';
import { checkItem, clockItem, notAnswered, VoronkaError } from '@voronka/contracts';
import { isRightMissing } from '../shared/looked-at.ts';
import { tagsField, toUser } from './card-mapping.ts';
import { hasLeads, modeMethod } from './portal-mode.ts';
import type { Bitrix24RestClient } from './rest-client.ts';
import { rowOf, rowsOf, textOf } from './rows.ts';

/** Rights that one of these gives; `user_brief` and `user_basic` are enough to list people. */
const neededScopes = { crm: ['crm'], user: ['user', 'user_basic', 'user_brief'] } as const;

/** A list of which nothing is wanted but whether it may be read: no row has such a number. */
const nothing = { filter: { '>ID': 2_000_000_000 }, select: ['ID'], start: -1 };
const ofTags = { filter: { FIELD_NAME: tagsField } };

const commands = {
  profile: { method: 'profile', params: {} },
  scope: { method: 'scope', params: {} },
  mode: { method: modeMethod, params: {} },
  leads: { method: 'crm.lead.list', params: nothing },
  deals: { method: 'crm.deal.list', params: nothing },
  contacts: { method: 'crm.contact.list', params: nothing },
  leadStages: { method: 'crm.status.list', params: { filter: { ENTITY_ID: 'STATUS' } } },
  dealStages: { method: 'crm.status.list', params: { filter: { ENTITY_ID: 'DEAL_STAGE' } } },
  people: { method: 'user.get', params: { filter: { ACTIVE: true } } },
  leadTags: { method: 'crm.lead.userfield.list', params: ofTags },
  dealTags: { method: 'crm.deal.userfield.list', params: ofTags },
} as const;

type Outcome = { result: unknown } | VoronkaError;
type Outcomes = Record<keyof typeof commands, Outcome>;

const resultOf = (outcome: Outcome): unknown => (outcome instanceof VoronkaError ? undefined : outcome.result);

/** @param refused what it means that the portal does not allow the question */
function itemOf(
  what: CheckSubject,
  outcome: Outcome,
  read: (result: unknown) => CheckItem,
  refused?: () => CheckItem,
): CheckItem {
  if (!(outcome instanceof VoronkaError)) return read(outcome.result);
  return refused && isRightMissing(outcome) ? refused() : notAnswered(what, outcome.code);
}

/** @source B24D common/system/scope: what the webhook or the application was granted */
function scopesItem(outcome: Outcome): CheckItem {
  return itemOf('scopes', outcome, (result) => {
    const granted: unknown[] = Array.isArray(result) ? result : [];
    const missing = Object.entries(neededScopes).filter(([, ways]) => !ways.some((way) => granted.includes(way)));
    const scopes = Object.keys(neededScopes).join(', ');
    if (missing.length === 0) return checkItem('scopes', 'granted', { scopes });
    return checkItem('scopes', 'missing', { scopes: missing.map(([scope]) => scope).join(', ') });
  });
}

/** Cards of a kind that the portal has not got are not missed. */
function readItem(outcomes: Outcomes, leads: boolean): CheckItem {
  const wanted = [...(leads ? (['leads'] as const) : []), 'deals', 'contacts'] as const;
  const refused = wanted.filter((name) => isRightMissing(outcomes[name]));
  if (refused.length > 0) return checkItem('read', 'missing', { what: refused.join(', ') });
  const failed = wanted.map((name) => outcomes[name]).find((outcome) => outcome instanceof VoronkaError);
  return failed ? notAnswered('read', failed.code) : checkItem('read', 'granted');
}

/** A list that holds too few says nothing; what cannot be listed is told by the rights already. */
function tagsItem(outcomes: Outcomes, leads: boolean, isAdmin: boolean): CheckItem {
  const wanted = [...(leads ? (['leadTags'] as const) : []), 'dealTags'] as const;
  const failed = wanted.map((name) => outcomes[name]).find((outcome) => outcome instanceof VoronkaError);
  if (failed) return notAnswered('tagsField', failed.code);
  const isThere = wanted.every((name) =>
    rowsOf(resultOf(outcomes[name])).some((row) => textOf(row.FIELD_NAME) === tagsField),
  );
  if (isThere) return checkItem('tagsField', 'there');
  return checkItem('tagsField', isAdmin ? 'made' : 'missing', { code: tagsField });
}

function stagesItem(outcome: Outcome): CheckItem {
  return itemOf('funnels', outcome, (result) => {
    const count = rowsOf(result).length;
    return checkItem('funnels', count > 0 ? 'readable' : 'none', { count });
  });
}

/**
 * Looks at a portal in one request: what was granted, who we are there, whether cards, stages, people and the field for tags are
 * in reach, and what time it is there. Whether cards may be written shows no read but that of an administrator's own rights.
 *
 * @throws VoronkaError `Crm.*` when the portal does not let us in
 */
export async function checkPortal(rest: Bitrix24RestClient, context: CrmCallContext): Promise<CrmCheck> {
  const askedAtMs = Date.now();
  const { outcomes, vendorMs } = await rest.tryBatch(commands, context);
  const clock = clockItem({ askedAtMs, answeredAtMs: Date.now() }, vendorMs, false);
  if (outcomes.profile instanceof VoronkaError) throw outcomes.profile;
  const profile = rowOf(outcomes.profile.result) ?? {};
  const isAdmin = profile.ADMIN === true || profile.ADMIN === 'Y';
  const { name: user } = toUser(profile);
  const account = await rest.host();
  const leads = hasLeads(resultOf(outcomes.mode));
  const items = [
    checkItem('access', 'in', { account, user }),
    scopesItem(outcomes.scope),
    checkItem('role', isAdmin ? 'admin' : 'employee', { user }),
    readItem(outcomes, leads),
    checkItem('write', isAdmin ? 'granted' : 'untold'),
    itemOf('leads', outcomes.mode, () => checkItem('leads', leads ? 'on' : 'off')),
    stagesItem(leads ? outcomes.leadStages : outcomes.dealStages),
    itemOf(
      'people',
      outcomes.people,
      (result) => checkItem('people', 'readable', { count: rowsOf(result).length }),
      () => checkItem('people', 'refused'),
    ),
    tagsItem(outcomes, leads, isAdmin),
    clock,
  ];
  return { account, user, leads, failure: null, items };
}
