import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Detector, loadRules, type RecordObject, type RuleSet } from '../../../src/detection';
import { isNetwork, parseNetwork } from '../../../src/detection/match/cidr';
import { correlate, dedent, load, ruleOf } from './support';

const titles = (set: RuleSet, event: RecordObject): string[] =>
  new Detector(set).match(event).map((match) => match.rule.title);

describe('which documents are ours', () => {
  const rows: readonly (readonly [logsource: string, ours: boolean, skipped: string])[] = [
    ['{product: aws, service: cloudtrail}', true, ''],
    ['{product: AWS, service: CloudTrail}', true, ''],
    ['{product: aws}', true, ''],
    ['{service: cloudtrail}', true, ''],
    ['{product: aws, service: cloudtrail, definition: any}', true, ''],
    ['{product: aws, service: cloudtrail, category: any}', true, ''],
    ['{product: aws, service: guardduty}', false, 'aws/guardduty'],
    ['{product: aws, category: dns}', false, 'aws/dns'],
    ['{product: windows, service: security}', false, 'windows/security'],
    ['{product: azure}', false, 'azure'],
    ['{category: webserver}', false, 'webserver'],
    ['{}', false, 'no product'],
    ['{product: aws, service: cloudfront}', false, 'aws/cloudfront'],
    ['{product: aws, service: cloudwatch}', false, 'aws/cloudwatch'],
    ['{category: cloudtrail}', true, ''],
    ['{category: cloudtrail, product: gcp}', false, 'gcp/cloudtrail'],
    ['{category: cloudtrail, service: s3}', false, 's3'],
    ['{product: asw, service: guardduty}', false, 'asw/guardduty'],
    ['{product: sap, service: audit}', false, 'sap/audit'],
    ['{product: [windows, linux]}', false, 'no product'],
    ['{prodcut: windows, service: security}', false, 'security'],
    ['{product: aws, service: cloudtrail, products: any}', true, ''],
  ];
  for (const [logsource, ours, skipped] of rows) {
    it(logsource, () => {
      const set = load(`title: T\nlogsource: ${logsource}\ndetection: {s: {a: 1}, condition: s}`);
      assert.equal(set.rules.length, ours ? 1 : 0);
      assert.deepEqual([...set.skipped], ours ? [] : [[skipped, 1]]);
      assert.deepEqual(set.problems, []);
    });
  }

  const mistaken: readonly (readonly [lines: string, skipped: string, message: string])[] = [
    [
      'logsource: {product: ¦asw¦, service: cloudtrail}',
      'asw/cloudtrail',
      'Documents for the product "asw" are passed over. Did you mean "aws"?',
    ],
    ['logsource: {product: ¦asw¦}', 'asw', 'Documents for the product "asw" are passed over. Did you mean "aws"?'],
    [
      'logsource: {product: ¦AWSS¦, service: cloudtrial}',
      'awss/cloudtrial',
      'Documents for the product "awss" are passed over. Did you mean "aws"?',
    ],
    [
      'logsource: {product: ¦amazon¦, service: cloudtrail}',
      'amazon/cloudtrail',
      'Documents for the product "amazon" are passed over. Did you mean "aws"?',
    ],
    [
      'logsource: {product: aws, service: ¦cloudtrial¦}',
      'aws/cloudtrial',
      'Documents for the service "cloudtrial" are passed over. Did you mean "cloudtrail"?',
    ],
    [
      `logsource: {service: ¦'Cloud-Trail'¦}`,
      'cloud-trail',
      'Documents for the service "cloud-trail" are passed over. Did you mean "cloudtrail"?',
    ],
    [
      'logsource: {product: aws, service: ¦aws.cloudtrail¦}',
      'aws/aws.cloudtrail',
      'Documents for the service "aws.cloudtrail" are passed over. Did you mean "cloudtrail"?',
    ],
    [
      'logsource: {product: ¦cloudtrail¦}',
      'cloudtrail',
      'Documents for the product "cloudtrail" are passed over. Did you mean "aws"?',
    ],
    [
      'logsource: {product: ¦aws_cloudtrail¦, service: cloudtrail}',
      'aws_cloudtrail/cloudtrail',
      'Documents for the product "aws_cloudtrail" are passed over. Did you mean "aws"?',
    ],
    [
      'logsource: {product: aws, category: ¦cloudtral¦}',
      'aws/cloudtral',
      'Documents for the category "cloudtral" are passed over. Did you mean "cloudtrail"?',
    ],
    [
      'logsource: {¦prodcut¦: aws}',
      'no product',
      'A logsource has no "prodcut", so nobody knows which log this is for. Did you mean "product"?',
    ],
    [
      'logsource: {¦Product¦: aws, service: cloudtrail}',
      '',
      'A logsource has no "Product", so nobody knows which log this is for. Did you mean "product"?',
    ],
    [
      'logsource: {product: aws, ¦sevice¦: guardduty}',
      '',
      'A logsource has no "sevice", so nobody knows which log this is for. Did you mean "service"?',
    ],
    [
      '¦logsorce¦: {product: aws}',
      '',
      'The logsource is missing: it says which log the rule is for. Did you mean "logsource"?',
    ],
  ];
  for (const [lines, skipped, message] of mistaken) {
    it(`with a mistake: ${lines.replaceAll('¦', '')}`, () => {
      const [before = '', marked = ''] = lines.split('¦');
      const text = `title: T\n${lines.replaceAll('¦', '')}\ndetection: {s: {a: 1}, condition: s}`;
      const set = loadRules([{ path: 'x.yml', text }]);
      assert.deepEqual(
        set.problems.map((problem) => [
          problem.message,
          problem.severity,
          problem.line,
          problem.column,
          problem.endColumn,
        ]),
        [[message, 'error', 2, before.length + 1, before.length + marked.length + 1]],
      );
      assert.equal(set.problems[0]?.meant, message.slice(message.lastIndexOf(' "') + 2, -2));
      assert.deepEqual(set.rules, []);
      assert.deepEqual([...set.skipped], skipped === '' ? [] : [[skipped, 1]]);
    });
  }

  const notText: readonly (readonly [lines: string, skipped: string, message: string])[] = [
    ['logsource: ¦aws¦', '', 'The logsource is a map, as "product: aws" and below it "service: cloudtrail".'],
    [
      'logsource: ¦[{product: aws}]¦',
      '',
      'The logsource is a map, as "product: aws" and below it "service: cloudtrail".',
    ],
    ['logsource: {product: ¦[AWS, gcp]¦}', 'no product', 'The product of a logsource is one text.'],
    ['logsource: {product: ¦[gcp]¦, service: cloudtrail}', '', 'The product of a logsource is one text.'],
    ['logsource: {product: aws, service: ¦[cloudtrail]¦}', '', 'The service of a logsource is one text.'],
    ['logsource: {product: aws, category: ¦{a: b}¦}', '', 'The category of a logsource is one text.'],
  ];
  for (const [lines, skipped, message] of notText) {
    it(`with another kind of value: ${lines.replaceAll('¦', '')}`, () => {
      const [before = '', marked = ''] = lines.split('¦');
      const text = `title: T\n${lines.replaceAll('¦', '')}\ndetection: {s: {a: 1}, condition: s}`;
      const set = loadRules([{ path: 'x.yml', text }]);
      assert.deepEqual(
        set.problems.map((problem) => [problem.message, problem.line, problem.column, problem.endColumn]),
        [[message, 2, before.length + 1, before.length + marked.length + 1]],
      );
      assert.deepEqual([set.rules.length, [...set.skipped]], [0, skipped === '' ? [] : [[skipped, 1]]]);
    });
  }

  it('does not look into rules for other logs', () => {
    const set = load('title: T\nlogsource: {product: windows}\ndetection: {s: {a|nope: 1}, condition: zzz}');
    assert.deepEqual(set.problems, []);
  });

  it('tells what else is wrong in a document whose logsource is mistyped', () => {
    const text = 'title: T\nlogsource: {product: asw}\ndetection: {s: {a|nope: 1}, condition: zzz}';
    const { problems, rules } = loadRules([{ path: 'rules.yml', text }]);
    const starts = problems.map(({ message }) => message.split(' ').slice(0, 5).join(' '));
    assert.deepEqual(
      [rules, starts],
      [
        [],
        [
          'Documents for the product "asw"',
          'There is no modifier "nope".',
          'The condition names "zzz", but',
          'The selection "s" is not',
        ],
      ],
    );
  });

  it('counts other YAML as not Sigma', () => {
    const set = load('a: 1\n---\n[x]\n---\ntext\n---\nfilters: {a: 1}\n---\n- detection: {s: {a: 1}}\n');
    assert.deepEqual([...set.skipped], [['not Sigma', 5]]);
  });

  it('leaves out a correlation over rules for other logs without an error', () => {
    const set = load(
      '{title: A, name: a, logsource: {product: windows}, detection: {s: {a: 1}, condition: s}}\n---\n' +
        '{title: C, correlation: {type: event_count, rules: [a], timespan: 1m, condition: {gte: 1}}}',
    );
    assert.deepEqual(set.correlations, []);
    assert.deepEqual(
      set.problems.map((problem) => problem.severity),
      ['warning'],
    );
  });
});

