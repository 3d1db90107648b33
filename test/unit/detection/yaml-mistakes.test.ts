import assert from 'node:assert/strict';
import { loadRules } from '../../../src/detection';
import { readDocuments } from '../../../src/detection/yaml/read';

type Row = readonly [text: string, ...messages: string[]];

const COLON = 'A text with a colon in it needs quotes.';
const DASH =
  'This "-" does not stand in line with others: the elements of a list begin in one column, below their key.';
const FURTHER = 'This line is indented further than the one above, which has its value already.';
const column = (own: number, ...others: readonly (readonly [line: number, column: number])[]): string =>
  `This line begins in column ${own}, where none begins that it could belong to: ${others
    .map(([line, its]) => `line ${line} begins in column ${its}`)
    .join(', ')}.`;
const TAB = 'A tab stands here where the indentation is read: use spaces instead.';
const NO_COLON = 'A colon is missing behind this key.';
const NO_KEY = 'This line is no key with a colon behind it, and no "- " begins it.';
const NO_SPACE = 'A space is missing behind this colon.';
const NO_COMMA = 'A comma is missing in these brackets, or quotes around a text with a colon in it.';
const BEHIND_QUOTE = 'The text goes on behind its closing quote: all of it needs quotes.';
const APOSTROPHE = "An apostrophe in single quotes is written twice: ''.";
const COMMENT = 'A comment needs a space before its #, and a text with # in it needs quotes.';
const DIRECTIVE =
  'A line that begins with % tells how to read the file, and YAML does not know this one. A text needs quotes.';
const NO_CLOSE = 'All lines up to the end of the [ that opens here must be indented further than its key.';
const MERGE = 'This line was left by a merge: choose what is to stay, and remove it.';
const KEY_COLON = 'A space is missing before this colon, or quotes around the text that begins with * or &.';

const begins = (sign: string): string => `A text that begins with ${sign} needs quotes.`;
const open = (sign: string): string => `The ${sign} that opens here is not closed.`;
const unmarked = (name: string): string =>
  `A text that begins with * needs quotes: without them *${name} stands for what &${name} marks above, and there is none.`;
const tagged = (tag: string): string =>
  `A text that begins with ! needs quotes: without them ${tag} is a type, which is unknown or does not fit here.`;
const escaped = (text: string): string =>
  `In double quotes ${text} has no meaning here: use single quotes, or write \\\\ for one backslash.`;

