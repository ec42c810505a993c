import eslint from '@eslint/js';
import angular from 'angular-eslint';
import prettier from 'eslint-config-prettier';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { wings } from './backend/wings.mjs';
import { layers } from './frontend/layers.mjs';

/** Each side knows the other only through HTTP and the OpenAPI document. */
const foreign = (...groups) => [
  'error',
  {
    patterns: [
      { regex: `^(\\.\\./)+(${groups.join('|')})/`, message: 'Another project; its code stays there.' },
    ],
  },
];

const readonly = (...names) => Object.fromEntries(names.map((name) => [name, 'readonly']));

const settings = {
  object: 'process',
  property: 'env',
  message: 'Inject Config: only the entry points hand the environment to it.',
};

/** A test that waits for a fixed time is slow or flaky or both; one left focused hides all others. */
const testHabits = [
  {
    selector: "CallExpression[callee.property.name='waitForTimeout']",
    message: 'Wait for what must happen.',
  },
  {
    selector: "MemberExpression[object.name=/^(describe|it|test)$/][property.name='only']",
    message: 'Focused: the other tests do not run.',
  },
];

/**
 * No test fails because a machine is slow: one limit for all (backend/test/support/time/limit.json) ends what hangs.
 */
const limitsOfTime = [
  'CallExpression[callee.name=/^(it|test|(before|after)(All|Each))$/] > Literal[raw=/^[0-9_]+$/]',
  "CallExpression[callee.callee.property.name='each'] > Literal[raw=/^[0-9_]+$/]",
  "MemberExpression[object.name='jest'][property.name=/^(setTimeout|retryTimes)$/]",
].map((selector) => ({ selector, message: 'The limit of time of a test is the same for all.' }));

const ROLES = ['service', 'guard', 'strategy', 'pipe', 'query', 'registry'];

/** What Nest injects says what it is, class and file alike: `TasksService` in `tasks.service.ts`. */
const injectable =
  "ExportNamedDeclaration > ClassDeclaration:has(> Decorator[expression.callee.name='Injectable'])";
const roleOfClass = {
  selector: `${injectable}[id.name!=/(${ROLES.join('|')})$/i]`,
  message: `Its name ends with its role: ${ROLES.join(', ')}.`,
};
const roleOfFile = {
  selector: injectable,
  message: `Its file is called by its role: *.{${ROLES.join(',')}}.ts.`,
};

export default defineConfig(
  globalIgnores(['**/dist', '**/.angular', '.nx', 'reports', 'api-client/src/schema.ts']),
  {
    files: ['**/*.{js,mjs}'],
    extends: [eslint.configs.recommended],
    languageOptions: { globals: readonly('URL', 'console', 'module', 'process', 'require', '__dirname') },
  },
  {
    files: ['frontend/public/**'],
    languageOptions: { globals: readonly('document', 'localStorage', 'matchMedia', 'window') },
  },
  {
    files: ['**/*.ts'],
    extends: [
      eslint.configs.recommended,
      tseslint.configs.recommendedTypeChecked,
      tseslint.configs.stylisticTypeChecked,
    ],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      // An empty setting is the same as none.
      '@typescript-eslint/prefer-nullish-coalescing': ['error', { ignorePrimitives: { string: true } }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
    },
  },
  {
    rules: {
      eqeqeq: 'error',
      'max-lines': ['error', { max: 200, skipBlankLines: true, skipComments: true }],
      'no-console': 'error',
    },
  },
  {
    files: ['tools/**', 'e2e/**'],
    rules: { 'no-console': 'off' },
  },
  {
    // Nobody else is there yet to tell that the start failed.
    files: ['frontend/src/main.ts'],
    rules: { 'no-console': ['error', { allow: ['error'] }] },
  },
  {
    // All texts of one language, as plain as a table.
    files: ['frontend/src/app/texts/*.ts'],
    rules: { 'max-lines': 'off' },
  },
  {
    files: ['backend/**/*.ts', 'migrations/**/*.ts'],
    rules: { 'no-restricted-imports': foreign('frontend', 'e2e', 'tools') },
  },
  wings,
  {
    files: ['backend/src/**/*.ts'],
    ignores: [
      'backend/src/platform/config/**',
      'backend/src/main.ts',
      // Standard variables that OpenTelemetry reads before there is a configuration.
      'backend/src/platform/tracing/**',
      'backend/src/worker-process.ts',
      'backend/src/**/*.command.ts',
      'backend/src/cli-data-source.ts',
    ],
    rules: { 'no-restricted-properties': ['error', settings] },
  },
  {
    files: ['backend/src/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', roleOfClass, roleOfFile] },
  },
  {
    files: [`backend/src/**/*.{${ROLES.join(',')}}.ts`],
    rules: { 'no-restricted-syntax': ['error', roleOfClass] },
  },
  {
    // Nest's decorators make empty classes meaningful: a module is one.
    files: ['backend/**/*.ts'],
    rules: { '@typescript-eslint/no-extraneous-class': 'off' },
  },
  {
    files: ['frontend/**/*.ts'],
    extends: [angular.configs.tsRecommended],
    processor: angular.processInlineTemplates,
    rules: {
      'no-restricted-imports': foreign('backend', 'migrations', 'e2e', 'tools'),
      '@angular-eslint/component-selector': [
        'error',
        { type: 'element', prefix: 'app', style: 'kebab-case' },
      ],
      '@angular-eslint/directive-selector': [
        'error',
        { type: 'attribute', prefix: 'app', style: 'camelCase' },
      ],
    },
  },
  layers,
  {
    files: ['frontend/**/*.html'],
    extends: [angular.configs.templateRecommended, angular.configs.templateAccessibility],
  },
  {
    // The accessors of Jest's matchers and of response bodies are untyped by nature.
    files: ['**/*.spec.ts', 'backend/test/**/*.ts'],
    rules: {
      'no-restricted-syntax': ['error', ...testHabits],
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    files: ['backend/**/*.spec.ts', 'backend/test/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', ...testHabits, ...limitsOfTime] },
  },
  prettier,
  // The formatter does not mind braces everywhere; its configuration only fears the other options of this rule.
  { rules: { curly: 'error' } },
);
