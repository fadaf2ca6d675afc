/**
 * Runs the test suites one after another and ends with one plain line, `N passed, N failed`. Node runs this file as it
 * is. Exit status 0 only when every test of every chosen suite ran and passed. What failed stands once more at the end.
 *
 * Usage: npm test -- [unit] [integration] [e2e] [part of a path …]; without names all suites run.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureChromium } from './test/chromium.ts';
import { runSuite } from './test/run-suite.ts';
import { suiteLine, suites, total, troubleLines, type SuiteResult } from './test/suites.ts';

const args = process.argv.slice(2).filter((argument) => argument !== '--');
const chosen = suites.filter(({ name }) => args.includes(name));
const patterns = args.filter((argument) => !suites.some(({ name }) => name === argument));
const folder = mkdtempSync(join(tmpdir(), 'voronka-results-'));
const results: SuiteResult[] = [];
try {
  for (const suite of chosen.length > 0 ? chosen : suites) {
    process.stderr.write(`\n== ${suite.name}\n`);
    try {
      const chromium: Record<string, string> = suite.needsBrowser ? { CHROMIUM_PATH: await ensureChromium() } : {};
      results.push(await runSuite(suite, patterns, folder, chromium));
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      process.stderr.write(`${message}\n`);
      results.push({ name: suite.name, passed: 0, failed: 1, durationMs: 0, failures: [`✕ ${message}`], unstable: [] });
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
const { passed, failed } = total(results);
const lines = ['', ...troubleLines(results), ...results.map(suiteLine), `${passed} passed, ${failed} failed`];
process.stdout.write(`${lines.join('\n')}\n`);
process.exitCode = passed > 0 && failed === 0 ? 0 : 1;
