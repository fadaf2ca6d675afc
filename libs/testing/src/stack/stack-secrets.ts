import { readFileSync } from 'node:fs';
import { clusterPasswords } from '@voronka/local-infra';
import { createSecretBox, readKeyring } from '@voronka/platform';
import { secretPlace } from '@voronka/persistence';
import type { SandboxAddress } from './crm-view.ts';
import type { StackDatabase } from './stack-database.ts';
import type { StackLogins } from './stack.ts';

/** Where a stack's secrets are. */
export interface SecretSources {
  readonly home: string;
  readonly keyFile: string;
  readonly sandbox: SandboxAddress;
  /** As they were first told; the admin's password has been changed since. */
  readonly firstLogins: StackLogins;
  readonly adminPassword: string;
  readonly database: StackDatabase;
}

/** Everything that must never be shown, by name. */
export async function readSecrets(sources: SecretSources): Promise<Record<string, string>> {
  const { home, keyFile, sandbox, firstLogins, adminPassword, database } = sources;
  const keyring = readKeyring({ VORONKA_KEY_FILE: keyFile });
  const [channel] = await database.query<{ id: string; secret: string }>(
    'select id, secret from channels where secret is not null',
  );
  const passwords = clusterPasswords(home);
  if (!channel || !passwords) throw new Error('the stack has no webhook channel or no database of its own');
  return {
    'master key': readFileSync(keyFile, 'utf8').trim(),
    'CRM webhook code': new URL(sandbox.webhookUrl).pathname.split('/').filter(Boolean).at(-1) ?? '',
    'sandbox control token': sandbox.controlToken,
    'first admin password': firstLogins.admin.password,
    ...(firstLogins.manager ? { 'manager password': firstLogins.manager.password } : {}),
    'changed admin password': adminPassword,
    'channel secret': createSecretBox(keyring).open(channel.secret, secretPlace.channel(channel.id)),
    'database superuser password': passwords.superuserPassword,
    'database owner password': passwords.ownerPassword,
    'database app password': passwords.appPassword,
  };
}
