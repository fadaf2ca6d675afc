import { replayingSchema, replayOutcomeSchema, type Replaying, type ReplayOutcome } from '@voronka/contracts/replay';
import { LocalInfraError, say, type ChildMessage } from '@voronka/local-infra';

/** How far a replay is, if a line of the worker says so. */
export function readReplaying({ replaying }: ChildMessage): Replaying | undefined {
  return replayingSchema.safeParse(replaying).data;
}

/** What a replay came to, if that is what a line of the worker holds. */
export function readOutcome(value: unknown): ReplayOutcome | undefined {
  return replayOutcomeSchema.safeParse(value).data;
}

/** The worker's build does not fit open dialogues: which, where, and what to do. */
export function buildRefused(outcome: ReplayOutcome): LocalInfraError {
  const { divergedCount: count, gaveUp } = outcome;
  const list = divergedLines(outcome).join('\n');
  return new LocalInfraError('Child.Refused', {
    en: `This build of the worker was not started: it does not fit open dialogues (${gaveUp ? 'at least ' : ''}${count}) and would carry them on differently from how they began.
${list}
Nothing is lost, and no dialogue was touched. Do one of these:
  - start the build that ran before (git checkout <its version>, then npm start);
  - release the change behind a named patch (CONTRIBUTING.md, "Changing the workflow").
More about it: docs/runbooks/upgrading.md`,
    ru: `Эта сборка воркера не запущена: она не подходит открытым диалогам (${gaveUp ? 'не меньше ' : ''}${count}) и повела бы их не так, как они начались.
${list}
Ничего не потеряно, ни один диалог не тронут. Сделайте одно из этого:
  - запустите сборку, которая работала раньше (git checkout <её версия>, затем npm start);
  - выпустите изменение под именованным патчем (CONTRIBUTING.md, «Changing the workflow»).
Подробнее: docs/runbooks/upgrading.md`,
  });
}

/** What `npm run replay:open` prints. */
export function outcomeTable(outcome: ReplayOutcome): string {
  const { build, replayed, divergedCount, unreadCount } = outcome;
  const rows: readonly (readonly [string, number])[] = [
    [say({ en: 'replayed', ru: 'повторены' }), replayed],
    [say({ en: 'diverged', ru: 'разошлись' }), divergedCount],
    [say({ en: 'could not be read', ru: 'не прочитаны' }), unreadCount],
  ];
  const width = Math.max(...rows.map(([label]) => label.length)) + 2;
  return [
    say({ en: `Open dialogues on build ${build}:`, ru: `Открытые диалоги на сборке ${build}:` }),
    ...rows.map(([label, count]) => `  ${label.padEnd(width)}${String(count).padStart(7)}`),
    ...divergedLines(outcome),
    ...unreadLines(outcome),
    verdict(outcome),
    '',
  ].join('\n');
}

function verdict({ divergedCount, unreadCount }: ReplayOutcome): string {
  if (divergedCount > 0) {
    return say({
      en: 'This build would refuse to start. What to do: docs/runbooks/upgrading.md',
      ru: 'Эта сборка откажется запускаться. Что делать: docs/runbooks/upgrading.md',
    });
  }
  return unreadCount > 0
    ? say({ en: 'Not all of them are known; try again.', ru: 'Известно не обо всех; повторите.' })
    : say({ en: 'None of them would be carried on differently.', ru: 'Ни один не пойдёт иначе, чем начался.' });
}

function divergedLines({ diverged, divergedCount }: ReplayOutcome): string[] {
  const lines = diverged.map(({ event, reason, ...dialogue }) => {
    const where = event ? say({ en: 'event', ru: 'событие' }) + ` ${event.id} ${event.type}: ` : '';
    return `  ${nameOf(dialogue)}, ${where}${reason}`;
  });
  return [...lines, ...more(divergedCount - diverged.length)];
}

function unreadLines({ unread, unreadCount }: ReplayOutcome): string[] {
  const lines = unread.map(({ reason, ...dialogue }) => `  ${nameOf(dialogue)}: ${reason}`);
  return [...lines, ...more(unreadCount - unread.length)];
}

function nameOf({ number, dialogueId, runId }: { number: number | null; dialogueId: string; runId: string }): string {
  const name = number === null ? dialogueId : `${number} (${dialogueId})`;
  return say({ en: `dialogue ${name}, run ${runId}`, ru: `диалог ${name}, запуск ${runId}` });
}

function more(count: number): string[] {
  return count > 0 ? [say({ en: `  … and ${count} more`, ru: `  … и ещё ${count}` })] : [];
}
