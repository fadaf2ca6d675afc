/** Everything that the example knows, in one file that is replaced as a whole. */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

const empty = () => ({
  nextId: 1,
  contacts: {},
  leads: {},
  notes: {},
  tasks: {},
  /** Answers to what was made, by idempotency key. */
  done: {},
  /** The secret of both directions, and where changes are told. */
  settings: { secret: '', hook: '' },
});

/** Opens the store. @param file where it is kept @param settings take the place of those that were kept */
export function openStore(file, settings) {
  mkdirSync(dirname(file), { recursive: true });
  const state = empty();
  try {
    Object.assign(state, JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
  }
  for (const [name, value] of Object.entries(settings)) if (value) state.settings[name] = value;
  return {
    state,
    newId: () => String(state.nextId++),
    /** Nothing is answered before it is on the disk: what was answered is never asked for again. */
    save() {
      writeFileSync(`${file}.new`, JSON.stringify(state, null, 1), { mode: 0o600 });
      renameSync(`${file}.new`, file);
    },
  };
}
