import type { Connection } from '@temporalio/client';
import type { DialogueActivities, TurnPlan } from '@voronka/contracts';
import type { Logger } from '@voronka/platform';
import { registerSearchAttributes, withoutSearchAttributes } from './search-attributes.ts';

const ref = { dialogueId: 'd', turn: 1, index: 0 };
const plan: TurnPlan = { turn: 1, lastSeq: 1, commands: [], more: false, attributes: { VoronkaState: 'assistant' } };

/** A server that answers the two calls of the registration as told. */
function serverThat(list: () => Promise<unknown>): Connection {
  const operatorService = { listSearchAttributes: list };
  return { operatorService, withDeadline: (_at: number, call: () => unknown) => call() } as unknown as Connection;
}

/** A logger that keeps what it is told. */
function keeping(lines: object[]): Logger {
  return { warn: (fields: object) => void lines.push(fields) } as unknown as Logger;
}

describe('search attributes that cannot be registered', () => {
  it('are logged with the reason, and the worker goes on', async () => {
    const lines: object[] = [];
    const denied = serverThat(() => Promise.reject(Object.assign(new Error('no'), { code: 7 })));
    expect(await registerSearchAttributes(denied, 'voronka', keeping(lines))).toBe(false);
    const taken = serverThat(() =>
      Promise.resolve({
        customAttributes: {
          VoronkaChannel: 2,
          VoronkaStage: 1,
          VoronkaResponsible: 2,
          VoronkaFlowVersion: 2,
          VoronkaState: 2,
        },
      }),
    );
    expect(await registerSearchAttributes(taken, 'voronka', keeping(lines))).toBe(false);
    expect(lines).toEqual([
      { namespace: 'voronka', reason: 'gRPC status 7' },
      { namespace: 'voronka', reason: 'of another type than Keyword: VoronkaStage' },
    ]);
  });

  it('are set by no activity’s answer; everything else of the answers stays', async () => {
    const activities = {
      decideTurn: async () => plan,
      moveStage: async () => ({ outcome: 'done', stageKey: 'contact' }),
    } as unknown as DialogueActivities;
    const without = withoutSearchAttributes(activities);
    expect(await without.decideTurn({ dialogueId: 'd', afterTurn: null })).toEqual({ ...plan, attributes: undefined });
    expect(await without.moveStage(ref)).toEqual({ outcome: 'done' });
  });
});
