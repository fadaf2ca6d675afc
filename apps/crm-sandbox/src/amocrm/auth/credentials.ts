import { randomBytes, randomUUID } from 'node:crypto';
import type { DocumentStore, StoredDocument } from '../../store/document-store.ts';
import { adminUserId } from '../seed.ts';
import { tokenJwt } from './token-jwt.ts';

/** What a client needs to reach this account. Made at random at the first start and kept with the state. */
export interface Credentials extends StoredDocument {
  /** The integration's id. */
  readonly clientId: string;
  readonly clientSecret: string;
  /** Where the consent page sends people back to; every token request has to repeat it. */
  readonly redirectUri: string;
  /** Acts as the administrator and is not refreshed. */
  readonly longLivedToken: string;
}

/** Five years, the longest that can be chosen. */
const longLivedMs = 5 * 365 * 24 * 3600 * 1000;

const defaultRedirectUri = 'http://127.0.0.1:3000/oauth/amocrm';

/** The stored credentials, or new ones. */
export function loadCredentials(store: DocumentStore): Credentials {
  const collection = store.collection<Credentials>('credentials');
  const clientId = randomUUID();
  return (
    collection.get(1) ??
    store.transaction(() =>
      collection.insert((id) => ({
        id,
        clientId,
        clientSecret: randomBytes(32).toString('hex'),
        redirectUri: defaultRedirectUri,
        longLivedToken: tokenJwt({
          clientId,
          userId: adminUserId,
          issuedMs: Date.now(),
          expiresMs: Date.now() + longLivedMs,
        }),
      })),
    )
  );
}

/** Lets the integration's settings name another redirect address. */
export function changeRedirectUri(store: DocumentStore, redirectUri: string): void {
  const collection = store.collection<Credentials>('credentials');
  store.transaction(() => collection.put({ ...loadCredentials(store), redirectUri }));
}
