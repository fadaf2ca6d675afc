const boundaries = '@nx/enforce-module-boundaries';

/** A breach of one rule, planted where the rule must see it. */
export interface PlantedBreach {
  /** File in `tools/lint-fixtures`, without its ending. */
  readonly name: string;
  /** Where the text is meant to lie, and its clean twin. */
  readonly at: string;
  readonly rule: string | null;
  /** Part of what the rule says. */
  readonly says: string;
  /** Twin that does the same thing rightly; null where the right thing is another fixture's twin. */
  readonly cleanTwin: string | null;
  /** Tag of the dependency rule (`depConstraints`) that this one is about. */
  readonly constraint?: string;
  /** The rule needs types; the text stands in for a file that exists. */
  readonly typed?: true;
}

/** Every rule that the architecture leans on, breached once. */
export const plantedBreaches: readonly PlantedBreach[] = [
  // the pure core
  {
    name: 'domain-uses-contracts',
    at: 'libs/domain/src/planted.ts',
    rule: boundaries,
    says: 'domain -> contracts',
    cleanTwin: 'domain-uses-contracts',
  },
  {
    name: 'domain-uses-package',
    at: 'libs/domain/src/planted.ts',
    rule: boundaries,
    says: '"layer:domain" is not allowed to import "zod"',
    cleanTwin: 'domain-uses-package',
    constraint: 'layer:domain',
  },
  {
    name: 'domain-uses-node',
    at: 'libs/domain/src/planted.ts',
    rule: 'no-restricted-imports',
    says: 'Pure code knows no I/O',
    cleanTwin: 'domain-uses-node',
  },
  {
    name: 'domain-uses-clock',
    at: 'libs/domain/src/planted.ts',
    rule: 'no-restricted-properties',
    says: 'no clock',
    cleanTwin: 'domain-uses-clock',
  },
  {
    name: 'domain-spec-uses-persistence',
    at: 'libs/domain/src/planted.spec.ts',
    rule: boundaries,
    says: 'domain -> persistence',
    cleanTwin: 'domain-spec-uses-package',
  },
  {
    name: 'contracts-use-pg',
    at: 'libs/contracts/src/planted.ts',
    rule: boundaries,
    says: '"layer:contracts" is not allowed to import "pg"',
    cleanTwin: 'contracts-use-pg',
    constraint: 'layer:contracts',
  },
  {
    name: 'engine-uses-temporal',
    at: 'libs/rules-engine/src/planted.ts',
    rule: boundaries,
    says: '"layer:engine" is not allowed to import "@temporalio/workflow"',
    cleanTwin: 'engine-uses-temporal',
    constraint: 'layer:engine',
  },
  // the workflow's sandbox
  {
    name: 'workflow-uses-contracts-index',
    at: 'workflows/dialogue/src/planted.ts',
    rule: 'no-restricted-imports',
    says: '@voronka/contracts/workflow',
    cleanTwin: 'workflow-uses-contracts-index',
  },
  {
    name: 'workflow-uses-persistence',
    at: 'workflows/dialogue/src/planted.ts',
    rule: boundaries,
    says: '"layer:workflow" can only depend on',
    cleanTwin: null,
    constraint: 'layer:workflow',
  },
  {
    name: 'workflow-uses-client',
    at: 'workflows/dialogue/src/planted.ts',
    rule: boundaries,
    says: '"layer:workflow" is not allowed to import "@temporalio/client"',
    cleanTwin: 'workflow-uses-client',
  },
  // the layers around it
  {
    name: 'platform-uses-persistence',
    at: 'libs/platform/src/planted.ts',
    rule: boundaries,
    says: 'platform -> persistence',
    cleanTwin: null,
  },
  {
    name: 'local-infra-uses-channels',
    at: 'libs/local-infra/src/planted.ts',
    rule: boundaries,
    says: '"layer:platform" can only depend on',
    cleanTwin: 'local-infra-uses-platform',
    constraint: 'layer:platform',
  },
  {
    name: 'activity-uses-connector',
    at: 'libs/activities/src/planted.ts',
    rule: boundaries,
    says: '"layer:activity" can only depend on',
    cleanTwin: 'activity-uses-port',
    constraint: 'layer:activity',
  },
  {
    name: 'activity-uses-connector-type',
    at: 'libs/activities/src/planted.ts',
    rule: boundaries,
    says: '"layer:activity" can only depend on',
    cleanTwin: 'activity-uses-port',
  },
  {
    name: 'adapter-uses-adapter',
    at: 'libs/channels/src/planted.ts',
    rule: boundaries,
    says: '"layer:adapter" can only depend on',
    cleanTwin: null,
  },
  {
    name: 'connector-uses-persistence',
    at: 'libs/connectors/src/planted.ts',
    rule: boundaries,
    says: '"layer:adapter" can only depend on',
    cleanTwin: 'connector-uses-port',
    constraint: 'layer:adapter',
  },
  {
    name: 'canvas-uses-platform',
    at: 'libs/flow-editor/src/planted.ts',
    rule: boundaries,
    says: '"layer:ui" can only depend on',
    cleanTwin: 'canvas-uses-domain',
    constraint: 'layer:ui',
  },
  {
    name: 'browser-uses-node-lib',
    at: 'apps/editor/src/planted.ts',
    rule: boundaries,
    says: '"runtime:browser" can only depend on',
    cleanTwin: 'browser-uses-canvas',
    constraint: 'runtime:browser',
  },
  {
    name: 'server-uses-browser-lib',
    at: 'apps/api/src/planted.ts',
    rule: boundaries,
    says: '"runtime:node" can only depend on',
    cleanTwin: null,
    constraint: 'runtime:node',
  },
  {
    name: 'product-uses-sandbox',
    at: 'apps/worker/src/planted.ts',
    rule: boundaries,
    says: '"layer:app" can only depend on',
    cleanTwin: null,
    constraint: 'layer:app',
  },
  {
    name: 'product-uses-test-lib',
    at: 'apps/api/src/planted.ts',
    rule: boundaries,
    says: '"layer:app" can only depend on',
    cleanTwin: null,
  },
  {
    name: 'sandbox-uses-product',
    at: 'apps/crm-sandbox/src/planted.ts',
    rule: boundaries,
    says: '"layer:sandbox" can only depend on',
    cleanTwin: 'sandbox-alone',
    constraint: 'layer:sandbox',
  },
  {
    name: 'test-lib-uses-sandbox',
    at: 'libs/testing/src/planted.ts',
    rule: boundaries,
    says: '"layer:testing" can only depend on',
    cleanTwin: null,
    constraint: 'layer:testing',
  },
  {
    name: 'reaches-over',
    at: 'apps/worker/src/planted.ts',
    rule: boundaries,
    says: 'relative or absolute path',
    cleanTwin: 'reaches-over',
  },
  // habits
  {
    name: 'value-import-of-type',
    at: 'libs/activities/src/planted.ts',
    rule: '@typescript-eslint/consistent-type-imports',
    says: 'import type',
    cleanTwin: 'activity-uses-port',
  },
  {
    name: 'any',
    at: 'libs/channels/src/planted.ts',
    rule: '@typescript-eslint/no-explicit-any',
    says: 'Unexpected any',
    cleanTwin: 'any',
  },
  {
    name: 'silenced-compiler',
    at: 'libs/channels/src/planted.ts',
    rule: '@typescript-eslint/ban-ts-comment',
    says: '@ts-',
    cleanTwin: 'silenced-compiler',
  },
  {
    name: 'silenced-lint',
    at: 'libs/channels/src/planted.ts',
    rule: '@typescript-eslint/no-explicit-any',
    says: 'Unexpected any',
    cleanTwin: null,
  },
  {
    name: 'skipped-test',
    at: 'libs/channels/src/planted.spec.ts',
    rule: 'no-restricted-syntax',
    says: 'No silent skips',
    cleanTwin: 'skipped-test',
  },
  {
    name: 'conditional-hook',
    at: 'apps/editor/src/planted.tsx',
    rule: 'react-hooks/rules-of-hooks',
    says: 'called conditionally',
    cleanTwin: 'conditional-hook',
  },
  {
    name: 'floating-promise',
    at: 'libs/domain/src/canonical-json.ts',
    rule: '@typescript-eslint/no-floating-promises',
    says: 'Promises must be awaited',
    cleanTwin: 'floating-promise',
    typed: true,
  },
  {
    name: 'forgotten-case',
    at: 'libs/domain/src/canonical-json.ts',
    rule: '@typescript-eslint/switch-exhaustiveness-check',
    says: '"end"',
    cleanTwin: 'forgotten-case',
    typed: true,
  },
];
