import type { ChannelDelivery, ClaimedMessage, OutboxStore } from '@voronka/contracts';
import { VoronkaError } from '@voronka/contracts';
import { strictFake } from '../testing/strict-fake.ts';
import { buildOutboxSender } from './outbox-sender.ts';

const claim: ClaimedMessage = {
  messageId: 'message',
  token: 'token',
  channelId: 'channel',
  channelKind: 'webhook',
  workspaceId: 'workspace',
  dialogueId: 'dialogue',
  chatKey: 'chat',
  from: 'assistant',
  author: null,
  text: 'Здравствуйте',
  at: '2026-11-23T10:00:00.000Z',
  claimedBefore: false,
  correlationId: 'correlation',
};

function world(options: {
  claim?: ClaimedMessage | 'busy' | 'cancelled';
  deliver?: () => Promise<void>;
  deduplicates?: boolean;
}) {
  const log: string[] = [];
  const outbox = strictFake<OutboxStore>('outbox', {
    claim: () => Promise.resolve(options.claim ?? claim),
    confirm: async (_, outcome) => void log.push(`confirmed ${outcome}`),
    giveBack: async (_, code) => void log.push(`given back ${code}`),
  });
  const delivery = strictFake<ChannelDelivery>('delivery', {
    deliver: async () => {
      log.push('delivering');
      await options.deliver?.();
    },
    deduplicates: () => Promise.resolve(options.deduplicates ?? false),
  });
  return { log, sender: buildOutboxSender({ outbox, delivery, barrier: () => Promise.resolve() }) };
}

const failing = (code: 'Channel.DeliveryFailed' | 'Channel.DeliveryAmbiguous') => () =>
  Promise.reject(new VoronkaError(code, 'the provider did not answer'));

describe('sending a message', () => {
  it('delivers, then confirms', async () => {
    const { log, sender } = world({});
    await expect(sender.sendMessage('message')).resolves.toBe('sent');
    expect(log).toEqual(['delivering', 'confirmed sent']);
  });

  it('sends nothing that was cancelled by a takeover', async () => {
    const { log, sender } = world({ claim: 'cancelled' });
    await expect(sender.sendMessage('message')).resolves.toBe('cancelled');
    expect(log).toEqual([]);
  });

  it('gives back what certainly did not arrive, to be tried again', async () => {
    const { log, sender } = world({ deliver: failing('Channel.DeliveryFailed') });
    await expect(sender.sendMessage('message')).rejects.toMatchObject({ code: 'Channel.DeliveryFailed' });
    expect(log).toEqual(['delivering', 'given back Channel.DeliveryFailed']);
  });

  it('does not blindly repeat an unclear delivery: it is "perhaps delivered"', async () => {
    const { log, sender } = world({ deliver: failing('Channel.DeliveryAmbiguous') });
    await expect(sender.sendMessage('message')).resolves.toBe('perhaps');
    expect(log).toEqual(['delivering', 'confirmed perhaps']);
  });

  it('repeats an unclear delivery where the other side drops a known id', async () => {
    const { log, sender } = world({ deliver: failing('Channel.DeliveryAmbiguous'), deduplicates: true });
    await expect(sender.sendMessage('message')).rejects.toMatchObject({ code: 'Channel.DeliveryAmbiguous' });
    expect(log).toEqual(['delivering', 'given back Channel.DeliveryAmbiguous']);
  });

  it('treats a message whose sender died as unclear', async () => {
    const dead = { ...claim, claimedBefore: true };
    const without = world({ claim: dead });
    await expect(without.sender.sendMessage('message')).resolves.toBe('perhaps');
    expect(without.log).toEqual(['confirmed perhaps']);
    const withDeduplication = world({ claim: dead, deduplicates: true });
    await expect(withDeduplication.sender.sendMessage('message')).resolves.toBe('sent');
  });

  it('comes back later when another sender holds it', async () => {
    const { sender } = world({ claim: 'busy' });
    await expect(sender.sendMessage('message')).rejects.toMatchObject({ details: { retryAfterMs: 1000 } });
  });
});
