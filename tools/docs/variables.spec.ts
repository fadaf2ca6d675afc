import { describe, expect, it } from '@jest/globals';
import { codeIn, rowsOf, section } from './pages.ts';
import { variablesRead } from './variables.ts';

/** Of the system, of npm, or between our own processes: nobody sets these for us. */
const notForPeople = [
  'BENCH_BARE',
  'BENCH_MEMORY',
  'PATH',
  'INIT_CWD',
  'LC_MESSAGES',
  'TSESTREE_SINGLE_RUN',
  'VORONKA_STOP_WITH_PARENT',
];

function documented(page: string, heading: string): string[] {
  return rowsOf(section(page, heading)).flatMap(([name = '']) => codeIn(name));
}

describe('environment variables', () => {
  const settings = documented('README.md', 'Settings');
  const ofDevelopers = documented('CONTRIBUTING.md', 'Variables for development');

  it('are documented when the code reads them, and only then', () => {
    const named = [...settings, ...ofDevelopers, ...notForPeople];
    expect([...new Set(named)].sort()).toEqual([...variablesRead()].sort());
  });

  it('are documented in one place', () => {
    const twice = settings.filter((name, index) => settings.indexOf(name) !== index || ofDevelopers.includes(name));
    expect(twice).toEqual([]);
  });
});