/** What is written, with ¦ around each place where something is told, and what is told there. */
const rows: readonly Row[] = [
  ['title: ¦Opened: to all¦\nlevel: low\n', COLON],
  ['title: ¦Opened: to all¦ # or not\r\nlevel: low\r\n', COLON],
  ['a:\n  - b: ¦c: d¦\n', COLON],
  ['a: ¦“b: c”¦\n', `${COLON.slice(0, -1)}: " or '.`],
  ['title: ¦all:¦\nlevel: low\n', 'A text that ends with a colon needs quotes.'],
  ['a: ¦*¦\nb: 1\n', begins('*')],
  ['a:\n  - ¦*¦\n  - b\n', begins('*')],
  ['a: [¦*¦, b]\n', begins('*')],
  ['a: [¦*b*¦, c]\n', unmarked('b*')],
  ['\ufeffa: ¦*b c¦\n', begins('*')],
  ['a: ¦*: x¦\nb: 1\n', begins('*')],
  ['¦*a: 1¦\nb: 1\n', begins('*')],
  ['a: ¦*Admin*¦\nb: 1\n', unmarked('Admin*')],
  ['a: ¦@b¦\n', begins('@')],
  ['\ufeffa: ¦|b¦\n', begins('|')],
  ['a: ¦`b c`¦\n', begins('`')],
  ['a: ¦%b¦\n', begins('%')],
  ['a: ¦, b¦\n', begins(',')],
  ['a: ¦? b¦\n', begins('?')],
  ['a: ¦] b¦\nc: 1\nd: 1\n', begins(']')],
  ['a: ¦} b¦\nc: 1\n', begins('}')],
  ['a: ¦& b¦\n', begins('&')],
  ['a: ¦&b &c d¦\n', begins('&')],
  ['a: &b c\nd: ¦&e *b¦\n', begins('&')],
  ['a: ¦&b - c¦\n', begins('&')],
  ['¦&a ? b¦\n: c\n', begins('&')],
  ['a: &b¦:¦ c\n', KEY_COLON],
  ['a: ¦!b !c d¦\n', begins('!')],
  ['detection: ¦!b c¦\n', tagged('!b')],
  ['detection: [¦!b c¦, d]\n', tagged('!b')],
  ['detection: ¦!e!b c¦\n', tagged('!e!b')],
  ['detection: ¦!!int b¦\n', tagged('!!int')],
  ['detection: ¦!!map [b]¦\n', tagged('!!map')],
  ['a: ¦!!str"b"¦\n', begins('!')],
  ['a: ¦|b¦\nc: 1\n', begins('|')],
  ['a: ¦| b c¦\nd: 1\n', begins('|')],
  ['a: ¦>= 5¦\nb: 1\n', begins('>')],
  ['a: ¦- b¦\nc: 1\n', 'A list begins in the line below its key, and a text that begins with - needs quotes.'],
  ['a: ¦"b" c¦\n', BEHIND_QUOTE],
  ["a: ¦'b' or 'c'¦ # d\n", BEHIND_QUOTE],
  ['¦"a" b: 1¦\nc: 1\n', BEHIND_QUOTE],
  ["a:\n  - ¦'b's c'¦\n  - d\n", APOSTROPHE],
  ['a: ¦[b] c¦\n', begins('[')],
  ['a: [b]¦]¦\nc: 1\nd: 1\n', 'No bracket is open that this ] could close.'],
  ['a: ¦"b\\d"¦\n', escaped('\\d')],
  ['a: ["b¦\\d¦", c]\n', escaped('\\d')],
  ['a: ¦"C:\\Users"¦\n', escaped('\\U')],
  ['a: ¦"b"#c¦\n', COMMENT],
  ['a: [b]¦#¦c\n', COMMENT],
  ['title: a\n¦lev¦\nstatus: test\n', NO_COLON],
  ['title: a\n¦lev¦\n', NO_COLON],
  ['logsource: { product: aws }\n¦det¦\n', NO_COLON],
  ['tags: [a]\n¦lev¦\nstatus: test\n', NO_COLON],
  ['detection:\n  sel:\n    ¦eventN¦\n    eventSource: a\n  condition: sel\n', NO_COLON],
  ['title¦:¦a\nlevel: low\n', NO_SPACE],
  ['level: low\ntitle¦:¦a\n', NO_SPACE],
  ['a: 1\n¦"b¦\nc": 1\n', 'A key must stand in one line.'],
  [`a: 1\n¦${'k'.slice(0, 1)}¦${'k'.repeat(1100)}: 1\n`, 'This key has more than 1,024 characters.'],
  ['¦some text¦\ntitle: a\nlevel: low\n', NO_KEY],
  ['a: 1\n¦<<<<<<< HEAD¦\nb: 2\n=======\nb: 3\n>>>>>>> c\n', MERGE],
  ['a:\n¦\t¦b: 1\n\tc: 2\n\td: 3\n', TAB],
  ['a:\n  sel:\n¦\t\t¦b: 1\n  c: d\n', TAB],
  ['a:\n  - b\n ¦-¦ c\nd: 1\n', DASH],
  ['a:\n  - b: 1\n   ¦-¦ c\n', DASH],
  ['a: 1\n¦-¦ b\nc: 1\n', DASH],
  ['a:\n  b: 1\n  ¦-¦ c\n', DASH],
  ['a:\n  - b\n  ¦-¦c\n', 'A space is missing behind this "-".'],
  ['a:\n  - b\n  ¦-¦>c\n', 'A space is missing behind this "-".'],
  ['a:\n  - b\n  ¦c: 1¦\nd: 1\n', 'A "- " is missing here, or this line is in the wrong column.'],
  ['title: a\n ¦level: low¦\nstatus: test\n', FURTHER],
  ['a:\n  b:\n    c: 1\n      ¦d: 2¦\n  e: f\n', FURTHER],
  ['a:\n  b:\n    c: 1\n   ¦d: 2¦\n  e: f\n', column(4, [3, 5], [2, 3])],
  ['a: 1\n---\na:\n# no line\n   b: 1\n   # no line\n  ¦c: 1¦\n  d: 1\n', column(3, [5, 4], [3, 1])],
  ['a:\n    b: 1\n  ¦c: 1¦\n', column(3, [2, 5], [1, 1])],
  [
    ' a: 1\n¦b: 1¦\nc: 1\n',
    'This does not belong to what stands above: lines that belong together begin in one column.',
  ],
  ['a: |\n    b\n  ¦c¦\nd: 1\n', column(3, [2, 5], [1, 1])],
  ['a: |\n      \n  ¦b¦\n', 'An empty line above this one has more spaces than it begins with: take them away.'],
  ['a: ¦"¦b\nc: 1\n', 'The quote that opens here is not closed.'],
  ['a: ¦"¦b\n  c: "d"\n', 'The quote that opens here is not closed in its line, but below.'],
  ["a:\n  - ¦'¦b\n", 'The quote that opens here is not closed.'],
  ['a: ¦[¦b, c\nd: 1\ne: 1\n', open('[')],
  ['a: ¦{¦b: c\nd: 1\n', open('{')],
  ['a: {b: ¦[¦1, 2}\nc: d\n', open('[')],
  ['¦[¦a, b\nc: 1', open('[')],
  ['¦{¦a: b\n', open('{')],
  ['a:\n  b: ¦[¦\n  c\n]\nd: 1\n', NO_CLOSE],
  ['a: ["b" ¦"¦c"]\n', 'A comma is missing before this.'],
  ['a: {b: ¦1 c: 2¦}\n', NO_COMMA],
  ['a: {"b": ¦1¦\n "c": 2}\n', NO_COMMA],
  ['a: [\n  ¦- b¦\n ]\n', 'In brackets no "- " begins an element: commas stand between them.'],
  ['a: [b,¦,¦ c]\n', 'There is a comma too many here.'],
  ['--- ¦- a¦\n- b\n', 'This must begin in the line below "---".'],
  ['¦%a b¦\nc: 1\n', DIRECTIVE],
  ['¦%YAML¦\n---\na: 1\n', DIRECTIVE],
  ['¦%YAML 1.2¦\na: 1\n', 'Below a line that begins with % a line with --- must follow.'],
  ['a: 1\nb: 1\n¦a¦: 2\n', 'The key "a" stands twice in one map, first in line 1; only one of them could count.'],
  // two values of one document, and two documents
  ['a: ¦@b¦\nc: d\ne: ¦f: g¦\n', begins('@'), COLON],
  ['a: ¦@b¦\nc: d\n¦lev¦\ne: f\n', begins('@'), NO_COLON],
  ['a: ¦"b" c¦\n---\nd: 1\n---\ntitle: a\n¦lev¦\nlevel: low\n', BEHIND_QUOTE, NO_COLON],
];

