import { barrierNames } from '@voronka/contracts';
import type { BarrierName } from '@voronka/contracts';
import { startStack } from '@voronka/testing';
import type { PartName, Stack } from '@voronka/testing';
import {
  furtherCrmSteps,
  knownContact,
  lostThenRepeated,
  managerAnswers,
  refusedThenRetried,
  responsibleChanged,
  wholeScenario,
} from './kill-matrix/plays.ts';
import type { Play } from './kill-matrix/plays.ts';
import { lineText, matrixText } from './kill-matrix/report.ts';
import type { MatrixLine } from './kill-matrix/report.ts';

const caseTimeoutMs = 90_000;

/** Places that the plain scenario does not come by. */
const specialPlays: readonly (readonly [prefix: string, play: Play])[] = [
  ['api.manager.', managerAnswers],
  // What the assistant says in the site's chat needs no claim; what a manager says there does.
  ['outbox.claim.', managerAnswers],
  ['outbox.deliver.', managerAnswers],
  ['outbox.confirm.', managerAnswers],
  ['worker.failure.', refusedThenRetried],
  ['worker.incident.', refusedThenRetried],
  ['crm.intent.send.', lostThenRepeated],
  ['crm.write.updateContact.', knownContact],
  ['crm.write.assignResponsible.', responsibleChanged],
  ['crm.write.removeTags.', furtherCrmSteps],
  ['crm.write.createTask.', furtherCrmSteps],
];

/** Places at which a server behind the product is killed while a process waits there. */
const pausedAt = [
  'api.inbox.commit.after',
  'worker.decision.commit.before',
  'worker.decision.commit.after',
  'outbox.show.before',
  'outbox.confirm.before',
  'crm.claim.store.before',
  'crm.intent.plan.after',
  'crm.intent.confirm.after',
] as const satisfies readonly BarrierName[];

function playFor(barrier: BarrierName): Play {
  return specialPlays.find(([prefix]) => barrier.startsWith(prefix))?.[1] ?? wholeScenario;
}

/** Managers' words are sent by the API itself. */
const atTheApi = ['api.', 'outbox.claim.', 'outbox.deliver.', 'outbox.confirm.'];

function ownerOf(barrier: BarrierName): PartName {
  return atTheApi.some((prefix) => barrier.startsWith(prefix)) ? 'api' : 'worker';
}

describe('kill -9 at every barrier', () => {
  let stack: Stack;
  const lines: MatrixLine[] = [];
  const reached = new Set<BarrierName>();

  beforeAll(async () => {
    stack = await startStack();
  }, caseTimeoutMs);

  afterAll(async () => {
    process.stdout.write(matrixText(lines, reached.size));
    await stack?.destroy();
  }, caseTimeoutMs);

  /** Runs a case and writes its line, however it ends. */
  async function onRecord(barrier: BarrierName, victim: PartName, run: () => Promise<void>): Promise<void> {
    const startedAt = Date.now();
    let outcome = 'failed';
    try {
      await run();
      outcome = 'completed';
    } finally {
      stack.barriers.disarm(barrier);
      await stack.crm.heal();
      const line = { barrier, victim, outcome, seconds: (Date.now() - startedAt) / 1_000 };
      process.stderr.write(`${lineText(line)}\n`);
      lines.push(line);
    }
  }

  it.each(barrierNames)(
    'the process at %s dies and the scenario completes, nothing lost, nothing doubled',
    async (barrier) => {
      const victim = ownerOf(barrier);
      await onRecord(barrier, victim, async () => {
        const pid = stack.pid(victim);
        const lives = stack.lives(victim);
        const { seen, expected } = await playFor(barrier)({
          stack,
          barrier,
          arm: () => stack.barriers.arm(barrier, 'die'),
        });
        expect(stack.barriers.hitBy(barrier)).toBe(pid);
        reached.add(barrier);
        await stack.untilRestarted(victim, lives);
        expect(seen).toEqual(expected);
      });
    },
    caseTimeoutMs,
  );

  const servers = pausedAt.flatMap((barrier) => [[barrier, 'temporal'] as const, [barrier, 'postgres'] as const]);
  it.each(servers)(
    'a process waits at %s while %s dies and comes back, and the scenario completes',
    async (barrier, victim) => {
      await onRecord(barrier, victim, async () => {
        stack.barriers.forget(barrier);
        const play = playFor(barrier)({ stack, barrier, arm: () => stack.barriers.arm(barrier, 'pause') });
        // Looked at below; a play that fails while the barrier is waited for must not end the process.
        play.catch(() => undefined);
        expect(await stack.barriers.untilPaused(barrier)).toBe(stack.pid(ownerOf(barrier)));
        await stack.kill(victim);
        stack.barriers.letGo(barrier);
        const { seen, expected } = await play;
        expect(seen).toEqual(expected);
      });
    },
    caseTimeoutMs,
  );
});
