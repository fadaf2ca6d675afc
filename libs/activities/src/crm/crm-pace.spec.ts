import { VoronkaError } from '@voronka/contracts';
import type { ErrorCode } from '@voronka/contracts';
import { CrmPace } from './crm-pace.ts';

const crm = 'integration';

function world() {
  let nowMs = 0;
  const pace = new CrmPace(() => nowMs);
  const step = (tookMs: number) =>
    pace.measure(crm, () => {
      nowMs += tookMs;
      return Promise.resolve();
    });
  const failing = (code: ErrorCode) =>
    pace.measure(crm, () => Promise.reject(new VoronkaError(code, 'it failed'))).catch(() => undefined);
  return { pace, step, failing, pass: (ms: number) => (nowMs += ms) };
}

const times = async (count: number, work: () => Promise<unknown>) => {
  for (let n = 0; n < count; n += 1) await work();
};

describe('the pace of a CRM', () => {
  it('is quick until something else is known', () => {
    expect(world().pace.isQuick(crm)).toBe(true);
  });

  it('is slow when steps take more than a second on average, and quick again when they do not', async () => {
    const { pace, step } = world();
    await times(5, () => step(1_500));
    expect(pace.isQuick(crm)).toBe(false);
    expect(pace.isQuick('another')).toBe(true);
    await times(20, () => step(50));
    expect(pace.isQuick(crm)).toBe(true);
  });

  it('stays quick when one step hangs', async () => {
    const { pace, step } = world();
    await times(10, () => step(50));
    await step(5_000);
    expect(pace.isQuick(crm)).toBe(true);
  });

  it('rests for ten seconds after three failures in a row, not after fewer', async () => {
    const { pace, step, failing, pass } = world();
    await times(2, () => failing('Crm.Unreachable'));
    await step(50);
    await times(2, () => failing('Crm.Unreachable'));
    expect(pace.isQuick(crm)).toBe(true);
    await failing('Crm.Unreachable');
    expect(pace.isQuick(crm)).toBe(false);
    pass(10_000);
    expect(pace.isQuick(crm)).toBe(true);
  });

  it.each(['Crm.Rejected', 'Crm.Busy'] as const)(
    'does not change by what is a matter of one dialogue: %s',
    async (code) => {
      const { pace, failing } = world();
      await times(5, () => failing(code));
      expect(pace.isQuick(crm)).toBe(true);
    },
  );

  it('hands on what the work returns and throws', async () => {
    const { pace } = world();
    await expect(pace.measure(crm, () => Promise.resolve(7))).resolves.toBe(7);
    await expect(pace.measure(crm, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  });
});
