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

/** Says that a child died or is back. */
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
    case 'readyAgain':
      report(say({ en: `${name} runs again.`, ru: `${name} снова работает.` }));
  }
}
