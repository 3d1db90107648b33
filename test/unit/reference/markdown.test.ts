import assert from 'node:assert/strict';
import fc from 'fast-check';
import { card, code, codeBlock, escapeMarkdown } from '../../../src/reference/markdown';
import { faults, outsideCode } from './helper';

const hostile = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc
    .array(
      fc.constantFrom(
        '[',
        ']',
        '(',
        ')',
        '!',
        '`',
        '``',
        '```',
        '<',
        '>',
        '*',
        '_',
        '\\',
        '\n',
        '\r',
        '\u2028',
        '\u202e',
        'http://e.x',
        'www.e.x',
        'command:x',
        'a',
        ' ',
        '#',
        '-',
        '+',
        '1.',
        '|',
        '~',
        '&lt;',
        '$(x)',
        '@',
        '\u0000',
        '\ud800',
        '\u{e0041}',
      ),
      { maxLength: 20 },
    )
    .map((parts) => parts.join('')),
);

describe('markdown: text of a log', () => {
  const cases: readonly (readonly [text: string, escaped: string])[] = [
    ['alice', 'alice'],
    ['[x](command:evil)', '\\[x\\]\\(command:evil\\)'],
    ['![x](https://e.x/p)', '\\!\\[x\\]\\(https\\:\\//e.x/p\\)'],
    ['<img src=x>', '\\<img src=x\\>'],
    ['a\nb\u2028c', 'a b c'],
    ['`a`', '\\`a\\`'],
    ['www.e.x', 'www\\.e.x'],
    ['a@e.x', 'a\\@e.x'],
    ['- x', '\\- x'],
    ['1. x', '1\\. x'],
    ['&lt;', '\\&lt;'],
    ['a\u202eb\u0000', 'a\ufffdb\ufffd'],
  ];
  for (const [text, escaped] of cases) it(JSON.stringify(text), () => assert.equal(escapeMarkdown(text), escaped));

  it('is one line without unescaped marks, whatever it is', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const escaped = escapeMarkdown(text);
        assert.doesNotMatch(escaped, /[\n\r\u2028\u2029]|\p{Cc}/u);
        assert.doesNotMatch(escaped.replace(/\\[!-/:-@[-`{-~]/g, ''), /[`*_[\]<>!]|:\/\/|www\./i);
      }),
    );
  });

  it('cannot leave a code span', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        assert.equal(outsideCode(`a ${code(text)} b`).replace(/\s+/g, ' '), 'a CODE b');
      }),
    );
  });

  it('cannot leave a fenced block', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const block = codeBlock(text);
        const fence = /^`+/.exec(block)?.[0] ?? '';
        const inner = block.split('\n').slice(1, -1);
        assert.ok(fence.length >= 3);
        assert.ok(inner.every((line) => !line.trim().startsWith(fence)));
      }),
    );
  });

  it('is cut when it is long', () => {
    assert.equal(escapeMarkdown('x'.repeat(2_000_000)).length, 501);
    assert.equal(code('x'.repeat(2_000_000), 10), '`xxxxxxxxxx…`');
  });

  it('is shown when it is empty', () => assert.equal(code(''), '`""`'));
});

describe('markdown: cards', () => {
  it('have a rule only when something follows it', () => {
    assert.equal(card({ head: 'h', facts: 'f' }), 'h\n\nf');
    assert.equal(card({ head: 'h', details: ['d', undefined, ''] }), 'h\n\n---\n\nd');
  });
});

describe('markdown: the checks of these tests', () => {
  const bad = [
    '',
    'a <b>',
    'a [x](command:y)',
    '![x](https://e.x/)',
    '[](https://e.x/)',
    'is: undefined',
    'x'.repeat(100_000),
  ];
  for (const text of bad) it(`find ${JSON.stringify(text.slice(0, 30))}`, () => assert.notDeepEqual(faults(text), []));
  it('let good text pass', () => assert.deepEqual(faults('**a** `<b>` \\<c\\> [d](https://e.x/f)'), []));
});
