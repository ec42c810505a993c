import { join } from 'node:path';
import boundaries from 'eslint-plugin-boundaries';

/**
 * The wings of the server by storeys, lowest first, and the folders of each. An import leads to a wing below, or to a
 * folder of the same wing that stands before its own: so nothing goes in circles. A new folder takes its place here.
 */
const STOREYS = [
  {
    platform: [
      ...['crypto', 'config', 'errors', 'validation', 'logging', 'tracing', 'openapi', 'http', 'pagination'],
      ...['database', 'schema'],
    ],
  },
  {
    identity: [
      ...['users', 'audit', 'passwords', 'throttling', 'idempotency', 'concurrency', 'sessions'],
      ...['personal-tokens', 'lasting-access', 'exports', 'auth', 'account'],
    ],
  },
  { tasks: ['feed', 'replicas', 'core', 'changes', 'trash', 'bulk', 'external', 'transfer'] },
  { operations: ['health', 'workers', 'doctor', 'metrics', 'admin'], portal: [] },
];

const COMPOSITION = 'composition';
/** `entities.ts` lists what the folders of its wing have: it may import all of them, and they must not import it. */
const LIST = 'list';

/** The files at the root of a wing stand before all of its folders. */
const wingsOf = (storey) =>
  Object.entries(storey).map(([wing, folders]) => [wing, ...folders.map((folder) => `${wing}/${folder}`)]);

const storeys = STOREYS.map(wingsOf);
const places = storeys.flat(2);
const isWing = (place) => !place.includes('/');

/** The first that fits decides: what has no place in the order is of a type that nothing may import. */
const elements = [
  ...places.filter((place) => !isWing(place)).map((place) => ({ type: place, pattern: place })),
  ...places.filter(isWing).map((wing) => ({ type: 'unplanned', pattern: `${wing}/*` })),
  ...places.filter(isWing).map((wing) => ({ type: wing, pattern: wing })),
  { type: COMPOSITION, pattern: 'api-document' },
  { type: 'unplanned', pattern: '*' },
  { type: COMPOSITION, pattern: '.' },
].map(({ type, pattern }) => ({ type, pattern: join('backend/src', pattern), partialMatch: false }));

const allow = (from, types) => ({ from, allow: { to: { element: { types: { anyOf: types } } } } });

function policiesOf(wing, below) {
  const [root, ...folders] = wing;
  const list = { file: { categories: LIST } };
  return [
    ...wing.map((type, place) => allow({ element: { type } }, [...below, ...wing.slice(0, place)])),
    allow({ element: { type: root }, ...list }, [...below, ...folders]),
    {
      from: { element: { types: { anyOf: folders } } },
      disallow: { to: { element: { type: root }, ...list } },
    },
  ];
}

const policies = storeys.flatMap((wings, storey) =>
  wings.flatMap((wing) => policiesOf(wing, storeys.slice(0, storey).flat(2))),
);

export const wings = {
  files: ['backend/src/**/*.ts'],
  plugins: { boundaries },
  settings: {
    'boundaries/root-path': join(import.meta.dirname, '..'),
    'boundaries/elements': elements,
    'boundaries/files': [{ category: LIST, pattern: '**/entities.ts' }],
    'boundaries/dependency-nodes': ['import', 'dynamic-import', 'export', 'require'],
    'import/resolver': { node: { extensions: ['.ts'] } },
  },
  rules: {
    'boundaries/dependencies': [
      'error',
      {
        default: 'disallow',
        message: 'Imports lead down: backend/wings.mjs has the order of wings and folders.',
        policies: [...policies, allow({ element: { type: COMPOSITION } }, [COMPOSITION, ...places])],
      },
    ],
  },
};
