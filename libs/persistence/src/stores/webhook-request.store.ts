import type { Database } from '../orm.ts';
import { firstRow } from './sql.ts';

/** A request of the signed webhook channel. */
export interface WebhookRequestKey {
  channelId: string;
  requestId: string;
}

/**
 * Remembers the request ids of the signed webhook channel, so that a caught request cannot be played again. An id is
 * remembered after its message was taken: a crash between the two makes the sender's retry a duplicate by update id
 * instead of a loss, and two at once meet in the inbox's own uniqueness.
 */
export class WebhookRequestStore {
  constructor(private readonly database: Database) {}

  /** Whether this channel has carried out a request with this id. */
  async wasSeen(key: WebhookRequestKey): Promise<boolean> {
    const row = await firstRow(
      this.database.em.fork(),
      'select request_id from webhook_requests where channel_id = ? and request_id = ?',
      [key.channelId, key.requestId],
    );
    return row !== null;
  }

  /** Refuses this id from now on. */
  async remember(key: WebhookRequestKey & { workspaceId: string }): Promise<void> {
    await this.database.em.fork().execute(
      `insert into webhook_requests (channel_id, request_id, workspace_id) values (?, ?, ?)
       on conflict (channel_id, request_id) do nothing`,
      [key.channelId, key.requestId, key.workspaceId],
    );
  }
}
