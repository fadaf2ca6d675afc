import { VoronkaError } from '@voronka/contracts';
import type { ChannelDelivery, ClaimedMessage } from '@voronka/contracts';
import type { OutboundClient } from '@voronka/platform';
import { deliverByWebhook } from './webhook/webhook-delivery.ts';
import type { WebhookChannelDirectory } from './webhook/webhook-delivery.ts';

/**
 * Hands messages to their channels. The site widget reads from our own database, so that for it the confirmation itself
 * is the delivery; a webhook channel gets a signed request.
 */
export function buildChannelDelivery(deps: {
  client: OutboundClient;
  webhooks: WebhookChannelDirectory;
}): ChannelDelivery {
  const kinds: Record<ClaimedMessage['channelKind'], (message: ClaimedMessage) => Promise<void>> = {
    widget: () => Promise.resolve(),
    webhook: async (message) => {
      const address = await deps.webhooks.addressOf(message.channelId);
      if (!address) throw new VoronkaError('Channel.DeliveryFailed', 'the channel has no outgoing address');
      await deliverByWebhook(message, address, deps.client);
    },
  };
  return {
    deliver: (message) => kinds[message.channelKind](message),
    async deduplicates(channelId) {
      const address = await deps.webhooks.addressOf(channelId);
      // A channel without an address is the widget, where a repeat only confirms again.
      return address?.deduplicates ?? true;
    },
  };
}
