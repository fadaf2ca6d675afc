import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const root = join(import.meta.dirname, '..', '..', '..', '..');
const filesOf = (...patterns: string[]) =>
  patterns.flatMap((pattern) => globSync(pattern, { cwd: root })).map((path) => join(root, path));
const textOf = (path: string) => readFileSync(path, 'utf8').replaceAll(/\/\*[\s\S]*?\*\//g, '');

/** File → the selectors of its rules. */
const sheets = new Map(
  filesOf('apps/editor/src/styles/*.css', 'libs/flow-editor/src/*.css').map((path) => [
    basename(path),
    [...textOf(path).matchAll(/([^{}]+)\{/g)].flatMap(([, list = '']) => list.split(',').map((one) => one.trim())),
  ]),
);
/** What all pages have in common. */
const common = 'base.css';

describe('a class of the interface', () => {
  it('is laid out by one stylesheet: two that do not know of each other would spoil both places', () => {
    const owners = new Map<string, Set<string>>();
    for (const [sheet, selectors] of sheets) {
      if (sheet === common) continue;
      for (const selector of selectors) {
        if (!/^\.v-[\w-]+$/.test(selector)) continue;
        owners.set(selector, (owners.get(selector) ?? new Set()).add(sheet));
      }
    }
    expect(owners.size).toBeGreaterThan(100);
    expect([...owners].filter(([, of]) => of.size > 1).map(([selector, of]) => [selector, ...of])).toEqual([]);
  });

  it('is styled only while something has it', () => {
    const code = filesOf('apps/editor/src/**/*.{ts,tsx}', 'libs/flow-editor/src/**/*.{ts,tsx}').map(textOf).join('\n');
    const styled = new Set([...sheets.values()].flat().flatMap((one) => one.match(/\.v-[\w-]+/g) ?? []));
    expect([...styled].filter((name) => !code.includes(name.slice(1)))).toEqual([]);
  });
});
