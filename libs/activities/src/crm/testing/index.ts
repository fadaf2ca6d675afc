export { FakeCrm } from './fake-crm.ts';
export type { WriteFate } from './fake-crm.ts';
export { MemoryClaimStore } from './memory-claim-store.ts';
export { MemoryIntentStore } from './memory-intent-store.ts';
export { ProcessDied, SimulatedProcess, suspensionMs } from './simulated-process.ts';
export type { ProcessFate } from './simulated-process.ts';
export { VirtualTime } from './virtual-time.ts';
