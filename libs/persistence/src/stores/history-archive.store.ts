import { gunzipSync, gzipSync } from 'node:zlib';
import type { ArchivedHistory, HistoryArchiveStore } from '@voronka/contracts';
import type { Database } from '../orm.ts';
import { firstRow, rows } from './sql.ts';

/** The archive in PostgreSQL, compressed. Rows can be added, never changed. */
export class PostgresHistoryArchive implements HistoryArchiveStore {
  constructor(private readonly database: Database) {}

  async archivedOf(runIds: readonly string[]): Promise<ReadonlySet<string>> {
    if (runIds.length === 0) return new Set();
    const found = await rows<{ run_id: string }>(
      this.database.em.fork(),
      'select run_id from history_archive where run_id in (?)',
      [runIds],
    );
    return new Set(found.map((row) => row.run_id));
  }

  async store(history: ArchivedHistory): Promise<void> {
    await this.database.em.fork().execute(
      `insert into history_archive (run_id, workspace_id, dialogue_id, history, event_count, closed_at)
       select ?, workspace_id, id, ?, ?, ? from dialogues where id = ? on conflict (run_id) do nothing`,
      [history.runId, gzipSync(history.json), history.eventCount, history.closedAt, history.dialogueId],
    );
  }

  async load(runId: string): Promise<string | null> {
    const row = await firstRow<{ history: Buffer }>(
      this.database.em.fork(),
      'select history from history_archive where run_id = ?',
      [runId],
    );
    return row ? gunzipSync(row.history).toString('utf8') : null;
  }
}
