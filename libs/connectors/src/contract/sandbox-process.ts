import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** Where the sandbox's amoCRM account is, and what it lets in with. */
export interface AmocrmLine {
  baseUrl: string;
  longLivedToken: string;
  clientId: string;
  clientSecret: string;
  accessToken: string;
  refreshToken: string;
  redirectUri: string;
}

/** Where the sandbox's portal is, and what its local application lets itself in with. */
export interface Bitrix24Line {
  webhookUrl: string;
  clientEndpoint: string;
  clientId: string;
  clientSecret: string;
  memberId: string;
  accessToken: string;
  refreshToken: string;
}

/** What the sandbox says when it is ready, as far as the tests use it. */
interface ReadyLine {
  pageUrl: string;
  controlToken: string;
  bitrix24: Bitrix24Line;
  amocrm: AmocrmLine;
}

/** A running CRM sandbox with a folder of its own: another program, reached over HTTP only. */
export interface SandboxProcess {
  webhookUrl: string;
  bitrix24: Bitrix24Line;
  amocrm: AmocrmLine;
  /** host:port, for the outbound client's exceptions. */
  hostPort: string;
  /** Calls the control interface. */
  control(method: 'GET' | 'POST' | 'DELETE', path: string, body?: object): Promise<Record<string, unknown>>;
  stop(): Promise<void>;
}

const program = fileURLToPath(new URL('../../../../apps/crm-sandbox/dist/main.js', import.meta.url));

/** Starts the built sandbox on a free port. @param options.limits the vendor's limits. @default off */
export async function startSandboxProcess(options: { limits?: 'on' | 'off' } = {}): Promise<SandboxProcess> {
  if (!existsSync(program)) throw new Error('The CRM sandbox is not built: run "npx nx build crm-sandbox"');
  const home = await mkdtemp(join(tmpdir(), 'voronka-sandbox-'));
  const child = spawn(process.execPath, [program], {
    env: { PATH: process.env.PATH, SANDBOX_PORT: '0', SANDBOX_HOME: home, SANDBOX_LIMITS: options.limits ?? 'off' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  const firstLine = once(createInterface({ input: child.stdout }), 'line');
  const outcome = await Promise.race([firstLine, exited.then(() => null)]);
  if (outcome === null) throw new Error('The CRM sandbox ended before it was ready');
  const ready = JSON.parse(String(outcome[0])) as ReadyLine;
  return {
    webhookUrl: ready.bitrix24.webhookUrl,
    bitrix24: ready.bitrix24,
    amocrm: ready.amocrm,
    hostPort: new URL(ready.bitrix24.webhookUrl).host,
    async control(method, path, body) {
      const response = await fetch(new URL(`/__sandbox/${path}`, ready.pageUrl), {
        method,
        headers: { 'x-sandbox-token': ready.controlToken, 'content-type': 'application/json' },
        signal: AbortSignal.timeout(10_000),
        ...(body ? { body: JSON.stringify(body) } : {}),
      });
      if (!response.ok) throw new Error(`Sandbox ${method} ${path}: ${response.status}`);
      return (await response.json()) as Record<string, unknown>;
    },
    async stop() {
      child.kill('SIGTERM');
      await exited;
      await rm(home, { recursive: true, force: true });
    },
  };
}