describe('metadata', () => {
  it('is read as written', () => {
    const text = dedent(`
        title: A title
        id: 5f6a
        name: a_name
        status: test
        level: HIGH
        description: |
          Two
          lines
        author: Ann, Bob
        date: 2024-01-31
        modified: 2024/02/01
        tags: [attack.t1078, attack.persistence]
        references:
          - https://example.org/a
        falsepositives: Unknown
        fields: [eventName, userIdentity.arn]
        logsource: {product: aws, service: cloudtrail}
        detection: {s: {a: 1}, condition: s}
        custom: {anything: goes}
      `);
    const set = load(text);
    const [rule] = set.rules;
    assert.ok(rule);
    const { logic, ...metadata } = rule;
    assert.ok(logic);
    assert.deepEqual(metadata, {
      kind: 'rule',
      id: '5f6a',
      writtenId: { text: '5f6a', start: 19, end: 23 },
      reference: '5f6a',
      name: 'a_name',
      title: 'A title',
      level: 'high',
      status: 'test',
      description: 'Two\nlines\n',
      author: 'Ann, Bob',
      date: '2024-01-31',
      modified: '2024/02/01',
      tags: ['attack.t1078', 'attack.persistence'],
      falsepositives: ['Unknown'],
      references: ['https://example.org/a'],
      fields: ['eventName', 'userIdentity.arn'],
      path: 'rules/test.yml',
      line: 1,
      written: text.trim(),
      standalone: true,
    });
  });

  it('has a stable id when the file has none', () => {
    const id = (text: string): string | undefined => load(text).rules[0]?.id;
    const one = id(ruleOf('sel: {a: 1}', 'title: One'));
    assert.match(one ?? '', /^derived-[0-9a-f]{16}$/);
    assert.equal(id(ruleOf('sel: {b: 2}', 'title: One\nlevel: low')), one);
    assert.notEqual(id(ruleOf('sel: {a: 1}', 'title: Two')), one);
  });

  it('is named in exceptions by its title where it has no id and nothing else has that title', () => {
    const references = (...texts: string[]): string[] =>
      loadRules(texts.map((text, n) => ({ path: `${n}.yml`, text }))).rules.map(({ reference }) => reference);
    const [one = '', two = ''] = ['sel: {a: 1}', 'sel: {b: 1}'].map((selection) => ruleOf(selection, 'title: One'));
    assert.deepEqual(references(one), ['One']);
    assert.deepEqual(references(ruleOf('sel: {a: 1}', 'title: One\nid: x')), ['x']);
    const derived = /^derived-[0-9a-f]{16}(~2)?$/;
    for (const reference of references(one, two)) assert.match(reference, derived);
    assert.match(references(ruleOf('sel: {a: 1}', 'status: test'))[0] ?? '', derived);
    // an exception that names it so holds, also one that was written before
    for (const name of ['One', loadRules([{ path: 'a.yml', text: one }]).rules[0]?.id ?? '']) {
      const filter = `title: F\nlogsource: {product: aws}\nfilter:\n  rules: ['${name}']\n  sel: {a: 1}\n  condition: not sel\n`;
      const { rules, problems } = loadRules([
        { path: 'a.yml', text: one },
        { path: 'f.yml', text: filter },
      ]);
      assert.deepEqual(problems, []);
      assert.equal(rules[0]?.logic.filters.length, 1);
    }
  });

  it('keeps ids apart', () => {
    const text = `${ruleOf('sel: {a: 1}', 'title: T')}---\n${ruleOf('sel: {b: 1}', 'title: T')}`;
    const ids = load(text).rules.map((rule) => rule.id);
    assert.equal(new Set(ids).size, 2);
    const named = loadRules([
      { path: 'a.yml', text: ruleOf('sel: {a: 1}', 'title: T\nid: x') },
      { path: 'b.yml', text: ruleOf('sel: {b: 1}', 'title: U\nid: x') },
    ]);
    assert.deepEqual(
      named.rules.map((rule) => rule.id),
      ['x', 'x~2'],
    );
    const [told] = named.problems;
    assert.equal(told?.message, 'The id x is also that of "T" in a.yml; this one is known as x~2.');
    assert.deepEqual([told.path, told.line, told.column, told.endLine, told.endColumn], ['b.yml', 2, 5, 2, 6]);
  });

  it('says in which file the other document of an id is, as a person would', () => {
    const both = (one: string, other: string): string[] => {
      const texts = [ruleOf('sel: {a: 1}', 'title: T\nid: x'), ruleOf('sel: {b: 1}', 'title: U\nid: x')];
      if (one === other) return load(texts.join('---\n')).problems.map(({ message }) => message);
      return loadRules([one, other].map((path, n) => ({ path, text: texts[n] as string }))).problems.map(
        ({ message }) => message,
      );
    };
    assert.match(both('a', 'a').join(), /^The id x is also that of "T" in this file; [^;]*$/);
    assert.match(both('file:///w/rules/a.yml', 'file:///w/rules/b.yml').join(), / in a\.yml; /);
    assert.match(both('rules/a.yml', 'rules/b.yml').join(), / in rules\/a\.yml; /);
  });

  it('counts a copy of a document once', () => {
    const text = ruleOf('sel: {a: 1}', 'title: T\nid: x');
    const set = loadRules([
      { path: 'a.yml', text },
      { path: 'b.yml', text },
    ]);
    assert.deepEqual(
      set.rules.map((rule) => rule.path),
      ['a.yml'],
    );
    assert.match(set.problems[0]?.message ?? '', /read already from a.yml/);
  });

  for (const [written, meant] of [
    ['hi', 'high'],
    ['crit', 'critical'],
    ['Med', 'medium'],
    ['info', 'informational'],
    ['hihg', 'high'],
    ['l', undefined],
    ['severe', undefined],
  ] as const)
    it(`has a level that is none, ${written}: it counts as medium, and what was meant is told`, () => {
      const text = ruleOf('sel: {a: 1}', `title: One\nlevel: ${written}`);
      const { rules, problems } = loadRules([{ path: 'rules.yml', text }]);
      assert.equal(rules[0]?.level, 'medium');
      assert.deepEqual(
        problems.map((problem) => [problem.severity, problem.meant]),
        [['warning', meant]],
      );
    });
  it('is medium without a level', () => {
    assert.equal(load(ruleOf('sel: {a: 1}')).rules[0]?.level, 'medium');
  });

  it('has its line in a file of several documents', () => {
    const set = load(`${ruleOf('sel: {a: 1}')}---\n# a comment\n${ruleOf('sel: {b: 1}', 'title: Second')}`);
    assert.deepEqual(
      set.rules.map((rule) => rule.line),
      [1, 10],
    );
  });
});

