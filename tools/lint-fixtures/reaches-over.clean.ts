import { readConfig } from '@voronka/platform';

export const config = readConfig;
