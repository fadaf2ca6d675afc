import { CrmPort } from '@voronka/contracts';

export type Crm = CrmPort;