describe('references', () => {
  const rule = (head: string, value: string): string =>
    `{${head}, logsource: {product: aws}, detection: {s: {n: ${value}}, condition: s}}\n---\n`;
  const over = (reference: string): string =>
    `{title: C, correlation: {type: event_count, rules: ['${reference}'], timespan: 1m, condition: {gte: 1}}}`;
  const rows = (text: string): number[] =>
    correlate(text, [
      [0, { n: 'x' }],
      [1, { n: 'y' }],
    ]).map((found) => found.row);

  it('by id', () =>
    assert.deepEqual(rows(rule('title: T, id: one', 'x') + rule('title: one', 'y') + over('one')), [0]));
  it('by name before title', () =>
    assert.deepEqual(rows(rule('title: one', 'y') + rule('title: T, name: one', 'x') + over('one')), [0]));
  it('by title', () => assert.deepEqual(rows(rule('title: Some title', 'x') + over('Some title')), [0]));
  it('to a document further down', () =>
    assert.deepEqual(rows(`${over('one')}\n---\n${rule('title: one', 'x')}`), [0]));

  it('to another file', () => {
    const set = loadRules([
      { path: 'c.yml', text: over('one') },
      { path: 'a.yml', text: rule('title: one', 'x') },
    ]);
    assert.equal(set.correlations.length, 1);
  });

  it('prefers the file it stands in', () => {
    const set = loadRules([
      { path: 'a.yml', text: rule('title: A, name: one', 'x') },
      { path: 'b.yml', text: rule('title: B, name: one', 'y') + over('one') },
    ]);
    assert.deepEqual(
      set.correlations[0]?.rules.map((target) => target.title),
      ['B'],
    );
  });
});

