export { createApi } from './create-api.ts';
export type { ApiRuntime } from './core/runtime.ts';
export { startApi } from './start-api.ts';
export type { RunningApi, Tell } from './start-api.ts';
