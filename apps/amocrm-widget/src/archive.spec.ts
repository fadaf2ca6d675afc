import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { runInNewContext } from 'node:vm';
import { gzipSync } from 'node:zlib';
import { z } from 'zod';
import { unzip } from './testing/unzip.ts';

const project = resolve(import.meta.dirname, '..');
const vite = resolve(project, '../../node_modules/vite/bin/vite.js');

/** What amoCRM demands of a manifest, as far as this widget needs it. @source https://developers.kommo.com/docs/manifest-json */
const manifestSchema = z.strictObject({
  widget: z.strictObject({
    name: z.string(),
    description: z.string(),
    short_description: z.string(),
    version: z.string().regex(/^\d+\.\d+\.\d+$/),
    interface_version: z.literal(2),
    init_once: z.boolean(),
    locale: z.array(z.enum(['ru', 'en', 'es', 'pt'])).min(1),
    installation: z.literal(true),
  }),
  locations: z.array(z.enum(['lcard-1', 'settings'])),
  settings: z.record(
    z.string(),
    z.strictObject({ name: z.string(), type: z.enum(['text', 'pass', 'users']), required: z.boolean() }),
  ),
});

/** @source https://www.amocrm.ru/developers/content/integrations/structure */
const logoSizes: Readonly<Record<string, readonly [width: number, height: number]>> = {
  'images/logo.png': [130, 100],
  'images/logo_main.png': [400, 272],
  'images/logo_medium.png': [240, 84],
  'images/logo_min.png': [84, 84],
  'images/logo_small.png': [108, 108],
};

type Words = { [key: string]: string | Words };

let outDir = '';
let zip: Buffer;
let files: Map<string, Buffer>;
const textOf = (name: string): string => files.get(name)?.toString('utf8') ?? '';
const wordsOf = (language: string): Words => JSON.parse(textOf(`i18n/${language}.json`)) as Words;

async function build(folder: string): Promise<Buffer> {
  const options = [vite, 'build', '--outDir', join(folder, 'widget'), '--logLevel', 'error'];
  await promisify(execFile)(process.execPath, options, { cwd: project, timeout: 60_000 });
  return readFile(join(folder, 'widget.zip'));
}

// Built here from the sources as they are, so that an old dist cannot answer for them.
beforeAll(async () => {
  outDir = await mkdtemp(join(tmpdir(), 'voronka-amocrm-widget-'));
  zip = await build(join(outDir, 'first'));
  files = unzip(zip);
}, 90_000);

afterAll(async () => {
  if (outDir) await rm(outDir, { recursive: true });
});

/** Dotted keys of all texts. */
function keysOf(words: Words, place = ''): string[] {
  return Object.entries(words).flatMap(([key, value]) =>
    typeof value === 'string' ? [`${place}${key}`] : keysOf(value, `${place}${key}.`),
  );
}

function textAt(words: Words, path: string): unknown {
  return path.split('.').reduce<unknown>((place, key) => (place as Words | undefined)?.[key], words);
}

describe('The archive', () => {
  test('holds what amoCRM takes, at its root, and nothing else', () => {
    expect([...files.keys()]).toEqual(
      ['i18n/en.json', 'i18n/ru.json', ...Object.keys(logoSizes), 'manifest.json', 'script.js', 'style.css'].sort(),
    );
  });

  test('is the same, byte for byte, when it is built again', async () => {
    expect((await build(join(outDir, 'second'))).equals(zip)).toBe(true);
    expect(await readdir(outDir)).toEqual(['first', 'second']);
  }, 90_000);

  test('has logos in the sizes that are demanded, each below 300 kB', () => {
    for (const [name, [width, height]] of Object.entries(logoSizes)) {
      const image = files.get(name) ?? Buffer.alloc(0);
      expect({ name, signature: image.subarray(1, 4).toString() }).toEqual({ name, signature: 'PNG' });
      expect({ name, width: image.readUInt32BE(16), height: image.readUInt32BE(20) }).toEqual({ name, width, height });
      expect(image.length).toBeLessThan(300_000);
    }
  });
});

describe('The manifest', () => {
  test('has the form that amoCRM demands', () => {
    const manifest: unknown = JSON.parse(textOf('manifest.json'));
    expect(manifestSchema.parse(manifest)).toEqual(manifest);
    expect(manifest).toMatchObject({ locations: ['lcard-1', 'settings'] });
  });

  test('names only texts that exist, in every language that it promises', () => {
    const { widget, settings } = manifestSchema.parse(JSON.parse(textOf('manifest.json')));
    const named = [widget.name, widget.description, widget.short_description];
    named.push(...Object.values(settings).map(({ name }) => name));
    expect(widget.locale).toEqual(['ru', 'en']);
    for (const language of widget.locale) {
      for (const name of named) expect(textAt(wordsOf(language), name)).toEqual(expect.stringMatching(/\S/));
    }
  });
});

describe('The words', () => {
  test('are the same ones in both languages, with the same values in them', () => {
    const [ru, en] = [wordsOf('ru'), wordsOf('en')];
    expect(keysOf(en)).toEqual(keysOf(ru));
    const valuesIn = (text: unknown): string[] => [...String(text).matchAll(/\{\w+\}/g)].map(String).sort();
    for (const key of keysOf(ru)) expect(valuesIn(textAt(en, key))).toEqual(valuesIn(textAt(ru, key)));
  });

  test('are Russian in one and not in the other', () => {
    const cyrillic = /[а-яё]/i;
    for (const key of keysOf(wordsOf('ru')).filter((name) => name !== 'card.language')) {
      expect({ key, ru: cyrillic.test(String(textAt(wordsOf('ru'), key))) }).toEqual({ key, ru: true });
      expect({ key, ru: cyrillic.test(String(textAt(wordsOf('en'), key))) }).toEqual({ key, ru: false });
    }
  });
});

describe('The script', () => {
  test('is one AMD module that asks for jQuery, as amoCRM loads it, and leaves no name behind', () => {
    const script = textOf('script.js');
    let dependencies: unknown;
    let made: unknown;
    const page = {
      define: (asked: unknown, factory: () => unknown) => {
        dependencies = asked;
        made = factory();
      },
    };
    runInNewContext(script, page);
    expect(Object.keys(page)).toEqual(['define']);
    expect(dependencies).toEqual(['jquery']);
    expect(typeof made).toBe('function');
    expect(script).not.toMatch(/\bimport\s*[({"']|\bexport\s*[{*]/);
  });

  test('is small, loads nothing from elsewhere, and makes no markup of texts', () => {
    const script = textOf('script.js');
    expect(gzipSync(script, { level: 9 }).length).toBeLessThan(8_000);
    expect(script).not.toMatch(/sourceMappingURL|https?:\/\/[a-z]|innerHTML|ZodError|document\.cookie/);
    expect(textOf('style.css')).not.toMatch(/@import|url\(/);
  });
});
