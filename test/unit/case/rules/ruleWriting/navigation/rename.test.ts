import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ruleDocuments } from '../../../../../../src/case/rules/ruleWriting/navigation/file';
import { rename, renameableAt } from '../../../../../../src/case/rules/ruleWriting/navigation/rename';
import { type At, RuleFile } from '../../../../../../src/case/rules/ruleWriting/navigation/subject';
import { withCursor } from '../support';
import { anyRuleText } from './support';

const KNOWN = [{ id: 'x', name: 'far', title: 'Far away', path: 'file:///far.yml', line: 1 }];

/** The text with another name for what stands at a place, or why it has none. */
function renamed(text: string, at: At, name: string): { text: string } | { refused: string } {
  const answer = rename(new RuleFile(ruleDocuments(text), KNOWN), at, name);
  if ('refused' in answer) return answer;
  const lines = text.split(/(?<=\r\n|\n|\r(?!\n))/);
  // from the end, so that what is to follow stands where it stood
  for (const { line, start, end } of [...answer.places].sort((a, b) => b.line - a.line || b.start - a.start))
    lines[line] = (lines[line] ?? '').slice(0, start) + name + (lines[line] ?? '').slice(end);
  return { text: lines.join('') };
}

const at = (marked: string, name: string): { text: string } | { refused: string } => {
  const { text, line, character } = withCursor(marked);
  return renamed(text, { line, character }, name);
};

const SELECTIONS = (condition: string): string =>
  `title: T\ndetection:\n  sel_a:\n    x: sel_a\n  'sel_b': y\n  _c: z\n  condition: ${condition}\n---\ntitle: sel_a\nname: sel_b\n`;

/** The condition with the cursor, the new name, and the condition that there is then. */
const RENAMED: readonly [string, string, string][] = [
  ['sel_¦a and not sel_a', 'sel_x', 'sel_x and not sel_x'],
  ['1 of sel_* or sel¦_a', 'sel_x', '1 of sel_* or sel_x'],
  ['(s¦el_a) or 1 of them', 'other', '(other) or 1 of them'],
  ['1 of sel_a¦ or sel_b', 'x.y-z', '1 of x.y-z or sel_b'],
  ["'sel_a or\n    sel_a¦'", 'x', "'x or\n    x'"],
  ['>-\n    sel_a¦ or # sel_a', 'x', '>-\n    x or # x'],
  ['sel_¦a # sel_a', 'x', 'x # sel_a'],
  ['[sel_¦a, "sel_a"]', 'x', '[x, "x"]'],
  ['sel_a¦', 'sel_a', 'sel_a'],
];

const REFUSED: readonly [string, string, RegExp][] = [
  ['1 of sel_* or s¦el_a', 'other', /^"sel_\*" in the condition fits "sel_a" and would not fit "other"\.$/],
  ['1 of o* or s¦el_a or 1 of _*', 'other', /^"o\*" in the condition does not fit "sel_a" and would fit "other"\.$/],
  ['all of them or s¦el_a', '_a', /^"them" in the condition fits "sel_a" and would not fit "_a"\.$/],
  ['other or s¦el_a', 'other', /^The condition names "other" already\.$/],
  ['s¦el_a', 'sel_b', /^There is a selection "sel_b" already\.$/],
  ['1 of sel_¦*', 'x', /^"sel_\*" is a pattern of names/],
  ['nothi¦ng', 'x', /^There is no selection "nothing"\.$/],
  ['sel_a an¦d sel_b', 'x', /^Only selections and the names of rules can be renamed\.$/],
  ...['', 'a b', 'not', 'of', 'THEM', 'all', '1', '0x1f', 'null', 'No', 'a*', '-a', 'a:', '"a"', 'condition', '#', 'a|b', '(a'].map(
    (name): [string, string, RegExp] => ['sel_¦a', name, /is not a valid name/],
  ),
];

const RULES = (name: string, rules: string): string =>
  `title: One\nname: ${name}\nid: i\ndetection:\n  one: x\n---\ntitle: C\nname: c\ncorrelation:\n  rules: ${rules}\n  condition: one and c2\n  aliases:\n    one:\n      one: x\n---\ntitle: F\nfilter:\n  rules: [One, one, i, far]\n  one: x\n  condition: not one\n`;

