import type { MutantCoverage } from '@stryker-mutator/api/core';
import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin';
import type {
  DryRunResult,
  MutantRunOptions,
  MutantRunResult,
  TestResult,
  TestRunner,
} from '@stryker-mutator/api/test-runner';
import {
  determineHitLimitReached,
  DryRunStatus,
  TestStatus,
  toMutantRunResult,
} from '@stryker-mutator/api/test-runner';
import { loadClaims, type Claim } from './specs.ts';

/** How the code with mutants and this runner talk, see Stryker's instrumenter. */
interface Instrumented {
  activeMutant?: string | undefined;
  currentTestId?: string | undefined;
  hitCount?: number | undefined;
  hitLimit?: number | undefined;
  mutantCoverage?: MutantCoverage;
}

const instrumented: Instrumented = ((globalThis as { __stryker__?: Instrumented }).__stryker__ ??= {});

async function judge({ id, check }: Claim): Promise<TestResult> {
  instrumented.currentTestId = id;
  const began = performance.now();
  const base = (): { id: string; name: string; timeSpentMs: number } => ({
    id,
    name: id,
    timeSpentMs: performance.now() - began,
  });
  try {
    await check();
    return { ...base(), status: TestStatus.Success };
  } catch (failure) {
    return { ...base(), status: TestStatus.Failed, failureMessage: String(failure) };
  } finally {
    instrumented.currentTestId = undefined;
  }
}

/** Runs the claims of the pure core in Stryker's own test process, which loads the code once for all mutants. */
class InProcessRunner implements TestRunner {
  private claims: Claim[] = [];

  /** Nothing has to be loaded anew: mutants that act while the code is loaded are ignored (`ignoreStatic`). */
  capabilities(): { reloadEnvironment: boolean } {
    return { reloadEnvironment: true };
  }

  async init(): Promise<void> {
    this.claims = await loadClaims(process.cwd());
  }

  async dryRun(): Promise<DryRunResult> {
    const tests = await this.run(this.claims, true);
    return {
      status: DryRunStatus.Complete,
      tests,
      mutantCoverage: instrumented.mutantCoverage ?? { static: {}, perTest: {} },
    };
  }

  async mutantRun({ activeMutant, testFilter, hitLimit, disableBail }: MutantRunOptions): Promise<MutantRunResult> {
    instrumented.activeMutant = activeMutant.id;
    instrumented.hitLimit = hitLimit;
    instrumented.hitCount = hitLimit === undefined ? undefined : 0;
    const wanted = testFilter && new Set(testFilter);
    const tests = await this.run(
      this.claims.filter(({ id }) => wanted?.has(id) ?? true),
      disableBail,
    );
    instrumented.activeMutant = undefined;
    return toMutantRunResult(
      determineHitLimitReached(instrumented.hitCount, hitLimit) ?? { status: DryRunStatus.Complete, tests },
    );
  }

  private async run(claims: readonly Claim[], all: boolean): Promise<TestResult[]> {
    const results: TestResult[] = [];
    for (const claim of claims) {
      const result = await judge(claim);
      results.push(result);
      if (all || result.status !== TestStatus.Failed) continue;
      // What noticed one mutant most likely notices its neighbour too: it is asked first.
      this.claims = [claim, ...this.claims.filter((other) => other !== claim)];
      break;
    }
    return results;
  }
}

/** What Stryker loads. */
export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'in-process', InProcessRunner)];
