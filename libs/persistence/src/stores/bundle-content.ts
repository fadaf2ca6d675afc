import type { EntityManager } from '@mikro-orm/postgresql';
import { drawInSubFlows, withoutAnnotations } from '@voronka/domain';
import type { BundleContent, BusinessCalendar, FlowGraph } from '@voronka/domain';
import { Calendar, FunnelDistribution } from '../entities/people.entities.ts';
import type { DistributionRow } from '../entities/people.entities.ts';
import { Assistant, Flow, FunnelEntity, FunnelSignal, Signal, StageMappingEntity } from '../entities/setup.entities.ts';
import type { AssistantRow, ChannelRow, FunnelRow } from '../entities/setup.entities.ts';
import { readFlowLibrary } from '../read/flow-library.read.ts';
import { FlowProblemError } from './flow-problem.ts';

/** Leaves out what says no more than its default: the same settings keep the same hash from release to release. */
function defined<T extends object>(values: T): Partial<T> {
  const told = Object.entries(values).filter(([, value]) => value !== undefined && value !== null && value !== false);
  return Object.fromEntries(told) as Partial<T>;
}

async function signalsOf(em: EntityManager, workspaceId: string, funnelId: string) {
  const declared = await em.find(Signal, { workspaceId, enabled: true }, { orderBy: { name: 'asc' } });
  const moves = await em.find(FunnelSignal, { funnelId });
  const names = new Set(declared.map((signal) => signal.name));
  const stages = moves.filter((move) => names.has(move.signal)).map((move) => [move.signal, move.stageKey] as const);
  return {
    ...(declared.length > 0 ? { signals: declared.map((signal) => signal.declaration) } : {}),
    ...(stages.length > 0 ? { signalStages: Object.fromEntries(stages) } : {}),
  };
}

async function calendarOf(em: EntityManager, distribution: DistributionRow | null) {
  if (!distribution?.calendarId) return {};
  const { timeZone, week, holidays } = await em.findOneOrFail(Calendar, { id: distribution.calendarId });
  const calendar: BusinessCalendar = { timeZone, week, holidays };
  return { calendar };
}

function channelOf({ id, name, switches, settings }: ChannelRow): BundleContent['channel'] {
  const { defaultCountry, defaultLocale, timeZone, joinWindowMs, card } = settings;
  const window = joinWindowMs ? joinWindowMs : undefined;
  return { id, name, switches, defaultCountry, defaultLocale, ...defined({ timeZone, card, joinWindowMs: window }) };
}

function assistantOf({ id, mode, kind, settings }: AssistantRow): BundleContent['assistant'] {
  const { deadlineSeconds, mayMoveBack } = settings;
  return { id, mode, ...defined({ kind: kind === 'builtIn' ? undefined : kind, deadlineSeconds, mayMoveBack }) };
}

/** What of a channel its policies depend on. */
type PolicyPlace = Pick<ChannelRow, 'policies' | 'switches'>;

function policiesOf(channel: PolicyPlace, distribution: DistributionRow | null): BundleContent['policies'] {
  const assignOnNewDialogue = distribution?.enabled === true && channel.switches.assignResponsible;
  return {
    ...channel.policies,
    ...defined({
      returnAfterMinutes: distribution?.returnToAssistantMinutes,
      answerWithinMinutes: distribution?.answerDeadlineMinutes,
      assignOnNewDialogue,
    }),
  };
}

async function drawn(em: EntityManager, workspaceId: string, flowId: string, graph: FlowGraph): Promise<FlowGraph> {
  const whole = drawInSubFlows(graph, await readFlowLibrary(em, workspaceId, graph), flowId);
  if ('problem' in whole) throw new FlowProblemError(flowId, whole.problem);
  return withoutAnnotations(whole.graph);
}

/**
 * What a channel's new dialogues would run now, from its saved settings and the published flow of its assistant.
 *
 * @param drawing runs in the place of the published flow
 * @returns null when the channel has no assistant, funnel or published flow, so that there is nothing to run
 * @throws FlowProblemError when its sub-flows cannot be drawn in
 */
export async function composeBundle(
  em: EntityManager,
  channel: ChannelRow,
  drawing: FlowGraph | null = null,
): Promise<BundleContent | null> {
  if (!channel.assistantId || !channel.funnelId) return null;
  const assistant = await em.findOneOrFail(Assistant, { id: channel.assistantId });
  if (!assistant.flowId) return null;
  const flow = await em.findOneOrFail(Flow, { id: assistant.flowId });
  const graph = drawing ?? flow.live;
  if (!graph) return null;
  const funnel = await em.findOneOrFail(FunnelEntity, { id: channel.funnelId });
  const mappings = channel.integrationId
    ? await em.find(StageMappingEntity, { integrationId: channel.integrationId, funnelId: funnel.id })
    : [];
  return {
    version: 1,
    flowId: flow.id,
    flow: await drawn(em, channel.workspaceId, flow.id, graph),
    stageMapping: Object.fromEntries(mappings.map((mapping) => [mapping.stageKey, mapping.crmStatusId])),
    channel: channelOf(channel),
    assistant: assistantOf(assistant),
    ...(await ofFunnel(em, channel, funnel)),
  };
}

/** What a funnel brings along: its stages, signals, business hours and the policies of its distribution. */
async function ofFunnel(em: EntityManager, channel: PolicyPlace, { id, name, stages, workspaceId }: FunnelRow) {
  const distribution = await em.findOne(FunnelDistribution, { funnelId: id });
  return {
    funnel: { id, name, stages },
    ...(await signalsOf(em, workspaceId, id)),
    ...(await calendarOf(em, distribution)),
    policies: policiesOf(channel, distribution),
  };
}

/** A channel that exists nowhere: everything is allowed, nothing is tagged. */
const anyChannel: BundleContent['channel'] = {
  id: 'simulator',
  name: '',
  switches: {
    createContact: true,
    createLead: true,
    searchExisting: true,
    updateContact: true,
    assignResponsible: true,
  },
  defaultCountry: 'RU',
  defaultLocale: 'ru',
};
const anyPolicies: BundleContent['policies'] = { automaticTags: [], notes: true, history: true };

/**
 * What a flow would run that no channel runs yet: in the workspace's first funnel, with everything allowed.
 *
 * @returns null when the workspace has no funnel
 * @throws FlowProblemError when its sub-flows cannot be drawn in
 */
export async function composeUnboundBundle(
  em: EntityManager,
  place: { workspaceId: string; flowId: string },
  drawing: FlowGraph,
): Promise<BundleContent | null> {
  const { workspaceId, flowId } = place;
  const [funnel] = await em.find(FunnelEntity, { workspaceId }, { orderBy: { id: 'asc' }, limit: 1 });
  if (!funnel) return null;
  return {
    version: 1,
    flowId,
    flow: await drawn(em, workspaceId, flowId, drawing),
    stageMapping: {},
    channel: anyChannel,
    assistant: { id: 'simulator', mode: 'movesStages' },
    ...(await ofFunnel(em, { switches: anyChannel.switches, policies: anyPolicies }, funnel)),
  };
}
