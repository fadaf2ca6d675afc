import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { readJson, writeJsonAtomic } from './files.ts';
import { freePort, isPortFree, nextFreePort, RememberedPorts } from './ports.ts';
import { say, terminalLanguage } from './terminal-text.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'voronka-spec-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

async function listen(port: number) {
  const server = createServer().listen(port, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

describe('writeJsonAtomic', () => {
  it('writes with the mode asked for and leaves nothing else behind', () => {
    const path = join(folder, 'deep', 'secret.json');
    writeJsonAtomic(path, { a: 1 }, 0o600);
    writeJsonAtomic(path, { a: 2 }, 0o600);
    expect(readJson(path)).toEqual({ a: 2 });
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readdirSync(join(folder, 'deep'))).toEqual(['secret.json']);
  });

  it('keeps the old file when the new one cannot be put in place', () => {
    expect(() => writeJsonAtomic(folder, {})).toThrow();
    expect(readdirSync(folder)).toEqual([]);
    expect(readdirSync(join(folder, '..')).filter((name) => name.includes(`${folder.split('/').at(-1)}.`))).toEqual([]);
  });
});

describe('readJson', () => {
  it('takes a missing file and a broken one for nothing', () => {
    expect(readJson(join(folder, 'absent'))).toBeUndefined();
    writeFileSync(join(folder, 'broken'), '{');
    expect(readJson(join(folder, 'broken'))).toBeUndefined();
  });
});

describe('ports', () => {
  it('tells a taken port from a free one, and goes on to the next', async () => {
    const server = await listen(0);
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    expect(await isPortFree(port)).toBe(false);
    expect(await nextFreePort(port)).toBeGreaterThan(port);
    server.close();
    await once(server, 'close');
    expect(await isPortFree(port)).toBe(true);
  });

  it('gives a service its former port, and another only while that is taken', async () => {
    const before = await new RememberedPorts(folder).choose('api');
    expect(await new RememberedPorts(folder).choose('api')).toBe(before);
    const stranger = await listen(before);
    const instead = await new RememberedPorts(folder).choose('api');
    expect(instead).not.toBe(before);
    stranger.close();
    expect(await new RememberedPorts(folder).choose('api')).toBe(instead);
  });

  it('gives a port that can be listened on', async () => {
    (await listen(await freePort())).close();
  });
});

describe('terminal language', () => {
  it('is Russian for a Russian locale, the more specific variable first, else English', () => {
    expect(terminalLanguage({ LANG: 'ru_RU.UTF-8' })).toBe('ru');
    expect(terminalLanguage({ LANG: 'ru_RU.UTF-8', LC_ALL: 'C' })).toBe('en');
    expect(terminalLanguage({ LC_ALL: '', LC_MESSAGES: 'RU', LANG: 'en_US' })).toBe('ru');
    expect(terminalLanguage({})).toBe('en');
    expect(['a', 'б']).toContain(say({ en: 'a', ru: 'б' }));
  });
});
