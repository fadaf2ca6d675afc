import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SandboxStartError } from '../sandbox-start-error.ts';
import { DocumentStore } from './document-store.ts';
import type { StoredDocument } from './document-store.ts';

interface Note extends StoredDocument {
  readonly text: string;
}

describe('DocumentStore', () => {
  let folder: string;
  let store: DocumentStore;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'document-store-'));
    store = DocumentStore.open(folder);
  });
  afterEach(async () => {
    store.close();
    await rm(folder, { recursive: true, force: true });
  });

  const notes = (): ReturnType<typeof store.collection<Note>> => store.collection<Note>('notes');
  const reopen = (): void => {
    store.close();
    store = DocumentStore.open(folder);
  };

  it('finds documents again after reopening, in order of id', () => {
    store.transaction(() => {
      notes().insert((id) => ({ id, text: 'a' }));
      notes().insert((id) => ({ id, text: 'b' }));
    });
    reopen();
    expect(notes().all()).toEqual([
      { id: 1, text: 'a' },
      { id: 2, text: 'b' },
    ]);
  });

  it('forgets every write of a transaction that throws, in memory and on disk', () => {
    store.transaction(() => notes().insert((id) => ({ id, text: 'kept' })));
    expect(() =>
      store.transaction(() => {
        notes().put({ id: 1, text: 'changed' });
        notes().insert((id) => ({ id, text: 'lost' }));
        notes().delete(1);
        throw new Error('no');
      }),
    ).toThrow('no');
    const kept = [{ id: 1, text: 'kept' }];
    expect(notes().all()).toEqual(kept);
    expect(store.transaction(() => notes().insert((id) => ({ id, text: 'next' }))).id).toBe(2);
    reopen();
    expect(notes().get(1)).toEqual(kept[0]);
  });

  it('never gives an id twice, also after delete and reopening', () => {
    store.transaction(() => notes().insert((id) => ({ id, text: 'a' })));
    store.transaction(() => notes().clear());
    reopen();
    expect(store.transaction(() => notes().insert((id) => ({ id, text: 'b' }))).id).toBe(2);
  });

  it('lets a transaction inside a transaction share its fate', () => {
    expect(() =>
      store.transaction(() => {
        store.transaction(() => notes().insert((id) => ({ id, text: 'inner' })));
        throw new Error('outer');
      }),
    ).toThrow('outer');
    expect(notes().size).toBe(0);
  });

  it('refuses writes outside a transaction', () => {
    expect(() => notes().put({ id: 1, text: 'x' })).toThrow(/outside/);
    expect(notes().size).toBe(0);
  });

  it('refuses a folder that is open already', () => {
    expect(() => DocumentStore.open(folder)).toThrow(SandboxStartError);
  });
});
