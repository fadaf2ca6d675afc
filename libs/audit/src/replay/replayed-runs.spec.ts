import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openReplayedRuns } from './replayed-runs.ts';

describe('the record of replayed runs', () => {
  let base: string;
  let folder: string;
  beforeEach(() => {
    base = mkdtempSync(join(tmpdir(), 'voronka-spec-'));
    folder = join(base, 'replay');
  });
  afterEach(() => rmSync(base, { recursive: true }));

  async function record(build: string, runs: Record<string, string>): Promise<void> {
    const opened = await openReplayedRuns(folder, build);
    for (const [runId, lastEvent] of Object.entries(runs)) opened.add(runId, lastEvent);
    await opened.finish();
  }
  const knows = async (build: string, runId: string, lastEvent: string) =>
    (await openReplayedRuns(folder, build)).has(runId, lastEvent);

  it('knows a run by its last event, and only for the build that replayed it', async () => {
    await record('a', { one: '7@1.0' });
    expect(await knows('a', 'one', '7@1.0')).toBe(true);
    expect(await knows('a', 'one', '7@2.0')).toBe(false);
    expect(await knows('a', 'two', '7@1.0')).toBe(false);
    expect(await knows('b', 'one', '7@1.0')).toBe(false);
  });

  it('forgets runs that the last complete pass has not met, and keeps them while a pass goes on', async () => {
    await record('a', { closed: '1@1.0', open: '2@1.0' });
    const pass = await openReplayedRuns(folder, 'a');
    pass.has('open', '2@1.0');
    await pass.save();
    expect(await knows('a', 'closed', '1@1.0')).toBe(true);
    await pass.finish();
    expect(await knows('a', 'closed', '1@1.0')).toBe(false);
    expect(await knows('a', 'open', '2@1.0')).toBe(true);
  });

  it('keeps the former build’s until another has taken its place, and then only that', async () => {
    await record('a', { one: '7@1.0' });
    const pass = await openReplayedRuns(folder, 'b');
    pass.add('one', '7@1.0');
    await pass.finish();
    expect(await knows('a', 'one', '7@1.0')).toBe(true);
    writeFileSync(join(folder, 'children.json'), '[]');
    await pass.forgetOthers();
    expect(readdirSync(folder).sort()).toEqual(['build-b.json', 'children.json']);
  });

  it.each(['', '{', 'null', '7', '"text"'])('takes "%s" for an empty one', async (text) => {
    await record('a', { one: '7@1.0' });
    writeFileSync(join(folder, 'build-a.json'), text);
    expect(await knows('a', 'one', '7@1.0')).toBe(false);
  });

  it('believes nothing when everything is to be replayed again', async () => {
    await record('a', { one: '7@1.0', two: '1@1.0' });
    const again = await openReplayedRuns(folder, 'a', false);
    expect(again.has('one', '7@1.0')).toBe(false);
    again.add('one', '9@3.0');
    await again.finish();
    expect(await knows('a', 'one', '9@3.0')).toBe(true);
    expect(await knows('a', 'two', '1@1.0')).toBe(false);
  });
});
