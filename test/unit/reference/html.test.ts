import assert from 'node:assert/strict';
import fc from 'fast-check';
import { filtersOf, htmlToMarkdown } from '../../../scripts/catalogue/html';
import { parseDocComment } from '../../../scripts/catalogue/docComment';
import { splitSummary } from '../../../scripts/catalogue/summary';
import { outsideCode } from './helper';

describe('catalogue: HTML of the SDK becomes Markdown', () => {
  const cases: readonly (readonly [name: string, html: string, markdown: string])[] = [
    ['paragraphs', '<p>One\n   line.</p>\n <p>Two.</p>', 'One line.\n\nTwo.'],
    ['code, bold and emphasis', '<p><code>a b</code> <b>B</b> <i>I</i></p>', '`a b` **B** *I*'],
    [
      'links',
      '<p>See <a href="https://docs.aws.amazon.com/x.html">the\n page</a>.</p>',
      'See [the page](https://docs.aws.amazon.com/x.html).',
    ],
    ['links to aws.amazon.com by https', '<a href="http://aws.amazon.com/x/">x</a>', '[x](https://aws.amazon.com/x/)'],
    ['links that are none', '<a href="javascript:x">x</a> <a>y</a>', 'x y'],
    ['lists', '<ul><li><p>a</p></li><li>b</li></ul>', '- a\n- b'],
    ['nested lists', '<ul><li><p>a</p><ul><li>b</li></ul></li><li>c</li></ul>', '- a\n  - b\n- c'],
    ['numbered lists', '<ol><li>a</li><li>b</li></ol>', '1. a\n2. b'],
    ['notes', '<note><p>Mind.</p></note>', '> **Note:** Mind.'],
    ['notes of several paragraphs', '<important><p>a</p><p>b</p></important>', '> **Important:** a\n>\n> b'],
    ['definitions', '<dl><dt>t</dt><dd><p>d</p></dd></dl>', '**t**\n\nd'],
    ['placeholders', '<p>tag:<key> and <code><version>.x</code></p>', 'tag:\\<key\\> and `<version>.x`'],
    ['Markdown in the text', '<p>a*b_c[d] `e` &lt;f&gt; &amp;amp;</p>', 'a\\*b\\_c\\[d\\] \\`e\\` \\<f\\> &amp;amp;'],
    ['paragraphs that look like lists', '<p>- a</p><p>1. b</p><p># c</p>', '\\- a\n\n1\\. b\n\n\\# c'],
    ['unclosed tags', '<p>a <code>b</p><p>c', 'a `b`\n\nc'],
    ['nothing', '', ''],
  ];
  for (const [name, html, markdown] of cases) {
    it(name, () => assert.equal(htmlToMarkdown(html), markdown));
  }

  it('leaves no tag outside of code, whatever the HTML', () => {
    const piece = fc.constantFrom(
      '<p>',
      '</p>',
      '<ul>',
      '<li>',
      '</li>',
      '</ul>',
      '<code>',
      '</code>',
      '<b>',
      '</b>',
      '<x',
      '>',
      'a',
      ' ',
      '<i>',
      '`',
      '*',
      '<key>',
      '<a href="h">',
      '</a>',
      '&lt;',
      '\n',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const text = outsideCode(htmlToMarkdown(pieces.join('')));
        assert.doesNotMatch(text, /(?<!\\)<[a-z/]/i);
      }),
    );
  });
});

describe('catalogue: filters of an action', () => {
  it('are found in all the forms that the documentation has', () => {
    const html =
      '<ul><li><p><code>state</code> - The state.</p></li><li><p><code>tag</code>:<key> - A tag.</p></li>' +
      '<li><p>status - Plain.</p></li><li><p><code>bare-name</code></p></li></ul>';
    assert.deepEqual(filtersOf(html), {
      state: 'The state.',
      'tag:<key>': 'A tag.',
      status: 'Plain.',
      'bare-name': '',
    });
  });

  it('are not mistaken for the values that a filter lists', () => {
    const html = '<ul><li><p><code>state</code> - One of:</p><ul><li><p><code>on</code> - On.</p></li></ul></li></ul>';
    assert.deepEqual(Object.keys(filtersOf(html)), ['state']);
  });
});

describe('catalogue: doc comments', () => {
  it('are split into text, deprecation and the first titled example', () => {
    const raw = [
      '/**',
      ' * <p>Text.</p>',
      ' * @example',
      ' * ```javascript',
      ' * const input = { // X',
      ' * };',
      ' * ```',
      ' * @deprecated',
      ' * @example To do it',
      ' * ```javascript',
      ' * // words',
      ' * const input = {',
      ' *   A: 1',
      ' * };',
      ' * ```',
      ' */',
    ].join('\n');
    const doc = parseDocComment(raw);
    assert.equal(doc.html, '<p>Text.</p>');
    assert.equal(doc.deprecated, true);
    assert.deepEqual(doc.example, { title: 'To do it', input: '{\n  A: 1\n}' });
  });
});

describe('catalogue: summaries', () => {
  const cases: readonly (readonly [markdown: string, summary: string, more: string])[] = [
    ['Does it. And more.\n\nThen.', 'Does it.', 'And more.\n\nThen.'],
    [
      'Uses `a. b` and [c. d](https://x/y. z) at once. Rest.',
      'Uses `a. b` and [c. d](https://x/y. z) at once.',
      'Rest.',
    ],
    ['> **Note:** n\n\nDoes it.', 'Does it.', '> **Note:** n'],
    ['This action is deprecated.\n\nDoes it.', 'Does it.', 'This action is deprecated.'],
    ['Takes e.g. one of them. Rest.', 'Takes e.g. one of them.', 'Rest.'],
    ['No full stop', 'No full stop', ''],
  ];
  for (const [markdown, summary, more] of cases) {
    it(JSON.stringify(markdown.slice(0, 40)), () => {
      assert.deepEqual(splitSummary('Any', markdown), { summary, more });
    });
  }
});
