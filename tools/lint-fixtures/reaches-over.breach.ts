import { readConfig } from '../../../libs/platform/src/index.ts';

export const config = readConfig;
