import type { CheckItem, CrmCallContext, CrmCheck, CrmPort } from '@voronka/contracts';
import { checkItem, clockItem, noAccess, VoronkaError } from '@voronka/contracts';
import { lookedAt } from '../shared/looked-at.ts';
import { textOf } from '../shared/rows.ts';
import type { TestDelivery, WebhookCommandClient } from './command-client.ts';
import { isNotAnswered } from './failures.ts';

/** A test with a wrong signature has to be refused; whoever takes it would take commands of anybody. */
async function signatureItem(receiver: WebhookCommandClient, context: CrmCallContext): Promise<CheckItem> {
  const { outcome } = await receiver.test('wrong', context);
  if (!(outcome instanceof VoronkaError)) return checkItem('signature', 'ignored');
  // It says that it knows no ping, and has not noticed whose it is.
  if (isNotAnswered(outcome)) return checkItem('signature', 'ignored');
  return outcome.code === 'Crm.Unauthorized' || outcome.code === 'Crm.Rejected'
    ? checkItem('signature', 'checked')
    : checkItem('signature', 'untold');
}

function clockOf({ askedAtMs, answeredAtMs, vendorMs }: TestDelivery): CheckItem {
  return clockItem({ askedAtMs, answeredAtMs }, vendorMs, true);
}

/**
 * Looks at a receiver by deliveries that change nothing: a signed test, and one with a wrong signature; then whether it tells
 * stages and people.
 *
 * @throws VoronkaError `Crm.*` when it cannot be asked; that it refuses our signature is told, with what its clock says
 */
export async function checkReceiver(
  receiver: WebhookCommandClient,
  { listStages, listUsers }: Pick<CrmPort, 'listStages' | 'listUsers'>,
  context: CrmCallContext,
): Promise<CrmCheck> {
  const delivery = await receiver.test('right', context);
  const { outcome } = delivery;
  if (outcome instanceof VoronkaError && !isNotAnswered(outcome)) {
    if (outcome.code !== 'Crm.Unauthorized') throw outcome;
    const items = [noAccess(outcome.code), clockOf(delivery)];
    return { account: null, user: null, leads: null, failure: outcome, items };
  }
  // One that knows no ping has checked the signature: that is all that was asked.
  const told = outcome instanceof VoronkaError ? {} : outcome;
  const account = textOf(told.account) ?? receiver.host;
  const user = textOf(told.user) ?? 'webhook';
  const items = [
    checkItem('access', 'in', { account, user }),
    await lookedAt('signature', () => signatureItem(receiver, context)),
    await lookedAt('funnels', async () => {
      const { length: count } = await listStages('lead', context);
      return checkItem('funnels', count > 0 ? 'readable' : 'unset', { count });
    }),
    await peopleItem(listUsers, context),
    clockOf(delivery),
  ];
  return { account, user, leads: true, failure: null, items };
}

async function peopleItem(listUsers: CrmPort['listUsers'], context: CrmCallContext): Promise<CheckItem> {
  return lookedAt('people', async () => {
    const { length: count } = await listUsers(context);
    return count > 0 ? checkItem('people', 'readable', { count }) : checkItem('people', 'untold');
  });
}
