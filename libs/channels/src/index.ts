export { buildChannelDelivery } from './channel-delivery.ts';
export type { WebhookChannelAddress, WebhookChannelDirectory } from './webhook/webhook-delivery.ts';
