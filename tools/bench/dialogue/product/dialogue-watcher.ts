import { liveChannel } from '@voronka/persistence';
import type { LiveNotice } from '@voronka/persistence';
import pg from 'pg';
import { Waiters } from '../waiters.ts';

/** Between two looks into the database, in ms: what looking costs must not count. */
const lookEveryMs = 50;

interface SeenDialogue {
  id: string;
  /** Messages that have left. */
  answers: string;
  /** Inbox rows, steps and messages that are still to be worked on. */
  undone: string;
}

/**
 * Tells when dialogues are answered and when nothing of them is left to do. The database's notices say which dialogue to look
 * at; one query looks at all of them together.
 */
export class DialogueWatcher {
  readonly #database: pg.Client;
  readonly #answered = new Waiters('an answer');
  readonly #settled = new Waiters('a dialogue with nothing left to do');
  /** Answers that a dialogue is to have had. */
  readonly #wanted = new Map<string, number>();
  readonly #changed = new Set<string>();
  #looking = false;

  private constructor(database: pg.Client) {
    this.#database = database;
  }

  /** @param databaseUrl of a role that may read the product's tables */
  static async start(databaseUrl: string): Promise<DialogueWatcher> {
    const database = new pg.Client({ connectionString: databaseUrl });
    await database.connect();
    const watcher = new DialogueWatcher(database);
    database.on('error', (error) => watcher.#fail(error));
    database.on('notification', ({ payload }) => {
      const { dialogueId } = JSON.parse(payload ?? '{}') as Partial<LiveNotice>;
      if (dialogueId !== undefined) watcher.#lookAt(dialogueId);
    });
    await database.query(`listen ${liveChannel}`);
    return watcher;
  }

  /** Resolves when so many answers have left. */
  answered(dialogueId: string, answers: number): Promise<void> {
    this.#wanted.set(dialogueId, answers);
    const answered = this.#answered.next(dialogueId);
    this.#lookAt(dialogueId);
    return answered;
  }

  /** Resolves when nothing is left to do. */
  settled(dialogueId: string): Promise<void> {
    const settled = this.#settled.next(dialogueId);
    this.#lookAt(dialogueId);
    return settled;
  }

  async close(): Promise<void> {
    await this.#database.end();
  }

  #lookAt(dialogueId: string): void {
    this.#changed.add(dialogueId);
    if (this.#looking) return;
    this.#looking = true;
    setTimeout(() => {
      this.#look().catch((error: unknown) => this.#fail(error));
    }, lookEveryMs);
  }

  #fail(error: unknown): void {
    this.#answered.fail(error);
    this.#settled.fail(error);
  }

  async #look(): Promise<void> {
    const ids = [...this.#changed];
    this.#changed.clear();
    const { rows } = await this.#database.query<SeenDialogue>(
      `select d.id,
              (select count(*) from messages m
               where m.dialogue_id = d.id and m.sender = 'assistant' and m.status not in ('planned', 'sending')) as answers,
              d.next_seq - 1 - d.last_seq
              + (select count(*) from steps s where s.dialogue_id = d.id and s.finished_at is null)
              + (select count(*) from messages m where m.dialogue_id = d.id and m.status in ('planned', 'sending')) as undone
       from dialogues d where d.id = any($1::uuid[])`,
      [ids],
    );
    this.#looking = false;
    for (const { id, answers, undone } of rows) {
      if (Number(answers) >= (this.#wanted.get(id) ?? Infinity)) this.#answered.tell(id);
      if (undone === '0') this.#settled.tell(id);
    }
    for (const id of this.#changed) this.#lookAt(id);
  }
}
