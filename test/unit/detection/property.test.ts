import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  type Column,
  Detector,
  fieldPath,
  type KnownValue,
  loadRules,
  parsedEvent,
  readField,
  type RecordObject,
  type Rule,
} from '../../../src/detection';
import { screen } from '../../../src/detection/match/screen';
import { compilePattern, parsePattern } from '../../../src/detection/match/pattern';
import { base64, base64Offsets, utf8Bytes } from '../../../src/detection/match/encode';
import { percentile } from '../../../src/detection/correlation/numeric';
import { load, ruleOf } from './support';
import { conditionRows } from './tables/conditions';
import { modifierRows } from './tables/modifiers';
import { plainRows } from './tables/plain';
import { presenceRows } from './tables/presence';
import { specialRows } from './tables/special';
import { trapRows } from './tables/traps';

const rows = [...plainRows, ...presenceRows, ...modifierRows, ...specialRows, ...conditionRows, ...trapRows];
/** All rules of the conformance tables at once, each as it is and negated. */
const rules = loadRules(
  rows.flatMap((row, i) => {
    const text = ruleOf(row.detection, `title: r${i}\nid: r${i}`);
    const negated = text
      .replace(/^title: .*\nid: .*$/m, `title: n${i}\nid: n${i}`)
      .replace(/^ {2}condition: (?![>|]|$)([^\n[]+)$/m, '  condition: not ($1)');
    return negated.includes('not (')
      ? [
          { path: `r${i}.yml`, text },
          { path: `n${i}.yml`, text: negated },
        ]
      : [{ path: `r${i}.yml`, text }];
  }),
);

const fieldNames = [
  'a',
  'b',
  'c',
  'p',
  't',
  'x',
  'ip',
  'a.b',
  'eventName',
  'errorCode',
  'userIdentity',
  '__proto__',
  'requestParameters',
];
const leaf = fc.oneof(
  fc.constantFrom<unknown>(
    'x',
    'y',
    'foo',
    'FOO',
    '',
    '22',
    22,
    0,
    1,
    true,
    false,
    null,
    '10.0.0.1',
    '2024-01-01T03:00:00Z',
    '*',
    'a\nb',
    '\ud800',
  ),
  fc.string(),
  fc.double(),
);
const { json } = fc.letrec<{ json: unknown }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 4 },
    leaf,
    fc.array(tie('json'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...fieldNames), tie('json'), { maxKeys: 4 }),
  ),
}));
const event = fc.dictionary(fc.constantFrom(...fieldNames), json, { maxKeys: 6 }) as fc.Arbitrary<RecordObject>;

/** The rules that may be true of a row with these ids. */
function candidatesIn(screen: ReturnType<Detector['screen']>, ids: readonly number[]): readonly Rule[] {
  const list = screen.listOf(
    ids.map((id) => [id]),
    0,
  );
  return (screen.lists[list] ?? []).map(({ rule }) => rule);
}

