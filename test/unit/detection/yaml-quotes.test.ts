import assert from 'node:assert/strict';
import { parseAllDocuments } from 'yaml';
import type { RuleProblem } from '../../../src/detection';
import { readDocuments } from '../../../src/detection/yaml/read';

/** What is written, and what stands there once it is in quotes; undefined where quotes are not the way out. */
const rows: readonly (readonly [written: string, mended: string | undefined])[] = [
  ['title: Opened: to all # x\nlevel: low\n', "title: 'Opened: to all' # x\nlevel: low\n"],
  ["title: it's: done\n", "title: 'it''s: done'\n"],
  ['a: b:\n', "a: 'b:'\n"],
  ['a: *\nb: 1\n', "a: '*'\nb: 1\n"],
  ['a: [*, b]\n', "a: ['*', b]\n"],
  ['a: *Admin*\n', "a: '*Admin*'\n"],
  ['a:\n  - *b\n  - c\n', "a:\n  - '*b'\n  - c\n"],
  ['a: *b c\r\nd: 1\r\n', "a: '*b c'\r\nd: 1\r\n"],
  ['a: @b\n', "a: '@b'\n"],
  ['a: `b`\n', "a: '`b`'\n"],
  ['a: %b\n', "a: '%b'\n"],
  ['a: & b\n', "a: '& b'\n"],
  ['detection: !b c\n', "detection: '!b c'\n"],
  ['a: !b c\n', "a: '!b c'\n"],
  ['a: | b c\n', "a: '| b c'\n"],
  ['a: >= 5\n', "a: '>= 5'\n"],
  ['a: ? b\n', "a: '? b'\n"],
  ['a: - b\nc: 1\n', "a: '- b'\nc: 1\n"],
  ['a: ] b\nc: 1\n', "a: '] b'\nc: 1\n"],
  ['a: [b] c\n', "a: '[b] c'\n"],
  ['a: "b" c\n', 'a: \'"b" c\'\n'],
  ["a: 'b's c'\n", "a: 'b''s c'\n"],
  ['a: "b\\d+"\n', "a: 'b\\d+'\n"],
  ['a: b\n---\nc: @d\n---\ne: f\n', "a: b\n---\nc: '@d'\n---\ne: f\n"],
  // what goes on in the next line, what is no value, and what no quotes mend
  ['a: b: c\n  d\n', undefined],
  ['*a: 1\nb: 1\n', undefined],
  ['"a" b: 1\nc: 1\n', undefined],
  ['a: [b: c: d]\n', undefined],
  ['a: "b"#c\n', undefined],
  ['a: "b\\d\\\\"\n', undefined],
  ['title: a\nlev\nstatus: test\n', undefined],
  ['a: [b\nc: 1\n', undefined],
  ['a: b\na: c\n', undefined],
];

describe('quotes that mend a mistake in YAML', () => {
  for (const [written, mended] of rows) {
    it(JSON.stringify(written), () => {
      const [problem, ...others] = problemsIn(written);
      assert.ok(problem);
      assert.deepEqual(others, []);
      assert.equal(problem.meant === undefined ? undefined : inPlace(written, problem, problem.meant), mended);
      if (mended === undefined) return;
      assert.deepEqual(problemsIn(mended), []);
      assert.ok(parseAllDocuments(mended).every(({ errors }) => errors.length === 0));
    });
  }

  it('are looked for at a few places of a file', () => {
    const meant = problemsIn('a: @b\n---\n'.repeat(50)).filter((problem) => problem.meant !== undefined);
    assert.equal(meant.length, 10);
  });
});

function problemsIn(text: string): readonly RuleProblem[] {
  return readDocuments('a.yml', text).documents.flatMap(({ report }) => report.problems);
}

function inPlace(text: string, { line, column, endLine, endColumn }: RuleProblem, meant: string): string {
  const offset = (n: number, character: number): number =>
    text
      .split('\n')
      .slice(0, n - 1)
      .reduce((sum, { length }) => sum + length + 1, character - 1);
  return text.slice(0, offset(line, column)) + meant + text.slice(offset(endLine, endColumn));
}
