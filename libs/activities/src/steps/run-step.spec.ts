import { ApplicationFailure } from '@temporalio/common';
import type { StepNote, StepReport, StepStore } from '@voronka/contracts';
import { VoronkaError } from '@voronka/contracts';
import { materialOf } from '../testing/material.ts';
import { strictFake } from '../testing/strict-fake.ts';
import { buildStep } from './run-step.ts';

const ref = { dialogueId: 'dialogue', turn: 1, index: 0 };
const decidedAt = Date.parse('2026-11-23T10:00:00.000Z');
const tags = { kind: 'addTags', nodeId: 'n', ruleId: null, tags: ['чат'] } as const;

function world(planned: Partial<StepStore> & { refused?: string } = {}, nowMs = decidedAt) {
  const reported: StepReport[] = [];
  const permission = planned.refused ? { allowed: false, reason: planned.refused } : { allowed: true, reason: null };
  const steps = strictFake<StepStore>('steps', {
    load: () => Promise.resolve(materialOf({ ...tags, tags: [...tags.tags] }, { permission })),
    report: async (_, report) => void reported.push(report),
    ...planned,
  });
  return { reported, deps: { steps, now: () => new Date(nowMs) } };
}

const mustNotRun = () => Promise.reject(new Error('the work must not run'));

describe('a step', () => {
  it('stores its outcome', async () => {
    const { deps, reported } = world();
    const step = buildStep(deps, ['addTags'], () => Promise.resolve({ outcome: 'done', detail: { tags: 1 } }));
    await expect(step(ref)).resolves.toEqual({ outcome: 'done' });
    expect(reported).toEqual([{ outcome: 'done', detail: { tags: 1 } }]);
  });

  it('does not run again when an earlier attempt finished it', async () => {
    const finished = materialOf({ ...tags, tags: [...tags.tags] }, { finished: { outcome: 'done', detail: {} } });
    const { deps, reported } = world({ load: () => Promise.resolve(finished) });
    await expect(buildStep(deps, ['addTags'], mustNotRun)(ref)).resolves.toEqual({ outcome: 'done', wake: true });
    expect(reported).toEqual([]);
  });

  it('leaves its work for later, where it may, when the dialogue has something new to decide', async () => {
    const { deps, reported } = world({
      load: () => Promise.resolve(materialOf({ ...tags, tags: [...tags.tags] }, { rowsAfter: true })),
    });
    await expect(buildStep(deps, ['addTags'], mustNotRun)(ref, true)).resolves.toEqual({ outcome: 'later' });
    expect(reported).toEqual([]);
    const step = buildStep(deps, ['addTags'], () => Promise.resolve({ outcome: 'done', detail: {} }));
    await expect(step(ref)).resolves.toEqual({ outcome: 'done' });
  });

  it('loads and stores nothing when its outcome is stored together with its work', async () => {
    const { deps, reported } = world({ load: () => Promise.reject(new Error('nothing is to be loaded')) });
    const report: StepReport = { outcome: 'cancelled', detail: { reason: 'takenOver' } };
    const notes: StepNote[] = [];
    const step = buildStep({ ...deps, note: (note) => notes.push(note) }, ['reply'], mustNotRun, {
      atOnce: () => Promise.resolve({ report, command: 'reply', correlationId: 'c' }),
    });
    await expect(step(ref)).resolves.toEqual({ outcome: 'cancelled' });
    expect(reported).toEqual([]);
    expect(notes).toMatchObject([{ command: 'reply', correlationId: 'c', outcome: 'cancelled', code: null }]);
  });

  it('goes the usual way when it cannot be done at once', async () => {
    const { deps, reported } = world();
    const work = () => Promise.resolve({ outcome: 'done' as const, detail: {} });
    const step = buildStep(deps, ['addTags'], work, { atOnce: () => Promise.resolve(null) });
    await expect(step(ref)).resolves.toEqual({ outcome: 'done' });
    expect(reported).toHaveLength(1);
  });

  it('does nothing, and says why, when the live permissions refuse it', async () => {
    const { deps, reported } = world({ refused: 'Permission.ModeWithoutCrm' });
    await expect(buildStep(deps, ['addTags'], mustNotRun)(ref)).resolves.toEqual({ outcome: 'refused' });
    expect(reported).toEqual([{ outcome: 'refused', detail: { reason: 'Permission.ModeWithoutCrm' } }]);
  });

  it('waits, and is not lost, while a person has switched the integration off', async () => {
    const { deps, reported } = world({ refused: 'Permission.IntegrationOff' });
    await expect(buildStep(deps, ['addTags'], mustNotRun)(ref)).rejects.toMatchObject({
      type: 'Crm.Paused',
      nonRetryable: false,
    });
    expect(reported).toEqual([]);
  });

  it('never runs a command of another kind', async () => {
    const { deps } = world();
    await expect(buildStep(deps, ['createLead'], mustNotRun)(ref)).rejects.toMatchObject({ type: 'Internal.Error' });
  });

  const failing = (error: Error) => () => Promise.reject(error);
  const outage = new VoronkaError('Crm.Unreachable', 'no route', { retryAfterMs: 700 });

  it('fails with the code as type, the vendor’s delay, and no text of anyone', async () => {
    const { deps } = world();
    const secret = new VoronkaError('Crm.Rejected', 'Анна +79161234567 is not valid');
    await expect(buildStep(deps, ['addTags'], failing(outage))(ref)).rejects.toMatchObject({
      type: 'Crm.Unreachable',
      nonRetryable: false,
      nextRetryDelay: 700,
    });
    const final = await buildStep(deps, ['addTags'], failing(secret))(ref).catch((error: unknown) => error);
    expect(final).toBeInstanceOf(ApplicationFailure);
    expect(final).toMatchObject({ type: 'Crm.Rejected', nonRetryable: true, message: 'Crm.Rejected' });
    const unknown = await buildStep(
      deps,
      ['addTags'],
      failing(new Error('Анна')),
    )(ref).catch((error: unknown) => error);
    expect(unknown).toMatchObject({ type: 'Step.Failed', nonRetryable: false, message: 'Step.Failed' });
  });

  it('shows as delayed once an outage is older than two minutes', async () => {
    const delayed: string[] = [];
    const markDelayed: StepStore['markDelayed'] = async (_, code) => void delayed.push(code);
    const early = world({ markDelayed }, decidedAt + 119_000);
    await buildStep(early.deps, ['addTags'], failing(outage))(ref).catch(() => undefined);
    expect(delayed).toEqual([]);
    const late = world({ markDelayed }, decidedAt + 121_000);
    await buildStep(late.deps, ['addTags'], failing(outage))(ref).catch(() => undefined);
    expect(delayed).toEqual(['Crm.Unreachable']);
  });
});