describe('filters', () => {
  const rules = `${ruleOf('sel: {a: 1}', 'title: One\nid: one')}---\n${ruleOf('sel: {a: 1}', 'title: Two\nname: two')}---\n`;
  const filter = (rest: string, logsource = '{product: aws, service: cloudtrail}', head = 'title: F'): string =>
    `${head}\nlogsource: ${logsource}\nfilter:\n${dedent(rest)
      .split('\n')
      .map((line) => `  ${line}`)
      .join('\n')}\n`;

  it('leave events out of the rules they name', () => {
    const set = load(rules + filter('rules: [one]\nci: {u: ci}\ncondition: not ci'));
    assert.deepEqual(titles(set, { a: 1 }), ['One', 'Two']);
    assert.deepEqual(titles(set, { a: 1, u: 'ci' }), ['Two']);
  });
  it('name rules by name and title', () => {
    assert.deepEqual(titles(load(rules + filter('rules: [two]\ns: {u: ci}\ncondition: not s')), { a: 1, u: 'ci' }), [
      'One',
    ]);
    assert.deepEqual(titles(load(rules + filter('rules: One\ns: {u: ci}\ncondition: not s')), { a: 1, u: 'ci' }), [
      'Two',
    ]);
  });
  it('are for all rules with any', () => {
    assert.deepEqual(titles(load(rules + filter('rules: any\ns: {u: ci}\ncondition: not s')), { a: 1, u: 'ci' }), []);
  });
  it('are added by and', () => {
    const set = load(rules + filter('rules: [one]\ns: {u: ci}\ncondition: s'));
    assert.deepEqual(titles(set, { a: 1 }), ['Two']);
    assert.deepEqual(titles(set, { a: 1, u: 'ci' }), ['One', 'Two']);
  });
  it('may use patterns and brackets of their own', () => {
    const set = load(rules + filter('rules: any\nx1: {u: ci}\nx2: {v: 1}\ncondition: not (1 of x*)'));
    assert.deepEqual(titles(set, { a: 1, v: 1 }), []);
    assert.deepEqual(titles(set, { a: 1, v: 2 }), ['One', 'Two']);
  });
  it('may have selections named like the rule’s', () => {
    const set = load(rules + filter('rules: any\nsel: {u: ci}\ncondition: not sel'));
    assert.deepEqual(titles(set, { a: 1 }), ['One', 'Two']);
    assert.deepEqual(titles(set, { a: 1, u: 'ci' }), []);
  });
  it('apply together', () => {
    const set = load(
      `${rules}${filter('rules: any\ns: {u: ci}\ncondition: not s')}---\n${filter('rules: [one]\ns: {v: 1}\ncondition: not s', undefined, 'title: G')}`,
    );
    assert.deepEqual(titles(set, { a: 1, v: 1 }), ['Two']);
    assert.deepEqual(titles(set, { a: 1, u: 'ci' }), []);
  });
  it('for other logs are skipped', () => {
    const set = load(rules + filter('rules: any\ns: {a: 1}\ncondition: not s', '{product: windows}'));
    assert.deepEqual(titles(set, { a: 1 }), ['One', 'Two']);
    assert.deepEqual([...set.skipped], [['windows', 1]]);
  });
  it('tell whom they apply to, why and until when', () => {
    const set = load(
      rules +
        filter(
          'rules: [one, two]\ns: {u: ci}\ncondition: not s',
          undefined,
          'title: F\nreason: our CI\nexpires: 2030-01-01',
        ),
    );
    const [found] = set.filters;
    assert.deepEqual([found?.reason, found?.expires, found?.ruleIds.length], ['our CI', '2030-01-01', 2]);
  });
  it('end on their day', () => {
    const text = rules + filter('rules: any\ns: {u: ci}\ncondition: not s', undefined, 'title: F\nexpires: 2024-05-31');
    assert.deepEqual(titles(load(text, { today: '2024-05-31' }), { a: 1, u: 'ci' }), []);
    const later = load(text, { today: '2024-06-01' });
    assert.deepEqual(titles(later, { a: 1, u: 'ci' }), ['One', 'Two']);
    assert.match(later.problems[0]?.message ?? '', /expired on 2024-05-31/);
  });
  it('are told of when they are over and their rule is not there, before somebody renews them', () => {
    const text =
      rules + filter('rules: [onee]\ns: {u: ci}\ncondition: not s', undefined, 'title: F\nexpires: 2024-05-31');
    const { problems, filters } = load(text, { today: '2024-06-01' });
    assert.deepEqual(filters, []);
    assert.deepEqual(
      problems.map(({ message }) => message),
      [
        'This exception expired on 2024-05-31 and is not applied.',
        'There is no rule with the id, name or title "onee". Did you mean "one"?',
      ],
    );
  });
  for (const [head, body, mistake] of [
    ['title: F\nexpires: 31.05.2024', 'condition: not s', '"31.05.2024" is no day of the calendar as YYYY-MM-DD.'],
    ['title: F', 'condition: not t', 'The condition names "t", but there is no such selection. There are: s.'],
  ] as const)
    it(`are told that a rule is not there beside what else is wrong: ${mistake}`, () => {
      const text = rules + filter(`rules: [onee]\ns: {u: ci}\n${body}`, undefined, head);
      const { problems, filters } = loadRules([{ path: 'rules.yml', text }]);
      const errors = problems.filter(({ severity, code }) => severity === 'error' || code !== undefined);
      assert.deepEqual(
        [filters, errors.map(({ message }) => message)],
        [[], [mistake, 'There is no rule with the id, name or title "onee". Did you mean "one"?']],
      );
    });
  for (const [written, message] of [
    [
      '2024-05-31T00:00:00Z',
      '"2024-05-31T00:00:00Z" is no day of the calendar as YYYY-MM-DD. Did you mean "2024-05-31"?',
    ],
    ['2024-5-1', '"2024-5-1" is no day of the calendar as YYYY-MM-DD. Did you mean "2024-05-01"?'],
    ['2024/05/31', '"2024/05/31" is no day of the calendar as YYYY-MM-DD. Did you mean "2024-05-31"?'],
    ['20240531', '"20240531" is no day of the calendar as YYYY-MM-DD. Did you mean "2024-05-31"?'],
    ['31.05.2024', '"31.05.2024" is no day of the calendar as YYYY-MM-DD.'],
    ['2024-02-30T00:00', '"2024-02-30T00:00" is no day of the calendar as YYYY-MM-DD.'],
    ['[2024-05-31]', 'This is no day of the calendar as YYYY-MM-DD.'],
  ] as const)
    it(`are told of an end like ${written}, and hold no more`, () => {
      const text = filter('rules: any\ns: {u: ci}\ncondition: not s', undefined, `title: F\nexpires: ${written}`);
      const { filters, problems } = loadRules([{ path: 'rules.yml', text }]);
      assert.deepEqual([filters, problems.map((one) => one.message)], [[], [message]]);
    });
  it('tell what they left out', () => {
    const set = load(rules + filter('rules: [one]\ns: {u: ci}\ncondition: not s'));
    const detector = new Detector(set);
    const told = (event: RecordObject): string[] =>
      detector.suppressed(event).map(({ rule, filter: by }) => `${rule.title} ${by.title}`);
    assert.deepEqual(told({ a: 1, u: 'ci' }), ['One F']);
    assert.deepEqual(told({ a: 1 }), []);
    assert.deepEqual(told({ a: 2, u: 'ci' }), []);
  });
  it('on a correlation leave events out before they are counted', () => {
    const text =
      ruleOf('sel: {a: 1}', 'title: One\nname: one') +
      '---\n{title: C, id: c, correlation: {type: event_count, rules: [one], timespan: 1m, condition: {gte: 2}}}\n---\n' +
      filter('rules: [c]\ns: {u: ci}\ncondition: not s');
    const found = correlate(text, [
      [0, { a: 1 }],
      [1, { a: 1, u: 'ci' }],
      [2, { a: 1 }],
    ]);
    assert.deepEqual(
      found.map(({ row, count }) => [row, count]),
      [[2, 2]],
    );
  });
  it('on a rule reach its correlations', () => {
    const text =
      ruleOf('sel: {a: 1}', 'title: One\nname: one') +
      '---\n{title: C, correlation: {type: event_count, rules: [one], timespan: 1m, condition: {gte: 2}}}\n---\n' +
      filter('rules: [one]\ns: {u: ci}\ncondition: not s');
    assert.deepEqual(
      correlate(text, [
        [0, { a: 1 }],
        [1, { a: 1, u: 'ci' }],
      ]),
      [],
    );
  });
});

