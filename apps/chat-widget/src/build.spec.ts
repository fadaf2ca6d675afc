import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';

const project = resolve(import.meta.dirname, '..');
const vite = resolve(project, '../../node_modules/vite/bin/vite.js');
const maxGzippedBytes = 30_000;
let outDir = '';
let script = '';

// Built here from the sources as they are, so that an old dist cannot answer for them.
beforeAll(async () => {
  outDir = await mkdtemp(join(tmpdir(), 'voronka-widget-'));
  const build = [vite, 'build', '--outDir', outDir, '--logLevel', 'error'];
  await promisify(execFile)(process.execPath, build, { cwd: project, timeout: 60_000 });
  script = await readFile(join(outDir, 'voronka-widget.js'), 'utf8');
}, 90_000);

afterAll(async () => {
  if (outDir) await rm(outDir, { recursive: true });
});

describe('The built widget', () => {
  test('is under 30 kB gzipped, styles included', () => {
    expect(script).toContain('prefers-color-scheme');
    expect(gzipSync(script, { level: 9 }).length).toBeLessThan(maxGzippedBytes);
  });

  test('is one classic script that leaves one name behind', () => {
    expect(script).not.toMatch(/\bimport\s*[({"']|\bexport\s*[{*]/);
    expect(script.trim()).toMatch(/^\(function\(\)\{[\s\S]*\}\)\(\);?$/);
    expect(script).toContain('window.VoronkaWidget=');
  });

  test('loads nothing from elsewhere and carries no source map', async () => {
    expect(script).not.toMatch(/sourceMappingURL|@import|url\(/);
    // Names of XML vocabularies are not addresses to load.
    const addresses = script.match(/https?:\/\/[a-z][^\s"'`)]*/gi) ?? [];
    expect(addresses.filter((address) => !address.startsWith('http://www.w3.org/'))).toEqual([]);
    expect((await readdir(outDir, { recursive: true })).filter((name) => name.endsWith('.map'))).toEqual([]);
  });

  test('comes without the schema library', () => {
    expect(script).not.toMatch(/ZodError|invalid_type/);
  });
});

describe('The demo page', () => {
  test('loads only what the product serves, and runs under a policy without inline code', async () => {
    const page = await readFile(join(outDir, 'demo.html'), 'utf8');
    const loaded = [...page.matchAll(/<(?:script|link|img)\b[^>]*\b(?:src|href)="([^"]*)"/g)].map(
      ([, address]) => address,
    );
    expect(loaded).toEqual(['/widget/demo/mark.svg', '/widget/demo/site.css', '/widget/demo/site.js']);
    for (const address of loaded)
      await expect(readFile(join(outDir, String(address).replace('/widget/', '')))).resolves.toBeDefined();
    expect(page).not.toMatch(/<style|<script(?![^>]*\bsrc=)|\sstyle="|\son[a-z]+="/);
  });

  test('says everything in both languages', async () => {
    const page = await readFile(join(outDir, 'demo.html'), 'utf8');
    const count = (pattern: RegExp): number => page.match(pattern)?.length ?? 0;
    expect(count(/class="(?:switch )?ru"/g)).toBe(count(/class="(?:switch )?en"/g));
  });
});
