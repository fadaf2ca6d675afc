import type { Replaying } from '@voronka/contracts/replay';
import { say, type ChildEvent, type RegisteredProcess, type Report, type TerminalText } from '@voronka/local-infra';

const names: Record<'database' | 'temporal' | 'sandbox' | 'api' | 'worker', TerminalText> = {
  database: { en: 'PostgreSQL', ru: 'PostgreSQL' },
  temporal: { en: 'Temporal', ru: 'Temporal' },
  sandbox: { en: 'CRM sandbox', ru: 'Песочница CRM' },
  api: { en: 'API', ru: 'API' },
  worker: { en: 'Worker', ru: 'Воркер' },
};

/** Says that a part runs. */
export function reportStep(report: Report, part: keyof typeof names, own: string | null): void {
  const mark = own === null ? '' : say({ en: ` (yours: ${own})`, ru: ` (ваш: ${own})` });
  report(`  ✓ ${say(names[part])}${mark}`);
}

/** Says which processes a killed run left, now ended. */
export function reportLeftovers(report: Report, leftovers: readonly RegisteredProcess[]): void {
  if (leftovers.length === 0) return;
  const list = leftovers.map(({ name, pid }) => `${name} (${pid})`).join(', ');
  report(
    say({
      en: `  The last run did not end cleanly; ended what it left: ${list}.`,
      ru: `  Прошлый запуск завершился нештатно; остановлены его процессы: ${list}.`,
    }),
  );
}

/** Says how far the worker is with replaying open dialogues on its build. */
export function reportReplaying(report: Report, { done, total }: Replaying): void {
  report(
    say({
      en: `  Checking open dialogues with this build: ${done} of ${total}`,
      ru: `  Проверяем открытые диалоги на этой сборке: ${done} из ${total}`,
    }),
  );
}

/** Says that a child died, is back, or stays away. */
export function reportChildEvent(report: Report, name: string, event: ChildEvent): void {
  switch (event.kind) {
    case 'ended': {
      const seconds = (event.pauseMs ?? 0) / 1_000;
      report(
        say({
          en: `${name} ended unexpectedly (${event.how}); starting it again in ${seconds} s. Look: npm run logs`,
          ru: `${name} неожиданно остановился (${event.how}); запуск через ${seconds} с. Подробности: npm run logs`,
        }),
      );
      return;
    }
    case 'refused':
      report(
        say({
          en: `${event.reason}\n${name} stays stopped; messages are kept and managers can work. After the change: npm start`,
          ru: `${event.reason}\n${name} остаётся остановленным; сообщения сохраняются, менеджеры могут работать. После исправления: npm start`,
        }),
      );
      return;
    case 'readyAgain':
      report(say({ en: `${name} runs again.`, ru: `${name} снова работает.` }));
  }
}
