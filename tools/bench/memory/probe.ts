/**
 * Loaded by Node before a program whose memory is measured. A file `{pid}.ask` in the folder BENCH_MEMORY lets all of its
 * threads collect their garbage; what is left is written to `{pid}.json`. A signal would not do: the programs take each of
 * them for something else.
 */
import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { BroadcastChannel, isMainThread } from 'node:worker_threads';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** What a thread holds after its garbage is gone, in bytes: objects, and buffers outside of them. */
function heldBytes(): number {
  // Finalizers of the first collection free what the second finds.
  collectGarbage();
  collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

const lookEveryMs = 200;

/** How long threads may take for their answer. */
const answerWithinMs = 1_500;

const channel = new BroadcastChannel('bench-memory');
channel.unref();

if (isMainThread) {
  const folder = process.env['BENCH_MEMORY'] ?? '';
  const file = (ending: string): string => join(folder, `${process.pid}.${ending}`);
  const answer = async (): Promise<void> => {
    writeFileSync(file('part'), JSON.stringify(await measure()));
    renameSync(file('part'), file('json'));
  };
  setInterval(() => {
    try {
      rmSync(file('ask'));
    } catch {
      return;
    }
    void answer();
  }, lookEveryMs).unref();
} else {
  channel.onmessage = (message) => {
    if ((message as { data?: unknown }).data === 'measure') channel.postMessage(heldBytes());
  };
}

async function measure(): Promise<{ heldBytes: number; residentBytes: number }> {
  let threads = 0;
  channel.onmessage = (message) => {
    const { data } = message as { data?: unknown };
    if (typeof data === 'number') threads += data;
  };
  channel.postMessage('measure');
  await sleep(answerWithinMs);
  return { heldBytes: heldBytes() + threads, residentBytes: process.memoryUsage().rss };
}
