import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ruleDocuments } from '../../../../../../src/case/rules/ruleWriting/navigation/file';
import type { Place } from '../../../../../../src/case/rules/ruleWriting/navigation/scalars';
import { type KnownRule, RuleFile } from '../../../../../../src/case/rules/ruleWriting/navigation/subject';
import { withCursor, writingOn } from '../support';
import { anyRuleText } from './support';

const ID = '3f0f7b6e-aaaa-4000-8000-000000000001';
const KNOWN: readonly KnownRule[] = [
  { id: ID, name: 'far', title: 'Far away', path: 'file:///far.yml', line: 1 },
  { id: 'x', name: 'A title', title: 'Named', path: 'file:///far.yml', line: 9 },
];

/** What the subject at the cursor means, and where else it is named, each by its line and text. */
function looked(marked: string): { means: string[]; uses: string[] } | undefined {
  const { text, line, character } = withCursor(marked);
  const file = new RuleFile(ruleDocuments(text), KNOWN);
  const subject = file.subjectAt({ line, character });
  if (subject === undefined) return undefined;
  const lines = text.split('\n');
  const told = ({ line: n, start, end }: Place): string => `${n} ${lines[n]?.slice(start, end)}`;
  const others = subject.kind === 'rules' ? subject.others.map(({ title }) => title) : [];
  return { means: [...file.definitions(subject).map(told), ...others], uses: file.uses(subject).map(told) };
}

const SELECTIONS = (condition: string, keys = ['sel_a', 'sel_b', '_sel_c', 'other']): string =>
  ['title: T', 'detection:', ...keys.map((key) => `  ${key}: x`), `  condition: ${condition}`].join('\n');

/** The condition, with the cursor; what is meant; what uses it. */
const WORDS: readonly [string, readonly string[], readonly string[]][] = [
  ['sel_a¦ and other', ['2 sel_a'], ['6 sel_a']],
  ['1 of sel_¦* or sel_b', ['2 sel_a', '3 sel_b'], ['6 sel_*', '6 sel_b']],
  ['1 of _sel*¦', ['4 _sel_c'], ['6 _sel*']],
  ['any of the¦m', ['2 sel_a', '3 sel_b', '5 other'], ['6 them']],
  ['ALL OF Th¦em', ['2 sel_a', '3 sel_b', '5 other'], ['6 Them']],
  ['1 of Sel¦_*', [], []],
  ['not (oth¦er) # other', ['5 other'], ['6 other']],
  ["'sel_a or o¦ther'", ['5 other'], ['6 other']],
  ['"sel_a or\n    ¦other" # sel_b', ['5 other'], ['7 other']],
  ['>-\n    sel_a or\n\n    oth¦er', ['5 other'], ['9 other']],
  ['sel_a or\n    oth¦er', ['5 other'], ['7 other']],
  ['[sel_a, ¦other]', ['5 other'], ['6 other']],
  ['\n    - sel_a\n    - not o¦ther', ['5 other'], ['8 other']],
  ['nothing¦', [], []],
];

const RULES = (rules: string): string =>
  [
    'title: C',
    'name: c',
    'correlation:',
    `  rules: ${rules}`,
    '---',
    'title: A title',
    'name: near',
    'id: 3F0F7B6E-0000-4000-8000-000000000001',
    'detection:',
    '  a: b',
    '---',
    'title: F',
    'filter:',
    '  rules: near',
    '  a: b',
    '---',
    'title: Other',
    'name: near',
    'detection:',
  ].join('\n');

const REFERENCES: readonly [string, readonly string[], readonly string[]][] = [
  ['[nea¦r]', ['5 A title', '16 Other'], ['3 near', '13 near']],
  ["\n    - '¦near'", ['6 A title', '17 Other'], ['4 near', '14 near']],
  ['3f0f7b6e-0000-4000-8000-00000000000¦1', ['5 A title'], ['3 3f0f7b6e-0000-4000-8000-000000000001', '13 near']],
  // what another file has as a name comes before a title here
  ['¦A title', ['Named'], ['3 A title']],
  ['Othe¦r', ['16 Other'], ['3 Other']],
  ['[f¦ar, Far away]', ['Far away'], ['3 far', '3 Far away']],
  [ID.toUpperCase().replace('F', '¦F'), ['Far away'], [`3 ${ID.toUpperCase()}`]],
  ['nowhere¦', [], []],
];

