import { createTemporaryHome, freePort, reportToStderr, say } from '@voronka/local-infra';
import { productPrograms } from '../run/programs.ts';
import { startStack, type Stack } from '../run/stack.ts';
import { untilStopped } from '../run/until-stopped.ts';
import { readCard } from './crm-card.ts';
import { clientLines, problemsOf, toJson, type DemoOutcome } from './demo-outcome.ts';
import { DemoRequestError } from './http-json.ts';
import { Office } from './office.ts';
import { showOutcome } from './show-outcome.ts';
import { Visitor } from './visitor.ts';

/**
 * `npm run demo`: starts everything on ports and in a home of its own, plays the scenario through the chat's public
 * protocol, shows what was said, decided and written, and stops and removes all of it, however it went.
 *
 * @param json also print one JSON object as the last line of standard output
 * @returns 0 only when all of it is right
 */
export async function runDemo(json: boolean, env: NodeJS.ProcessEnv): Promise<number> {
  const home = await createTemporaryHome('demo');
  const report = reportToStderr;
  const stopped = untilStopped(env, () => process.exit(130)).then(() => {
    throw new DemoRequestError(say({ en: 'stopped', ru: 'остановлено' }));
  });
  // Only the race below looks at it; asked to stop after that, the command is ending anyway.
  stopped.catch(() => undefined);
  report(say({ en: 'Starting everything for the demo…', ru: 'Запускаем всё для демонстрации…' }));
  const settings = { home: home.path, host: '127.0.0.1', port: null, namespace: 'voronka' };
  // The demo is complete in itself: servers and keys of the user's own stay out of it.
  const ownEnv = {
    ...env,
    DATABASE_URL: '',
    DATABASE_OWNER_URL: '',
    TEMPORAL_ADDRESS: '',
    VORONKA_SECRET_KEY: '',
    PUBLIC_URL: '',
  };
  const starting = freePort().then((port) =>
    startStack({ settings, port, seed: 'demo', programs: productPrograms, env: ownEnv, report }),
  );
  try {
    const outcome = await Promise.race([starting.then(play), stopped]);
    return conclude(outcome, json);
  } catch (error) {
    if (!(error instanceof DemoRequestError)) throw error;
    report(say({ en: `\nThe demo failed: ${error.message}`, ru: `\nДемонстрация не удалась: ${error.message}` }));
    return 1;
  } finally {
    await starting.then((stack) => stack.destroy()).catch(() => undefined);
    await home.remove();
  }
}

async function play({ url, sandbox, firstLogin }: Stack): Promise<DemoOutcome> {
  if (!sandbox || !firstLogin) throw new DemoRequestError('the start named no sandbox or no first login');
  const visitor = await Visitor.arrive(url);
  for (const line of clientLines) await visitor.say(line);
  const office = await Office.logIn(url, firstLogin);
  const { decisions, unfinished } = await office.decisions();
  return { transcript: visitor.transcript, decisions, unfinished, card: await readCard(sandbox.webhookUrl) };
}

function conclude(outcome: DemoOutcome, json: boolean): number {
  const problems = problemsOf(outcome);
  process.stdout.write(`${showOutcome(outcome)}\n`);
  const verdict =
    problems.length === 0
      ? say({ en: 'All of it is right.', ru: 'Всё верно.' })
      : `${say({ en: 'Not right:', ru: 'Неверно:' })}\n${problems.map((problem) => `  - ${problem}`).join('\n')}`;
  process.stdout.write(`${verdict}\n`);
  if (json) process.stdout.write(`${toJson(outcome)}\n`);
  return problems.length === 0 ? 0 : 1;
}
