import assert from 'node:assert/strict';
import { Detector, loadRules } from '../../../src/detection';
import { correlate, load, ruleOf } from './support';

/** Files of people who never met: names and titles that two of them have are no sign that they mean the same. */
describe('a name that documents of two files have', () => {
  const correlation = (rules: string): string =>
    `---\ntitle: C\ncorrelation: {type: event_count, rules: [${rules}], timespan: 1m, condition: {gte: 1}}\n`;
  const named = (title: string, sel = '{a: 1}'): string => ruleOf(`sel: ${sel}`, `title: ${title}\nname: base`);
  const ofWindows = named('W').replace('product: aws', 'product: windows').replace('service: cloudtrail', 'service: x');
  const other = { path: 'rules/a.yml', text: named('Other') };

  const rows: readonly (readonly [name: string, text: string, used: readonly string[], messages: readonly RegExp[]])[] =
    [
      ['means that of its own file', named('Own') + correlation('base'), ['Own'], []],
      ['means that of another file where its own has none', correlation('base'), ['Other'], []],
      [
        'means that of its own file, though it is for another log',
        ofWindows + correlation('base'),
        [],
        [/^"base" is for another log/],
      ],
      [
        'means that of its own file, though it was rejected',
        named('Own', "{a|re: '('}") + correlation('base'),
        [],
        [/^The document "base" cannot be used, so neither can this correlation\.$/, /regular expression/],
      ],
      [
        'may be a title',
        ofWindows.replace('title: W', 'title: Other') + correlation('Other'),
        [],
        [/^"Other" is for another log/],
      ],
      [
        'means that of its own file before one for another log',
        ofWindows + '---\n' + named('Own') + correlation('base'),
        ['Own'],
        [],
      ],
    ];
  for (const [name, text, used, messages] of rows) {
    it(name, () => {
      const set = loadRules([other, { path: 'rules/b.yml', text }]);
      assert.deepEqual(
        set.correlations.flatMap(({ rules }) => rules.map(({ title }) => title)),
        used,
      );
      assert.equal(set.problems.length, messages.length, set.problems.map(({ message }) => message).join(' | '));
      messages.forEach((pattern, n) =>
        assert.match(set.problems.map(({ message }) => message).sort()[n] ?? '', pattern),
      );
      const kept = set.rules.find(({ title }) => title === 'Other');
      assert.equal(kept?.standalone, !used.includes('Other'), 'the rule of the other file has findings of its own');
    });
  }

  it('means that of its own file, though it was read before as a copy in another', () => {
    const copy = ruleOf('sel: {a: 3}', 'title: Other\nid: 33333333-3333-4333-8333-333333333333\nname: base');
    const set = loadRules([
      other,
      { path: 'rules/b.yml', text: copy },
      { path: 'rules/c.yml', text: copy + correlation('base') },
    ]);
    assert.deepEqual(
      set.correlations.flatMap(({ rules }) => rules.map(({ path }) => path)),
      ['rules/b.yml'],
    );
    assert.deepEqual(
      set.problems.map(({ path, message }) => `${path}: ${message}`),
      ['rules/c.yml: This document was read already from rules/b.yml; it counts once.'],
    );
  });

  it('means that of its own file also when its copy was given another id', () => {
    const id = 'id: 33333333-3333-4333-8333-333333333333\nname: base';
    const copy = ruleOf('sel: {a: 3}', `title: Copied\n${id}`);
    const set = loadRules([
      { path: 'rules/a.yml', text: ruleOf('sel: {a: 1}', `title: First\n${id}`) },
      { path: 'rules/b.yml', text: copy },
      { path: 'rules/c.yml', text: copy + correlation('base') },
    ]);
    assert.deepEqual(
      set.correlations.flatMap(({ rules }) => rules.map(({ title, id: known }) => [title, known.slice(-2)])),
      [['Copied', '~2']],
    );
  });
});

describe('an id that is a UUID', () => {
  const id = '3333ABCD-3333-4333-8333-33333333CDEF';
  const rule = ruleOf('sel: {a: 1}', `title: T\nid: ${id}`);
  const refer = (reference: string): string =>
    `title: C\ncorrelation: {type: event_count, rules: [${reference}], timespan: 1m, condition: {gte: 1}}\n`;

  it('is the same in any case, to a correlation and to a filter', () => {
    const filter = `title: F\nlogsource: {product: aws}\nfilter: {rules: [${id.toLowerCase()}], s: {b: 1}, condition: not s}\n`;
    const set = load([rule, refer(id.toLowerCase()), filter].join('---\n'));
    assert.deepEqual(
      set.correlations.flatMap(({ rules }) => rules.map((one) => one.id)),
      [id],
    );
    assert.deepEqual(set.problems, []);
    assert.deepEqual(
      set.rules.map((one) => new Detector(set).matches(one, { a: 1, b: 1 })),
      [false],
    );
  });

  it('is so, too, where its document is for another log', () => {
    const other = rule.replace('aws', 'windows').replace('cloudtrail', 'x');
    const set = load(`${other}---\n${refer(id.toLowerCase())}`);
    assert.match(set.problems.map(({ message }) => message).join(), /is for another log/);
  });

  it('is none where signs are missing: a name is the same in the same case only', () => {
    const set = loadRules([{ path: 'x.yml', text: `${rule.replace(id, 'ABC')}---\n${refer('abc')}` }]);
    assert.match(set.problems.map(({ message }) => message).join(), /There is no usable rule/);
  });
});

describe('a name of one rule of a correlation that is the title of another', () => {
  const rules = ['name: a\ntitle: b', 'name: b\ntitle: c']
    .map((head, n) => ruleOf(`sel: {eventName: ${'AB'.charAt(n)}}`, head))
    .join('---\n');
  const found = (rest: string, steps: Parameters<typeof correlate>[1]): number[] =>
    correlate(`${rules}---\ntitle: C\ncorrelation: {rules: [a, b], timespan: 1m, ${rest}}\n`, steps).map(
      ({ row }) => row,
    );

  it('means the rule of that name in a condition', () => {
    const steps = [[0, { eventName: 'B' }] as const];
    assert.deepEqual(found('type: temporal, condition: b and not a', steps), [0]);
    assert.deepEqual(found('type: temporal_ordered, condition: b and not a', steps), [0]);
  });

  it('means it in an alias', () => {
    const steps = [[0, { eventName: 'A', x: '1', y: '2' }] as const, [1, { eventName: 'B', x: '2', y: '1' }] as const];
    assert.deepEqual(found('type: temporal, group-by: [who], aliases: {who: {a: x, b: y}}', steps), [1]);
  });
});
