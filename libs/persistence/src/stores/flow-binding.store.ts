import type { EntityManager } from '@mikro-orm/postgresql';
import { VoronkaError } from '@voronka/contracts';
import { Assistant, Channel, Flow } from '../entities/setup.entities.ts';
import type { Database } from '../orm.ts';
import { appendAudit } from './audit-log.ts';
import { publishBundle } from './bundle.store.ts';
import type { CheckGraph } from './flow.store.ts';
import type { SetupDeed } from './setup.store.ts';

/** The assistant of a channel leads others too, which nobody has agreed to change. */
export class SharedAssistantError extends VoronkaError {
  constructor(
    readonly assistantName: string,
    readonly channelNames: readonly string[],
  ) {
    super('Channel.AssistantShared', 'the assistant leads further channels', { channels: channelNames.length });
  }
}

/** Which flow the assistant of a channel leads with. */
export class FlowBindingStore {
  constructor(private readonly database: Database) {}

  /**
   * Gives a channel another flow, by its assistant; new dialogues of the assistant's channels run it.
   *
   * @param allChannels whether the assistant's other channels may change along
   * @param check throws when the flow must not run there; runs in the same transaction, with the flow bound already
   * @returns the channels that run it now
   * @throws VoronkaError `Request.NotFound`, `Channel.AssistantMissing`, `Flow.NotPublished`, `Flow.Archived`;
   *   SharedAssistantError
   */
  async bind(
    deed: SetupDeed,
    { channelId, flowId, allChannels }: { channelId: string; flowId: string; allChannels: boolean },
    check: CheckGraph,
  ): Promise<{ id: string; name: string }[]> {
    return this.database.em.fork().transactional(async (em) => {
      const { workspaceId } = deed;
      await em.execute('select id from flows where id = ? for update', [flowId]);
      const flow = await em.findOne(Flow, { id: flowId, workspaceId }, { refresh: true });
      const channel = await em.findOne(Channel, { id: channelId, workspaceId });
      if (!flow || !channel) throw new VoronkaError('Request.NotFound', 'no channel or flow with this id');
      if (flow.archivedAt) throw new VoronkaError('Flow.Archived', 'the flow is archived');
      if (!flow.live) throw new VoronkaError('Flow.NotPublished', 'nothing is published of the flow');
      const channels = await this.lead(em, channel.assistantId ?? null, flowId, { channelId, allChannels });
      await check(em, flow.live);
      em.clear();
      for (const { id } of channels) await publishBundle(em, id, { authorId: deed.actor.id, note: '' });
      const detail = { flow: flowId, channels: channels.map(({ id }) => id) };
      await appendAudit(em, { ...deed, action: 'channel.flow', target: `channel:${channelId}`, detail });
      return channels;
    });
  }

  private async lead(
    em: EntityManager,
    assistantId: string | null,
    flowId: string,
    { channelId, allChannels }: { channelId: string; allChannels: boolean },
  ): Promise<{ id: string; name: string }[]> {
    if (assistantId === null) {
      throw new VoronkaError('Channel.AssistantMissing', 'the channel has no assistant');
    }
    await em.execute('select id from assistants where id = ? for update', [assistantId]);
    const assistant = await em.findOneOrFail(Assistant, { id: assistantId });
    const channels = await em.find(Channel, { assistantId }, { orderBy: { id: 'asc' } });
    const others = channels.filter(({ id }) => id !== channelId).map(({ name }) => name);
    if (others.length > 0 && !allChannels) throw new SharedAssistantError(assistant.name, others);
    assistant.flowId = flowId;
    await em.flush();
    return channels.map(({ id, name }) => ({ id, name }));
  }
}
