import type { CrmCallContext } from '@voronka/contracts';
import { VoronkaError } from '@voronka/contracts';
import { portalMode } from './portal-mode.ts';
import type { Bitrix24RestClient } from './rest-client.ts';

const context: CrmCallContext = { correlationId: 'c', lane: 'interactive' };

describe('the mode of a portal', () => {
  it('is asked for once in ten minutes', async () => {
    const answers: unknown[] = [2, '1'];
    let nowMs = 0;
    const rest = { read: () => Promise.resolve({ result: answers.shift() }) } as unknown as Bitrix24RestClient;
    const worksWithLeads = portalMode(rest, () => nowMs);
    await expect(worksWithLeads(context)).resolves.toBe(false);
    nowMs += 10 * 60_000;
    await expect(worksWithLeads(context)).resolves.toBe(false);
    nowMs += 1;
    await expect(worksWithLeads(context)).resolves.toBe(true);
    expect(answers).toEqual([]);
  });

  it('is one question, however many want to know it at the same time', async () => {
    const answers = [Promise.resolve({ result: 2 })];
    const worksWithLeads = portalMode({ read: () => answers.shift() } as unknown as Bitrix24RestClient);
    await expect(Promise.all([worksWithLeads(context), worksWithLeads(context)])).resolves.toEqual([false, false]);
  });

  it('that could not be asked for is asked for again', async () => {
    const down = new VoronkaError('Crm.Unreachable', 'down');
    const answers = [() => Promise.reject(down), () => Promise.resolve({ result: 2 })];
    const worksWithLeads = portalMode({ read: () => answers.shift()?.() } as unknown as Bitrix24RestClient);
    await expect(worksWithLeads(context)).rejects.toBe(down);
    await expect(worksWithLeads(context)).resolves.toBe(false);
  });

  it.each(['Crm.Rejected', 'Crm.Unauthorized'] as const)(
    'of a portal that does not tell it is the one with leads: %s',
    async (code) => {
      const refused = () => Promise.reject(new VoronkaError(code, 'x'));
      const worksWithLeads = portalMode({ read: refused } as unknown as Bitrix24RestClient);
      await expect(worksWithLeads(context)).resolves.toBe(true);
    },
  );
});
