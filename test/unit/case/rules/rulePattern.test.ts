import assert from 'node:assert/strict';
import { literalPattern, rulePlace } from '../../../../src/case/rules/rulePattern';

const ALL = '**/*.{yml,yaml}';

const CASES: readonly [entry: string, base: string, isAbsolute: boolean, glob: string][] = [
  ['rules', 'rules', false, ALL],
  ['./rules/', 'rules', false, ALL],
  ['../rules', '../rules', false, ALL],
  ['detection/aws/one.yml', 'detection/aws', false, 'one.yml'],
  ['one.YAML', '', false, 'one.YAML'],
  ['rules/**/aws_*.yml', 'rules', false, '**/aws_*.yml'],
  ['**/*.sigma.yml', '', false, '**/*.sigma.yml'],
  ['/srv/rules', '/srv/rules', true, ALL],
  ['/srv/rules/*.yml', '/srv/rules', true, '*.yml'],
  ['/srv/{a,b}/cloud', '/srv', true, '{a,b}/cloud'],
  ['/*.yml', '/', true, '*.yml'],
  ['C:\\rules\\aws', 'C:/rules/aws', true, ALL],
  ['c:/rules/*.yml', 'c:/rules', true, '*.yml'],
  ['vscode-vfs://github/some/rules/aws', 'vscode-vfs://github/some/rules/aws', true, ALL],
  ['vscode-vfs://github/some/rules/*.yml', 'vscode-vfs://github/some/rules', true, '*.yml'],
  [' rules ', 'rules', false, ALL],
];

describe('an entry of the setting for rules', () => {
  for (const [entry, base, isAbsolute, glob] of CASES) {
    it(`${JSON.stringify(entry)} is ${glob} below ${base === '' ? 'the workspace' : base}`, () => {
      assert.deepEqual(rulePlace(entry), { base, isAbsolute, glob });
    });
  }
});

describe('the entry for a file or a folder', () => {
  const LITERAL: readonly [path: string, isFolder: boolean, base: string, glob: string][] = [
    ['rules/mine.yml', false, 'rules', 'mine.yml'],
    ['rules', true, 'rules', ALL],
    ['.', true, '', ALL],
    ['/srv/a [draft]/x{1}.yml', false, '/srv', 'a [[]draft[]]/x[{]1[}].yml'],
    ['what? {no}', true, '', `what[?] [{]no[}]/${ALL}`],
    ['C:/rules/*', true, 'C:/rules', `[*]/${ALL}`],
  ];
  for (const [path, isFolder, base, glob] of LITERAL) {
    it(`${path} means just that`, () => {
      const place = rulePlace(literalPattern(path, isFolder));
      assert.deepEqual([place.base, place.glob], [base, glob]);
    });
  }
});
