import type { Command, CommandKind, CommandOf } from '@voronka/domain';
import { VoronkaError } from '@voronka/contracts';
import type { CommandRef, StepMaterial, StepNote, StepOutcome, StepReport, StepStore } from '@voronka/contracts';
import { toApplicationFailure } from '../failure.ts';

/** Material of a step whose command is known to be of one kind. */
export type MaterialOf<K extends CommandKind> = Omit<StepMaterial, 'command'> & { command: CommandOf<K> };

/** The work of one step, given its material. */
export type StepWork<K extends CommandKind> = (material: MaterialOf<K>, ref: CommandRef) => Promise<StepReport>;

/** An outcome that is stored already, together with the work itself. */
export interface AtOnce {
  report: StepReport;
  command: CommandKind;
  correlationId: string;
}

/** What every step needs. */
export interface StepDependencies {
  steps: StepStore;
  now: () => Date;
  /** Told after every attempt that ran. @default nobody is */
  note?: (note: StepNote) => void;
  /** Age at which a step that its CRM holds up shows as "delayed", in ms. @default 120000 */
  delayedAfterMs?: number;
}

const defaultDelayedAfterMs = 120_000;

function isOfKind<K extends CommandKind>(material: StepMaterial, kinds: readonly K[]): material is MaterialOf<K> {
  return (kinds as readonly Command['kind'][]).includes(material.command.kind);
}

/**
 * Frames a step: an attempt that finds the outcome stored returns it; a step that the live permissions refuse does
 * nothing; everything else runs, and its outcome is stored once.
 *
 * @param kinds command kinds that this Activity Type may run
 * @param options.atOnce does the work and stores its outcome without any material, or answers null, having done nothing
 * @returns the step. Called with `yields` it leaves the work for later, and answers so, when the dialogue has something new
 *   to decide.
 * @throws ApplicationFailure with the code as type; see `toApplicationFailure`
 */
export function buildStep<K extends CommandKind>(
  deps: StepDependencies,
  kinds: readonly K[],
  work: StepWork<K>,
  options: { atOnce?: (ref: CommandRef) => Promise<AtOnce | null> } = {},
): (ref: CommandRef, yields?: boolean) => Promise<StepOutcome> {
  return async (ref, yields = false) => {
    const startedAtMs = deps.now().getTime();
    let material: StepMaterial | null = null;
    const note = (
      { command, correlationId }: Pick<StepNote, 'command' | 'correlationId'>,
      outcome: StepNote['outcome'],
      code: string | null = null,
    ): void => {
      const durationMs = deps.now().getTime() - startedAtMs;
      deps.note?.({ ...ref, command, correlationId, outcome, code, durationMs });
    };
    const tell = (outcome: StepNote['outcome'], code: string | null = null): void => {
      if (material === null) return;
      note({ command: material.command.kind, correlationId: material.correlationId }, outcome, code);
    };
    try {
      const atOnce = await options.atOnce?.(ref);
      if (atOnce) {
        note(atOnce, atOnce.report.outcome);
        return outcomeOf(atOnce.report);
      }
      material = await deps.steps.load(ref);
      // What it had to say besides may have been lost with its answer: looking once more does no harm.
      if (material.finished) return { outcome: material.finished.outcome, wake: true };
      if (yields && material.rowsAfter) return { outcome: 'later' };
      const report = await workOrRefuse(material, kinds, work, ref);
      await deps.steps.report(ref, report);
      tell(report.outcome);
      return outcomeOf(report);
    } catch (error) {
      tell('failed', error instanceof VoronkaError ? error.code : 'Internal.Error');
      await markIfDelayed(deps, ref, error);
      throw toApplicationFailure(error);
    }
  };
}

/** What the workflow has to know of a report. A key that says nothing is left out: it would stand in every history. */
function outcomeOf({ outcome, changes, wake }: StepReport): StepOutcome {
  return {
    outcome,
    ...(changes?.stageKey === undefined ? {} : { stageKey: changes.stageKey }),
    ...(wake ? { wake } : {}),
  };
}

const pausedRetryMs = 15_000;

async function workOrRefuse<K extends CommandKind>(
  material: StepMaterial,
  kinds: readonly K[],
  work: StepWork<K>,
  ref: CommandRef,
): Promise<StepReport> {
  const { allowed, reason } = material.permission;
  // A person has paused the CRM: the step waits for it, or a slip of the mouse would lose the lead.
  if (reason === 'Permission.IntegrationOff') {
    throw new VoronkaError('Crm.Paused', 'the integration is switched off', { retryAfterMs: pausedRetryMs });
  }
  if (!allowed) return { outcome: 'refused', detail: { reason } };
  if (!isOfKind(material, kinds)) throw new VoronkaError('Internal.Error', 'the command is of another kind');
  return work(material, ref);
}

async function markIfDelayed(deps: StepDependencies, ref: CommandRef, error: unknown): Promise<void> {
  if (!(error instanceof VoronkaError) || !error.code.startsWith('Crm.')) return;
  const { decidedAt } = await deps.steps.load(ref);
  if (deps.now().getTime() - Date.parse(decidedAt) < (deps.delayedAfterMs ?? defaultDelayedAfterMs)) return;
  await deps.steps.markDelayed(ref, error.code);
}
