import assert from 'node:assert/strict';
import fc from 'fast-check';
import { RegexError, regexTest } from '../../../src/detection/regex';

const none = { i: false, m: false, s: false };

describe('regular expressions', function () {
  this.timeout(60_000);

  const rows: readonly (readonly [source: string, yes: readonly string[], no: readonly string[]])[] = [
    ['', ['', 'x'], []],
    ['a|', ['', 'b'], []],
    ['^$', [''], ['a']],
    ['^(a|ab)(c|bcd)$', ['abcd', 'ac', 'abc'], ['abd', 'ab']],
    ['^(?:a?){3}a{3}$', ['aaa', 'aaaaaa'], ['aa', 'aaaaaaa']],
    ['^(a*)*$', ['', 'aaaa'], ['aab']],
    ['^(a|b|)+$', ['', 'abab'], ['c']],
    ['(?i:a)b', ['ab', 'Ab'], ['aB']],
    ['(?i)a(?-i)b', ['Ab'], ['AB']],
    ['a(?i)b|c', ['aB', 'C'], ['AB']],
    ['(?s).(?-s).', ['\na'], ['a\n']],
    ['(?x', [], []],
    ['\\Aab\\z', ['ab'], ['ab\n', 'xab']],
    ['ab\\Z', ['ab', 'ab\n'], ['ab\n\n']],
    ['\\Bb', ['ab'], ['b', ' b']],
    ['\\x41\\x{42}\\u0043', ['ABC'], ['abc']],
    ['\\t\\n\\r\\f\\e\\a\\0', ['\t\n\r\f\u001b\u0007\0'], ['t']],
    ['a\\012b', ['a\nb'], ['a\u{0}12b']],
    ['\\07\\018', ['\u{7}\u{1}8'], ['\u{0}7\u{0}18']],
    ['[\\060-\\0611]', ['0', '1'], ['2', '6']],
    ['\\08', ['\u{0}8'], ['8']],
    ['\\p{L}\\P{L}', ['é1'], ['11']],
    ['\\p{Lu}', ['É'], ['é']],
    ['[\\p{L}]+-', ['é-'], ['1-']],
    ['[^\\W_]', ['a'], ['_', '-']],
    ['[\\d-z]', ['5', '-', 'z'], ['y']],
    ['[a\\]b]', [']'], ['c']],
    ['[]]', [']'], ['[']],
    ['[^]]', ['a'], [']']],
    ['[[:digit:][:upper:]]', ['5', 'A'], ['a']],
    ['[[:^digit:]]', ['a'], ['5']],
    ['[.*+]', ['.', '*'], ['a']],
    ['\\Qa.b\\E.', ['a.bc'], ['axbc']],
    ['^\\Qa.b\\E+$', ['a.bb'], ['a.ba.b', 'a.']],
    ['^\\Qa.b\\E?$', ['a.'], ['']],
    ['^x\\Q\\E$', ['x'], ['']],
    ['\\h\\v', [' \n', '\u3000\u2028', '\u2003\u0085'], ['  ']],
    ['(?#comment)a', ['a'], ['b']],
    ['^ab(?#comment)(?#another)*$', ['a', 'abb'], ['abab', '']],
    ['(?<name>a)', ['a'], ['b']],
    ['a(?=b)', ['ab'], ['ac']],
    ['a(?!b)', ['ac', 'a'], ['ab']],
    ['(?<=a)b', ['ab'], ['cb']],
    ['(?<!a)b', ['cb', 'b'], ['ab']],
    ['^(?=.*x)(?=.*y)', ['yx', 'x-y'], ['x']],
    ['^(?!.*(?:foo|bar)).+$', ['baz'], ['a foo', '']],
    ['(?<=^|,)x(?=,|$)', ['a,x', 'x', 'x,b'], ['ax']],
    ['(?=a(?!b))a', ['ac'], ['ab']],
    ['(?<=(?<!x)a)b', ['ab'], ['xab']],
    ['a{,3}', ['a{,3}'], ['aaa']],
    ['a{2}{', ['aa{'], ['aa']],
    ['x{0}y', ['y'], ['x']],
    ['😀+$', ['😀😀'], ['😀!']],
    ['(?m)b\\n^', ['b\nc'], ['b\n']],
    ['(?m)^$', ['', 'a\n\n', '\n'], ['a\n', 'a']],
    ['[😀-😂]', ['😁'], ['a']],
    ['\\/\\-\\"\\_', ['/-"_'], []],
  ];
  for (const [source, yes, no] of rows) {
    it(JSON.stringify(source), () => {
      if (yes.length + no.length === 0) {
        assert.throws(() => regexTest(source, none), RegexError);
        return;
      }
      const test = regexTest(source, none);
      for (const text of yes) assert.equal(test(text), true, text);
      for (const text of no) assert.equal(test(text), false, text);
    });
  }

  it('refuses what it cannot honour', () => {
    for (const source of [
      '(',
      ')',
      '[',
      '[a',
      'a**',
      '*a',
      '+',
      '?',
      'a{2}{3}',
      'a{3,2}',
      'a{9999}',
      '(a)\\1',
      '\\k<x>',
      '(?>a)',
      'a*+',
      '\\',
      '\\C',
      '\\G',
      '(?R)',
      '(?1)',
      '(?(1)a)',
      '[z-a]',
      '[[:nope:]]',
      '\\p{Nope}',
      '\\xZZ',
      '(?#a',
      '^*',
      '(?<1>a)',
      '\\N{x}',
    ]) {
      assert.throws(() => regexTest(source, none), RegexError, source);
    }
  });

  it('takes time in proportion to the text, whatever the pattern', () => {
    const long = 'a'.repeat(30_000);
    for (const source of [
      '(a+)+$',
      '(a|aa)+$',
      '(.*a){10}$',
      '^(a?){50}a{50}$',
      'a*a*a*a*b',
      '(x+x+)+y',
      '(?=(a+)+$)b',
      '.*.*.*=.*',
    ]) {
      assert.equal(regexTest(source, none)(`${long}!`), false, source);
    }
  });

  it('answers as RegExp does, on texts and patterns that both read alike', () => {
    const atom = fc.constantFrom(
      'a',
      'b',
      'A',
      '.',
      '[ab]',
      '[^a]',
      '\\w',
      '\\d',
      '\\s',
      '\\b',
      '\\B',
      '^',
      '$',
      '(?=a)',
      '(?!b)',
      '(?<=a)',
      '(?<!b)',
      '-',
      ' ',
      '1',
      '(?:)',
    );
    const quantifier = fc.constantFrom('', '', '', '*', '+', '?', '{2}', '{1,2}', '{2,}', '*?', '+?');
    const pattern = fc.letrec<{ node: string }>((tie) => ({
      node: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        atom,
        fc.tuple(tie('node'), tie('node')).map(([a, b]) => a + b),
        fc.tuple(tie('node'), tie('node')).map(([a, b]) => `(?:${a}|${b})`),
        fc.tuple(tie('node'), quantifier).map(([a, q]) => `(?:${a})${q}`),
        tie('node').map((a) => `(${a})`),
        tie('node').map((a) => `(?=${a})`),
        tie('node').map((a) => `(?<!${a})`),
      ),
    })).node;
    // one after the other: what a text led to is known to those behind it
    const texts = fc.array(fc.string({ unit: fc.constantFrom('a', 'b', 'A', '-', ' ', '1', 'ä'), maxLength: 9 }), {
      minLength: 1,
      maxLength: 5,
    });
    fc.assert(
      fc.property(pattern, texts, fc.boolean(), (source, subjects, i) => {
        const test = regexTest(source, { ...none, i });
        for (const subject of subjects) assert.equal(test(subject), new RegExp(source, i ? 'i' : '').test(subject));
      }),
      { numRuns: 3000 },
    );
  });

  it('answers as RegExp does over lines', () => {
    const source = fc
      .array(fc.constantFrom('^', '$', 'a', '.', '\n', 'b*'), { maxLength: 6 })
      .map((parts) => parts.join(''));
    // To RegExp a line begins after a last line feed, too; to PCRE it does not.
    const text = fc
      .string({ unit: fc.constantFrom('a', 'b', '\n'), maxLength: 6 })
      .filter((subject) => !subject.endsWith('\n'));
    fc.assert(
      fc.property(source, text, fc.boolean(), (pattern, subject, s) => {
        const flags = { i: false, m: true, s };
        assert.equal(regexTest(pattern, flags)(subject), new RegExp(pattern, s ? 'ms' : 'm').test(subject));
      }),
      { numRuns: 1000 },
    );
  });

  it('answers the same where a text leads to more states than are kept', () => {
    const some = fc.array(fc.constantFrom('a', 'b'), { minLength: 5000, maxLength: 5000 });
    const [letters = []] = fc.sample(some, { seed: 7, numRuns: 1 });
    const test = regexTest('a[ab]{12}c', none);
    for (const [length, first] of letters.entries()) {
      if (length % 250 !== 0) continue;
      const text = `${letters.slice(length).join('')}${first}${'ab'.repeat(6)}c!`;
      assert.equal(test(text), first === 'a', String(length));
    }
  });

  it('remembers texts without mixing them up', () => {
    const test = regexTest('^a', none);
    for (let i = 0; i < 10_000; i++) assert.equal(test(`${i % 2 === 0 ? 'a' : 'b'}${i}`), i % 2 === 0);
    assert.equal(test('a1'), true);
    assert.equal(test('b2'), false);
    // more characters than are remembered, and texts that are longer than any that is
    for (const length of [10_000, 10_240, 10_300])
      for (let i = 0; i < 700; i++) {
        const text = `${i % 3 === 0 ? 'a' : 'b'}${'x'.repeat(length - 4)}${String(i % 350).padStart(3, '0')}`;
        assert.equal(test(text), i % 3 === 0, String(i));
      }
  });
});
