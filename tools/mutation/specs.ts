import { globSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { pathToFileURL } from 'node:url';
import { expect } from 'expect';
import { bind } from 'jest-each';
import type * as Corpus from '@voronka/testing/corpus';

/** One claim of a spec file. */
export interface Claim {
  /** Path of the file, the names of the blocks around the claim, its own name; with a number where all of that repeats. */
  id: string;
  /** Throws, or rejects, when the claim does not hold. */
  check: () => unknown;
}

/** Each labelled message that is understood as its label says is a claim: the corpus is what the slots are made by. */
async function corpusClaims(root: string): Promise<Claim[]> {
  const { corpus, measure } = (await import(
    pathToFileURL(`${root}/libs/testing/src/corpus/index.ts`).href
  )) as typeof Corpus;
  return (['ru', 'en'] as const).flatMap((language) =>
    corpus[language].tuning
      .map((entry, at) => ({
        id: `corpus ${language} › ${entry.category} › ${String(at)} ${entry.text}`,
        check: () => {
          expect(measure([entry], language).mistakes).toEqual([]);
        },
      }))
      .filter((_, at) => {
        const entry = corpus[language].tuning[at];
        return entry !== undefined && measure([entry], language).mistakes.length === 0;
      }),
  );
}

/**
 * Loads the unit specs of the pure core, once and into this process: Jest would load the code anew for each run, which for
 * thousands of mutants is nearly all of the time. What these specs use of Jest is `describe`, `it`, their `each`, and `expect`.
 * Left out are property specs, as random dialogues would find a mutant in one run and miss it in the next, and limits, which
 * a busy machine misses without any mutant.
 *
 * @param root the folder that holds `libs`
 * @returns the claims, in the order of their files, the corpus last; a spec file that cannot be loaded rejects
 */
export async function loadClaims(root: string): Promise<Claim[]> {
  // The links in node_modules lead to the code without mutants.
  registerHooks({
    resolve: (specifier, context, next) => {
      const library = /^@voronka\/(domain|rules-engine)$/.exec(specifier)?.[1];
      return next(library ? pathToFileURL(`${root}/libs/${library}/src/index.ts`).href : specifier, context);
    },
  });
  const claims: Claim[] = [];
  const uses = new Map<string, number>();
  let around: string[] = [];
  const describe = (name: string, block: () => void): void => {
    around.push(name);
    block();
    around.pop();
  };
  const it = (name: string, check: () => unknown): void => {
    const title = [...around, name].join(' › ');
    const use = (uses.get(title) ?? 0) + 1;
    uses.set(title, use);
    claims.push({ id: use === 1 ? title : `${title} (${String(use)})`, check });
  };
  Object.assign(globalThis, {
    expect,
    describe: Object.assign(describe, { each: bind(describe, false) }),
    it: Object.assign(it, { each: bind(it, false) }),
  });
  const specs = globSync('libs/{domain,rules-engine}/src/**/*.spec.ts', { cwd: root });
  for (const spec of specs.filter((path) => !/\.property\.|-limits\./u.test(path)).sort()) {
    around = [spec];
    await import(pathToFileURL(`${root}/${spec}`).href);
  }
  return [...claims, ...(await corpusClaims(root))];
}
