import type { Json, JsonObject } from '../http/json.ts';
import { isJsonObject } from '../http/json.ts';

/** Entries kept; older ones are dropped. */
const maxEntries = 5_000;

/** One call of a method, without secrets. */
export interface CallEntry {
  readonly seq: number;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly method: string;
  readonly params: Json;
  /** `rest`, `batch` for a command inside a batch, `oauth`. */
  readonly via: 'rest' | 'batch' | 'oauth';
  /** HTTP status sent; 0 when the connection was cut or left hanging; for a command, what it would have been alone. */
  readonly status: number;
  /** The vendor's error code, `null` when it went well. */
  readonly error: string | null;
  /** Whether the method was carried out; together with status 0 the client cannot know it. */
  readonly executed: boolean;
  /** The injected fault, if one was. */
  readonly fault: string | null;
}

const secretNames = ['auth', 'access_token', 'refresh_token', 'client_secret', 'code', 'application_token'];

/** Remembers the calls since the start; not durable. */
export class CallJournal {
  #entries: CallEntry[] = [];
  #seq = 0;

  record(entry: Omit<CallEntry, 'seq' | 'at'>): void {
    this.#seq += 1;
    this.#entries.push({
      ...entry,
      params: withoutSecrets(entry.params),
      seq: this.#seq,
      at: new Date().toISOString(),
    });
    if (this.#entries.length > maxEntries) this.#entries.splice(0, this.#entries.length - maxEntries);
  }

  /** @param afterSeq only later entries */
  list(afterSeq = 0): readonly CallEntry[] {
    return this.#entries.filter((entry) => entry.seq > afterSeq);
  }

  clear(): void {
    this.#entries = [];
  }
}

function withoutSecrets(params: Json): Json {
  if (!isJsonObject(params)) return params;
  const kept: JsonObject = {};
  for (const [name, value] of Object.entries(params)) if (!secretNames.includes(name.toLowerCase())) kept[name] = value;
  return kept;
}