describe('A new name', () => {
  for (const [condition, name, expected] of RENAMED)
    it(`${JSON.stringify(condition)} → ${name}`, () => {
      const text = SELECTIONS(expected).replace('  sel_a:', `  ${name}:`);
      assert.deepEqual(at(SELECTIONS(condition), name), { text });
    });

  for (const [condition, name, message] of REFUSED)
    it(`is refused: ${JSON.stringify(condition)} → ${name}`, () => {
      const answer = at(SELECTIONS(condition), name);
      assert.match('refused' in answer ? answer.refused : answer.text, message);
    });

  it('is given at the key of a selection, in its quotes', () => {
    const text = SELECTIONS('sel_b').replace('sel_b', '¦sel_b');
    assert.deepEqual(at(text, 'x'), { text: SELECTIONS('x').replace("'sel_b'", "'x'") });
  });

  it('is given in brackets', () => {
    const text = (name: string): string =>
      `title: T\ndetection: { ${name}: { x: sel_a },\n  b: y, condition: '${name} and 1 of b' }\n`;
    for (const marked of ['{ sel¦_a:', "'sel_a¦ and"])
      assert.deepEqual(at(text('sel_a').replace(marked.replace('¦', ''), marked), 'x'), { text: text('x') }, marked);
  });

  it('of a rule goes to what refers to it by its name', () => {
    const text = RULES('one', '[one, One]');
    const expected = text
      .replace('name: one', 'name: two')
      .replace('[one,', '[two,')
      .replace('condition: one', 'condition: two')
      .replace('      one: x', '      two: x')
      .replace('[One, one,', '[One, two,');
    for (const marked of ['name: o¦ne', 'rules: [¦one', 'condition: one¦ and', '      one¦: x', '[One, ¦one,'])
      assert.deepEqual(at(text.replace(marked.replace('¦', ''), marked), 'two'), { text: expected }, marked);
  });

  it('of a rule is refused where it is taken, or is no name', () => {
    const text = RULES('one', 'dangling');
    const from = (marked: string, name: string): string => {
      const answer = at(text.replace(marked.replace('¦', ''), marked), name);
      return 'refused' in answer ? answer.refused : answer.text;
    };
    for (const name of ['c', 'C', 'i', 'far'])
      assert.match(from('name: o¦ne', name), /^There is a rule ".*" already\.$/, name);
    assert.match(from('name: o¦ne', 'dangling'), /^Line 10 refers to a rule "dangling" already\.$/);
    assert.match(from('title: O¦ne', 'two'), /^Only the "name" of a rule can be renamed/);
    assert.match(from('[One¦', 'two'), /^Only the "name" of a rule can be renamed/);
    assert.match(from('fa¦r', 'two'), /^"Far away" stands in another file/);
    assert.match(from('dangl¦ing', 'two'), /^There is no rule "dangling"/);
    const lending = at(`action: global\n${text.replace('name: one', 'name: o¦ne').replace('title: One\n', '')}`, 'two');
    assert.match('refused' in lending ? lending.refused : '', /by "action"/);
    const quoted = at(RULES('"a b"', 'x').replace('a b', 'a¦ b'), 'two');
    assert.match('refused' in quoted ? quoted.refused : '', /not one plain word/);
  });

  it('and then the old one give the same text, and nothing ever fails', () => {
    const names = fc.constantFrom('x', 'sel_x', '_x', 'one', 'two', 'other', 'T', 'sel_a', 'then');
    let times = 0;
    fc.assert(
      fc.property(anyRuleText, fc.nat(), names, (text, n, name) => {
        const documents = ruleDocuments(text);
        const named = documents.flatMap((one) => [...one.selections, ...one.words, ...one.rules, one.name ?? []].flat());
        const { line, start } = named[n % named.length]?.at ?? { line: n % 30, start: n % 12 };
        const place = { line, character: start };
        const found = renameableAt(new RuleFile(documents, KNOWN), place);
        const once = renamed(text, place, name);
        if ('refused' in found || 'refused' in once) return;
        times++;
        // what is renamed before it in its line moves it
        const places = rename(new RuleFile(documents, KNOWN), place, name);
        const before = 'refused' in places ? [] : places.places.filter((one) => one.line === line && one.start < start);
        const moved = { line, character: start + before.length * (name.length - found.text.length) };
        const back = renamed(once.text, moved, found.text);
        // of two rules of one name the second cannot get it again
        if ('refused' in back) assert.match(back.refused, /^There is a rule .* already/);
        else assert.equal(back.text, text);
      }),
      { numRuns: 2000 },
    );
    assert.ok(times > 100, String(times));
  });
});
