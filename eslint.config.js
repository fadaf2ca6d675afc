import { builtinModules } from 'node:module';
import js from '@eslint/js';
import nx from '@nx/eslint-plugin';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

const only = (sourceTag, ...onlyDependOnLibsWithTags) => ({ sourceTag, onlyDependOnLibsWithTags });
const core = ['layer:domain', 'layer:contracts'];

/**
 * Who may know whom. Arrows point inwards; adapters never import each other; activities know ports, not vendors; only apps
 * join. `tools/lint-fixtures` holds a breach of each rule, and a test demands that every one is reported.
 */
export const depConstraints = [
  { ...only('layer:domain', 'layer:domain'), allowedExternalImports: [] },
  { ...only('layer:contracts', ...core), allowedExternalImports: ['zod'] },
  {
    ...only('layer:engine', ...core),
    allowedExternalImports: [
      'chrono-node',
      'chrono-node/*',
      'json-rules-engine',
      'libphonenumber-js',
      'libphonenumber-js/*',
      'luxon',
      're2js',
    ],
  },
  { ...only('layer:workflow', ...core), allowedExternalImports: ['@temporalio/workflow', '@temporalio/common'] },
  only('layer:platform', ...core, 'layer:platform'),
  only('layer:activity', ...core, 'layer:engine'),
  only('layer:adapter', ...core, 'layer:platform'),
  only('layer:ui', ...core, 'layer:engine', 'layer:ui'),
  only('layer:sandbox', 'layer:sandbox'),
  only(
    'layer:app',
    ...core,
    'layer:engine',
    'layer:workflow',
    'layer:activity',
    'layer:adapter',
    'layer:platform',
    'layer:ui',
  ),
  only(
    'layer:testing',
    ...core,
    'layer:engine',
    'layer:workflow',
    'layer:activity',
    'layer:adapter',
    'layer:platform',
    'layer:testing',
  ),
  only('runtime:any', 'runtime:any'),
  only('runtime:sandbox', 'runtime:any'),
  only('runtime:browser', 'runtime:any', 'runtime:browser'),
  only('runtime:node', 'runtime:any', 'runtime:sandbox', 'runtime:node'),
];

/**
 * Specs run in Node and may use what the tests are made of: any package, `layer:testing`. They still may not reach over
 * to a project of another layer.
 */
export const specDepConstraints = depConstraints
  .filter(({ sourceTag }) => sourceTag.startsWith('layer:'))
  .map(({ sourceTag, onlyDependOnLibsWithTags }) =>
    sourceTag === 'layer:sandbox'
      ? only(sourceTag, ...onlyDependOnLibsWithTags)
      : only(sourceTag, ...onlyDependOnLibsWithTags, 'layer:testing'),
  );

const boundaries = (constraints, more = {}) => [
  'error',
  {
    ...more,
    enforceBuildableLibDependency: false,
    allow: [],
    // A library that one file loads late may be imported by others.
    checkDynamicDependenciesExceptions: ['@voronka/**'],
    depConstraints: constraints,
  },
];

const nodeBuiltins = [...builtinModules, ...builtinModules.map((name) => `node:${name}`)];
const noNode = {
  paths: nodeBuiltins.map((name) => ({ name, message: 'Pure code knows no I/O: take what you need as an argument.' })),
};
const clocks = ['Date.now', 'Math.random', 'performance.now'].map((call) => {
  const [object, property] = call.split('.');
  return { object, property, message: 'Pure code touches no clock and no randomness: take the value as an argument.' };
});

const specs = [
  '**/*.spec.ts',
  '**/*.spec.tsx',
  '**/testing/**',
  '**/contract/**',
  'apps/*/test/**',
  'libs/*/e2e/**',
  'workflows/*/broken/**',
];

export default tseslint.config(
  {
    ignores: [
      '**/dist/**',
      '**/node_modules/**',
      '.nx/**',
      '.voronka/**',
      'tools/lint-fixtures/**',
      '**/*.cjs',
      '**/broken/histories/**',
    ],
  },
  // What a rule says is fixed, not silenced.
  { linterOptions: { noInlineConfig: true } },
  js.configs.recommended,
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [...tseslint.configs.recommendedTypeChecked],
    plugins: { '@nx': nx },
    languageOptions: { parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@nx/enforce-module-boundaries': boundaries(depConstraints),
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unnecessary-condition': 'off',
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      'no-restricted-syntax': [
        'error',
        {
          selector:
            'CallExpression[callee.object.name=/^(it|test|describe)$/][callee.property.name=/^(skip|only|todo)$/]',
          message: 'No silent skips.',
        },
      ],
    },
  },
  {
    files: specs,
    rules: {
      // A package's own tests may take it by its name, as others do.
      '@nx/enforce-module-boundaries': boundaries(specDepConstraints, { allowCircularSelfDependency: true }),
    },
  },
  {
    files: ['workflows/*/src/**/*.ts', 'libs/domain/src/**/*.ts'],
    ignores: specs,
    rules: { 'no-restricted-imports': ['error', noNode], 'no-restricted-properties': ['error', ...clocks] },
  },
  {
    files: ['libs/rules-engine/src/**/*.ts', 'libs/contracts/src/**/*.ts'],
    ignores: specs,
    rules: { 'no-restricted-imports': ['error', noNode] },
  },
  {
    // A worker must not load zod into the sandbox of every cached workflow.
    files: ['workflows/*/src/**/*.ts'],
    ignores: specs,
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: [
            ...noNode.paths,
            { name: '@voronka/contracts', message: "Import '@voronka/contracts/workflow', which holds no zod." },
          ],
        },
      ],
    },
  },
  {
    files: ['apps/editor/**/*.{ts,tsx}', 'libs/flow-editor/**/*.{ts,tsx}'],
    plugins: { 'react-hooks': reactHooks },
    rules: { 'react-hooks/rules-of-hooks': 'error', 'react-hooks/exhaustive-deps': 'error' },
  },
  {
    files: ['**/*.js', '**/*.mjs'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        URL: 'readonly',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
        fetch: 'readonly',
        globalThis: 'readonly',
        Buffer: 'readonly',
        document: 'readonly',
        window: 'readonly',
        location: 'readonly',
        navigator: 'readonly',
        localStorage: 'readonly',
        URLSearchParams: 'readonly',
        AbortController: 'readonly',
        AbortSignal: 'readonly',
        setInterval: 'readonly',
        clearInterval: 'readonly',
      },
    },
  },
);
