import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parse, parseAllDocuments } from 'yaml';
import { addition } from '../../../../src/case/exceptions/appending';
import { exceptionDocument, withoutException } from '../../../../src/case/exceptions/exceptions';
import { encodedAs, ruleTextOf } from '../../../../src/case/rules/ruleText';
import { loadRules } from '../../../../src/detection';

const ID = '22222222-2222-4222-8222-222222222222';
const DOCUMENT = exceptionDocument({
  id: ID,
  rule: { reference: 'r', title: 'Key pair was made' },
  excused: {
    label: 'alice',
    fields: [{ field: 'userIdentity.arn', values: ['arn:aws:iam::111122223333:user/alice'] }],
  },
  reason: 'Known: "it\'s" fine',
  author: 'Dana',
  date: '2026-03-14',
  expires: '2026-06-12',
});
const RULE = {
  path: 'r.yml',
  text: 'title: r\nid: r\nlogsource: {product: aws, service: cloudtrail}\ndetection: {s: {eventName: x}, condition: s}\n',
};
const OTHER = DOCUMENT.replaceAll('2', '3');

/** What the documents of a text say, those that say nothing left out. */
function said(text: string): unknown[] {
  if (text.trim() === '') return [];
  return [...parseAllDocuments(text)].map((one) => one.toJS() as unknown).filter((one) => one !== null);
}

const fails = (text: string): boolean => [...parseAllDocuments(text)].some(({ errors }) => errors.length > 0);

/** 900,000 characters, and behind them another document. */
const LARGE = `# ${'x'.repeat(899_993)}\n---\n`;

