import assert from 'node:assert/strict';
import fc from 'fast-check';
import { RuleBook } from '../../../../src/case/rules/ruleBook';
import { RuleReading } from '../../../../src/case/rules/ruleReading';
import { loadRules, type RuleSet, type RuleSource } from '../../../../src/detection';
import { ruleOf } from '../../detection/support';

/** What can stand in a rule file, sound or not. */
const TEXTS = [
  ruleOf('sel: {a: 1}', 'title: One\nid: one'),
  ruleOf('sel: {a: 1}', 'title: Two\nid: two\nlevel: severe'),
  ruleOf('sel: {a|nope: 1}', 'title: Three\nid: three'),
  ruleOf('sel: {a: &x [1, 2], b: *x}', 'title: Four\nid: four'),
  ruleOf('sel: {a: 1}', 'title: Windows').replace('aws', 'windows'),
  'title: Seven\nid: seven\ncorrelation: {type: event_count, rules: [one], timespan: 1m, condition: {gte: 2}}\n',
  `action: global\ntitle: Shared\n---\n${ruleOf('sel: {a: 1}', 'id: five')}---\n${ruleOf('sel: {a: 2}', 'id: six')}`,
  'title: T\ntitle: U\n',
  `action: global\ntitle: T\ntitle: U\n---\n${ruleOf('sel: {a: 1}', 'id: eight')}`,
  'a: [1, 2\n',
  'a: !odd 1\n',
  'a: *nowhere\n',
  '',
  '- a list\n',
] as const;

const factsOf = ({ rules, correlations, problems, skipped, fields }: RuleSet): unknown => ({
  rules: rules.map(({ id, title, level, path, line, logic }) => [id, title, level, path, line, logic.own.kind]),
  correlations: correlations.map(({ id, path, line, rules: of }) => [id, path, line, of.length]),
  problems,
  skipped: [...skipped],
  fields: fields.names,
});

describe('rule files that are loaded again', () => {
  const bookOf = (given: { sources: readonly RuleSource[] }): RuleBook => new RuleBook(async () => given);

  it('are read again only where their texts are others', async () => {
    const [one, two, three] = [TEXTS[0], TEXTS[3], TEXTS[8]].map((text, n) => ({ path: `${n}.yml`, text: text ?? '' }));
    assert.ok(one && two && three);
    const given: { sources: readonly RuleSource[] } = { sources: [one, two, three] };
    const book = bookOf(given);
    const first = (await book.loaded()).sources;
    given.sources = [{ ...one, path: 'elsewhere.yml' }, { ...two, text: `${two.text}# more\n` }, three];
    book.reload();
    const second = (await book.loaded()).sources;
    assert.deepEqual(
      second.map(({ read }, n) => read !== undefined && read === first[n]?.read),
      [true, false, true],
    );
    assert.deepEqual((await book.loaded()).set.problems.at(0)?.path, '2.yml');
  });

  it('are not kept where they are plainly for another log', async () => {
    const text = 'title: Windows\nlogsource:\n    product: windows\ndetection: {s: {a: 1}, condition: s}\n';
    const { sources, set } = await bookOf({ sources: [{ path: 'w.yml', text }] }).loaded();
    assert.deepEqual([sources[0]?.read, [...set.skipped], set.problems], [undefined, [['windows', 1]], []]);
  });

  it('give what they give when they are read for the first time', async () => {
    const files = fc.array(
      fc.record({ path: fc.constantFrom('a.yml', 'b.yml', 'c.yml', 'd.yml'), text: fc.constantFrom(...TEXTS) }),
      { maxLength: 6 },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(files, { minLength: 2, maxLength: 4 }), async (edits) => {
        const given: { sources: readonly RuleSource[] } = { sources: [] };
        const book = bookOf(given);
        for (const sources of edits) {
          given.sources = sources;
          book.reload();
          assert.deepEqual(factsOf((await book.loaded()).set), factsOf(loadRules(sources)));
        }
      }),
    );
  });

  it('are forgotten when they are no longer among them', () => {
    const before = new RuleReading(new Map());
    for (const text of TEXTS) before.of({ path: 'x.yml', text });
    const after = new RuleReading(before.kept);
    after.of({ path: 'y.yml', text: TEXTS[0] });
    assert.deepEqual([before.kept.size, [...after.kept.keys()]], [TEXTS.length, [TEXTS[0]]]);
  });

  it('are kept as far as there is room, and read all the same beyond it', () => {
    const large = (n: number): RuleSource => ({
      path: `${n}.yml`,
      text: `title: Large ${n}\nof: &of [${'x, '.repeat(190)}]\nall: [${'*of, '.repeat(500)}]\n`,
    });
    const reading = new RuleReading(new Map());
    const files = Array.from({ length: 6 }, (_, n) => reading.of(large(n)));
    assert.deepEqual(
      files.map(({ read }) => read !== undefined && read.nodes > 90_000),
      [true, true, true, true, false, false],
    );
    assert.deepEqual(loadRules(files).problems, []);
    // what was read already takes no more room
    assert.notEqual(reading.of(large(1)).read, undefined);
  });
});