describe('properties of detections', function () {
  this.timeout(60_000);

  const detector = new Detector(rules);

  it('has both forms of most rules', () => {
    assert.ok(rules.rules.length > rows.length * 1.8);
    assert.deepEqual(
      rules.problems.filter((problem) => problem.severity === 'error'),
      [],
    );
  });

  it('never throws, and a rule negated is its complement', () => {
    fc.assert(
      fc.property(event, (record) => {
        const found = new Set(detector.match(record).map((match) => match.rule.id));
        for (const rule of rules.rules) {
          if (rule.id.startsWith('n')) assert.notEqual(found.has(rule.id), found.has(`r${rule.id.slice(1)}`), rule.id);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('never throws on any JSON, and explains every match', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (record) => {
        for (const match of detector.match(record))
          for (const reason of match.explain()) assert.ok(reason.fields.length > 0);
      }),
      { numRuns: 200 },
    );
  });
});

describe('properties of columns', function () {
  this.timeout(60_000);

  const detector = new Detector(rules);
  const fields = ['eventSource', 'eventName', 'errorCode', 'a', 'b', 'ip', 't'];
  const values: readonly KnownValue[] = [undefined, null, 'x', 'FOO', '22', 'true', '10.0.0.1', '2024-01-01T03:00:00Z'];
  const place = fc.array(fc.nat(values.length - 1), { minLength: fields.length, maxLength: fields.length });

  it('answer as facts do', () => {
    const columns = detector.screen(fields.map((field) => ({ field, value: (id: number) => values[id] })));
    fc.assert(
      fc.property(place, (ids) => {
        const facts = Object.fromEntries(fields.map((field, i) => [field, values[ids[i] ?? 0]]));
        assert.deepEqual(
          candidatesIn(columns, ids).map((rule) => rule.id),
          rules.rules.filter((rule) => screen(rule.logic.expression, facts) !== false).map((rule) => rule.id),
        );
      }),
      { numRuns: 300 },
    );
  });

  it('leave out only what would not match, with absent and null told apart or not', () => {
    const screen = detector.screen(fields.map((field) => ({ field, value: (id: number) => values[id] })));
    fc.assert(
      fc.property(place, fc.boolean(), event, (ids, asNull, rest) => {
        const record: Record<string, unknown> = { ...rest };
        for (const [i, field] of fields.entries()) {
          const value = values[ids[i] ?? 0];
          if (value === null && !asNull) delete record[field];
          else if (value !== undefined) record[field] = value === 'true' ? true : value;
        }
        const candidates = new Set(candidatesIn(screen, ids));
        for (const match of detector.match(record)) assert.ok(candidates.has(match.rule), match.rule.id);
        assert.deepEqual(
          detector
            .matchAmong([...candidates], record)
            .map((match) => match.rule.id)
            .sort(),
          detector
            .match(record)
            .map((match) => match.rule.id)
            .sort(),
        );
      }),
      { numRuns: 300 },
    );
  });

  it('with ids in the thousands and without the two names', () => {
    const set = load(ruleOf('sel: {errorCode: code9999}'));
    const screen = new Detector(set).screen([{ field: 'errorCode', value: (id) => `code${id}` }]);
    const found = Array.from({ length: 20_000 }, (_, id) => id).filter((id) => candidatesIn(screen, [id]).length > 0);
    assert.deepEqual(found, [9999]);
  });
});

describe('a screen by columns', function () {
  this.timeout(60_000);

  it('stays right with more names than it remembers', () => {
    const set = load(ruleOf('sel: {eventName: [name7, NAME44000], errorCode: x}'));
    const screen = new Detector(set).screen([
      { field: 'eventName', value: (id) => `name${id}` },
      { field: 'errorCode', value: (id) => (id === 1 ? 'x' : 'y') },
    ]);
    const found: string[] = [];
    for (let id = 0; id < 45_000; id++)
      for (const code of [0, 1]) if (candidatesIn(screen, [id, code]).length > 0) found.push(`${id} ${code}`);
    assert.deepEqual(found, ['7 1', '44000 1']);
    assert.equal(candidatesIn(screen, [7, 1]).length, 1);
  });
});

describe('a log that was made to have no end of names, sources or values', function () {
  this.timeout(60_000);

  const detector = new Detector(
    loadRules([
      { path: 'a.yml', text: ruleOf('sel: {eventSource: s, eventName: RunInstances, a: 1}', 'title: a') },
      { path: 'b.yml', text: ruleOf('sel: {eventName|cased|startswith: Run, a: 2}', 'title: b') },
      { path: 'c.yml', text: ruleOf('sel: {errorCode: x, a: 3}', 'title: c') },
    ]),
  );
  const variant = (id: number): string =>
    [...'RunInstances']
      .map((letter, n) => (((id >> n) & 1) === 1 ? letter.toUpperCase() : letter.toLowerCase()))
      .join('');
  const [few, many] = [10, 4000];

  for (const [what, columns] of [
    ['names in upper and lower case', [['s'], variant]],
    ['sources', [(id: number) => `s${id}`, ['RunInstances']]],
    ['names in lists', [['s'], (id: number) => ['x', `y${id}`]]],
  ] as const)
    it(`has few lists of open rules: ${what}`, () => {
      const [source, name] = columns.map((values, n) => ({
        field: ['eventSource', 'eventName'][n] as string,
        value: (id: number) => {
          const value = typeof values === 'function' ? values(id) : values[0];
          return typeof value === 'string' ? value : readField({ name: value }, fieldPath('name'));
        },
      }));
      const screen = detector.screen([source as Column, name as Column]);
      for (let id = 0; id < many; id++) assert.ok(candidatesIn(screen, [id, id]).length > 0);
      assert.ok(screen.lists.length < few, String(screen.lists.length));
    });

  it('has an end of lists, and loses no rule', () => {
    const letters = [...'abcdefghijklmno'];
    const set = loadRules(
      letters.map((letter) => ({
        path: `${letter}.yml`,
        text: ruleOf(`sel: {errorCode|contains: ${letter}, other: 1}`, `title: ${letter}`),
      })),
    );
    const own = new Detector(set);
    const textOf = (id: number): string => letters.filter((_, bit) => (id & (1 << bit)) !== 0).join('');
    const screen = own.screen([{ field: 'errorCode', value: textOf }]);
    // the second half of them again: what was forgotten is found anew
    for (let n = 0; n < 1.5 * 2 ** letters.length; n++) {
      const id = n % 2 ** letters.length;
      const list = screen.lists[screen.listOf([[id]], 0)] ?? [];
      const told = list.map(({ rule }) => rule.title).join('');
      if (told === textOf(id)) continue;
      assert.equal(told, letters.join(''));
      const event = { errorCode: textOf(id), other: 1 };
      assert.equal(
        own
          .matchOpen(list, parsedEvent(event))
          .map(({ title }) => title)
          .join(''),
        textOf(id),
      );
    }
    assert.ok(screen.lists.length < 20_010, String(screen.lists.length));
  });
});

describe('properties of rule files', function () {
  this.timeout(60_000);

  it('never throws, whatever the text', () => {
    const words = fc.constantFrom(
      'title: T\n',
      'logsource: {product: aws}\n',
      'detection:\n',
      '  s:\n',
      '    a|re: ',
      "'*\\",
      '[',
      '{',
      '  condition: ',
      's and',
      ' (',
      '1 of ',
      '---\n',
      'correlation:\n',
      '  type: temporal\n',
      'filter:\n',
      '  rules: any\n',
      '&x ',
      '*x',
      '!!',
      '\t',
      ': ',
      '- ',
      'null',
      '|',
      '>',
      '#',
      '\n',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(words, fc.string()), { maxLength: 30 }), (parts) => {
        const set = loadRules([{ path: 'x.yml', text: parts.join('') }]);
        for (const problem of set.problems) assert.ok(problem.line > 0 && problem.column > 0);
      }),
      { numRuns: 1500 },
    );
  });

  it('never throws, whatever the condition', () => {
    const words = fc.constantFrom(
      'a',
      'b',
      'and',
      'or',
      'not',
      '(',
      ')',
      '1',
      'all',
      'any',
      'of',
      'them',
      'a*',
      '|',
      'count()',
    );
    fc.assert(
      fc.property(fc.array(words, { maxLength: 12 }), (parts) => {
        const set = loadRules([
          { path: 'x.yml', text: ruleOf(`a: {a: 1}\nb: {b: 1}\ncondition: '${parts.join(' ')}'`) },
        ]);
        const rejected = set.problems.some((problem) => problem.severity === 'error');
        assert.equal(set.rules.length, rejected ? 0 : 1);
        new Detector(set).match({ a: 1 });
      }),
      { numRuns: 1500 },
    );
  });
});

describe('properties of parts', function () {
  this.timeout(60_000);

  it('wildcards match as an expression of the same meaning', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', 'A', '\n', '😀'), maxLength: 10 });
    const source = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?', 'A', '😀'), maxLength: 8 });
    fc.assert(
      fc.property(source, text, (pattern, subject) => {
        const expression = [...pattern].map((c) => (c === '*' ? '.*' : c === '?' ? '.' : c)).join('');
        assert.equal(
          compilePattern(parsePattern(pattern), true)(subject),
          new RegExp(`^${expression}$`, 'su').test(subject),
        );
      }),
      { numRuns: 5000 },
    );
  });

  it('an escaped text matches itself and nothing else', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (text, other) => {
        const test = compilePattern(parsePattern(text.replace(/[\\*?]/g, '\\$&')), true);
        assert.equal(test(text), true);
        assert.equal(test(other), other === text);
      }),
    );
  });

  it('base64 is that of the platform, and its offsets stand in it', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string({ minLength: 1 }), (before, after, text) => {
        assert.equal(base64(utf8Bytes(text)), Buffer.from(text).toString('base64'));
        const whole = Buffer.from(before + text + after).toString('base64');
        assert.ok(base64Offsets(utf8Bytes(text)).some((form) => whole.includes(form)));
      }),
    );
  });

  it('percentiles lie between the least and the greatest and do not fall', () => {
    fc.assert(
      fc.property(fc.array(fc.integer(), { minLength: 1 }), fc.nat(100), fc.nat(100), (numbers, p, q) => {
        const sorted = numbers.sort((a, b) => a - b);
        const [low, high] = [percentile(sorted, Math.min(p, q)), percentile(sorted, Math.max(p, q))];
        assert.ok(low <= high && low >= (sorted[0] ?? 0) && high <= (sorted.at(-1) ?? 0));
      }),
    );
  });
});
