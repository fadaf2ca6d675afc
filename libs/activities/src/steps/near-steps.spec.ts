import { ApplicationFailure } from '@temporalio/common';
import type { StepOutcome } from '@voronka/contracts';
import { NearSteps } from './near-steps.ts';

const ref = { dialogueId: 'dialogue', turn: 2, index: 1 };
const done: StepOutcome = { outcome: 'done', stageKey: 'contact' };

function gate() {
  let open: (outcome: StepOutcome) => void = () => undefined;
  let fail: (error: Error) => void = () => undefined;
  let starts = 0;
  const attempt = new Promise<StepOutcome>((resolve, reject) => {
    open = resolve;
    fail = reject;
  });
  const step = () => {
    starts += 1;
    return attempt;
  };
  return { step, open: () => open(done), fail: () => fail(new Error('the CRM is away')), starts: () => starts };
}

const soon = { ...ref, nearUntilMs: 20 };
const never = () => Promise.reject(new Error('the step must not run again'));

describe('a CRM step that is tried near', () => {
  const newSteps = () => new NearSteps(() => 0);

  it('answers with its outcome when it is quick', async () => {
    await expect(newSteps().try(soon, () => Promise.resolve(done))).resolves.toEqual(done);
  });

  it('does not start when its time is over, or was never given', async () => {
    await expect(newSteps().try({ ...ref, nearUntilMs: 0 }, never)).resolves.toEqual({ outcome: 'later' });
    await expect(newSteps().try(ref, never)).resolves.toEqual({ outcome: 'later' });
  });

  it('is put off when it fails, and then runs anew', async () => {
    const steps = newSteps();
    await expect(steps.try(soon, never)).resolves.toEqual({ outcome: 'later' });
    await expect(steps.join(ref, () => Promise.resolve(done))).resolves.toEqual(done);
  });

  it('answers with the code when it failed for good: no second request follows', async () => {
    const steps = newSteps();
    const refused = () => Promise.reject(ApplicationFailure.nonRetryable('Crm.Rejected', 'Crm.Rejected'));
    await expect(steps.try(soon, refused)).resolves.toEqual({ outcome: 'failed', code: 'Crm.Rejected' });
  });

  it('is put off when it lasts, and the attempt that runs is joined instead of a second one', async () => {
    const steps = newSteps();
    const { step, open, starts } = gate();
    await expect(steps.try(soon, step)).resolves.toEqual({ outcome: 'later' });
    const joined = steps.join(ref, never);
    open();
    await expect(joined).resolves.toEqual(done);
    expect(starts()).toBe(1);
  });

  it('tells the one who joined that the attempt failed, and the next one starts its own', async () => {
    const steps = newSteps();
    const { step, fail } = gate();
    await steps.try(soon, step);
    const joined = steps.join(ref, never);
    fail();
    await expect(joined).rejects.toThrow('the CRM is away');
    await expect(steps.join(ref, () => Promise.resolve(done))).resolves.toEqual(done);
  });

  it('starts one attempt however often it is tried meanwhile', async () => {
    const steps = newSteps();
    const { step, open, starts } = gate();
    const tries = [steps.try(soon, step), steps.try(soon, step)];
    open();
    await expect(Promise.all(tries)).resolves.toEqual([done, done]);
    expect(starts()).toBe(1);
  });
});
