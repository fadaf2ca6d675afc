import { existsSync, globSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { barrierNames } from '@voronka/contracts';
import { nodeSpecifications } from '@voronka/domain';
import { failureRows } from './failure-table.ts';
import { codeIn, linksOf, pages, read, root, rowsOf, section } from './pages.ts';

describe.each(pages)('%s', (page) => {
  it('links to what exists', () => {
    expect(linksOf(page).filter((target) => !existsSync(join(root, target)))).toEqual([]);
  });

  it('names files and folders that exist', () => {
    const named = codeIn(read(page)).filter((code) =>
      /^(apps|libs|workflows|tools|docs|deploy)\/[\w./*-]+$/.test(code),
    );
    const built = (path: string) => /\/dist(\/|$)/.test(path);
    expect(named.filter((path) => !built(path) && globSync(path, { cwd: root }).length === 0)).toEqual([]);
  });
});

describe('README.md', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
  const spoken = (name: string) => (['start', 'test'].includes(name) ? `npm ${name}` : `npm run ${name}`);

  it('lists every command, and no other', () => {
    const listed = rowsOf(section('README.md', 'Commands')).flatMap(([command = '']) => codeIn(command));
    const commands = new Set(listed.map((command) => command.replace(/ --( .*)?$/, '')));
    expect([...commands].sort()).toEqual(Object.keys(scripts).map(spoken).sort());
  });

  it('and README.ru.md begin with the same two commands', () => {
    for (const page of ['README.md', 'README.ru.md']) {
      const [, first = ''] = /```(?:sh|bash)\n([\s\S]*?)```/.exec(read(page)) ?? [];
      expect(first).toMatch(/^npm start\b[\s\S]*^npm test\b/m);
    }
  });
});

describe('docs/architecture.md', () => {
  it('has the table of failures as the code has it', () => {
    const [, ...rows] = rowsOf(section('docs/architecture.md', 'When something fails'));
    expect(rows).toEqual(failureRows());
  });

  it('names every table of the database', () => {
    const made = globSync('libs/persistence/src/migrations/*.ts', { cwd: root }).flatMap((path) =>
      [...read(path).matchAll(/create table (\w+)/g)].map(([, table]) => table ?? ''),
    );
    const named = new Set(codeIn(section('docs/architecture.md', 'Tables')));
    expect(made.filter((table) => !named.has(table))).toEqual([]);
  });

  it('names every dependency rule', async () => {
    const { depConstraints } = (await import(join(root, 'eslint.config.js'))) as {
      depConstraints: { sourceTag: string }[];
    };
    const named = codeIn(section('docs/architecture.md', 'Who may know whom')).join(' ');
    for (const { sourceTag } of depConstraints) expect(named).toContain(sourceTag);
  });

  it('counts the barriers rightly', () => {
    expect(read('docs/architecture.md')).toContain(`${barrierNames.length} named barriers`);
  });
});

describe('docs/glossary.md', () => {
  it('has every node kind by its Russian and its English name', () => {
    const text = read('docs/glossary.md').replaceAll(/\s+/g, ' ');
    for (const { title } of Object.values(nodeSpecifications)) {
      expect(text).toContain(title.ru);
      expect(text).toContain(title.en);
    }
  });
});

describe('docs/adr', () => {
  const records = globSync('docs/adr/*.md', { cwd: root }).sort();

  it('numbers its records without a gap', () => {
    expect(records.map((path) => Number(/(\d{4})-/.exec(path)?.[1]))).toEqual(records.map((_, index) => index + 1));
  });

  it.each(records)('%s says its status, what was decided and what follows', (path) => {
    expect(read(path)).toMatch(/^Status: (accepted|superseded by )/m);
    expect(read(path)).toMatch(/^## Decision$/m);
    expect(read(path)).toMatch(/^## Consequences$/m);
  });
});

describe('docs/crm-failures.md', () => {
  const proven = rowsOf(section('docs/crm-failures.md', 'Proven')).slice(1);

  it('has each known failure once', () => {
    const numbers = proven.map(([number]) => Number(number)).sort((a, b) => a - b);
    expect(numbers).toEqual(Array.from({ length: 25 }, (_, index) => index + 1));
  });

  it.each(proven)('names for failure %s the file of its test: %s', (number = '', _what = '', _how = '', file = '') => {
    const [path = ''] = codeIn(file);
    expect(read(path)).toMatch(new RegExp(`['"\`].* \\(failure ${number}\\)['"\`]`));
  });
});
