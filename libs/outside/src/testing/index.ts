export { completionOf, startStubServer } from './stub-server.ts';
export type { StubAnswer, StubRequest, StubServer } from './stub-server.ts';
