import { buildChannelDelivery } from '@voronka/channels';

export const build = buildChannelDelivery;