const JARGON =
  /alias|anchor|scalar|mapping|sequence|implicit|\bflow|\bnode|token|indicator|\btag\b|directive|collection|prop/i;

describe('a mistake in YAML', () => {
  for (const [marked, ...messages] of rows) {
    it(`is told in plain words: ${JSON.stringify(marked.slice(0, 60))}`, () => {
      const { text, places } = unmark(marked);
      const { documents } = readDocuments('a.yml', text);
      const told = documents
        .flatMap(({ report }) => report.problems)
        .map((problem) => [problem.line, problem.column, problem.endLine, problem.endColumn, problem.message]);
      const expected = messages.map((message, n) => [...(places[n] ?? []), message]);
      assert.deepEqual(told, expected);
      for (const message of messages) assert.doesNotMatch(message, JARGON);
    });
  }

  it('of stray text above a rule is told once', () => {
    const keys = Array.from({ length: 40 }, (_, n) => `key${n}: value\n`).join('');
    const { problems, rules } = loadRules([{ path: 'a.yml', text: `    stray text\ntitle: a\n${keys}` }]);
    assert.deepEqual(
      problems.map(({ line, column, message }) => [line, column, message]),
      [[1, 5, NO_KEY]],
    );
    assert.deepEqual(rules, []);
  });

  it('is told in long lines, too', () => {
    for (const part of [' '.repeat(200_000), ':x '.repeat(60_000), "'a'a".repeat(50_000), '"\\"'.repeat(60_000)]) {
      const { documents } = readDocuments('a.yml', `a: "b"${part}x\nb: @${part}\nc: "\\d${part}\n`);
      assert.equal(documents[0]?.root, undefined);
      assert.match(documents[0]?.report.problems[0]?.message ?? '', /quote/);
    }
  });
});

/** The text without its marks, and line and column of what stands between each two. */
function unmark(marked: string): { text: string; places: number[][] } {
  const parts = marked.split('¦');
  const places: number[][] = [];
  let text = '';
  for (const [n, part] of parts.entries()) {
    const start = position(text);
    text += part;
    if (n % 2 === 1) places.push([...start, ...position(text)]);
  }
  return { text, places };
}

function position(text: string): [line: number, column: number] {
  const lines = text.replace(/^\ufeff/, '').split('\n');
  return [lines.length, (lines.at(-1) ?? '').length + 1];
}
