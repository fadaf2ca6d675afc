import type { CheckItem, CrmHookSubscription, IntegrationSetup } from '@voronka/contracts';
import { checkItem, crmHookPath } from '@voronka/contracts';

/** Where our webhooks come in, as far as we know it. */
export interface OwnHook {
  /** Without a slash at the end; null: nobody reaches us. */
  publicUrl: string | null;
  /** Of the address' key; null: there is no address yet. */
  keyHash: string | null;
  hashOf: (key: string) => string;
}

/** What we know of an address that the CRM sends to, when it is one of ours; null: it is somebody else's. */
function ownAddress({ destination }: CrmHookSubscription, { keyHash, hashOf }: OwnHook): { base: string } | null {
  const at = destination.indexOf(crmHookPath);
  if (at < 0 || keyHash === null) return null;
  return hashOf(destination.slice(at + crmHookPath.length)) === keyHash ? { base: destination.slice(0, at) } : null;
}

/** Whether the CRM sends to exactly our address, by its own list. @param listed what it sends to, ours and others' */
export function subscriptionItem(listed: readonly CrmHookSubscription[], own: OwnHook): CheckItem {
  const found = listed.flatMap((subscription) => {
    const address = ownAddress(subscription, own);
    return address ? [{ ...address, off: subscription.off }] : [];
  });
  const exact = found.find(({ base }) => base === own.publicUrl);
  if (exact) return checkItem('hookAddress', exact.off ? 'off' : 'subscribed');
  const [former] = found;
  if (former) return checkItem('hookAddress', 'elsewhere', { address: former.base });
  return checkItem('hookAddress', 'notSubscribed');
}

/** The same of a CRM that people tell our address, by what they did here. */
export function addressByHandItem({ watch }: IntegrationSetup): CheckItem {
  const { setUp, hasAddress, state } = watch.hook;
  if (setUp === 'never') return checkItem('hookAddress', 'unused');
  if (setUp === 'signed') return checkItem('hookAddress', hasAddress ? 'made' : 'noAddress');
  // Without PUBLIC_URL the state says only that; a webhook that came proves the rest.
  const isGiven = state === 'waiting' || state === 'silent' || state === 'working';
  return checkItem('hookAddress', isGiven ? 'given' : 'notGiven');
}

/** When a webhook came last, and how the CRM is asked besides. */
export function arrivalItems({ watch }: IntegrationSetup): CheckItem[] {
  const { hook, lastRun, everyMinutes } = watch;
  return [arrivalItem(hook), pollingItem(hook.setUp, lastRun, everyMinutes)];
}

/** Seconds are enough, and the letters between date and time only disturb. */
function moment(iso: string): string {
  return `${iso.slice(0, 19).replace('T', ' ')} UTC`;
}

function arrivalItem({ setUp, state, lastAt }: IntegrationSetup['watch']['hook']): CheckItem {
  if (setUp === 'never') return checkItem('hookArrival', 'unused');
  if (lastAt === null) return checkItem('hookArrival', 'never');
  return checkItem('hookArrival', state === 'silent' ? 'silent' : 'came', { at: moment(lastAt) });
}

function pollingItem(
  setUp: IntegrationSetup['watch']['hook']['setUp'],
  lastRun: IntegrationSetup['watch']['lastRun'],
  minutes: number,
): CheckItem {
  if (setUp === 'never') return checkItem('polling', 'unused');
  if (setUp === 'signed' && lastRun?.code === 'Crm.NotSupported') return checkItem('polling', 'impossible');
  const at = lastRun?.finishedAt ?? null;
  if (lastRun === null || at === null) return checkItem('polling', 'never');
  return checkItem('polling', lastRun.code === null ? 'runs' : 'failed', { minutes, at: moment(at) });
}