describe('What a name in a rule means', () => {
  for (const [marked, means, uses] of WORDS)
    it(JSON.stringify(marked), () => assert.deepEqual(looked(SELECTIONS(marked)), { means, uses }));
  for (const [marked, means, uses] of REFERENCES)
    it(`rules: ${JSON.stringify(marked)}`, () => assert.deepEqual(looked(RULES(marked)), { means, uses }));

  it('leads from a key to what names it', () => {
    const all = ['6 sel_a', '6 sel_*', '6 them'];
    const text = SELECTIONS('sel_a or 1 of sel_* or 1 of them or all of other or other');
    assert.deepEqual(looked(text.replace('  sel_a', '  s¦el_a')), { means: ['2 sel_a'], uses: all });
    const quoted = text.replace('  sel_a', "  '¦sel_a'");
    assert.deepEqual(looked(quoted), { means: ['2 sel_a'], uses: all });
    assert.deepEqual(looked(text.replace('  _sel_c', '  ¦_sel_c')), { means: ['4 _sel_c'], uses: [] });
  });

  it('is known in brackets', () => {
    const text = 'title: T\ndetection: { sel: { x: sel },\n  b: y, condition: sel or 1 of them }';
    for (const marked of ['{ s¦el:', 'condition: s¦el'])
      assert.deepEqual(looked(text.replace(marked.replace('¦', ''), marked)), { means: ['1 sel'], uses: ['2 sel', '2 them'] });
    assert.equal(looked(text.replace('x: sel', 'x: s¦el')), undefined);
    const rules = 'title: C\ncorrelation: { rules: [¦a], aliases: { who: { a: x } } }\n---\ntitle: A\nname: a\ndetection:\n';
    assert.deepEqual(looked(rules), { means: ['3 A'], uses: ['1 a', '1 a'] });
  });

  it('leads from a rule to what refers to it', () => {
    for (const at of ['title: A¦ title', 'name: ¦near', 'id: 3F0¦F7B6E-0000-4000-8000-000000000001']) {
      const text = RULES('[near]').replace(at.replace('¦', ''), at);
      assert.deepEqual(looked(text), { means: ['5 A title'], uses: ['3 near', '13 near'] });
    }
  });

  it('is known in aliases and conditions of correlations', () => {
    const text = `title: C\ncorrelation:\n  rules: [a, b]\n  condition: a and not b\n  aliases:\n    who:\n      a: x\n      b: y\n---\ntitle: A\nname: a\ndetection:\n`;
    const expected = { means: ['9 A'], uses: ['2 a', '6 a', '3 a'] };
    for (const at of ['rules: [¦a', 'condition: a¦ ', '      ¦a: x'])
      assert.deepEqual(looked(text.replace(at.replace('¦', ''), at)), expected, at);
  });

  it('is nothing anywhere else', () => {
    for (const marked of [
      'title: T\ndetection:\n  a:\n    b: ¦a\n  condition: a',
      'title: T\ndetection:\n  a: b\n  cond¦ition: a',
      'title: T\ndetection:\n  a: b\n  condition: a and¦ a',
      'title: T\nfilter:\n  rules: an¦y\n',
      'title: T\ndetection:\n  a: b\n\n¦\n---\ntitle: a',
      '¦a: b',
    ])
      assert.equal(looked(marked), undefined, marked);
  });

  it('never fails', () => {
    fc.assert(
      fc.property(anyRuleText, fc.nat(30), fc.nat(30), (text, line, character) => {
        const file = new RuleFile(ruleDocuments(text), KNOWN);
        const subject = file.subjectAt({ line, character });
        if (subject !== undefined) assert.ok([file.definitions(subject), file.uses(subject), file.names(subject)]);
      }),
    );
  });
});

describe('What refers to a rule in force', () => {
  it('is found in all files, by whatever name', async () => {
    const logic = 'detection:\n  a:\n    eventName: x\n  condition: a\n';
    const target = `title: Far away\nid: ${ID}\nname: far\nlogsource:\n  product: aws\n  service: cloudtrail\n${logic}`;
    const filter = (rules: string): string =>
      `title: F\nlogsource:\n  product: aws\n  service: cloudtrail\nfilter:\n  rules: ${rules}\n  a:\n    eventName: y\n  condition: not a\n`;
    const near = target.replace(ID, ID.replace('1', '2'));
    const { writing } = await writingOn([], {
      sources: [
        { path: 'file:///target.yml', text: `${target}---\n${filter('far')}` },
        { path: 'file:///by-id.yml', text: filter(`[${ID.toUpperCase()}, nothing]`) },
        { path: 'file:///by-title.yml', text: filter('Far away') },
        { path: 'file:///its-own.yml', text: `${near}---\n${filter('far')}` },
      ],
    });
    const uses = await writing.uses(ID);
    assert.deepEqual(
      uses.map(({ path, at }) => [path, at.line, at.start, at.end]),
      [
        ['file:///target.yml', 16, 9, 12],
        ['file:///by-id.yml', 5, 10, 46],
        ['file:///by-title.yml', 5, 9, 17],
      ],
    );
    assert.deepEqual(await writing.uses('no such id'), []);
  });
});
