export { createTestDatabase } from './test-database.ts';
export type { TestDatabase } from './test-database.ts';
export * from './stack/index.ts';
export * from './scenario/index.ts';
export * from './leaks/index.ts';
