import { readFileSync } from 'node:fs';

export const flow: string = readFileSync('flow.json', 'utf8');
