import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  apiEnvironment,
  sandboxEnvironment,
  workerEnvironment,
  type ProductSurroundings,
} from './child-environments.ts';
import { ensureKeyFile } from './key-file.ts';
import { isLoopback, readRunSettings } from './run-settings.ts';

describe('readRunSettings', () => {
  it('has a home in the clone, loopback, and no port of its own', () => {
    const settings = readRunSettings({}, '/anywhere');
    expect(settings).toMatchObject({ host: '127.0.0.1', port: null, namespace: 'voronka' });
    expect(settings.home).toMatch(/\.voronka$/);
    expect(settings.home.startsWith('/anywhere')).toBe(false);
  });

  it('takes a relative home from the current folder', () => {
    expect(readRunSettings({ VORONKA_HOME: 'mine', PORT: '9000' }, '/here')).toMatchObject({
      home: '/here/mine',
      port: 9_000,
    });
  });

  it.each(['0', '70000', 'eighty', '80.5'])('refuses PORT=%s', (PORT) => {
    expect(() => readRunSettings({ PORT }, '/')).toThrow('PORT');
  });
});

describe('isLoopback', () => {
  it('knows addresses that only this machine reaches', () => {
    expect(['127.0.0.1', '127.8.0.1', '::1', 'localhost'].every(isLoopback)).toBe(true);
    expect(['0.0.0.0', '::', '192.168.0.5', 'example.com', '127.0.0.1.example.com'].some(isLoopback)).toBe(false);
  });
});

describe('environments of the programs', () => {
  const surroundings: ProductSurroundings = {
    settings: { home: '/home', host: '127.0.0.1', port: null, namespace: 'voronka' },
    port: 8_080,
    workerMetricsPort: 9_100,
    seed: 'demo',
    keyFile: '/home/secret.key',
    postgres: { appUrl: 'postgres://app@h/d', ownerUrl: 'postgres://owner@h/d' },
    temporal: { address: '127.0.0.1:7233', uiUrl: 'http://127.0.0.1:8233' },
    sandboxWebhookUrl: 'http://127.0.0.1:4000/rest/1/key/',
  };

  it('let the API alone migrate and seed', () => {
    const [api, worker] = [apiEnvironment({}, surroundings), workerEnvironment({}, surroundings)];
    expect(api).toMatchObject({ DATABASE_OWNER_URL: 'postgres://owner@h/d', VORONKA_SEED: 'demo', PORT: '8080' });
    expect(worker).not.toHaveProperty('DATABASE_OWNER_URL');
    expect(worker).not.toHaveProperty('VORONKA_SANDBOX');
    expect(worker).toMatchObject({ DATABASE_URL: 'postgres://app@h/d', WORKER_METRICS_PORT: '9100' });
  });

  it('allow outgoing requests to the sandbox, besides what the person allows', () => {
    const base = { VORONKA_ALLOW_HOSTS: 'crm.local:80' };
    expect(workerEnvironment(base, surroundings)['VORONKA_ALLOW_HOSTS']).toBe('crm.local:80,127.0.0.1:4000');
    expect(workerEnvironment({}, { ...surroundings, sandboxWebhookUrl: null })).not.toHaveProperty(
      'VORONKA_ALLOW_HOSTS',
    );
  });

  it('hand on the person’s own variables, but not npm’s and not what is for the launcher', () => {
    const base = {
      METRICS_TOKEN: 'x',
      LOG_LEVEL: 'debug',
      npm_lifecycle_event: 'start',
      VORONKA_STOP_WITH_PARENT: 'true',
    };
    const worker = workerEnvironment(base, surroundings);
    expect(worker).toMatchObject({ METRICS_TOKEN: 'x', LOG_LEVEL: 'debug' });
    expect(worker).not.toHaveProperty('npm_lifecycle_event');
    expect(worker).not.toHaveProperty('VORONKA_STOP_WITH_PARENT');
  });

  it('keep the sandbox on loopback whatever HOST says', () => {
    expect(sandboxEnvironment({ HOST: '0.0.0.0' }, 4_000, '/s')).toEqual({
      SANDBOX_PORT: '4000',
      SANDBOX_HOME: '/s',
      HOST: '127.0.0.1',
    });
  });
});

describe('ensureKeyFile', () => {
  let home: string;
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'voronka-spec-'));
  });
  afterEach(() => rmSync(home, { recursive: true }));

  it('makes a random key that only its owner can read', () => {
    const path = ensureKeyFile(home);
    expect(readFileSync(path, 'utf8')).toMatch(/^[0-9a-f]{64}\n$/);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('never replaces a key', () => {
    writeFileSync(join(home, 'secret.key'), 'mine', { mode: 0o644 });
    expect(readFileSync(ensureKeyFile(home), 'utf8')).toBe('mine');
    expect(statSync(join(home, 'secret.key')).mode & 0o777).toBe(0o600);
  });
});