describe('placeholders', () => {
  const placeholders = new Map([
    ['accounts', ['111111111111', '2222*']],
    ['none', []],
    ['signs', ['a.b(c)[d]']],
    ['networks', ['10.1.0.0/16', '2001:db8::/33', '192.0.2.7']],
  ]);
  const found = (detection: string, event: RecordObject): boolean =>
    titles(load(ruleOf(detection), { placeholders }), event).length > 0;

  it('stand for the values of their table', () => {
    assert.equal(found(`sel: {a|expand: '%accounts%'}`, { a: '111111111111' }), true);
    assert.equal(found(`sel: {a|expand: '%accounts%'}`, { a: '222233334444' }), true);
    assert.equal(found(`sel: {a|expand: '%accounts%'}`, { a: '3' }), false);
  });
  it('stand inside a text', () => {
    assert.equal(found(`sel: {a|expand|contains: ':%accounts%:'}`, { a: 'arn:aws:iam::111111111111:root' }), true);
    assert.equal(found(`sel: {a|contains|expand: 'x'}`, { a: 'axb' }), true);
  });
  it('of an empty table match nothing', () => {
    assert.equal(found(`sel: {a|expand: '%none%'}`, { a: 'x' }), false);
    assert.equal(found(`sel: {a|expand|neq: '%none%'}`, { a: 'x' }), true);
  });
  it('stand for networks, in either order', () => {
    for (const modifiers of ['cidr|expand', 'expand|cidr']) {
      const inside = (a: unknown): boolean => found(`sel: {a|${modifiers}: '%networks%'}`, { a });
      for (const a of ['10.1.2.3', '192.0.2.7', '2001:db8:0::1', '2001:db8:7fff::', '198.51.100.1, 10.1.0.0'])
        assert.equal(inside(a), true, a);
      for (const a of ['10.2.0.0', '192.0.2.8', '2001:db8:8000::1', '2001:db7::1', 'AWS Internal', '', '10.1.2', null])
        assert.equal(inside(a), false, String(a));
    }
  });
  it('are networks to the quick look where they are to the careful one', () => {
    const byte = fc.oneof(fc.integer({ min: 0, max: 300 }).map(String), fc.constantFrom('', '00', '010', 'x'));
    const group = fc.constantFrom('0', 'db8', 'ffff', 'FFFF', '12345', '', 'g');
    const address = fc.oneof(
      fc.array(byte, { minLength: 3, maxLength: 5 }).map((bytes) => bytes.join('.')),
      fc.array(group, { minLength: 1, maxLength: 9 }).map((groups) => groups.join(':')),
    );
    const prefix = fc.oneof(fc.integer({ min: 0, max: 140 }).map(String), fc.constantFrom('', '08', 'x'));
    const text = fc.tuple(address, prefix, fc.boolean()).map(([one, two, has]) => (has ? `${one}/${two}` : one));
    fc.assert(
      fc.property(text, (one) => assert.equal(isNetwork(one), parseNetwork(one) !== undefined)),
      {
        numRuns: 3000,
        examples: [['2600:1f00::/24'], ['1:2:3:4:5:6:7::/48'], ['1:2:3:4:5:6:7:8::/48'], ['10.0.0.0/8']],
      },
    );
  });
  it('are refused where a network is asked for and the table has none', () => {
    const { problems } = loadRules([{ path: 'x.yml', text: ruleOf(`sel: {a|cidr|expand: '%accounts%'}`) }], {
      placeholders: new Map([['accounts', ['10.0.0.0/8', '2222*']]]),
    });
    assert.match(problems[0]?.message ?? '', /"2222\*".*not a network/);
  });
  it('stand for themselves in an expression, whatever signs are in them', () => {
    const account = (expression: string, a: string): boolean => found(`sel: {a|re|expand: '${expression}'}`, { a });
    assert.equal(account('^%accounts%$', '111111111111'), true);
    assert.equal(account('^%accounts%$', '333333333333'), false);
    assert.equal(account('^arn:[a-z%]+::%accounts%:(root|user)', 'arn:aws::111111111111:root'), true);
    assert.equal(account('^%signs%+$', 'a.b(c)[d]a.b(c)[d]'), true);
    assert.equal(account('^%signs%$', 'axb(c)[d]'), false);
    assert.equal(account('^%accounts%$', '222233334444'), true, 'a star of the table is any text');
    assert.equal(account(String.raw`^\%accounts\%$`, '%accounts%'), true);
    assert.equal(account(String.raw`^\\%accounts%$`, String.raw`\111111111111`), true);
    assert.equal(found(`sel: {a|re|i|expand: '^X-%accounts%'}`, { a: 'x-111111111111' }), true);
    assert.equal(found(`sel: {a|re|expand: '%none%'}`, { a: 'x' }), false);
  });
  it('are plain text without the modifier or with a backslash', () => {
    assert.equal(found(`sel: {a: '%accounts%'}`, { a: '%accounts%' }), true);
    assert.equal(found(String.raw`sel: {a|expand: '\%accounts%'}`, { a: '%accounts%' }), true);
  });
});

