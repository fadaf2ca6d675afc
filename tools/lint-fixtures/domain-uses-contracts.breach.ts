import { errorCodes } from '@voronka/contracts';

export const knownCodes: number = errorCodes.length;
