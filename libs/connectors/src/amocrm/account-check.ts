import type { CheckItem, CrmCallContext, CrmCheck, CrmPort } from '@voronka/contracts';
import { checkItem, clockItem, noAccess, VoronkaError } from '@voronka/contracts';
import { crmCapabilities } from '@voronka/domain';
import type { IntegrationKind } from '@voronka/domain';
import { isRightMissing, lookedAt } from '../shared/looked-at.ts';
import type { Row } from '../shared/rows.ts';
import { rowOf, textOf } from '../shared/rows.ts';
import { keyFieldCode } from './field-directory.ts';
import type { EntityName } from './field-directory.ts';
import { toUser } from './lead-mapping.ts';
import { readCard } from './read-card.ts';
import type { AmocrmRestClient } from './rest-client.ts';

/** What the vendor calls the right to the account's data. */
const neededScope = 'crm';
const dayMs = 86_400_000;
/** How many days before its end a token is told. */
const tokenWarnsDays = 30;

const entityWords: Readonly<Record<EntityName, string>> = { leads: 'leads', contacts: 'contacts' };
const entities = ['leads', 'contacts'] as const;

/** The user of the token as the account tells it; null: only administrators are told. */
async function userOf(rest: AmocrmRestClient, id: string, context: CrmCallContext): Promise<Row | null> {
  try {
    return await readCard(rest, 'users', id, [], context);
  } catch (error) {
    if (isRightMissing(error)) return null;
    throw error;
  }
}

async function tokenItems(rest: AmocrmRestClient, nowMs: number): Promise<CheckItem[]> {
  const { scopes, endsAtMs, renewsItself } = await rest.token();
  const granted = (list: string[]) =>
    list.includes(neededScope)
      ? checkItem('scopes', 'granted', { scopes: neededScope })
      : checkItem('scopes', 'missing', { scopes: neededScope });
  return [scopes === null ? checkItem('scopes', 'untold') : granted(scopes), lifeOf(endsAtMs, renewsItself, nowMs)];
}

function lifeOf(endsAtMs: number | null, renewsItself: boolean, nowMs: number): CheckItem {
  if (renewsItself) return checkItem('token', 'renewed');
  if (endsAtMs === null) return checkItem('token', 'untold');
  const facts = { until: new Date(endsAtMs).toISOString().slice(0, 10), days: Math.floor((endsAtMs - nowMs) / dayMs) };
  if (endsAtMs <= nowMs) return checkItem('token', 'ended', facts);
  return checkItem('token', facts.days < tokenWarnsDays ? 'ends' : 'lasts', facts);
}

type Refused = CrmCheck & { failure: VoronkaError };

/** Asks for the account itself. A token that is refused still tells when it ended. */
async function enter(
  rest: AmocrmRestClient,
  context: CrmCallContext,
): Promise<Refused | { failure: null; account: Row | null; clock: CheckItem; token: CheckItem[] }> {
  const askedAtMs = Date.now();
  try {
    const { answer: account, vendorMs } = await rest.readDated('account', context);
    const clock = clockItem({ askedAtMs, answeredAtMs: Date.now() }, vendorMs, false);
    return { failure: null, account, clock, token: await tokenItems(rest, Date.now()) };
  } catch (error) {
    if (!(error instanceof VoronkaError && error.code === 'Crm.Unauthorized')) throw error;
    const items = [noAccess(error.code), ...(await tokenItems(rest, Date.now()))];
    return { account: null, user: null, leads: null, failure: error, items };
  }
}

/** Whether the fields for the key are there; those that are not can be made by an administrator only. */
async function missingKeyFields(rest: AmocrmRestClient, context: CrmCallContext): Promise<EntityName[]> {
  const missing: EntityName[] = [];
  for (const entity of entities) {
    const rows = await rest.readAll(`${entity}/custom_fields`, 'custom_fields', [], context);
    if (!rows.some((row) => textOf(row.code) === keyFieldCode)) missing.push(entity);
  }
  return missing;
}

/** What the rights of an administrator are wanted for. */
function roleItem(user: Row | null, isAdmin: boolean, wantsAdmin: boolean): CheckItem {
  if (isAdmin) return checkItem('role', 'admin', { user: user ? toUser(user).name : '' });
  return checkItem('role', wantsAdmin ? 'notAdmin' : 'enough');
}

/** @source amoCRM, users and roles: A allowed, G and M for some cards, D denied */
function writeItem(rights: Row | null, isAdmin: boolean): CheckItem {
  if (isAdmin) return checkItem('write', 'granted');
  if (rights === null) return checkItem('write', 'untold');
  const denied = entities.flatMap((entity) =>
    (['add', 'edit'] as const)
      .filter((right) => textOf(rowOf(rights[entity])?.[right]) === 'D')
      .map((right) => `${entityWords[entity]} (${right})`),
  );
  return denied.length === 0
    ? checkItem('write', 'granted')
    : checkItem('write', 'missing', { what: denied.join(', ') });
}

/**
 * Looks at an account: who we are there, what the token may and when it ends, whether stages, users and the field for the key
 * are in reach, and what time it is there.
 *
 * @throws VoronkaError `Crm.*` when the account cannot be asked
 * @source amoCRM documentation: users, webhooks and the making of fields are for administrators only
 */
export async function checkAccount(
  rest: AmocrmRestClient,
  { kind, listStages, listUsers }: Pick<CrmPort, 'listStages' | 'listUsers'> & { kind: IntegrationKind },
  context: CrmCallContext,
): Promise<CrmCheck> {
  const can = crmCapabilities[kind];
  const entered = await enter(rest, context);
  if (entered.failure !== null) return entered;
  const { account, clock, token } = entered;
  const userId = textOf(account?.current_user_id) ?? '';
  const row = await userOf(rest, userId, context);
  const rights = rowOf(row?.rights);
  const isAdmin = rights?.is_admin === true;
  const name = textOf(account?.name) ?? rest.host;
  const user = row ? toUser(row).name : userId;

  let lacksField = false;
  const keyField = await lookedAt('keyField', async () => {
    const missing = await missingKeyFields(rest, context);
    lacksField = missing.length > 0;
    if (!lacksField) return checkItem('keyField', 'there');
    const facts = { what: missing.map((entity) => entityWords[entity]).join(', '), code: keyFieldCode };
    return checkItem('keyField', isAdmin ? 'made' : 'missing', facts);
  });
  const funnels = await lookedAt('funnels', async () => {
    const { length: count } = await listStages('lead', context);
    return checkItem('funnels', count > 0 ? 'readable' : 'none', { count });
  });
  const people = can.responsible
    ? await lookedAt(
        'people',
        async () => checkItem('people', 'readable', { count: (await listUsers(context)).length }),
        () => checkItem('people', 'refused'),
      )
    : checkItem('people', 'unused');
  const items = [
    checkItem('access', 'in', { account: name, user }),
    ...token,
    roleItem(row, isAdmin, can.responsible || lacksField),
    writeItem(rights, isAdmin),
    funnels,
    people,
    keyField,
    clock,
  ];
  return { account: name, user, leads: true, failure: null, items };
}