describe('YAML', () => {
  it('takes anchors, aliases and merge keys', () => {
    const set = load(
      dedent(`
        title: T
        logsource: {product: aws}
        common: &common {a: 1, b: 2}
        detection:
          s: {<<: *common, b: 3}
          t: *common
          condition: s or t
      `),
    );
    assert.equal(titles(set, { a: 1, b: 3 }).length, 1);
    assert.equal(titles(set, { a: 1, b: 2 }).length, 1);
    assert.equal(titles(set, { a: 1 }).length, 0);
  });
  it('takes a byte order mark and Windows line ends', () => {
    const set = load(`\ufeff${ruleOf('sel: {a: 1}').replaceAll('\n', '\r\n')}`);
    assert.equal(titles(set, { a: 1 }).length, 1);
  });
  it('takes collections of Sigma 1', () => {
    const set = load(
      dedent(`
        action: global
        title: Shared
        logsource: {product: aws}
        detection:
          common: {a: 1}
        ---
        detection: {s: {b: 1}, condition: common and s}
        ---
        title: Other
        detection: {s: {b: 2}, condition: common and s}
        ---
        action: repeat
        title: Third
        detection: {s: {b: 3}}
        ---
        action: reset
        ---
        title: Alone
        logsource: {product: aws}
        detection: {s: {b: 1}, condition: s}
      `),
    );
    assert.deepEqual(titles(set, { a: 1, b: 1 }), ['Shared', 'Alone']);
    assert.deepEqual(titles(set, { a: 1, b: 2 }), ['Other']);
    assert.deepEqual(titles(set, { a: 1, b: 3 }), ['Third']);
    assert.deepEqual(titles(set, { b: 1 }), ['Alone']);
  });

  const head = (title: string): string => `title: ${title}\nlogsource: {product: aws}\n`;
  const rule = (title: string, b: number): string => `${head(title)}detection: {s: {b: ${b}}, condition: s}\n`;
  const refusals: readonly (readonly [name: string, text: string, titles: readonly string[], said: RegExp])[] = [
    [
      'repeats no other document than the one before',
      `${rule('First', 1)}---\n${rule('Second', 1)}title: Twice\n---\naction: repeat\ntitle: Third\n`,
      ['First'],
      /:10:1 The document before this one, which it repeats, was rejected/,
    ],
    [
      'repeats nothing that repeats what was rejected',
      `${rule('First', 1)}---\na: [1\n---\naction: repeat\ntitle: Third\n---\naction: repeat\ntitle: Fourth\n`,
      ['First'],
      /:7:1 The document before[^]*:10:1 The document before/,
    ],
    [
      'repeats nothing that is not there',
      `action: repeat\n${rule('First', 1)}`,
      [],
      /:1:1 There is no document before this one/,
    ],
    [
      'starts from no document that was rejected',
      `action: global\ntitle: T\ntitle: U\ndetection: {only: {c: 1}}\n---\n${rule('First', 1)}---\naction: reset\n---\n${rule('Second', 1)}`,
      ['Second'],
      /:6:1 The document with "action: global", from which this one starts, was rejected/,
    ],
    [
      'knows the action of what is no YAML',
      `a: *nowhere\naction: 'global'\n---\n${rule('First', 1)}---\n${rule('Other', 1).replace('aws', 'windows')}`,
      [],
      /:4:1 The document with "action: global", from which this one starts, was rejected.$/,
    ],
    [
      'runs no rule that resets',
      `${rule('First', 1)}---\naction: reset\n${rule('Second', 1)}`,
      ['First'],
      /:5:1 A document with "action: reset"/,
    ],
  ];
  for (const [name, text, known, said] of refusals) {
    it(`of a collection ${name}`, () => {
      const set = loadRules([{ path: 'x.yml', text }]);
      assert.deepEqual(titles(set, { b: 1 }), known);
      assert.match(set.problems.map(({ line, column, message }) => `:${line}:${column} ${message}`).join('\n'), said);
    });
  }

  it('keeps rules apart that are written alike but start from others', () => {
    const lent = (name: string): string => `action: global\n${head('T')}detection: {s: {n: ${name}}}\n`;
    const files = ['A', 'B', 'A'].map((name, i) => ({
      path: `${i}.yml`,
      text: `${lent(name)}---\ndetection: {condition: s}\n---\naction: repeat\nlevel: low\n`,
    }));
    const set = loadRules(files);
    assert.deepEqual(
      set.rules.map(({ path, id, level }) => [path, /~\d$/.exec(id)?.[0], level]),
      [
        ['0.yml', undefined, 'medium'],
        ['0.yml', '~2', 'low'],
        ['1.yml', '~3', 'medium'],
        ['1.yml', '~4', 'low'],
      ],
    );
    assert.equal(titles(set, { n: 'B' }).length, 2);
    assert.deepEqual(
      set.problems.map(({ path, message }) => [path, message]),
      [1, 2].map(() => ['2.yml', 'This document was read already from 0.yml; it counts once.']),
    );
  });
});

describe('a document with an error', () => {
  const document = (title: string, more = ''): string =>
    `title: ${title}\n${more}logsource: {product: aws}\ndetection: {s: {eventName: A}, condition: s}\n`;
  for (const [what, more, next = ''] of [
    ['a quote that is not closed', 'author: "me\n'],
    ['a single quote that is not closed', "author: 'me\n"],
    ['a quote that one of the next document closes', 'author: "me\n', 'author: "me"\n'],
    ['a bracket that is not closed', 'tags: [a\n'],
    ['a tab', '\tauthor: me\n'],
  ] as const) {
    it(`takes no other with it: ${what}`, () => {
      const text = [document('first'), document('second', more), document('third', next)].join('---\n');
      const set = loadRules([{ path: 'rules.yml', text }]);
      assert.deepEqual(
        set.rules.map(({ title }) => title),
        ['first', 'third'],
      );
      assert.ok(
        set.problems.every(({ line }) => line > 4 && line < 10),
        JSON.stringify(set.problems),
      );
    });
  }
});