describe('an exception that is added to a file', function () {
  this.timeout(60_000);

  const refused: readonly [string, string, number, number, RegExp][] = [
    [
      'a quote that is not closed',
      `${OTHER}reason: "as agreed\n`,
      16,
      9,
      /^The quote that opens here is not closed\.$/,
    ],
    ['a quote that is not closed, of one document of several', `a: 'b\n---\n${OTHER}`, 1, 4, /not closed/],
    ['a quote in a list that is not closed', "a: [b, 'c\n", 1, 8, /not closed/],
    ['a list that is not closed', 'a: [b\n', 1, 4, /^The \[ that opens here is not closed\.$/],
    ['an error before the last document', `a: b: c\n---\n${OTHER}`, 1, 4, /colon in it needs quotes/],
    ['a tab that indents', 'a:\n\tb: c\n', 2, 1, /^A tab /],
    ['a document that lends to what comes behind it', 'action: global\nlevel: low\n', 3, 1, /read otherwise/],
    ['a document that is too large', `# ${'x'.repeat(1_000_000)}\n`, 1, 1, /document that begins here is larger than/],
    ['a file that is too large', LARGE.repeat(12), 1, 1, /^This file is larger than/],
    [
      'a file that would be too large',
      `${LARGE.repeat(11)}# ${'x'.repeat(99_900)}\n`,
      1,
      1,
      /^This file is larger than/,
    ],
  ];
  for (const [title, existing, line, column, message] of refused) {
    it(`is not written behind ${title}`, () => {
      const { text, problem } = addition(existing, DOCUMENT);
      assert.equal(text, undefined);
      assert.deepEqual([problem?.line, problem?.column], [line, column]);
      assert.match(problem?.message ?? '', message);
    });
  }

  const taken: readonly [string, string][] = [
    ['nothing', ''],
    ['no line end', OTHER.trimEnd()],
    ['a divider', `${OTHER}---`],
    ['a divider with a comment', `${OTHER}--- # next\n`],
    ['the mark of an end', `${OTHER}...`],
    ['the mark of an end and a line', `${OTHER}...\n`],
    ['a comment', `${OTHER}# more to come`],
    ['lines of Windows', OTHER.replaceAll('\n', '\r\n')],
    ['a text in a block', `${OTHER}description: |\n  as agreed\n\n\n`],
    ['a text in a block that keeps its lines', `${OTHER}description: >+\n  as agreed\n\n`],
    ['a text in a block without a line end', `${OTHER}description: |-\n  as agreed`],
    ['white space', ' \t'],
    ['tabs', `${OTHER}\t\n\t`],
    ['a loan that ended', 'action: global\nlevel: low\n---\naction: reset\n'],
    ['what is no exception', '- a\n- b'],
  ];
  for (const [title, existing] of taken) {
    it(`is itself behind ${title}, and so is all else`, () => {
      const { text = '', problem } = addition(existing, DOCUMENT);
      assert.equal(problem, undefined);
      assert.deepEqual(said(existing + text), [...said(existing), parse(DOCUMENT)]);
      const { filters } = loadRules([RULE, { path: 'e.yml', text: existing + text }]);
      assert.equal(filters.filter(({ id }) => id === ID).length, 1);
      assert.deepEqual(said(withoutException(existing + text, ID) ?? ''), said(existing));
    });
  }

  it('has lines that end as those of the file', () => {
    assert.doesNotMatch(addition('a: b\r\n', DOCUMENT).text ?? '', /[^\r]\n/);
    assert.doesNotMatch(addition('a: b\n', DOCUMENT).text ?? '', /\r/);
  });

  const fragment = fc.oneof(
    fc.constantFrom(
      OTHER,
      OTHER.trimEnd(),
      OTHER.replaceAll('\n', '\r\n'),
      'a: b',
      'a: "b',
      "a: 'b",
      '"',
      "'",
      '[',
      '{',
    ),
    fc.constantFrom('---', '...', '--- |', '\n---\n', '\r\n---\r\n', '\n...\n', '--- # c', '%YAML 1.2\n', '%TAG ! x\n'),
    fc.constantFrom(
      '# c',
      '# "c\n',
      '\n',
      '\r\n',
      '\r',
      '\t',
      '  ',
      '\ufeff',
      '\n\n\n',
      ' #',
      ': ',
      '- ',
      '? ',
      '&a ',
      '*a',
    ),
    fc.constantFrom(
      'a: |\n  b',
      'a: >+\n  b\n\n',
      'a: |2-\n   b',
      'a: |\n',
      'action: global\n',
      'action: repeat\n',
      'id: x\n',
    ),
    fc.string({ unit: 'binary', maxLength: 6 }),
  );

  it('is itself whatever the file ends with, or is not written', () => {
    let written = 0;
    fc.assert(
      fc.property(fc.array(fragment, { maxLength: 8 }), (fragments) => {
        const existing = fragments.join('');
        const { text, problem } = addition(existing, DOCUMENT);
        if (problem !== undefined) {
          const lines = existing.split('\n');
          assert.ok(problem.line >= 1 && problem.line <= lines.length, `${problem.line}`);
          assert.ok(problem.column >= 1 && problem.column <= (lines[problem.line - 1] ?? '').length + 1);
          return;
        }
        written += 1;
        assert.ok(!fails(existing + text));
        assert.deepEqual(said(existing + text), [...said(existing), parse(DOCUMENT)]);
        const { filters } = loadRules([RULE, { path: 'e.yml', text: existing + text }]);
        const [own, ...others] = filters.filter(({ id }) => id === ID);
        assert.deepEqual(others, []);
        assert.deepEqual(own?.ruleIds, ['r']);
        assert.equal(own.reason, 'Known: "it\'s" fine');
      }),
      { numRuns: 500 },
    );
    assert.ok(written > 50, `${written} were written`);
  });

  it('is written behind every file in which nothing is wrong', () => {
    fc.assert(
      fc.property(fc.array(fragment, { maxLength: 8 }), (fragments) => {
        const existing = fragments.join('');
        fc.pre(!/action|\*a|%|\?|\r(?!\n)|>\+|\ufeff/.test(existing) && !fails(existing));
        // of some open quotes the parser says nothing before something stands behind them
        fc.pre(!fails(`${existing}\n---\na: b\n`));
        assert.equal(addition(existing, DOCUMENT).problem?.message, undefined);
      }),
      { numRuns: 500 },
    );
  });

  it('is in the encoding of the file', () => {
    for (const mark of [[0xff, 0xfe], [0xfe, 0xff], [0xef, 0xbb, 0xbf], []]) {
      const before = Uint8Array.from([...mark, ...encodedAs(Uint8Array.from(mark), 'title: ä\n')]);
      assert.equal(ruleTextOf(before), 'title: ä\n');
      const after = encodedAs(before, '---\ntitle: \u{1f511}\n');
      assert.equal(ruleTextOf(Uint8Array.from([...before, ...after])), 'title: ä\n---\ntitle: \u{1f511}\n');
    }
  });
});
