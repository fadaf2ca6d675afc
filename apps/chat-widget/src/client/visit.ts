/** Where the visitor came from, as the CRM card will show it. */
import type { OpenSessionBody } from '../protocol.ts';
import type { KeyValueStore } from './key-value-store.ts';

/** A visit's origin; lengths are within the protocol's limits. */
export type Visit = Pick<OpenSessionBody, 'page' | 'referrer' | 'utm'>;

const maxAddressLength = 2000;
const maxUtmNameLength = 50;
const maxUtmValueLength = 200;
const maxUtmCount = 20;

/**
 * Notes how the visitor reached the site. The chat may be opened pages later, when the address no longer says so, therefore
 * the first page's referrer and utm_* are kept for this tab's visit; a later page with utm_* of its own replaces them.
 *
 * @param store lives as long as the tab (sessionStorage)
 */
export function noteArrival(store: KeyValueStore, pageUrl: string, referrer: string): void {
  const utm = readUtm(pageUrl);
  if (store.get('arrival') !== null && Object.keys(utm).length === 0) return;
  store.set('arrival', JSON.stringify({ referrer: referrer.slice(0, maxAddressLength), utm }));
}

/** The visit to tell the server: this page, and how the visitor had arrived. */
export function readVisit(store: KeyValueStore, pageUrl: string): Visit {
  const arrival = readArrival(store);
  return {
    page: pageUrl.replace(/#.*$/, '').slice(0, maxAddressLength),
    ...(arrival.referrer ? { referrer: arrival.referrer } : {}),
    ...(arrival.utm && Object.keys(arrival.utm).length > 0 ? { utm: arrival.utm } : {}),
  };
}

function readArrival(store: KeyValueStore): Omit<Visit, 'page'> {
  try {
    return JSON.parse(store.get('arrival') ?? '{}') as Omit<Visit, 'page'>;
  } catch {
    return {}; // the site's own scripts can write there too
  }
}

function readUtm(pageUrl: string): Record<string, string> {
  const pairs = [...new URL(pageUrl).searchParams]
    .filter(([name, value]) => /^utm_./i.test(name) && value !== '')
    .slice(0, maxUtmCount)
    .map(([name, value]) => [name.slice(4, 4 + maxUtmNameLength).toLowerCase(), value.slice(0, maxUtmValueLength)]);
  return Object.fromEntries(pairs) as Record<string, string>;
}
