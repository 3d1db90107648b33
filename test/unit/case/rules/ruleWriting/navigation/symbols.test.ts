import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { WrittenSelection } from '../../../../../../src/case/rules/ruleWriting/navigation/documents';
import { excerptOf } from '../../../../../../src/case/rules/ruleWriting/navigation/excerpt';
import { ruleDocuments, RuleFileReader } from '../../../../../../src/case/rules/ruleWriting/navigation/file';
import { RuleFile } from '../../../../../../src/case/rules/ruleWriting/navigation/subject';
import { type RuleSymbol, ruleSymbols } from '../../../../../../src/case/rules/ruleWriting/navigation/symbols';
import { Turns } from '../../../../../../src/case/turns';
import { anyRuleText } from './support';

/** A line a symbol: kind, name, its lines, and what stands at its place where that is not its name. */
function outline(text: string): string[] {
  const lines = text.split('\n');
  const told = (symbol: RuleSymbol): string[] => {
    const { kind, name, detail, firstLine, lastLine, at, parts } = symbol;
    const written = lines[at.line]?.slice(at.start, at.end);
    const own = `${kind} ${name}${detail && ` (${detail})`} ${firstLine}-${lastLine}`;
    return [written === name ? own : `${own} at ${written}`, ...parts.flatMap(told).map((part) => `  ${part}`)];
  };
  return ruleSymbols(new RuleFile(ruleDocuments(text), [])).flatMap(told);
}

const OUTLINES: readonly [string, string, readonly string[]][] = [
  [
    'a rule',
    'title: T\nlevel: low\ndetection:\n  sel:\n    eventName: x\n\n  condition: sel\ntags:\n  - attack.impact\n',
    ['rule T (low) 0-8', '  selection sel 3-4', '  condition condition 6-6'],
  ],
  ['a title alone', 'title: T\n', ['rule T 0-0']],
  ['no title', 'detection:\n  a: x\n', ['rule rule 0-1 at ', '  selection a 1-1']],
  ['another document', 'on: push\n---\ntitle: T\ndetection:\n', ['rule T 2-3']],
  [
    'a correlation, and the titles of its rules',
    'title: C\ncorrelation:\n  rules:\n  - one\n  - 2\n  condition:\n    gte: 2\n---\ntitle: One\nname: one\ndetection:\n  a: b\n',
    [
      'correlation C 0-6',
      '  reference one (One) 3-3',
      '  reference 2 4-4',
      '  condition condition 5-6',
      'rule One 8-11',
      '  selection a 11-11',
    ],
  ],
  [
    'a filter, with rules in brackets',
    "title: F\nfilter:\n  rules: [one, 'a b', \"c\"] # d\n  sel:\n    x: y\n  condition: not sel\n",
    [
      'filter F 0-5',
      '  reference one 2-2',
      '  reference a b 2-2',
      '  reference c 2-2',
      '  selection sel 3-4',
      '  condition condition 5-5',
    ],
  ],
  [
    'a detection in brackets',
    "title: T\ndetection: { sel: { eventName: [a, b] }, 'other': x, condition: sel and not other } # d\nlevel: low\n",
    [
      'rule T (low) 0-2',
      '  selection sel 1-1',
      '  selection other 1-1',
      '  condition condition 1-1',
    ],
  ],
  [
    'a detection in brackets over several lines, and what stands below it',
    'title: T\ndetection: &d {\n  sel: {\n    eventName: a,\n\n  }, # why\n  # none\n  "a b": { x:\n    y },\n  timeframe: 5m,\n  condition:\n    sel }\nlevel: low\n',
    [
      'rule T (low) 0-12',
      '  selection sel 2-5',
      '  selection a b 7-8',
      '  condition condition 10-11',
    ],
  ],
  [
    'a selection whose brackets do not end',
    'title: T\ndetection:\n  a: { x: [y,\n  b: z\n  condition: a or b\n',
    ['rule T 0-4', '  selection a 2-2', '  selection b 3-3', '  condition condition 4-4'],
  ],
  [
    'a correlation in brackets',
    'title: C\ncorrelation: { type: temporal, rules: [one, two], timespan: 1m, condition: { gte: 2 } }\n',
    [
      'correlation C 0-1',
      '  reference one 1-1',
      '  reference two 1-1',
      '  condition condition 1-1',
    ],
  ],
  [
    'rules in brackets over several lines',
    'title: C\ncorrelation:\n  rules: [ # these\n    one, # first\n    two\n  ]\n  type: temporal\n',
    ['correlation C 0-6', '  reference one 3-3', '  reference two 4-4'],
  ],
  [
    'a line that is half typed',
    "title: T\ndetection:\n  sel:\n    eventN\n  fil\n  'a b':\n    - x\n  condition: sel and (",
    ['rule T 0-7', '  selection sel 2-3', '  selection a b 5-6', '  condition condition 7-7'],
  ],
  [
    'what is no selection',
    'title: T\ndetection:\n  timeframe: 5m\n  <<: *x\n  rules: y\n  condition: a\n',
    ['rule T 0-5', '  selection rules 4-4', '  condition condition 5-5'],
  ],
  [
    'a text in lines of its own',
    'title: T\ndescription: |\n  detection:\n    a: b\n\n  c\ndetection:\n  b: c\n',
    ['rule T 0-7', '  selection b 7-7'],
  ],
  [
    'marks',
    '--- # first\ntitle: A\ndetection:\n  a: b\n...\n---\ntitle: B\ndetection:\n  a: b\n',
    ['rule A 1-3', '  selection a 3-3', 'rule B 6-8', '  selection a 8-8'],
  ],
];

