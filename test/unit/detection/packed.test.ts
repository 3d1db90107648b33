import assert from 'node:assert/strict';
import { ruleFiles } from '../../../scripts/rules/bundled';
import { Detector, loadRules, packDocuments, type RuleSet, type RuleSource } from '../../../src/detection';
import { unpackDocuments } from '../../../src/detection/yaml/packed';
import { readDocuments } from '../../../src/detection/yaml/read';
import { ruleOf } from './support';

describe('packed rule files', () => {
  const files = ruleFiles();
  const packed = files.map(({ path, text }): RuleSource => ({ path, text, packed: packDocuments(text) }));

  it('are all that are bundled', () => {
    assert.ok(files.length > 200);
    assert.deepEqual(
      packed.filter((file) => file.packed === undefined).map(({ path }) => path),
      [],
    );
  });

  it('hold every part of their documents, with its place', () => {
    const odd = [
      'a: [1, 0x1f, 012, 1.50, 1e3, true, null, ~, "", \'x\', NO]\nb: {c: {d: []}, e: {}}\nf:\n',
      'x: &a {y: 1}\nz: *a\n---\n- 1\n- [2]\n---\nplain\n',
      'a: |\n  two\n  lines\nb: >-\n  folded\n  text\n"q|re": "\\u00e9\\n"\n',
      '',
    ];
    for (const { path, text } of [...files, ...odd.map((text, n) => ({ path: `${n}`, text }))]) {
      const { documents } = readDocuments(path, text);
      const again = unpackDocuments(path, text, packDocuments(text) ?? '');
      assert.deepEqual(
        again.map(({ root }) => root),
        documents.map(({ root }) => root),
        path,
      );
    }
  });

  it('give the rules that their text gives', () => {
    const facts = (sources: readonly RuleSource[]): unknown[] => {
      const { rules, correlations, problems, fields } = loadRules(sources);
      const told = [...rules, ...correlations].map(
        ({ id, title, level, tags, description, path, line, standalone }) =>
          [id, title, level, tags, description, path, line, standalone] as const,
      );
      return [told, problems, fields.names];
    };
    assert.deepEqual(facts(packed), facts(files));
  });

  it('are not made of a file in which something is wrong', () => {
    for (const text of [
      'a: [',
      'a: 1\na: 2',
      'a: *b',
      'a: !t 1',
      'a: .inf',
      'a: [{b: -0.0}]',
      `a: ${'['.repeat(3000)}`,
    ])
      assert.equal(packDocuments(text), undefined, text.slice(0, 20));
  });

  it('say what is wrong with a rule at its place', () => {
    const text = ruleOf('sel: {a|nope: 1}');
    const [read, unpacked] = [undefined, packDocuments(text)].map(
      (form) => loadRules([{ path: 'x.yml', text, packed: form }]).problems,
    );
    assert.equal(read?.length, 1);
    assert.deepEqual(unpacked, read);
  });

  it('match by expressions, which are read when they are first asked; what a placeholder stands for is looked at before', () => {
    const packedSet = (item: string, ...values: string[]): RuleSet => {
      const text = ruleOf(`sel: {${item}}`);
      const placeholders = new Map([['x', values]]);
      return loadRules([{ path: 'x.yml', text, packed: packDocuments(text) }], { placeholders });
    };
    const set = packedSet("'a|re|i': 'x+$'");
    const detector = new Detector(set);
    const [rule] = set.rules;
    assert.ok(rule !== undefined);
    for (const [a, matches] of [
      ['wX', true],
      ['xy', false],
      ['xx', true],
    ] as const)
      assert.equal(detector.matches(rule, { a }), matches, a);
    assert.deepEqual(packedSet("'a|expand|re': '%x%'", 'y').problems, []);
    assert.match(packedSet("'a|expand|re': '%x%'", '(').problems[0]?.message ?? '', /regular expression/);
  });
});
