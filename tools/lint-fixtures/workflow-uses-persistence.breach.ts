import { InboxStore } from '@voronka/persistence';

export const store = InboxStore;