describe('The outline of a rule file', () => {
  for (const [what, text, expected] of OUTLINES) it(what, () => assert.deepEqual(outline(text), expected));

  it('is the same with other ends of lines', () => {
    for (const [, text] of OUTLINES) {
      const told = (end: string): unknown => ruleSymbols(new RuleFile(ruleDocuments(text.replaceAll('\n', end)), []));
      assert.deepEqual(told('\r\n'), told('\n'));
    }
  });

  it('is the same when only what changed is read, and never fails', async () => {
    const reader = new RuleFileReader();
    await fc.assert(
      fc.asyncProperty(anyRuleText, async (text) => {
        assert.deepEqual(await reader.read(text, new Turns()), ruleDocuments(text));
        outline(text);
      }),
    );
  });

  it('reads only what changed', async () => {
    const text = 'title: A\ndetection:\n  a: b\n---\ntitle: B\ndetection:\n  a: b\n';
    const reader = new RuleFileReader();
    const [first] = await reader.read(text, new Turns());
    const [same] = await reader.read(text.replace('B', 'C'), new Turns());
    assert.equal(same, first);
    const [, moved] = await reader.read(`# more\n${text}`, new Turns());
    assert.equal(moved?.firstLine, 5);
  });
});

describe('The lines of a selection', () => {
  const excerpt = (text: string): string => {
    const [document] = ruleDocuments(text);
    return excerptOf((line) => text.split('\n')[line] ?? '', document?.selections[0] as WrittenSelection);
  };

  it('are as they are written, without the indentation of all of them', () => {
    const text = 'title: T\ndetection:\n    a:\n        - b: c\n\n        - d\n\n# x\nlevel: low\n';
    assert.equal(excerpt(text), 'a:\n    - b: c\n\n    - d');
  });

  it('are shortened', () => {
    const values = Array.from({ length: 50 }, (_, n) => `      - v${n}`).join('\n');
    const lines = excerpt(`title: T\ndetection:\n  a:\n    ${'x'.repeat(300)}:\n${values}\n`).split('\n');
    assert.equal(lines.length, 13);
    assert.equal(lines[1], `  ${'x'.repeat(118)}…`);
    assert.equal(lines.at(-1), '  …');
  });
});
