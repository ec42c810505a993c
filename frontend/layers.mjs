import { join } from 'node:path';
import boundaries from 'eslint-plugin-boundaries';

/**
 * The folders of the portal, lowest first. An import leads to its own folder or to one that stands before it; the files
 * beside the folders put them together. A new folder takes its place here.
 */
const LAYERS = [
  'texts',
  'api',
  'problems',
  'ui',
  'session',
  'drafts',
  'tasks',
  'task-files',
  'account',
  'shell',
];

const COMPOSITION = 'composition';

/** The first that fits decides: what has no place in the order is of a type that nothing may import. */
const elements = [
  ...LAYERS.map((folder) => ({ type: folder, pattern: folder })),
  { type: 'unplanned', pattern: '*' },
  { type: COMPOSITION, pattern: '.' },
].map(({ type, pattern }) => ({
  type,
  pattern: join('frontend/src/app', pattern),
  partialMatch: false,
}));

const allow = (type, types) => ({
  from: { element: { type } },
  allow: { to: { element: { types: { anyOf: types } } } },
});

export const layers = {
  files: ['frontend/src/app/**/*.ts'],
  ignores: ['**/*.spec.ts'],
  plugins: { boundaries },
  settings: {
    'boundaries/root-path': join(import.meta.dirname, '..'),
    'boundaries/elements': elements,
    'boundaries/dependency-nodes': ['import', 'dynamic-import', 'export'],
    'import/resolver': { node: { extensions: ['.ts'] } },
  },
  rules: {
    'boundaries/dependencies': [
      'error',
      {
        default: 'disallow',
        message: 'Imports lead down: frontend/layers.mjs has the order of the folders.',
        policies: [
          ...LAYERS.map((layer, place) => allow(layer, LAYERS.slice(0, place + 1))),
          allow(COMPOSITION, [COMPOSITION, ...LAYERS]),
        ],
      },
    ],
  },
};
