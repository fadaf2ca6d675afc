import type { CrmPort } from '@voronka/contracts';

export type Crm = CrmPort;
