import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Keyring } from '../secrets/keyring.ts';
import { createKeyring } from '../secrets/keyring.ts';

/** Settings of a process, from its environment. */
export interface Config {
  /** `DATABASE_URL`: the application's role, which owns nothing. Holds a password: never log it. */
  databaseUrl: string;
  /** `DATABASE_OWNER_URL`: the role that migrates; null in processes that do not. */
  databaseOwnerUrl: string | null;
  /** `TEMPORAL_ADDRESS`, host:port. @default 127.0.0.1:7233 */
  temporalAddress: string;
  /** `TEMPORAL_NAMESPACE`. @default default */
  temporalNamespace: string;
  /** `PORT`, 0 for any free one. @default 3000 */
  port: number;
  /** `HOST` to listen on. @default 127.0.0.1 */
  host: string;
  /** `VORONKA_HOME`: folder of local state. @default .voronka */
  home: string;
  /** `VORONKA_KEY_FILE`, or null when the key itself is in `VORONKA_SECRET_KEY`. */
  keyFile: string | null;
  /** `VORONKA_ALLOW_HOSTS`: exact host:port pairs that outbound requests may reach over plain http or private addresses. */
  allowHosts: string[];
  /** `PUBLIC_URL` without a slash at the end; null when people reach the product at its own host and port. */
  publicUrl: string | null;
  /** `LOG_LEVEL`. @default info */
  logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  /** `METRICS_TOKEN`: bearer token of `/metrics`; null leaves it open to the loopback only. */
  metricsToken: string | null;
  /** `VORONKA_SEED`: what an empty database is filled with. @default none */
  seed: 'demo' | 'empty' | 'none';
  /** `VORONKA_SANDBOX`: webhook address of the sandbox's portal for the demo's integration. */
  sandboxUrl: string | null;
}

/** The environment does not make sense. Names variables, never shows a value. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  /** @param problems one sentence a variable */
  constructor(readonly problems: readonly string[]) {
    super(`The environment is not usable:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
  }
}

const optionalText = z.string().optional();
const url = (protocols: string, example: string) =>
  z.string().refine((value) => new RegExp(`^(${protocols}):$`).test(URL.parse(value)?.protocol ?? ''), {
    error: `must be an address like ${example}`,
  });

/** An exact host:port pair; IPv6 in brackets. */
const hostAndPort = /^(\[[0-9a-f:.]+\]|[a-z0-9.-]+):([1-9]\d{0,4})$/i;

const environmentSchema = z.object({
  DATABASE_URL: url('postgres|postgresql', 'postgresql://user:password@host:5432/database'),
  DATABASE_OWNER_URL: url('postgres|postgresql', 'postgresql://user:password@host:5432/database').optional(),
  TEMPORAL_ADDRESS: z.string().regex(hostAndPort, 'must be host:port').default('127.0.0.1:7233'),
  TEMPORAL_NAMESPACE: z.string().default('default'),
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, 'must be a port number')
    .transform(Number)
    .refine((port) => port <= 65_535, 'must be a port number')
    .default(3000),
  HOST: z.string().default('127.0.0.1'),
  VORONKA_HOME: z.string().default('.voronka'),
  VORONKA_KEY_FILE: optionalText,
  VORONKA_SECRET_KEY: z
    .string()
    .regex(/^[0-9a-f]{64}$/i, 'must be 64 hexadecimal digits')
    .optional(),
  VORONKA_ALLOW_HOSTS: z
    .string()
    .transform((list) =>
      list
        .split(',')
        .map((pair) => pair.trim().toLowerCase())
        .filter((pair) => pair !== ''),
    )
    .refine(
      (pairs) => pairs.every((pair) => hostAndPort.test(pair)),
      'must be exact host:port pairs with commas between',
    )
    .default([]),
  PUBLIC_URL: url('https?', 'https://chat.example.com').optional(),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  METRICS_TOKEN: z.string().min(16, 'must have at least 16 characters').optional(),
  VORONKA_SEED: z.enum(['demo', 'empty', 'none']).default('none'),
  VORONKA_SANDBOX: url('https?', 'http://127.0.0.1:8080/rest/1/secret/').optional(),
});

type Environment = Readonly<Record<string, string | undefined>>;

/** zod's own sentences can quote the value, so only those written above, and lists of choices, are passed on. */
function problemOf(issue: z.core.$ZodIssue, env: Environment): string {
  const name = String(issue.path[0]);
  if (env[name] === undefined) return `${name} is not set`;
  if (issue.code === 'invalid_value') return `${name} must be one of: ${issue.values.join(', ')}`;
  return `${name} ${issue.message}`;
}

function withoutEmpty(env: Environment): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined && entry[1].trim() !== ''),
  );
}

/**
 * Reads the settings of a service (API or worker). An empty variable counts as not set.
 *
 * @throws ConfigError with all problems at once
 */
export function readConfig(env: Environment): Config {
  const given = withoutEmpty(env);
  const parsed = environmentSchema.safeParse(given);
  const problems = parsed.success ? [] : parsed.error.issues.map((issue) => problemOf(issue, given));
  if (given.VORONKA_KEY_FILE === undefined && given.VORONKA_SECRET_KEY === undefined) {
    problems.push('VORONKA_KEY_FILE or VORONKA_SECRET_KEY must be set');
  }
  if (!parsed.success || problems.length > 0) throw new ConfigError([...new Set(problems)]);
  const values = parsed.data;
  return {
    databaseUrl: values.DATABASE_URL,
    databaseOwnerUrl: values.DATABASE_OWNER_URL ?? null,
    temporalAddress: values.TEMPORAL_ADDRESS,
    temporalNamespace: values.TEMPORAL_NAMESPACE,
    port: values.PORT,
    host: values.HOST,
    home: values.VORONKA_HOME,
    keyFile: values.VORONKA_SECRET_KEY === undefined ? (values.VORONKA_KEY_FILE ?? null) : null,
    allowHosts: values.VORONKA_ALLOW_HOSTS,
    publicUrl: values.PUBLIC_URL?.replace(/\/+$/, '') ?? null,
    logLevel: values.LOG_LEVEL,
    metricsToken: values.METRICS_TOKEN ?? null,
    seed: values.VORONKA_SEED,
    sandboxUrl: values.VORONKA_SANDBOX ?? null,
  };
}

/**
 * Reads the master keys: `VORONKA_SECRET_KEY` first, else the file. They are kept apart from {@link Config}, so that
 * printing the settings can never print a key.
 *
 * @throws ConfigError when the file is missing or is no key file
 */
export function readKeyring(env: Environment): Keyring {
  const { VORONKA_SECRET_KEY: key, VORONKA_KEY_FILE: file } = withoutEmpty(env);
  if (key === undefined && file === undefined) {
    throw new ConfigError(['VORONKA_KEY_FILE or VORONKA_SECRET_KEY must be set']);
  }
  const source = key === undefined ? 'VORONKA_KEY_FILE' : 'VORONKA_SECRET_KEY';
  let text: string;
  try {
    text = key ?? readFileSync(file ?? '', 'utf8');
  } catch (cause) {
    const reason = (cause as NodeJS.ErrnoException).code ?? 'unknown reason';
    throw new ConfigError([`VORONKA_KEY_FILE cannot be read (${reason})`]);
  }
  try {
    return createKeyring(text);
  } catch (cause) {
    throw new ConfigError([`${source}: ${(cause as Error).message}`]);
  }
}
