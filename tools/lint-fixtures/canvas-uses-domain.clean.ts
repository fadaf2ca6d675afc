import { portsOf } from '@voronka/domain';

export const ports = portsOf;
