import { listIncidents } from '@voronka/persistence';

export const list = listIncidents;
