/** The contract on a live account; `main.ts` beside it runs it after consent. */
import base from '../../jest.config.js';

const { testPathIgnorePatterns, ...common } = base;

export default {
  ...common,
  testPathIgnorePatterns,
  testRegex: '\\.live\\.ts$',
  // Requests wait for the vendor's limit.
  testTimeout: 600_000,
};
