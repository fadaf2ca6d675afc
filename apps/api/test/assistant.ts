import { decide } from '@voronka/domain';
import { PostgresTurnStore } from '@voronka/persistence';
import { createDateParser, createEvaluator, createPhoneParser } from '@voronka/rules-engine';
import type { TestApi } from './test-api.ts';

/** Decides everything that waits in a dialogue's inbox, with the real rules; runs no step. */
export async function decideAll(api: TestApi, dialogueId: string): Promise<void> {
  const turns = new PostgresTurnStore(api.orm, () => Promise.resolve());
  const evaluate = createEvaluator();
  const parsers = { parsePhone: createPhoneParser(), parseDate: createDateParser() };
  let afterTurn: number | null = null;
  for (;;) {
    const committed: { turn: number; more: boolean } = await turns.commitNextTurn(
      dialogueId,
      afterTurn,
      ({ bundle, state, event, context }) => decide(bundle, state, event, { evaluate, ...parsers, context }),
    );
    afterTurn = committed.turn;
    if (!committed.more) return;
  }
}
