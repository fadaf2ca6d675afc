import type { CommandRef, StepReport, StepStore } from '@voronka/contracts';
import type { CommandKind } from '@voronka/domain';
import type { FindOrCreateDeps } from '../crm/index.ts';
import type { CrmAccess } from './crm-material.ts';
import type { MaterialOf } from './run-step.ts';

/** A CRM step's work, with the CRM opened and the effectively-once protocol at hand. */
export type CrmWork<K extends CommandKind> = (
  material: MaterialOf<K>,
  access: CrmAccess,
  protocol: FindOrCreateDeps,
  steps: StepStore,
  ref: CommandRef,
) => Promise<StepReport>;
