import type { EntityManager } from '@mikro-orm/postgresql';
import { stagesInFlow } from '@voronka/domain';
import type { LocalizedText, Stage } from '@voronka/domain';
import { Flow, FunnelSignal, Signal } from '../entities/setup.entities.ts';
import { dialogueStatusSql, hasBegunSql } from '../read/dialogue-status.sql.ts';
import { channelsOf, flowsRunning } from './flow-users.ts';
import { rows } from './sql.ts';

/** What still needs a stage. */
export type StageUser =
  | { kind: 'flow'; name: LocalizedText }
  | { kind: 'signal'; name: LocalizedText }
  | { kind: 'dialogues'; count: number };

/** A stage that is needed, and by what. */
export interface StageUse {
  stage: Stage;
  users: StageUser[];
}

/** Names of the published flows that run in the funnel, with the stages that each depends on. */
async function flowsIn(em: EntityManager, workspaceId: string, funnelId: string) {
  const published = await em.find(Flow, { workspaceId, live: { $ne: null } }, { orderBy: { id: 'asc' } });
  const ours = await rows<{ id: string }>(em, 'select id from channels where funnel_id = ?', [funnelId]);
  const channelIds = new Set(ours.map(({ id }) => id));
  const running: { name: LocalizedText; stages: ReadonlySet<string> }[] = [];
  for (const { id, name, live } of published) {
    if (!live) continue;
    // A sub-flow runs where the flows run that draw it in.
    const runners = await flowsRunning(em, workspaceId, id);
    const channels = await channelsOf(
      em,
      runners.map((runner) => runner.id),
    );
    if (channels.some((channel) => channelIds.has(channel))) running.push({ name, stages: stagesInFlow(live) });
  }
  return running;
}

async function signalsIn(em: EntityManager, workspaceId: string, funnelId: string) {
  const declared = await em.find(Signal, { workspaceId }, { orderBy: { name: 'asc' } });
  const moves = await em.find(FunnelSignal, { funnelId });
  return declared.map(({ name, declaration }) => ({
    name: declaration.title,
    stages: new Set([
      ...moves.filter(({ signal }) => signal === name).map(({ stageKey }) => stageKey),
      ...(declaration.onStage === null ? [] : [declaration.onStage]),
    ]),
  }));
}

async function dialoguesIn(em: EntityManager, funnelId: string): Promise<ReadonlyMap<string, number>> {
  const counted = await rows<{ stage_key: string; n: string }>(
    em,
    `select d.stage_key, count(*) as n from dialogues d join channels c on c.id = d.channel_id
     where c.funnel_id = ? and d.stage_key is not null and ${hasBegunSql} and (${dialogueStatusSql}) <> 'completed'
     group by 1`,
    [funnelId],
  );
  return new Map(counted.map((row) => [row.stage_key, Number(row.n)]));
}

/** What of the product still needs these stages of a funnel; empty when nothing does. */
export async function usesOfStages(
  em: EntityManager,
  key: { workspaceId: string; funnelId: string },
  stages: readonly Stage[],
): Promise<StageUse[]> {
  if (stages.length === 0) return [];
  const flows = await flowsIn(em, key.workspaceId, key.funnelId);
  const signals = await signalsIn(em, key.workspaceId, key.funnelId);
  const dialogues = await dialoguesIn(em, key.funnelId);
  return stages.flatMap((stage) => {
    const count = dialogues.get(stage.key) ?? 0;
    const users: StageUser[] = [
      ...flows.filter((flow) => flow.stages.has(stage.key)).map(({ name }) => ({ kind: 'flow' as const, name })),
      ...signals
        .filter((signal) => signal.stages.has(stage.key))
        .map(({ name }) => ({ kind: 'signal' as const, name })),
      ...(count > 0 ? [{ kind: 'dialogues' as const, count }] : []),
    ];
    return users.length > 0 ? [{ stage, users }] : [];
  });
}
