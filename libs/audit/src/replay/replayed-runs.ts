import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Which runs a build has replayed without a difference, in which state each. */
export interface ReplayedRuns {
  /** Whether the run was replayed with this very last event. */
  has(runId: string, lastEvent: string): boolean;
  add(runId: string, lastEvent: string): void;
  /** Keeps what is known so far. @throws when the folder cannot be written */
  save(): Promise<void>;
  /** As {@link ReplayedRuns.save}, and forgets runs that neither {@link ReplayedRuns.has} nor `add` has met. */
  finish(): Promise<void>;
  /** Removes the records of other builds: this one has taken their place. @throws as `save` */
  forgetOthers(): Promise<void>;
}

const isRecord = /^build-.+\.json$/;

/**
 * Opens the record of one build. It is a short cut and nothing else: a file that is missing or damaged counts as empty, and
 * losing it costs the time of replaying again. What another build has replayed says nothing about this one.
 *
 * @param folder made when something is kept
 * @param build id of the build
 * @param believed whether what the record holds counts, or everything is to be replayed again @default true
 */
export async function openReplayedRuns(folder: string, build: string, believed = true): Promise<ReplayedRuns> {
  const name = `build-${build}.json`;
  const known = new Map(believed ? Object.entries(await readRuns(join(folder, name))) : []);
  const met = new Map<string, string>();

  async function write(runs: ReadonlyMap<string, string>): Promise<void> {
    await mkdir(folder, { recursive: true });
    const temporary = join(folder, `${name}.${process.pid}.tmp`);
    await writeFile(temporary, JSON.stringify(Object.fromEntries(runs)));
    await rename(temporary, join(folder, name));
  }

  return {
    has(runId, lastEvent) {
      if (known.get(runId) !== lastEvent) return false;
      met.set(runId, lastEvent);
      return true;
    },
    add(runId, lastEvent) {
      met.set(runId, lastEvent);
    },
    save: () => write(new Map([...known, ...met])),
    finish: () => write(met),
    async forgetOthers() {
      const others = (await readdir(folder)).filter((file) => isRecord.test(file) && file !== name);
      await Promise.all(others.map((file) => rm(join(folder, file), { force: true })));
    },
  };
}

async function readRuns(path: string): Promise<Record<string, string>> {
  try {
    const stored = JSON.parse(await readFile(path, 'utf8')) as unknown;
    return stored !== null && typeof stored === 'object' ? { ...(stored as Record<string, string>) } : {};
  } catch {
    return {};
  }
}
