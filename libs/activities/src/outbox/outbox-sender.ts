import { VoronkaError, withinBarriers } from '@voronka/contracts';
import type {
  Barrier,
  ChannelDelivery,
  ClaimedMessage,
  CommandRef,
  OutboxSender,
  OutboxStore,
} from '@voronka/contracts';

/**
 * Sends outbox rows: claim, deliver, confirm; what the assistant says in the site's chat is shown at once instead. An
 * ambiguous delivery is repeated only where the other side deduplicates; elsewhere it is marked "perhaps delivered" and left
 * alone.
 */
export function buildOutboxSender(deps: {
  outbox: OutboxStore;
  delivery: ChannelDelivery;
  barrier: Barrier;
}): OutboxSender {
  const { outbox, delivery, barrier } = deps;

  const confirm = (claim: ClaimedMessage, outcome: 'sent' | 'perhaps') =>
    withinBarriers(barrier, 'outbox.confirm', () => outbox.confirm(claim, outcome));

  async function sendMessage(messageId: string): Promise<'sent' | 'cancelled' | 'perhaps'> {
    const claim = await withinBarriers(barrier, 'outbox.claim', () => outbox.claim(messageId));
    if (claim === 'busy') {
      throw new VoronkaError('Channel.DeliveryFailed', 'another sender holds this message', { retryAfterMs: 1000 });
    }
    if (typeof claim === 'string') return claim;
    if (claim.claimedBefore && !(await delivery.deduplicates(claim.channelId))) {
      await confirm(claim, 'perhaps');
      return 'perhaps';
    }
    try {
      await withinBarriers(barrier, 'outbox.deliver', () => delivery.deliver(claim));
    } catch (error) {
      const ambiguous = error instanceof VoronkaError && error.code === 'Channel.DeliveryAmbiguous';
      if (ambiguous && !(await delivery.deduplicates(claim.channelId))) {
        await confirm(claim, 'perhaps');
        return 'perhaps';
      }
      await outbox.giveBack(claim, error instanceof VoronkaError ? error.code : 'Channel.DeliveryFailed');
      throw error;
    }
    await confirm(claim, 'sent');
    return 'sent';
  }

  const show = (ref: CommandRef) => withinBarriers(barrier, 'outbox.show', () => outbox.show(ref));

  return {
    show,
    sendMessage,
    async sendForCommand(ref) {
      const shown = await show(ref);
      if (shown) return shown.outcome;
      const messageId = await outbox.messageOfCommand(ref);
      return messageId === null ? 'cancelled' : sendMessage(messageId);
    },
  };
}
