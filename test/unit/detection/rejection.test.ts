import assert from 'node:assert/strict';
import { loadRules } from '../../../src/detection';
import { dedent, load, ruleOf } from './support';
import { rejectionRows } from './tables/rejections';

describe('rejected documents', function () {
  this.timeout(60_000);

  for (const { name, text, message, line, column, kept } of rejectionRows) {
    it(name, () => {
      const set = loadRules([{ path: 'x.yml', text }]);
      const errors = set.problems.filter((problem) => problem.severity === 'error');
      const found = errors.find((error) => message.test(error.message));
      assert.ok(found, `no such problem among: ${errors.map((error) => error.message).join(' | ')}`);
      assert.deepEqual([found.line, found.column, found.path], [line, column, 'x.yml']);
      const titles = [...set.rules, ...set.correlations].map(({ title }) => title);
      assert.deepEqual(titles, kept, 'a rejected document is not used, and what is right beside it is');
    });
  }

  it('keeps the good documents of a file with a bad one', () => {
    const good = ruleOf('sel: {a: 1}', 'title: Good');
    const set = loadRules([
      {
        path: 'x.yml',
        text: `${good}---\n${ruleOf('sel: {a|nope: 1}', 'title: Bad')}---\n${ruleOf('sel: {b: 1}', 'title: Also good')}`,
      },
    ]);
    assert.deepEqual(
      set.rules.map((rule) => rule.title),
      ['Good', 'Also good'],
    );
    assert.equal(set.problems.length, 1);
  });

  const WARNED = `Any one keyword of "words" is enough here. To ask for all of them, write them below "'|all':".`;
  for (const [detection, warned] of [
    ['words: [a, b]\ncondition: all of words', true],
    ['words: [a, b]\ncondition: not all of words', true],
    ['words: [a]\ncondition: all of words', false],
    ['words: [a, b]\ncondition: 1 of words', false],
    ['words: [a, b]\ncondition: all of word*', false],
    ['words: [a, b]\ncondition: all of them', false],
    ['words: [{a: 1}, {b: 1}]\ncondition: all of words', false],
    ["words: {'|all': [a, b]}\ncondition: all of words", false],
  ] as const)
    it(`${warned ? 'warns' : 'does not warn'} of "all of" one list of keywords: ${detection.replace('\n', ', ')}`, () => {
      const { problems } = loadRules([{ path: 'x.yml', text: ruleOf(detection) }]);
      assert.deepEqual(
        problems.map(({ severity, message }) => [severity, message]),
        warned ? [['warning', WARNED]] : [],
      );
    });

  it('offers as what was meant no selection that a condition cannot name', () => {
    const text = ruleOf('keywords|all: [a, b]\nmy sel: {a: 1}\ncondition: keywords or my_sel');
    const { problems } = loadRules([{ path: 'x.yml', text }]);
    assert.deepEqual(
      problems.filter(({ severity, meant }) => severity === 'error' && meant !== undefined),
      [],
    );
    assert.ok(problems.some(({ message }) => message.startsWith('The condition names "keywords"')));
  });

  it('knows what detections of Sigma 1 call the timespan', () => {
    const correlation = 'title: C\ncorrelation: {type: event_count, rules: [A], timeframe: 5m, condition: {gte: 2}}\n';
    const { problems } = loadRules([
      { path: 'x.yml', text: `${ruleOf('sel: {a: 1}', 'title: A')}---\n${correlation}` },
    ]);
    const [{ message, meant } = {}] = problems;
    assert.equal(message, 'A correlation has no "timeframe". Did you mean "timespan"?');
    assert.equal(meant, 'timespan');
  });

  it('tells several problems of one document at once', () => {
    const set = loadRules([{ path: 'x.yml', text: ruleOf('sel: {a|nope: 1, b|cidr: x}\ncondition: sel and other') }]);
    assert.equal(set.problems.length, 3);
    assert.deepEqual(set.rules, []);
  });

  it('gives the id of the rule with the problem', () => {
    const set = loadRules([{ path: 'x.yml', text: ruleOf('sel: {a|nope: 1}', 'title: T\nid: 1-2-3') }]);
    assert.equal(set.problems[0]?.ruleId, '1-2-3');
  });

  it('rejects a correlation over a rejected rule, and those above it', () => {
    const text = dedent(`
      {title: A, name: a, logsource: {product: aws}, detection: {s: {n|nope: a}, condition: s}}
      ---
      {title: B, name: b, correlation: {type: event_count, rules: [a], timespan: 1m, condition: {gte: 1}}}
      ---
      {title: C, correlation: {type: event_count, rules: [b], timespan: 1m, condition: {gte: 1}}}
    `);
    const set = loadRules([{ path: 'x.yml', text }]);
    assert.deepEqual([set.rules, set.correlations], [[], []]);
    assert.deepEqual(
      set.problems.map((problem) => problem.line),
      [1, 3, 5],
    );
  });

  it('lets a rule stand alone again when the correlation over it is rejected', () => {
    const text = dedent(`
      {title: A, name: a, logsource: {product: aws}, detection: {s: {n: a}, condition: s}}
      ---
      {title: B, correlation: {type: event_count, rules: [a], timespan: soon, condition: {gte: 1}}}
    `);
    const set = loadRules([{ path: 'x.yml', text }]);
    assert.deepEqual(
      set.rules.map((rule) => rule.standalone),
      [true],
    );
  });

  it('rejects correlations that refer to each other in a circle', () => {
    const one = (name: string, other: string): string =>
      `{title: ${name}, name: ${name}, correlation: {type: event_count, rules: [${other}], timespan: 1m, condition: {gte: 1}}}`;
    const set = loadRules([{ path: 'x.yml', text: [one('p', 'q'), one('q', 'r'), one('r', 'p')].join('\n---\n') }]);
    assert.deepEqual(set.correlations, []);
    assert.ok(set.problems.some((problem) => problem.message.includes('refers to itself')));
  });

  it('leaves out filters that are too many for the rules that there are', () => {
    const logsource = 'logsource: {product: aws}';
    const rule = (n: number): string => `{title: R${n}, ${logsource}, detection: {s: {n: a}, condition: s}}`;
    const filter = (n: number): string =>
      `{title: F${n}, ${logsource}, filter: {rules: any, s: {m: b${n}}, condition: not s}}`;
    const of = (make: (n: number) => string, count: number): string[] =>
      Array.from({ length: count }, (_, n) => make(n));
    const set = loadRules([{ path: 'x.yml', text: [...of(rule, 1000), ...of(filter, 1002)].join('\n---\n') }]);
    assert.deepEqual([set.rules.length, set.filters.length], [1000, 1000]);
    assert.deepEqual(
      set.problems.map(({ message, line, column }) => [message, line, column]),
      [2000, 2001].map((n) => ['There are too many filters for too many rules: this one is left out.', 2 * n + 1, 1]),
    );
  });

  it('rejects correlations of which too many stand one over the other, whichever is read first', () => {
    const one = (n: number): string =>
      `{title: C${n}, name: c${n}, correlation: {type: event_count, rules: [c${n - 1}], timespan: 1m, condition: {gte: 1}}}`;
    const rule = '{title: R, name: c0, logsource: {product: aws}, detection: {s: {n: a}, condition: s}}';
    const all = [rule, ...Array.from({ length: 6000 }, (_, n) => one(n + 1))];
    for (const documents of [all, [...all].reverse()]) {
      const set = loadRules([{ path: 'x.yml', text: documents.join('\n---\n') }]);
      assert.deepEqual([set.rules.length, set.correlations.length, set.problems.length], [1, 100, 5900]);
      const [problem] = set.problems.filter(({ message }) => message.includes('one over the other'));
      assert.equal(problem?.line, 1 + 2 * documents.indexOf(one(101)));
    }
    const circle = Array.from({ length: 6000 }, (_, n) => one(n + 1)).concat(one(0).replace('c-1', 'c6000'));
    assert.deepEqual(loadRules([{ path: 'x.yml', text: circle.join('\n---\n') }]).correlations, []);
  });
});

