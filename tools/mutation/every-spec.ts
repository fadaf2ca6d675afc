import { globSync } from 'node:fs';

/**
 * The unit specs of the pure core as one file for the mutation tests: Jest loads the code anew for each spec file, which
 * for thousands of mutants is most of the time. Property specs are left out: random dialogues would find a mutant in one
 * run and miss it in the next.
 */
const root = `${import.meta.dirname}/../..`;
const specs = globSync('libs/{domain,rules-engine}/src/**/*.spec.ts', { cwd: root });

for (const spec of specs.filter((path) => !path.includes('.property.')).sort()) {
  await import(`${root}/${spec}`);
}
