import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { StatementSync } from 'node:sqlite';
import { SandboxStartError } from '../sandbox-start-error.ts';

/** SQLITE_BUSY: somebody else holds the lock of the file. */
const sqliteBusy = 5;

/** Anything the store keeps: a JSON object with a positive id that is unique within its collection. */
export interface StoredDocument {
  readonly id: number;
}

/**
 * Durable documents in one SQLite file, with every document also in memory, so that a filter over thousands of cards
 * costs no disk. Documents are replaced, never edited in place.
 *
 * Invariants:
 * 1. `transaction` returns only after SQLite has synced the commit (WAL, `synchronous=FULL`): what it acknowledged
 *    survives `kill -9`.
 * 2. When the work throws, neither the file nor the memory keeps any of its writes.
 * 3. One process per folder: the lock is exclusive and dies with the process.
 */
export class DocumentStore {
  readonly #database: DatabaseSync;
  readonly #upsert: StatementSync;
  readonly #remove: StatementSync;
  readonly #saveSequence: StatementSync;
  readonly #collections = new Map<string, Collection<StoredDocument>>();
  #undo: (() => void)[] | null = null;
  #begun = false;

  private constructor(database: DatabaseSync) {
    this.#database = database;
    this.#upsert = database.prepare(
      'INSERT INTO documents (collection, id, body) VALUES (?, ?, ?) ON CONFLICT (collection, id) DO UPDATE SET body = excluded.body',
    );
    this.#remove = database.prepare('DELETE FROM documents WHERE collection = ? AND id = ?');
    this.#saveSequence = database.prepare(
      'INSERT INTO sequences VALUES (?, ?) ON CONFLICT (collection) DO UPDATE SET last = excluded.last',
    );
  }

  /**
   * Opens or creates the store of a folder.
   *
   * @param folder created with mode 0700 when missing: it holds tokens
   * @throws SandboxStartError `Sandbox.HomeBusy` when another process has the folder open
   */
  static open(folder: string): DocumentStore {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const database = new DatabaseSync(join(folder, 'sandbox.sqlite'));
    try {
      database.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;');
      database.exec(
        `CREATE TABLE IF NOT EXISTS documents (collection TEXT NOT NULL, id INTEGER NOT NULL, body TEXT NOT NULL,
           PRIMARY KEY (collection, id)) WITHOUT ROWID;
         CREATE TABLE IF NOT EXISTS sequences (collection TEXT PRIMARY KEY, last INTEGER NOT NULL) WITHOUT ROWID;`,
      );
      return new DocumentStore(database);
    } catch (cause) {
      database.close();
      if ((cause as { errcode?: number }).errcode !== sqliteBusy) throw cause;
      throw new SandboxStartError('Sandbox.HomeBusy', `The folder ${folder} is in use by another sandbox.`, { cause });
    }
  }

  /** The collection of that name, loaded into memory at its first use. The caller vouches for the document's shape. */
  collection<T extends StoredDocument>(name: string): Collection<T> {
    const known = this.#collections.get(name);
    if (known) return known as unknown as Collection<T>;
    const rows = this.#database.prepare('SELECT id, body FROM documents WHERE collection = ? ORDER BY id').all(name);
    const sequence = this.#database.prepare('SELECT last FROM sequences WHERE collection = ?').get(name);
    const documents = new Map(rows.map((row) => [Number(row['id']), JSON.parse(String(row['body'])) as T]));
    const created = new Collection<T>(documents, sequence ? Number(sequence['last']) : 0, {
      save: (document) => this.#write(() => this.#upsert.run(name, document.id, JSON.stringify(document))),
      remove: (id) => this.#write(() => this.#remove.run(name, id)),
      saveSequence: (last) => this.#write(() => this.#saveSequence.run(name, last)),
      onUndo: (undo) => this.#undo?.push(undo),
    });
    this.#collections.set(name, created);
    return created;
  }

  /** Runs `work` atomically; a transaction inside a transaction joins it. `work` must be synchronous. */
  transaction<T>(work: () => T): T {
    if (this.#undo) return work();
    this.#undo = [];
    try {
      const result = work();
      if (this.#begun) this.#database.exec('COMMIT');
      return result;
    } catch (error) {
      for (const undo of this.#undo.reverse()) undo();
      if (this.#database.isTransaction) this.#database.exec('ROLLBACK');
      throw error;
    } finally {
      this.#undo = null;
      this.#begun = false;
    }
  }

  /** Checkpoints and closes the file; the store is unusable afterwards. */
  close(): void {
    this.#database.close();
  }

  #write(run: () => void): void {
    if (!this.#undo) throw new Error('A write outside DocumentStore.transaction');
    // Reads never begin a transaction, so they cost no disk.
    if (!this.#begun) this.#database.exec('BEGIN IMMEDIATE');
    this.#begun = true;
    run();
  }
}

interface CollectionBackend {
  readonly save: (document: StoredDocument) => void;
  readonly remove: (id: number) => void;
  readonly saveSequence: (last: number) => void;
  readonly onUndo: (undo: () => void) => void;
}

/** Documents of one kind, in ascending order of id. Writes are allowed inside `DocumentStore.transaction` only. */
export class Collection<T extends StoredDocument> {
  readonly #documents: Map<number, T>;
  readonly #backend: CollectionBackend;
  #last: number;

  constructor(documents: Map<number, T>, last: number, backend: CollectionBackend) {
    this.#documents = documents;
    this.#last = last;
    this.#backend = backend;
  }

  get size(): number {
    return this.#documents.size;
  }

  get(id: number): T | undefined {
    return this.#documents.get(id);
  }

  all(): T[] {
    return [...this.#documents.values()];
  }

  find(matches: (document: T) => boolean): T | undefined {
    for (const document of this.#documents.values()) if (matches(document)) return document;
    return undefined;
  }

  /** Takes the next id, which is never given out again, also after a delete. */
  nextId(): number {
    const previous = this.#last;
    this.#last = previous + 1;
    this.#backend.saveSequence(this.#last);
    this.#backend.onUndo(() => {
      this.#last = previous;
    });
    return this.#last;
  }

  /** Lets ids go on after `last`, unless they are past it already: kinds of documents are told apart by their ids. */
  startAfter(last: number): void {
    if (last <= this.#last) return;
    const previous = this.#last;
    this.#last = last;
    this.#backend.saveSequence(last);
    this.#backend.onUndo(() => {
      this.#last = previous;
    });
  }

  insert(build: (id: number) => T): T {
    const document = build(this.nextId());
    this.put(document);
    return document;
  }

  /** Adds or replaces the document with that id. */
  put(document: T): void {
    const previous = this.#documents.get(document.id);
    this.#backend.save(document);
    this.#documents.set(document.id, document);
    this.#backend.onUndo(() => {
      if (previous) this.#documents.set(previous.id, previous);
      else this.#documents.delete(document.id);
    });
    if (document.id > this.#last) {
      const last = this.#last;
      this.#last = document.id;
      this.#backend.saveSequence(this.#last);
      this.#backend.onUndo(() => {
        this.#last = last;
      });
    }
  }

  delete(id: number): boolean {
    const previous = this.#documents.get(id);
    if (!previous) return false;
    this.#backend.remove(id);
    this.#documents.delete(id);
    this.#backend.onUndo(() => {
      this.#documents.set(id, previous);
    });
    return true;
  }

  clear(): void {
    for (const id of [...this.#documents.keys()]) this.delete(id);
  }
}
