import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** What a calling process works with. */
export interface TokenCallerSettings {
  databaseUrl: string;
  /** Of the secret box, hexadecimal. */
  secretKey: string;
  /** Host and port of the CRM. */
  hostPort: string;
  integrationId: string;
  /** Whether it dies when the vendor has given new tokens and before they are stored. @default false */
  diesAfterRefresh?: boolean;
}

/** A process of its own that calls a CRM with stored tokens. */
export interface TokenCaller {
  /** Makes calls at once. @returns `ok` or the failure's code of each; null when the process died meanwhile */
  call(times: number): Promise<string[] | null>;
  /** What it has logged. */
  log(): string;
  stop(): Promise<void>;
}

const program = fileURLToPath(new URL('../../dist/crm/token-caller.js', import.meta.url));

/** Starts the built program. */
export async function startTokenCaller(settings: TokenCallerSettings): Promise<TokenCaller> {
  if (!existsSync(program)) throw new Error('The program is not built: run "npx nx build testing"');
  const child = spawn(process.execPath, [program], {
    env: { PATH: process.env.PATH, TOKEN_CALLER: JSON.stringify(settings) },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let log = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (log += text));
  const exited = once(child, 'exit');
  const lines = createInterface({ input: child.stdout });
  const nextLine = () => Promise.race([once(lines, 'line').then(([line]) => String(line)), exited.then(() => null)]);
  if ((await nextLine()) === null) throw new Error(`The calling process ended before it was ready: ${log}`);
  return {
    async call(times) {
      const answer = nextLine();
      child.stdin.write(`${times}\n`);
      const line = await answer;
      return line === null ? null : (JSON.parse(line) as string[]);
    },
    log: () => log,
    async stop() {
      child.stdin.end();
      await exited;
    },
  };
}
