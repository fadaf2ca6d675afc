import { dialogueTaskQueue } from '@voronka/contracts/workflow';

export const queue = dialogueTaskQueue;
