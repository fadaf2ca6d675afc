import { dialogueTaskQueue } from '@voronka/contracts';

export const queue = dialogueTaskQueue;