describe('a rule with an error', () => {
  const messages = (text: string): string[] =>
    loadRules([{ path: 'x.yml', text }]).problems.map(({ message }) => message);

  it('is told of its unused selections too', () => {
    const said = messages(ruleOf('sel: {a|nope: 1}\nother: {b: 1}\ncondition: sel'));
    assert.equal(said.length, 2);
    assert.match(said.join('\n'), /no modifier "nope"[^]*"other" is not used in the condition/);
    assert.match(
      messages(ruleOf('sel: {a: 1}\ncondition: quite_another')).join('\n'),
      /names "quite_another"[^]*"sel" is not used in the condition/,
    );
  });

  it('is not told that the one is not used that was meant', () => {
    assert.equal(messages(ruleOf('sel: {a: 1}\ncondition: sol')).length, 1);
    assert.equal(messages(ruleOf('sel_a: {a: 1}\nsel_b: {a: 1}\ncondition: 1 of sle_*')).length, 1);
  });

  it('is told of none where the condition cannot be read', () => {
    assert.equal(messages(ruleOf('sel: {a: 1}\nother: {b: 1}\ncondition: sel and (')).length, 1);
    assert.equal(messages(ruleOf('sel: {a: 1}\ncondition: [sel, "2 of them"]')).length, 1);
  });
});

