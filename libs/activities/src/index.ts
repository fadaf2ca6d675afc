export { buildActivities } from './build-activities.ts';
export type { ActivityDependencies } from './build-activities.ts';
export { buildOutboxSender } from './outbox/outbox-sender.ts';
export { isFinal, toApplicationFailure } from './failure.ts';
