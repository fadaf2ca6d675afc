import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import type { AssistantTurnStore, ListedTurn } from '@voronka/persistence';
import { LiveHub } from '../live/live-hub.ts';
import { cursorOf, notIn } from './turn-cursor.ts';
import { TurnWaiter } from './turn-waiter.ts';

const owner = { workspaceId: 'w', assistantId: 'a' };
const turnOf = (id: string): ListedTurn => ({ id, dialogueId: 'd', openedAt: '', deadlineAt: '' });

/** A store whose turns a test changes; tells when it was looked at. */
function world(...open: string[]) {
  const hub = new LiveHub();
  const state = { open: open.map(turnOf), looks: 0 };
  const store = {
    listOpen: () => {
      state.looks += 1;
      return Promise.resolve(state.open);
    },
  } as unknown as AssistantTurnStore;
  const waiter = new TurnWaiter(store, hub);
  const wait = (cursor: string | undefined, waitMs = 20_000, signal = new AbortController().signal) =>
    waiter.openTurns(owner, { cursor, waitMs, signal }).then((turns) => turns.map(({ id }) => id));
  const opened = (workspaceId = 'w') => hub.publish({ workspaceId, dialogueId: 'd', also: 'assistantTurn' });
  return { state, waiter, wait, opened, hub };
}

/** Lets everything run that does not wait for a timer. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('waiting for turns', () => {
  it('ends at once when there are turns that the cursor does not name', async () => {
    const { wait } = world('one', 'two');
    await expect(wait(undefined)).resolves.toEqual(['one', 'two']);
    await expect(wait(cursorOf(['one']))).resolves.toEqual(['one', 'two']);
  });

  it('ends when a turn opens, and not for those of other workspaces', async () => {
    const { state, wait, opened } = world('one');
    const waiting = wait(cursorOf(['one']));
    await settled();
    opened('other');
    await settled();
    expect(state.looks).toBe(1);
    state.open.push(turnOf('two'));
    opened();
    await expect(waiting).resolves.toEqual(['one', 'two']);
  });

  it('looks again when notices may have been missed', async () => {
    const { state, wait, hub } = world();
    const waiting = wait(undefined);
    await settled();
    state.open.push(turnOf('one'));
    hub.resync();
    await expect(waiting).resolves.toEqual(['one']);
  });

  it('ends with nothing when its time is over, its asker has gone, or the process stops', async () => {
    const { wait, waiter } = world();
    await expect(wait(undefined, 0)).resolves.toEqual([]);
    await expect(wait(undefined, 30)).resolves.toEqual([]);
    const gone = new AbortController();
    const left = wait(undefined, 20_000, gone.signal);
    await settled();
    gone.abort();
    await expect(left).resolves.toEqual([]);
    const waiting = wait(undefined);
    await settled();
    waiter.beforeApplicationShutdown();
    await expect(waiting).resolves.toEqual([]);
  });
});

describe('a cursor', () => {
  it('names the turns that were seen; one that is none names nothing', () => {
    const turns = ['a', 'b', 'c'].map(turnOf);
    expect(notIn(turns, cursorOf(['a', 'c'])).map(({ id }) => id)).toEqual(['b']);
    expect(notIn(turns, 'nonsense')).toEqual(turns);
    expect(notIn(turns, '')).toEqual(turns);
    expect(cursorOf([])).toBe('');
  });
});