describe('a file of rules', function () {
  this.timeout(60_000);

  it('that nobody can read is told of', () => {
    const set = loadRules([{ path: 'x.yml', text: '', failure: 'No text.' }]);
    const place = { line: 1, column: 1, endLine: 1, endColumn: 1 };
    assert.deepEqual(set.problems, [{ path: 'x.yml', message: 'No text.', severity: 'error', ...place }]);
  });
  it('has bounds for all its documents together: aliases unfold to many times what is written', () => {
    const bomb = `title: T\nof: &of [${'x, '.repeat(190)}]\nall: [${'*of, '.repeat(500)}]\n`;
    const { problems } = loadRules([{ path: 'x.yml', text: `${bomb}---\n`.repeat(200) }]);
    assert.deepEqual(
      problems.map(({ message, line }) => [message, line]),
      [
        [
          'The documents up to here have too many parts: what follows is not read as rules. Divide the file into several: a folder of them is read whole.',
          12,
        ],
      ],
    );
  });
  it('may have thousands of rules, in several megabytes', () => {
    const rule = (n: number): string =>
      ruleOf(`sel: {eventName: Call${n}, awsRegion: r}`).replace(/^title: .*$/m, `title: T${n}`);
    const one = (n: number): string => `# ${'x'.repeat(900)}\n${rule(n)}\n`;
    const text = Array.from({ length: 2500 }, (_, n) => one(n)).join('---\n');
    assert.ok(text.length > 2_000_000);
    const { rules, problems } = loadRules([{ path: 'x.yml', text }]);
    assert.deepEqual([rules.length, problems], [2500, []]);
    assert.equal(rules.at(-1)?.line, 2499 * one(0).split('\n').length + 2);
  });
});

