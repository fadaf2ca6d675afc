export { startSandbox } from './sandbox.ts';
export type { Sandbox, SandboxOptions, SandboxReadyLine } from './sandbox.ts';
