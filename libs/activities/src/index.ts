export { buildActivities } from './build-activities.ts';
export type { ActivityDependencies } from './build-activities.ts';
export { buildOutboxSender } from './outbox/outbox-sender.ts';
export { isFinal, toApplicationFailure } from './failure.ts';
export { CardWatch } from './watch/card-watch.ts';
export type { CardWatchDependencies } from './watch/card-watch.ts';
export { HookKeeper } from './watch/hook-keeper.ts';
export type { HookFailure, HookKeeperDependencies } from './watch/hook-keeper.ts';
export { Reconciler } from './watch/reconciler.ts';