describe('warnings', () => {
  const warnings = (text: string): string[] => load(text).problems.map((problem) => problem.message);

  const rows: readonly (readonly [name: string, text: string, message: RegExp])[] = [
    [
      'an unused selection',
      ruleOf('sel: {a: 1}\nother: {b: 1}\ncondition: sel'),
      /"other" is not used in the condition/,
    ],
    [
      'a selection that is called like a word of conditions',
      ruleOf('sel: {a: 1}\nnot: {b: 1}\ncondition: sel'),
      /No condition can name a selection "not"/,
    ],
    [
      'a selection of two words',
      ruleOf('sel: {a: 1}\nmy filter: {b: 1}\ncondition: sel'),
      /No condition can name a selection "my filter"/,
    ],
    ['a wildcard in the name of a field', ruleOf("sel: {'event*': x}"), /name of a field has no wildcards/],
    ['a wildcard for a part of a path', ruleOf('sel: {requestParameters.*.x: 1}'), /A path has no wildcards/],
    [
      'a rule that lends to none',
      `${ruleOf('sel: {a: 1}')}---\n${ruleOf('sel: {a: 1}', 'action: global\ntitle: G')}`,
      /Nothing follows that "action: global" could lend to/,
    ],
    ['no title', ruleOf('sel: {a: 1}', 'id: x'), /A rule needs a title/],
    [
      'a correlation without a title',
      `${ruleOf('sel: {a: 1}')}---\ncorrelation: {type: event_count, rules: [Test], timespan: 1m, condition: {gte: 1}}`,
      /A correlation needs a title/,
    ],
    ['an unknown level', ruleOf('sel: {a: 1}', 'title: T\nlevel: severe'), /no level "severe"/],
    ['an unknown status', ruleOf('sel: {a: 1}', 'title: T\nstatus: done'), /no status "done"/],
    ['all with one value', ruleOf('sel: {a|contains|all: x}'), /single value/],
    ['null among values', ruleOf('sel: {a: [x, null]}'), /null in a selection of its own/],
    ['a timeframe', ruleOf('sel: {a: 1}\ntimeframe: 5m\ncondition: sel'), /no timeframe/],
    [
      'an alias that is not used',
      correlationOver('type: temporal, rules: [a, b], timespan: 1m, aliases: {x: {a: y}}'),
      /"x" is not used/,
    ],
    [
      'an alias for another rule',
      correlationOver('type: temporal, rules: [a, b], timespan: 1m, group-by: [x], aliases: {x: {q: y}}'),
      /names "q"/,
    ],
    [
      'an alias that leaves a rule out',
      correlationOver('type: temporal, rules: [a, b], timespan: 1m, group-by: [x], aliases: {x: {a: y}}'),
      /alias "x" names no field of "b", so that its events are not counted/,
    ],
    [
      'a name that two documents have',
      `${ruleOf('sel: {a: 1}', 'title: One\nname: n')}---\n${ruleOf('sel: {a: 2}', 'title: Two\nname: n')}---\ntitle: C\ncorrelation: {type: event_count, rules: [n], timespan: 1m, condition: {gte: 1}}`,
      /2 documents are called "n": that of rules\/test.yml, line 1 is meant/,
    ],
    [
      'a field where none is looked at',
      correlationOver('type: event_count, rules: [a], timespan: 1m, condition: {field: x, gte: 1}'),
      /looks at no field/,
    ],
    ...[
      'type: event_count, condition: {lt: 1}',
      'type: value_count, condition: {field: x, gt: 5, lte: 5}',
      'type: temporal, condition: {gte: 3}',
      'type: event_count, condition: {eq: -1}',
    ].map(
      (parts) =>
        [
          `a count that never is: ${parts}`,
          correlationOver(`${parts}, rules: [a, b], timespan: 1m`),
          /there are one or more, so this correlation never finds anything|no more than 2, so/,
        ] as const,
    ),
    [
      'a percentile left to be guessed',
      correlationOver('type: value_percentile, rules: [a], timespan: 1m, condition: {field: x, gte: 1}'),
      /95 is taken/,
    ],
    [
      'a filter that keeps',
      `${ruleOf('sel: {a: 1}')}---\ntitle: F\nlogsource: {product: aws}\nfilter: {rules: any, s: {b: 1}, condition: s}`,
      /write "not s"/,
    ],
    [
      'a filter for any rule, in a list',
      'title: F\nlogsource: {product: aws}\nfilter: {rules: [any], s: {b: 1}, condition: not s}',
      /title "any"\. For all rules write "rules: any", not a list/,
    ],
    [
      'a filter for no rule',
      'title: F\nlogsource: {product: aws}\nfilter: {rules: [q], s: {b: 1}, condition: not s}',
      /no rule with the id, name or title "q"/,
    ],
  ];
  for (const [name, text, message] of rows) {
    it(name, () => {
      const found = warnings(text);
      assert.equal(found.length, 1, found.join(' | '));
      assert.match(found[0] ?? '', message);
    });
  }

  it('tell the path that is meant where one asks for a place in an array, which rejects the rule', () => {
    for (const [written, meant] of [
      ['p.items[0].ip', 'p.items.ip'],
      ['p.items{}.q[12]', 'p.items.q'],
    ] as const) {
      const { problems, rules } = loadRules([{ path: 'x', text: ruleOf(`sel: {b: 1, '${written}|contains': x}`) }]);
      const [problem, ...others] = problems;
      assert.deepEqual(
        [problem?.severity, problem?.meant, others.length, rules.length],
        ['error', meant, 0, 0],
        written,
      );
      assert.match(problem?.message ?? '', /to any of their elements, not to one by its place/);
      assert.deepEqual([problem?.line, problem?.column, problem?.endColumn], [6, 16, 16 + written.length]);
    }
  });

  it('tell the member of a record that is meant where one calls it as another tool does', () => {
    for (const [written, meant] of [
      ['event.action', 'eventName'],
      ['user.name', 'userIdentity.userName'],
      ['aws.cloudtrail.flattened.request_parameters.bucketName', 'requestParameters.bucketName'],
      [
        'aws.cloudtrail.user_identity.session_context.session_issuer.arn',
        'userIdentity.sessionContext.sessionIssuer.arn',
      ],
      ['$.eventName', 'eventName'],
      ['$.requestParameters.items[*].a', 'requestParameters.items.a'],
      ['detail.userIdentity.type', 'userIdentity.type'],
      ['Records{}.eventName', 'eventName'],
      ['@eventSource', 'eventSource'],
      ['@userIdentity.arn', 'userIdentity.arn'],
      ['event_name', 'eventName'],
      ['user_identity.access_key_id', 'userIdentity.accessKeyId'],
      ['request_parameters.bucketName', 'requestParameters.bucketName'],
    ] as const) {
      const twice = `sel: [{'${written}': x}, {'${written}|contains': y}]`;
      const [problem, ...others] = load(ruleOf(twice)).problems;
      assert.deepEqual([problem?.severity, problem?.meant, others.length], ['warning', meant, 0], written);
      assert.equal(problem?.column, 11);
      assert.match(problem?.message ?? '', /^Records of CloudTrail have no "/);
    }
    for (const field of ['eventContext.eventName', 'insightDetails.eventSource', 'a.b', 'event', 'x.items.eventName'])
      assert.deepEqual(warnings(ruleOf(`sel: {'${field}': x}`)), [], field);
  });

  it('are told of each rule that compares with a field of another name', () => {
    const rule = ruleOf('sel: {a|fieldref: EventName}');
    assert.deepEqual(
      load(`${rule}---\n${rule.replace('Test', 'Other')}`).problems.map(({ line, meant }) => [line, meant]),
      [
        [6, 'eventName'],
        [14, 'eventName'],
      ],
    );
    assert.deepEqual(warnings(ruleOf("sel: {a|fieldref: 'requestParameters.items[].b'}")), []);
  });

  it('are there for fields of a correlation, too', () => {
    const of = (fields: string): string[] =>
      load(
        `${ruleOf('sel: {a: 1}')}\nname: r\n---\ntitle: C\ncorrelation:\n  type: value_count\n  rules: [r]\n  timespan: 1h\n${fields}`,
      ).problems.map(({ line, column, meant }) => `${line}:${column} ${meant ?? ''}`);
    assert.deepEqual(of('  group-by: [user.name, x]\n  condition: {field: EventName, gte: 2}'), [
      '17:22 eventName',
      '16:14 userIdentity.userName',
    ]);
    const aliases = '  aliases: {user.name: {r: event.action}}\n';
    assert.deepEqual(of(`${aliases}  group-by: user.name\n  condition: {field: a, gte: 2}`), ['16:28 eventName']);
  });

  it('tell of values that no record has in a field, with the one that is meant', () => {
    for (const [item, meant] of [
      ['eventSource: ec2', 'ec2.amazonaws.com'],
      ["eventSource|neq: 'ec2 '", 'ec2.amazonaws.com'],
      ["eventName: [A, ' StopLogging']", 'StopLogging'],
      ['eventName: ec2:RunInstances', 'RunInstances'],
      ['eventName: s3:Get*', 'Get*'],
      ['a|re: /^Stop.*/', '^Stop.*'],
      ['a|re|i: /Logging$/i', 'Logging$'],
    ] as const) {
      const [problem, ...others] = load(ruleOf(`sel:\n  ${item}`)).problems;
      assert.deepEqual([problem?.severity, problem?.meant, others.length], ['warning', meant, 0], item);
    }
    for (const item of [
      'eventSource: ec2.amazonaws.com',
      'eventSource|startswith: ec2',
      'eventSource: ec2*',
      "eventSource: ''",
      "a: ' b '",
      'eventName: a:b c',
      'a|re: /aws/x',
      'a|re: ^/x/$',
      "a|re: '/a\\$/'",
    ])
      assert.deepEqual(warnings(ruleOf(`sel:\n  ${item}`)), [], item);
  });

  it('tell of values that leave no event, or no text, out', () => {
    for (const [selection, said] of [
      ["['']", /^Every event has this somewhere/],
      ["[a, '*']", /^Every event has this somewhere/],
      ["{a|contains: ''}", /^Every text has this: it asks only whether "a" has a value, as "\*" alone does\.$/],
      ["{a|startswith: ['', b]}", /^Every text has this/],
      ["{a|contains|cased|neq: ''}", /^Every text has this/],
    ] as const) {
      const [message = '', ...others] = warnings(ruleOf(`sel: ${selection}`));
      assert.match(message, said, selection);
      assert.equal(others.length, 0, selection);
    }
    for (const selection of ["{a: '*'}", "{a: ''}", "['\\*']", '[a*]', "{a|contains: '*'}", "{a|re: '.*'}"])
      assert.deepEqual(warnings(ruleOf(`sel: ${selection}`)), [], selection);
  });

  it('tell that lines without dashes are one text', () => {
    const text = ruleOf(
      "sel:\n    a:\n        b\n        c\n    d:\n        - e\n        - f\n          g\n    h: 'i\n      j'\n    k: >-\n      l\n      m",
    );
    assert.deepEqual(
      load(text).problems.map(({ line, column, endLine, message }) => [line, column, endLine, message.slice(0, 24)]),
      [
        [8, 11, 9, 'These lines are one text'],
        [12, 13, 13, 'These lines are one text'],
      ],
    );
  });

  it('say nothing of a selection that only a pattern can name', () => {
    assert.deepEqual(warnings(ruleOf('my sel: {a: 1}\nand: {b: 1}\ncondition: 1 of my* and all of *')), []);
  });

  it('tell of a name that conditions cannot have beside the condition that tries', () => {
    const { problems } = loadRules([{ path: 'x', text: ruleOf('not: {a: 1}\nb: {b: 1}\ncondition: b and not') }]);
    assert.deepEqual(
      problems.map(({ line, message }) => [line, message.slice(0, 33)]),
      [
        [8, 'The condition ends where a select'],
        [6, 'No condition can name a selection'],
      ],
    );
  });

  it('say nothing of signs that mark no array', () => {
    for (const field of ['a.b1.c', 'a{}b', 'a.0.b', '{}.a', 'a.[0]', 'a.v1[beta]', 'a.b(0)'])
      assert.deepEqual(warnings(ruleOf(`sel: {'${field}': x}`)), [], field);
  });

  it('tell the member of a record that is meant where one writes it in another case', () => {
    for (const [written, meant] of [
      ['EventName', 'eventName'],
      ['sourceIpAddress', 'sourceIPAddress'],
      ['RequestParameters.bucketName', 'requestParameters.bucketName'],
      ['useridentity.X.y', 'userIdentity.X.y'],
      ['userIdentity.sessionContext.sessionIssuer.username', 'userIdentity.sessionContext.sessionIssuer.userName'],
      ['useridentity.ARN', 'userIdentity.arn'],
    ] as const) {
      const [problem, ...others] = load(ruleOf(`sel: {b: 1, '${written}|contains': x}`)).problems;
      assert.deepEqual([problem?.severity, problem?.meant, others.length], ['warning', meant, 0], written);
      assert.match(problem?.message ?? '', /with regard to case/);
      assert.deepEqual([problem?.line, problem?.column, problem?.endColumn], [6, 16, 16 + written.length]);
    }
  });

  it('say nothing of members of other objects, and of other fields', () => {
    for (const field of ['requestParameters.EventName', 'responseElements.useridentity', 'Host', 'userIdentity'])
      assert.deepEqual(warnings(ruleOf(`sel: {'${field}': x}`)), [], field);
  });

  it('stand at the alias that they are about', () => {
    const text = correlationOver('type: temporal, rules: [a, b], timespan: 1m, group-by: [x], aliases: {x: {q: y}}');
    const [problem] = load(text).problems;
    const line = text.split('\n').at(-1) ?? '';
    assert.deepEqual([problem?.line, problem?.column], [5, line.indexOf('q: y') + 1]);
  });

  it('are not there for a count that may be', () => {
    for (const parts of [
      'event_count, condition: {gt: 2, lt: 4}',
      'event_count, condition: {neq: 1}',
      'event_count, condition: {lte: 1}',
      'temporal, condition: {gte: 2}',
      'value_sum, condition: {field: x, lt: -5}',
    ])
      assert.deepEqual(warnings(correlationOver(`type: ${parts}, rules: [a, b], timespan: 1m`)), [], parts);
  });

  it('are not there for an ordinary rule', () => {
    assert.deepEqual(warnings(ruleOf('sel: {a: 1}', 'title: T\nid: x\nlevel: low\nstatus: test')), []);
  });
});

function correlationOver(parts: string): string {
  const rule = (name: string): string =>
    `{title: ${name}, name: ${name}, logsource: {product: aws}, detection: {s: {n: ${name}}, condition: s}}\n---\n`;
  return `${rule('a')}${rule('b')}{title: C, correlation: {${parts}}}`;
}

describe('hostile rule files', function () {
  this.timeout(60_000);

  const silent = (text: string): void => {
    const set = loadRules([{ path: 'x.yml', text }]);
    assert.equal(set.rules.length + set.correlations.length, 0);
    assert.ok(set.problems.length > 0 || set.skipped.size > 0 || text.trim() === '');
    for (const problem of set.problems) assert.ok(problem.line >= 1 && problem.column >= 1);
  };

  it('survives aliases that unfold without end', () => {
    const levels = Array.from({ length: 30 }, (_, i) => `l${i}: &l${i} [*l${i - 1}, *l${i - 1}, *l${i - 1}]`).slice(1);
    silent(
      `title: T\nlogsource: {product: aws}\nl0: &l0 [x, x, x]\n${levels.join('\n')}\ndetection: {s: {a: *l29}, condition: s}`,
    );
  });
  it('survives an alias to itself', () => silent('&a [*a]'));
  it('survives brackets without end', () => silent('['.repeat(50_000)));
  it('survives maps without end', () => silent('{a: '.repeat(20_000)));
  it('survives indentation without end', () =>
    silent(Array.from({ length: 500 }, (_, i) => `${' '.repeat(i)}a:`).join('\n')));
  it('survives a file of noise', () => silent('\u0000\u0001\uffff: ]['));
  it('survives an endless list of problems', () => {
    const set = loadRules([
      { path: 'x.yml', text: ruleOf(`sel: {${Array.from({ length: 5000 }, (_, i) => `a${i}|nope: 1`).join(', ')}}`) },
    ]);
    assert.ok(set.problems.length <= 100);
  });
  it('survives documents that are nested deeply, one after the other', () => {
    // where the stack ran out within a regular expression that V8 had yet to compile it ended the process
    const deep = '['.repeat(1900) + ']'.repeat(1900);
    const { problems, rules } = loadRules([
      { path: 'x.yml', text: `${deep}\n---\n`.repeat(200) + ruleOf('sel: {a: 1}') },
    ]);
    assert.deepEqual(new Set(problems.map(({ message }) => message)).size, 1);
    assert.deepEqual([problems.length, problems[1]?.line, problems[1]?.column, rules.length], [200, 3, 102, 1]);
    assert.match(problems[0]?.message ?? '', /too many or too deep parts/);
  });
  it('survives lists in lists without end, without brackets', () => {
    for (const text of ['- '.repeat(100_000), '? '.repeat(100_000)]) silent(text);
  });
  it('tells where too much is wrong to go on', () => {
    for (const text of [': : : \n---\n'.repeat(100_000), 'a: 1\na: 2\n---\n'.repeat(50_000), ']\n'.repeat(100_000)]) {
      const { problems } = loadRules([{ path: 'x.yml', text }]);
      assert.ok(problems.length <= 3000, String(problems.length));
      assert.match(problems[0]?.message ?? '', /^Too much is wrong up to here: what follows is not read/);
    }
  });
  it('survives as many aliases as it takes', () => {
    const many = Array.from({ length: 20_000 }, (_, i) => `- &a${i} b\n`).join('') + '- *a7\n'.repeat(900);
    assert.deepEqual(loadRules([{ path: 'x.yml', text: many }]).problems, []);
  });
  it('survives a file, and a document, that is too large', () => {
    const [file, ...others] = loadRules([{ path: 'x.yml', text: '# x\n'.repeat(2_600_000) }]).problems;
    assert.deepEqual(others, []);
    assert.match(file?.message ?? '', /larger than 10,000,000 characters: not read as rules. Divide the file/);
    const text = `${ruleOf('sel: {a: 1}')}\n--- # this one\n# ${'x'.repeat(1_000_000)}`;
    const [document] = loadRules([{ path: 'x.yml', text }]).problems;
    assert.match(document?.message ?? '', /^The document that begins here is larger than 1,000,000 characters/);
    assert.deepEqual([document?.line, document?.column], [ruleOf('sel: {a: 1}').split('\n').length + 1, 1]);
  });
  it('survives a huge file', () => silent(`title: ${'x'.repeat(3_000_000)}`));
  it('takes nothing from an empty file', () => {
    for (const text of ['', '\n', '---\n---\n', '# a comment']) {
      const set = loadRules([{ path: 'x.yml', text }]);
      assert.deepEqual([set.rules.length, set.problems.length, set.skipped.size], [0, 0, 0]);
    }
  });
});
