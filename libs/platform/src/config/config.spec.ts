import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigError, readConfig, readKeyring } from './config.ts';

const key = 'ab'.repeat(32);
const least = { DATABASE_URL: 'postgresql://voronka:p4ssw0rd@127.0.0.1:5432/voronka', VORONKA_SECRET_KEY: key };

describe('readConfig', () => {
  it('needs a database and a key, and has defaults for the rest', () => {
    expect(readConfig(least)).toEqual({
      databaseUrl: least.DATABASE_URL,
      databaseOwnerUrl: null,
      temporalAddress: '127.0.0.1:7233',
      temporalNamespace: 'default',
      port: 3000,
      host: '127.0.0.1',
      home: '.voronka',
      keyFile: null,
      allowHosts: [],
      publicUrl: null,
      logLevel: 'info',
      metricsToken: null,
      seed: 'none',
      sandboxUrl: null,
    });
  });

  it('reads exact host:port pairs and a public address without a slash at the end', () => {
    const config = readConfig({
      ...least,
      VORONKA_ALLOW_HOSTS: '127.0.0.1:8080, [::1]:9000,CRM.local:80',
      PUBLIC_URL: 'https://chat.example.com/',
      PORT: '0',
    });
    expect(config.allowHosts).toEqual(['127.0.0.1:8080', '[::1]:9000', 'crm.local:80']);
    expect(config.publicUrl).toBe('https://chat.example.com');
    expect(config.port).toBe(0);
  });

  it('counts an empty variable as not set', () => {
    expect(() => readConfig({ ...least, DATABASE_URL: ' ' })).toThrow('DATABASE_URL is not set');
    expect(readConfig({ ...least, PORT: '' }).port).toBe(3000);
  });

  it('names all variables that are wrong at once, and shows no value', () => {
    const wrong = {
      DATABASE_URL: 'mysql://root:hunter2@db/x',
      VORONKA_SECRET_KEY: 'hunter2',
      PORT: 'hunter2',
      LOG_LEVEL: 'hunter2',
      VORONKA_ALLOW_HOSTS: 'hunter2',
      METRICS_TOKEN: 'hunter2',
      TEMPORAL_ADDRESS: 'hunter2',
      VORONKA_SANDBOX: 'hunter2',
    };
    let message = '';
    try {
      readConfig(wrong);
    } catch (error) {
      expect(error).toBeInstanceOf(ConfigError);
      message = (error as Error).message;
    }
    for (const name of Object.keys(wrong)) expect(message).toContain(name);
    expect(message).toContain('LOG_LEVEL must be one of: debug, info, warn, error, silent');
    expect(message).not.toContain('hunter2');
  });

  it('asks for a key where there is none', () => {
    expect(() => readConfig({ DATABASE_URL: least.DATABASE_URL })).toThrow(
      'VORONKA_KEY_FILE or VORONKA_SECRET_KEY must be set',
    );
  });
});

describe('readKeyring', () => {
  const folder = mkdtempSync(join(tmpdir(), 'voronka-config-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('reads the variable, or the file', () => {
    const file = join(folder, 'key');
    writeFileSync(file, `${key}\n`);
    expect(readKeyring({ VORONKA_KEY_FILE: file }).current).toEqual(readKeyring(least).current);
  });

  it('says what is wrong with the file, not what is in it', () => {
    const file = join(folder, 'broken');
    writeFileSync(file, 'hunter2');
    expect(() => readKeyring({ VORONKA_KEY_FILE: file })).toThrow(
      'VORONKA_KEY_FILE: Key 1 is not 64 hexadecimal digits',
    );
    expect(() => readKeyring({ VORONKA_KEY_FILE: join(folder, 'absent') })).toThrow(
      'VORONKA_KEY_FILE cannot be read (ENOENT)',
    );
    expect(() => readKeyring({})).toThrow(ConfigError);
  });
});
