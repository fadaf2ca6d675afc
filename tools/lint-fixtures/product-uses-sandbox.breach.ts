import { startSandbox } from '@voronka/crm-sandbox';

export const start = startSandbox;
