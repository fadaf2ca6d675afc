import { defineSignal } from '@temporalio/workflow';
import type { SignalDefinition } from '@temporalio/workflow';
import type { WakeUp, WakeUpSignalName } from '@voronka/contracts/workflow';
import { wakeUpSignalNames } from '@voronka/contracts/workflow';

/** The wake-up Signals by name. Each says that an inbox row of that kind was written; the row itself stays in PostgreSQL. */
export const wakeUpSignals = Object.fromEntries(
  wakeUpSignalNames.map((name) => [name, defineSignal<[WakeUp], WakeUpSignalName>(name)]),
) as Record<WakeUpSignalName, SignalDefinition<[WakeUp], WakeUpSignalName>>;
