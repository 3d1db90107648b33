import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import tseslint from 'typescript-eslint';

const src = path.join(path.dirname(fileURLToPath(import.meta.url)), 'src');

/** Which rooms a room may import: imports follow the flow of the data, never back. `''` is the entries beside the rooms. */
const ROOMS = {
  record: [],
  reference: ['record'],
  reading: ['record'],
  index: ['record', 'reading'],
  query: ['record', 'reading', 'index'],
  detection: ['record'],
  case: ['record', 'reading', 'index', 'query', 'detection', 'reference'],
  worker: ['record', 'reading', 'index', 'query', 'detection', 'case', 'platform'],
  platform: ['reading', 'index', 'case', 'worker'],
  features: ['record', 'reading', 'query', 'detection', 'reference', 'case', 'worker'],
  cli: ['record', 'reading', 'index', 'query', 'detection', 'reference', 'case', 'platform'],
  '': ['features', 'platform', 'cli'],
};

/** Rooms that run unchanged in node, a worker and a browser. */
const PURE = new Set(['record', 'reference', 'reading', 'index', 'query', 'detection', 'case']);
const WITH_VSCODE = new Set(['features', '']);

/** Room and, within `features`, the feature of a file under src. */
function whereabouts(file) {
  const parts = path.relative(src, file).split(path.sep);
  return {
    room: parts.length > 1 ? parts[0] : '',
    feature: parts[0] === 'features' && parts.length > 2 ? parts[1] : undefined,
  };
}

/** The walls of the design. */
const walls = {
  meta: { type: 'problem', schema: [] },
  create(context) {
    const here = whereabouts(context.filename);
    const check = (node) => {
      const target = node.source?.value;
      if (typeof target !== 'string') return;
      const say = (message) => context.report({ node: node.source, message });
      if (target === 'vscode' && !WITH_VSCODE.has(here.room)) say(`src/${here.room} may not know the editor`);
      if (/^node:/.test(target) && (PURE.has(here.room) || here.room === 'features'))
        say(`src/${here.room} runs in browsers too: no node module`);
      if (!target.startsWith('.')) return;
      const there = whereabouts(path.resolve(path.dirname(context.filename), target, 'x'));
      const file = whereabouts(path.resolve(path.dirname(context.filename), target));
      const room = there.room === '' ? file.room : there.room;
      if (room !== here.room && !ROOMS[here.room]?.includes(room))
        say(`src/${here.room || 'entries'} may not import src/${room}: the flow goes the other way`);
      if (
        here.feature !== undefined &&
        there.feature !== undefined &&
        there.feature !== here.feature &&
        !SHARED.has(there.feature) &&
        !isShared(path.resolve(path.dirname(context.filename), target))
      ) {
        say('a feature imports no other feature');
      }
    };
    return { ImportDeclaration: check, ExportNamedDeclaration: check, ExportAllDeclaration: check };
  },
};

/** What several features ask, and that is too much for one file. */
const SHARED = new Set(['rulesInForce']);
/** The files beside the features' folders are for all of them. */
const isShared = (file) => fs.existsSync(`${file}.ts`);

export default tseslint.config(
  { ignores: ['dist/', 'out/', 'node_modules/', '.vscode-test/'] },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/consistent-type-imports': 'error',
      'no-console': 'off',
    },
  },
  { files: ['src/**/*.ts'], plugins: { rooms: { rules: { walls } } }, rules: { 'rooms/walls': 'error' } },
  {
    files: ['test/**/*.ts'],
    rules: {
      // mocha's describe and it, and fast-check's assert, return what nobody awaits
      '@typescript-eslint/no-floating-promises': 'off',
      '@typescript-eslint/no-unused-expressions': 'off',
    },
  },
);
