import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { B24OAuth, EnumAppStatus } from '@bitrix24/b24jssdk';
import type { B24OAuthParams, RestrictionParams, TypeCallParams } from '@bitrix24/b24jssdk';
import { startSandbox } from '../index.ts';
import type { Sandbox, SandboxOptions, SandboxReadyLine } from '../index.ts';

/** A sandbox in this process with a folder of its own. */
export interface SandboxUnderTest {
  readonly sandbox: Sandbox;
  readonly ready: SandboxReadyLine;
  /** Calls the control interface and returns its answer. */
  readonly control: (
    method: 'GET' | 'POST' | 'DELETE',
    path: string,
    body?: object,
  ) => Promise<Record<string, unknown>>;
  readonly stop: () => Promise<void>;
}

/** Starts a sandbox without limits unless asked for. */
export async function startForTest(options: Partial<SandboxOptions> = {}): Promise<SandboxUnderTest> {
  const home = await mkdtemp(join(tmpdir(), 'crm-sandbox-'));
  const sandbox = await startSandbox({ home, limits: false, ...options });
  const { ready } = sandbox;
  return {
    sandbox,
    ready,
    control: async (method, path, body) => {
      const response = await fetch(`${ready.pageUrl}__sandbox/${path}`, {
        method,
        headers: { 'x-sandbox-token': ready.controlToken, 'content-type': 'application/json' },
        ...(body ? { body: JSON.stringify(body) } : {}),
      });
      if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
      return (await response.json()) as Record<string, unknown>;
    },
    stop: async () => {
      await sandbox.close();
      await rm(home, { recursive: true, force: true });
    },
  };
}

/** How a test wants the vendor's client. */
export interface VendorClientOptions {
  readonly auth?: Partial<B24OAuthParams>;
  /** @default one attempt and a bucket of its own too large to wait for: what the test sees is what the portal said */
  readonly restrictions?: Partial<RestrictionParams>;
}

/** The vendor's client, told nothing but where the sandbox is. */
export function vendorClient(ready: SandboxReadyLine, options: VendorClientOptions = {}): B24OAuth {
  const { bitrix24 } = ready;
  const client = new B24OAuth(
    {
      applicationToken: bitrix24.applicationToken,
      userId: 1,
      memberId: bitrix24.memberId,
      accessToken: bitrix24.accessToken,
      refreshToken: bitrix24.refreshToken,
      expires: bitrix24.expires,
      expiresIn: 3600,
      scope: 'crm,user,event',
      domain: new URL(bitrix24.clientEndpoint).host,
      clientEndpoint: bitrix24.clientEndpoint,
      serverEndpoint: bitrix24.serverEndpoint,
      status: EnumAppStatus.Local,
      ...options.auth,
    },
    { clientId: bitrix24.clientId, clientSecret: bitrix24.clientSecret },
    {
      restrictionParams: {
        maxRetries: 1,
        rateLimit: { burstLimit: 10_000, drainRate: 1_000, adaptiveEnabled: false },
        ...options.restrictions,
      },
    },
  );
  client.offClientSideWarning();
  return client;
}

/** Calls a method with the vendor's client and returns `result`; the client throws what the portal refused. */
export async function resultOf<T>(client: B24OAuth, method: string, params: TypeCallParams = {}): Promise<T> {
  const answer = await client.actions.v2.call.make<T>({ method, params });
  if (!answer.isSuccess) throw new Error(answer.getErrorMessages().join('; '));
  return answer.getData()?.result as T;
}

/** What the portal answers on a bare POST of a form to the webhook. */
export async function postForm(
  ready: SandboxReadyLine,
  method: string,
  form: string,
): Promise<{ status: number; body: Record<string, unknown> }> {
  const response = await fetch(`${ready.bitrix24.webhookUrl}${method}`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: form,
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}
