import type { CrmCardRef } from '@voronka/contracts';
import type { IntegrationKind } from '@voronka/domain';
import { amocrmHook } from '../amocrm/hook.ts';
import { bitrix24Hook } from '../bitrix24/hook.ts';
import type { FlatForm } from './flat-form.ts';

/** What a webhook of a CRM says: which cards may have changed, and nothing else. */
export interface HookReading {
  /** The vendor's proof of origin; null where it sent none. */
  token: string | null;
  /** Id of the account that it says to come from; null where it says none. */
  account: string | null;
  /** An access token of ours, where the vendor sends one along. */
  accessToken: string | null;
  cards: CrmCardRef[];
}

/** Reads the webhooks of one vendor. */
export interface HookReader {
  /** Whether the vendor proves by a token where a webhook comes from. Others are known by the address alone. */
  needsToken: boolean;
  read(form: FlatForm): HookReading;
}

const readers: Partial<Record<IntegrationKind, HookReader>> = { bitrix24: bitrix24Hook, amocrmFull: amocrmHook };

/** The reader of a vendor's webhooks; null for one that sends none. */
export function hookReaderOf(kind: IntegrationKind): HookReader | null {
  return readers[kind] ?? null;
}
