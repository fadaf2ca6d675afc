import { say } from '@voronka/local-infra';
import type { RunSettings } from '../run/run-settings.ts';
import type { Stack } from '../run/stack.ts';

/** What the person at the terminal reads when everything runs. The first login is in it and nowhere else. */
export function summary(stack: Omit<Stack, 'stop' | 'destroy'>, settings: RunSettings): string {
  const { url, sandbox, temporalUiUrl, firstLogin } = stack;
  const rows: [string, string][] = [[say({ en: 'Product', ru: 'Продукт' }), url]];
  if (sandbox) {
    rows.push([say({ en: 'Demo chat', ru: 'Чат для пробы' }), new URL('/demo', url).href]);
    rows.push([say({ en: 'Demo CRM', ru: 'CRM для пробы' }), sandbox.pageUrl]);
  }
  if (temporalUiUrl) rows.push([say({ en: 'Temporal', ru: 'Temporal' }), temporalUiUrl]);
  if (firstLogin) {
    const once = say({ en: 'shown only now', ru: 'показывается только сейчас' });
    rows.push([
      say({ en: 'First login', ru: 'Первый вход' }),
      `${firstLogin.email}   ${firstLogin.password}   (${once})`,
    ]);
  }
  rows.push([say({ en: 'Data', ru: 'Данные' }), settings.home]);
  rows.push([say({ en: 'Logs', ru: 'Журналы' }), 'npm run logs -- --follow']);
  const width = Math.max(...rows.map(([label]) => label.length)) + 2;
  const title = say({ en: 'Voronka is running. Ctrl-C stops it.', ru: 'Воронка работает. Остановить — Ctrl-C.' });
  return `\n${title}\n\n${rows.map(([label, value]) => `  ${label.padEnd(width)}${value}`).join('\n')}\n\n`;
}
