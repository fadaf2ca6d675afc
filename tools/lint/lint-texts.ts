/**
 * Lints texts as if they lay at given places, with the repository's own configuration. Standard input: a JSON list of
 * {@link PlacedText}; standard output: a JSON list of {@link LintFinding} lists, in the same order.
 *
 * A program of its own, for ESLint and nx keep what they know of the workspace in the process.
 */
import { text as readAll } from 'node:stream/consumers';
import { join } from 'node:path';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';

/** A text and where it is meant to lie. */
export interface PlacedText {
  /** From the repository's root. Rules that need types know files that exist only. */
  readonly path: string;
  readonly text: string;
  /** Whether rules that need types run, too. */
  readonly typed: boolean;
}

/** What ESLint says of one place. */
export interface LintFinding {
  /** Null for what is not a rule's, such as a syntax error. */
  readonly rule: string | null;
  readonly message: string;
}

const root = join(import.meta.dirname, '..', '..');
// Else typescript-eslint takes what is on the disk for what is to be linted, in CI.
process.env['TSESTREE_SINGLE_RUN'] = 'false';

const asIs = new ESLint({ cwd: root });
const withoutTypes = new ESLint({ cwd: root, overrideConfig: [tseslint.configs.disableTypeChecked] });

const placed = JSON.parse(await readAll(process.stdin)) as PlacedText[];
const findings: LintFinding[][] = [];
for (const { path, text, typed } of placed) {
  const [result] = await (typed ? asIs : withoutTypes).lintText(text, { filePath: join(root, path) });
  findings.push((result?.messages ?? []).map(({ ruleId, message }) => ({ rule: ruleId, message })));
}
process.stdout.write(JSON.stringify(findings));
