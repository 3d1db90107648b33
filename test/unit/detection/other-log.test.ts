import assert from 'node:assert/strict';
import fc from 'fast-check';
import { loadRules, readRules, type RuleSource } from '../../../src/detection';
import { otherLogIn } from '../../../src/detection/rule/otherLog';

const CORRELATION: RuleSource = {
  path: 'c.yml',
  text: 'title: C\ncorrelation:\n  type: event_count\n  rules: [Process made]\n  timespan: 1h\n  condition: {gte: 2}\n',
};

const RULE = `title: Process made # so far
id: 0f2d1c1a-9d0c-4c58-8a5b-111111111111
name: 'process made'
status: test
description: |
    Two lines: the first,

    # and the second.
references:
- https://example.com/#a
tags:
    - attack.execution
logsource:
    # which one
    product: windows
    category: "process_creation" # Sysmon
    definition: 'Requirements: logs
        of processes'
detection:
    sel: {Image|endswith: '\\a.exe'}
    condition: sel
level: high
`;

/** What loading says of a text and of a correlation over it: as it is told by its lines, and by YAML. */
function told(text: string): { skipped: [string, number][]; problems: string[] } {
  return said({ path: 'a.yml', text });
}

function byYaml(text: string): ReturnType<typeof told> {
  return said({ path: 'a.yml', text, read: readRules(text) });
}

function said(source: RuleSource): ReturnType<typeof told> {
  const { skipped, problems } = loadRules([source, CORRELATION]);
  return {
    skipped: [...skipped],
    problems: problems.map(({ path, line, column, message }) => `${path}:${line}:${column} ${message}`),
  };
}

describe('a rule for another log', () => {
  it('is told by its lines', () => {
    assert.deepEqual(otherLogIn(RULE), {
      source: { product: 'windows', service: undefined, category: 'process_creation' },
      names: ['Process made', '0f2d1c1a-9d0c-4c58-8a5b-111111111111', 'process made'],
    });
    assert.deepEqual(told(RULE), byYaml(RULE));
    assert.match(told(RULE).problems.join(), /another log/);
  });

  it('is so with the line ends of Windows, and behind a mark of its beginning', () => {
    for (const text of [RULE.replaceAll('\n', '\r\n'), `---\n${RULE}`, `# who wrote it\n\n${RULE}`])
      assert.deepEqual(otherLogIn(text), otherLogIn(RULE), text);
  });

  const left = (title: string, text: string): void => {
    it(`is left to YAML where ${title}`, () => {
      assert.equal(otherLogIn(text), undefined);
    });
  };
  left('it is for CloudTrail', RULE.replace('windows', 'aws').replace(/category.*/, 'service: cloudtrail'));
  left('its logsource may be a mistake', RULE.replace('windows', 'awss').replace(/category.*/, 'service: cloudtrail'));
  left('its logsource has another key', RULE.replace('product:', 'produkt:'));
  left('its logsource names nothing', RULE.replace(/ {4}product.*\n.*/, ''));
  left('its logsource has one key twice', RULE.replace('product: windows', 'product: windows\n    product: aws'));
  left(
    'its logsource stands in brackets',
    RULE.replace(/logsource:[^]*(?=detection)/, 'logsource: {product: windows}\n'),
  );
  left('a part of its logsource goes on', RULE.replace('windows', 'windows\n      or another'));
  left('its logsource is an alias', RULE.replace('product: windows', 'product: *other'));
  left('its title goes on', RULE.replace(' # so far', '\n  by another'));
  left('its title has an escape', RULE.replace('Process made # so far', '"Process \\x6dade"'));
  left('its title is nothing', RULE.replace('Process made # so far', 'null'));
  left('a key is there twice', `${RULE}level: low\n`);
  left('it lends to others', `action: global\n${RULE}`);
  left('its file has several documents', `${RULE}---\n${RULE}`);
  left('its file has tabs', RULE.replace('    product', '\tproduct'));
  left('a line is no part of a map', `${RULE}…\n`);
  left('its title is very long', RULE.replace('made', 'made '.repeat(1000)));

  it('is what YAML says, whatever is changed in it', () => {
    const piece = fc.constantFrom(
      ...[
        ' ',
        '\n',
        '    ',
        ':',
        ': ',
        '#',
        ' #',
        '-',
        '- ',
        "'",
        '"',
        '\\',
        '{',
        '}',
        '[',
        '&a ',
        '*a',
        '!!str ',
        '|',
        '>',
        '~',
      ],
      ...[
        'null',
        'aws',
        'cloudtrail',
        'windows',
        'product: ',
        'service: ',
        'category: ',
        'logsource:',
        'title: ',
        'id: ',
      ],
      ...[
        '---\n',
        '\n...\n',
        '<<: ',
        'action: global\n',
        '\u00a0',
        '\ufeff',
        '\r',
        '\t',
        ',',
        '?',
        '? ',
        '%',
        '@',
        '`',
        '1',
        'true',
      ],
    );
    const edit = fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), length: fc.nat({ max: 12 }), piece });
    let answered = 0;
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 3 }), (edits) => {
        let text = RULE;
        for (const { at, length, piece } of edits) {
          const start = Math.floor(at * text.length);
          text = text.slice(0, start) + piece + text.slice(length % 3 === 0 ? start : start + length);
        }
        if (otherLogIn(text) === undefined) return;
        const expected = byYaml(text);
        // a file that YAML cannot read, or warns of, says all the same that it is for another log
        if (expected.problems.some((problem) => problem.startsWith('a.yml'))) return;
        answered += 1;
        assert.deepEqual(told(text), expected);
      }),
      { numRuns: 3000 },
    );
    assert.ok(answered > 200, String(answered));
  });
});
