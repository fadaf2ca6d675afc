import { randomBytes } from 'node:crypto';
import type { DocumentStore, StoredDocument } from '../../store/document-store.ts';

/** What a client needs to reach this portal. Made at random at the first start and kept with the state. */
export interface Credentials extends StoredDocument {
  readonly webhookUserId: number;
  readonly webhookCode: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly memberId: string;
  /** Sent with every event to an application's handlers, to be compared there. */
  readonly applicationToken: string;
  /** Guards the control interface under `/__sandbox/`. */
  readonly controlToken: string;
}

/** Rights the sandbox's application and webhook have, as in the token reply. */
export const scopes = ['crm', 'user', 'event'] as const;

const secret = (bytes: number): string => randomBytes(bytes).toString('hex');

/** The stored credentials, or new ones. */
export function loadCredentials(store: DocumentStore): Credentials {
  const collection = store.collection<Credentials>('credentials');
  return (
    collection.get(1) ??
    store.transaction(() =>
      collection.insert((id) => ({
        id,
        webhookUserId: 1,
        webhookCode: secret(10),
        clientId: `local.${secret(7)}.${String(Date.now()).slice(-8)}`,
        clientSecret: secret(25),
        memberId: secret(16),
        applicationToken: secret(16),
        controlToken: secret(24),
      })),
    )
  );
}
