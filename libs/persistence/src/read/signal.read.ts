import type { EntityManager } from '@mikro-orm/postgresql';
import type { SignalSetup } from '@voronka/contracts';
import { signalsOf } from '@voronka/domain';
import { Flow, FunnelEntity, FunnelSignal, Signal } from '../entities/setup.entities.ts';

/** The catalogue, by name, with the published flows that use each signal. */
export async function listSignals(em: EntityManager, workspaceId: string): Promise<SignalSetup[]> {
  const signals = await em.find(Signal, { workspaceId }, { orderBy: { name: 'asc' } });
  const flows = await em.find(Flow, { workspaceId, live: { $ne: null } }, { orderBy: { id: 'asc' } });
  const named = flows.map(({ id, name, live }) => ({
    flow: { id, name },
    signals: new Set(live?.nodes.flatMap((node) => signalsOf(node))),
  }));
  return signals.map(({ name, declaration, enabled, updatedAt }) => ({
    ...declaration,
    enabled,
    usedBy: named.filter((one) => one.signals.has(name)).map(({ flow }) => flow),
    updatedAt: updatedAt.toISOString(),
  }));
}

/** Signal → stage of a funnel; null for an unknown funnel. */
export async function readFunnelSignals(
  em: EntityManager,
  key: { workspaceId: string; funnelId: string },
): Promise<Record<string, string> | null> {
  const funnel = await em.findOne(FunnelEntity, { id: key.funnelId, workspaceId: key.workspaceId });
  if (!funnel) return null;
  const bound = await em.find(FunnelSignal, { funnelId: funnel.id }, { orderBy: { signal: 'asc' } });
  return Object.fromEntries(bound.map(({ signal, stageKey }) => [signal, stageKey]));
}
