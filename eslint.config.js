import { createNodeResolver, importX } from 'eslint-plugin-import-x';
import vue from 'eslint-plugin-vue';
import ts from 'typescript-eslint';
import { LAYERS, mayImport } from './scripts/house.ts';

// The fences of CONTRIBUTING.md. Paths are fenced by zones (they see through aliases and relative paths), packages by
// no-restricted-imports. Both rules are replaced, not added to, by a later block for the same file; hence the helpers.

const sqlite = {
  name: 'better-sqlite3',
  message: 'Only electron/service/db opens the database.',
  allowTypeImports: true
};
const electron = { regex: '^electron(/|$)', message: 'The service runs in any Node; it knows nothing of Electron.' };

/** no-restricted-imports with the given package fences. */
const packages = (paths, patterns = []) => ({
  rules: { '@typescript-eslint/no-restricted-imports': ['error', { paths, patterns }] }
});

/** A zone: files under `target` may not import from `from`, but for what lies under `except` (relative to `from`). */
const zone = (target, from, message, except = []) => ({ target, from, message, except });

/** The areas of a layer: each imports those below it and nothing above or beside (scripts/house.ts). */
const areaZones = (layer) =>
  Object.entries(mayImport(layer)).map(([name, below]) => {
    const { folder } = LAYERS[layer];
    const message = `"${name}" imports ${below.length > 0 ? below.join(', ') : 'nothing beside it'} only: what lies above registers itself.`;
    return zone(
      `./${folder}/${name}`,
      `./${folder}`,
      message,
      [name, ...below].map((one) => `./${one}`)
    );
  });

const zones = [
  zone('./electron/contract', './electron', 'The contract imports nothing but itself.', ['./contract']),
  zone('./electron/contract', './renderer', 'The contract imports nothing but itself.'),
  zone('./electron/service', './electron', 'The service imports the contract only.', ['./contract', './service']),
  zone('./electron/service', './renderer', 'The service imports the contract only.'),
  zone('./electron/main', './electron', 'Main imports the contract only.', ['./contract', './main']),
  zone('./electron/main', './renderer', 'Main imports the contract only.'),
  zone('./electron/preload', './electron', 'The preload imports nothing of ours.', ['./preload']),
  zone('./electron/preload', './renderer', 'The preload imports nothing of ours.'),
  zone('./renderer', './electron', 'The window imports the contract only.', ['./contract']),
  ...['./electron', './renderer'].flatMap((target) =>
    ['./tests', './scripts'].map((from) => zone(target, from, 'The program imports neither tests nor scripts.'))
  ),
  ...Object.keys(LAYERS).flatMap(areaZones)
];

const clock = 'Rules take the time from the injected clock (electron/service/core/clock.ts).';

export default ts.config(
  { ignores: ['out/', 'dist/', 'node_modules/', 'test-results/'] },
  ts.configs.recommended,
  vue.configs['flat/recommended'],
  vue.configs['no-layout-rules'],
  { files: ['**/*.vue'], languageOptions: { parserOptions: { parser: ts.parser } } },
  {
    plugins: { 'import-x': importX },
    settings: {
      'import-x/extensions': ['.ts', '.vue', '.js'],
      'import-x/parsers': { '@typescript-eslint/parser': ['.ts'], 'vue-eslint-parser': ['.vue'] },
      'import-x/resolver-next': [
        createNodeResolver({
          extensions: ['.ts', '.vue', '.js', '.json'],
          tsconfig: { configFile: `${import.meta.dirname}/tsconfig.json` }
        })
      ]
    },
    rules: {
      'import-x/no-restricted-paths': ['error', { basePath: import.meta.dirname, zones }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-debugger': 'error',
      'no-self-compare': 'error',
      'no-unreachable-loop': 'error',
      'no-useless-assignment': 'error',
      'prefer-const': 'error',
      // `interface StationDatabase extends CourseTables {}` is how a leaf adds its tables.
      '@typescript-eslint/no-empty-object-type': ['error', { allowInterfaces: 'with-single-extends' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }]
    }
  },
  // Pages are named after what they are (People.vue), not to keep clear of HTML's element names.
  { files: ['**/*.vue'], rules: { 'vue/multi-word-component-names': 'off', 'vue/no-v-html': 'error' } },

  { files: ['electron/**', 'renderer/**', 'scripts/**'], ...packages([sqlite]) },
  { files: ['electron/service/**'], ...packages([sqlite], [electron]) },
  { files: ['electron/service/db/**'], ...packages([], [electron]) },
  {
    files: ['electron/contract/**'],
    ...packages([], [{ regex: '^(?!\\.|zod(/|$)|@orpc/contract(/|$))', message: 'The contract uses zod and @orpc/contract only.' }])
  },
  {
    files: ['renderer/**'],
    ...packages(
      [sqlite],
      [
        electron,
        { regex: '^(node:|kysely(/|$)|@orpc/server(/|$))', message: 'The window has no Node and no database.' },
        { regex: '^(\\.\\./)+electron/', message: 'Write @contract/… for the contract.' }
      ]
    )
  },
  {
    files: ['electron/service/**', 'electron/contract/**'],
    ignores: ['electron/service/core/clock.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        { selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']", message: clock },
        { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: clock },
        { selector: "CallExpression[callee.name='Date']", message: clock },
        { selector: "MemberExpression[object.name='Temporal'][property.name='Now']", message: clock }
      ]
    }
  }
);
