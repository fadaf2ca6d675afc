import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { firstDifference, listFiles, readManifest } from './manifest.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'voronka-spec-'));
  mkdirSync(join(folder, 'database'));
  writeFileSync(join(folder, 'database', 'b'), 'two');
  writeFileSync(join(folder, 'a'), 'one');
  writeFileSync(join(folder, 'manifest.json'), '{}');
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('listFiles', () => {
  it('lists every file but the manifest, by path, with size and hash', async () => {
    expect(await listFiles(folder)).toEqual([
      { path: 'a', bytes: 3, sha256: '7692c3ad3540bb803c020b3aee66cd8887123234ea0c6e7143c0add73ff431ed' },
      { path: 'database/b', bytes: 3, sha256: '3fc4ccfe745870e2c0d99f71f30ff0656c8dedd41cc1d7d3d376b0dbe685e2f3' },
    ]);
  });
});

describe('firstDifference', () => {
  it('finds none between a folder and its own list', async () => {
    expect(firstDifference(await listFiles(folder), await listFiles(folder))).toBeNull();
  });

  it('names a file that is missing, changed, or not known', async () => {
    const before = await listFiles(folder);
    writeFileSync(join(folder, 'a'), 'ONE');
    expect(firstDifference(before, await listFiles(folder))).toBe('a: changed');
    rmSync(join(folder, 'a'));
    expect(firstDifference(before, await listFiles(folder))).toBe('a: missing');
    writeFileSync(join(folder, 'a'), 'one');
    writeFileSync(join(folder, 'extra'), '');
    expect(firstDifference(before, await listFiles(folder))).toBe('extra: not in the manifest');
  });
});

describe('readManifest', () => {
  it('takes only a manifest of a format it knows', () => {
    expect(readManifest(folder)).toBeNull();
    writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ format: 2, files: [], database: { kind: 'dump' } }));
    expect(readManifest(folder)).toBeNull();
    const known = { format: 1, files: [], database: { kind: 'dump' } };
    writeFileSync(join(folder, 'manifest.json'), JSON.stringify(known));
    expect(readManifest(folder)).toEqual(known);
  });
});
