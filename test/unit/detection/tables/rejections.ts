import { dedent, ruleOf } from '../support';

/** A file that must be rejected: what the problem says (a part of it), and where. */
export interface RejectionRow {
  readonly name: string;
  readonly text: string;
  readonly message: RegExp;
  readonly line: number;
  readonly column: number;
}

/** A detection inside a rule: its first line is line 6 of the file and its columns start at 3. */
function detection(name: string, text: string, message: RegExp, line: number, column: number): RejectionRow {
  return { name, text: ruleOf(text), message, line, column };
}

function file(name: string, text: string, message: RegExp, line: number, column: number): RejectionRow {
  return { name, text: dedent(text), message, line, column };
}

/** A correlation over one rule: its first line is line 7 and its columns start at 3. */
function correlation(name: string, text: string, message: RegExp, line: number, column: number): RejectionRow {
  const lines = dedent(text).split('\n');
  const head =
    '{title: A, name: a, logsource: {product: aws}, detection: {s: {n: a}, condition: s}}\n---\n' +
    '{title: B, name: b, logsource: {product: aws}, detection: {s: {n: b}, condition: s}}\n---\ntitle: C\ncorrelation:\n';
  return { name, text: head + lines.map((line) => `  ${line}`).join('\n'), message, line, column };
}

export const rejectionRows: readonly RejectionRow[] = [
  detection('an unknown modifier', 'sel:\n  a|contians: x', /no modifier "contians".*contains/, 7, 7),
  detection('an unknown modifier after a known one', 'sel: {a|contains|foo: x}', /no modifier "foo"/, 6, 20),
  detection('a modifier in capitals', 'sel: {a|Contains: x}', /Did you mean "contains"/, 6, 11),
  detection('an empty modifier', 'sel: {a|: x}', /no modifier ""/, 6, 11),
  detection('foreign without true or false', `sel:\n  a|foreign: mine`, /needs true or false/, 7, 16),
  detection('a placeholder without a table', `sel:\n  a|expand: '%admins%'`, /placeholder %admins%/, 7, 15),
  detection('a bad expression', `sel:\n  a|re: 'a('`, /regular expression.*not closed/, 7, 11),
  detection('a back reference', String.raw`sel: {a|re: '(a)\1'}`, /back references/, 6, 15),
  detection('an atomic group', `sel: {a|re: '(?>a)'}`, /atomic/, 6, 15),
  detection('a possessive quantifier', `sel: {a|re: 'a++'}`, /possessive/, 6, 15),
  detection('an escape that means nothing here', String.raw`sel: {a|re: '\K'}`, /"\\K"/, 6, 15),
  detection('an expression of too many steps', `sel: {a|re: '(a{1000}){1000}'}`, /steps/, 6, 15),
  detection('a bad network', 'sel: {a|cidr: 10.0.0.0/33}', /"10.0.0.0\/33" is no network/, 6, 17),
  detection('a network with wildcards', `sel: {a|cidr: '10.*'}`, /no network/, 6, 17),
  detection('a comparison with a text', 'sel: {a|gt: many}', /needs a number/, 6, 15),
  detection('a comparison with null', 'sel: {a|gt: null}', /needs a number/, 6, 15),
  detection('contains null', 'sel: {a|contains: null}', /needs a text/, 6, 21),
  detection('exists maybe', 'sel: {a|exists: maybe}', /needs true or false/, 6, 19),
  detection('exists null', 'sel: {a|exists: ~}', /needs true or false/, 6, 19),
  detection('base64 of a pattern', `sel: {a|base64: 'x*'}`, /cannot encode wildcards/, 6, 19),
  detection('base64 after contains', 'sel: {a|contains|base64: x}', /cannot encode wildcards/, 6, 28),
  detection('re after startswith', `sel: {a|startswith|re: 'x*'}`, /"startswith" before it would be lost/, 6, 22),
  detection('re after windash', `sel: {a|windash|re: ' -x'}`, /"windash" before it would be lost/, 6, 19),
  detection('a comparison after contains', 'sel: {a|contains|gt: 3}', /"contains" before it would be lost/, 6, 20),
  detection('a network after contains', 'sel: {a|contains|all|cidr: 10.0.0.0/8}', /"contains" before it/, 6, 24),
  detection('exists after endswith', 'sel: {a|endswith|exists: true}', /"endswith" before it would be lost/, 6, 20),
  detection('a part of a time after wide', 'sel: {t|wide|hour: 3}', /"wide" before it would be lost/, 6, 16),
  detection('fieldref after base64', 'sel: {a|base64|fieldref: b}', /"base64" before it would be lost/, 6, 18),
  detection('foreign after contains', 'sel: {a|contains|foreign: true}', /"contains" before it would be lost/, 6, 20),
  detection('a flag without re', 'sel: {a|i: x}', /after re/, 6, 14),
  detection('an hour that is no number', 'sel: {t|hour: noon}', /needs a number/, 6, 17),
  detection('too many dashes', `sel: {a|windash: '-a -b -c -d -e'}`, /dashes/, 6, 20),
  detection('fieldref of nothing', `sel: {a|fieldref: ''}`, /name of a field/, 6, 21),
  detection('fieldref of a number', 'sel: {a|fieldref: 5}', /name of a field/, 6, 21),
  detection('a keyword with cidr', `sel: {'|cidr': 10.0.0.0/8}`, /needs a field/, 6, 18),
  detection('a keyword null', 'sel: [null, x]', /empty/, 6, 9),
  detection('a keyword that exists', `sel: {'|exists': true}`, /needs a field/, 6, 20),
  detection('a map as value', 'sel: {a: {b: c}}', /with dots, as a\.name/, 6, 12),
  detection('bytes', 'sel: {a: !!binary UnVu}', /!!binary/, 6, 21),
  detection('a list in a list of values', 'sel: {a: [x, [y]]}', /not a list/, 6, 16),
  detection('a list in a list', 'sel: [[a]]', /list inside a list/, 6, 9),
  detection('an empty list of values', 'sel: {a: []}', /empty/, 6, 12),
  detection('an empty selection', 'sel: {}', /empty/, 6, 8),
  detection('a selection without a value', 'sel:\ncondition: sel', /empty/, 6, 7),

  detection(
    'a condition that names no selection',
    'sel: {a: 1}\ncondition: sel and other',
    /names "other".*There are: sel/,
    7,
    22,
  ),
  detection('a pattern that matches nothing', 'sel: {a: 1}\ncondition: 1 of filter*', /"filter\*" matches none/, 7, 14),
  detection('them with only underscores', '_sel: {a: 1}\ncondition: 1 of them', /matches none/, 7, 14),
  detection('two selections without an operator', 'a: {a: 1}\nb: {b: 1}\ncondition: a b', /missing before "b"/, 8, 16),
  detection('an operator at the end', 'a: {a: 1}\ncondition: a and', /ends where/, 7, 16),
  detection('an operator at the start', 'a: {a: 1}\ncondition: and a', /not "and"/, 7, 14),
  detection('not at the end', 'a: {a: 1}\ncondition: a and not', /ends where/, 7, 20),
  detection('an open bracket', 'a: {a: 1}\ncondition: (a', /not closed/, 7, 14),
  detection('a closing bracket too many', 'a: {a: 1}\ncondition: a)', /closes nothing/, 7, 15),
  detection('empty brackets', 'a: {a: 1}\ncondition: ()', /not "\)"/, 7, 15),
  detection('2 of', 'a: {a: 1}\nb: {b: 1}\ncondition: 2 of them', /"2 of" is not Sigma/, 8, 14),
  detection('of without a pattern', 'a: {a: 1}\ncondition: 1 of', /After "of"/, 7, 14),
  detection('an empty condition', `a: {a: 1}\ncondition: ''`, /ends where/, 7, 14),
  detection('a condition that is a map', 'a: {a: 1}\ncondition: {a: 1}', /text, or a list of texts/, 7, 14),
  detection('a condition that is nothing', 'a: {a: 1}\ncondition:', /text, or a list/, 7, 13),
  detection('count', 'a: {a: 1}\ncondition: a | count() > 5', /type event_count that/, 7, 16),
  detection('count by', 'a: {a: 1}\ncondition: a | count() by user > 5', /event_count with "group-by: user"/, 7, 16),
  detection(
    'count of a field',
    'a: {a: 1}\ncondition: a | count(eventName) by user > 5',
    /value_count with "group-by: user" and "field: eventName"/,
    7,
    16,
  ),
  detection('sum', 'a: {a: 1}\ncondition: a | sum(bytes) > 5', /value_sum/, 7, 16),
  detection('avg', 'a: {a: 1}\ncondition: a | avg(bytes) > 5', /value_avg/, 7, 16),
  detection('near', 'a: {a: 1}\nb: {b: 1}\ncondition: a | near b', /type temporal that/, 8, 16),
  detection('max', 'a: {a: 1}\ncondition: a | max(x) > 5', /Write a correlation document/, 7, 16),
  detection('one bad condition of a list', 'a: {a: 1}\ncondition:\n  - a\n  - nothing', /names "nothing"/, 9, 7),
  detection('brackets without end', `a: {a: 1}\ncondition: ${'('.repeat(300)}a${')'.repeat(300)}`, /too deep/, 7, 14),

  file('no condition', 'title: T\nlogsource: {product: aws}\ndetection:\n  sel: {a: 1}', /condition is missing/, 4, 3),
  file('no logsource', 'title: T\ndetection: {sel: {a: 1}, condition: sel}', /logsource is missing/, 1, 1),
  file(
    'a taxonomy of other names',
    'title: T\ntaxonomy: ocsf\nlogsource: {product: aws}\ndetection: {s: {a: 1}, condition: s}',
    /taxonomy "ocsf"/,
    2,
    11,
  ),
  file('a correlation of the old form', 'title: T\naction: correlation\ntype: event_count', /key "correlation"/, 2, 1),
  file(
    'a detection that is a list',
    'title: T\nlogsource: {product: aws}\ndetection: [a]',
    /detection is a map/,
    3,
    12,
  ),
  file('neither detection nor correlation', 'title: T\nlogsource: {product: aws}', /neither/, 1, 1),
  file(
    'a key twice',
    'title: T\nlogsource: {product: aws}\ndetection:\n  s: {a: 1, a: 2}\n  condition: s',
    /"a" stands twice/,
    4,
    13,
  ),
  file(
    'a selection twice',
    'title: T\nlogsource: {product: aws}\ndetection:\n  s: {a: 1}\n  s: {b: 2}\n  condition: s',
    /"s" stands twice/,
    5,
    3,
  ),
  file('a tab', 'title: T\nlogsource:\n\tproduct: aws', /[Tt]ab/, 3, 1),
  file('an open quote', `title: 'T\nlogsource: {product: aws}`, /quote/i, 2, 26),
  file('an alias without an anchor', 'title: *nothing', /nothing/, 1, 8),
  file('a list as a key', 'title: T\n? [a]\n: b', /plain text/, 2, 3),

  correlation('no type', 'rules: [a]\ntimespan: 1m\ncondition: {gte: 1}', /type is missing/, 7, 3),
  correlation('an unknown type', 'type: event_sum\nrules: [a]', /no correlation type "event_sum"/, 7, 9),
  correlation('no rules', 'type: event_count\ntimespan: 1m\ncondition: {gte: 1}', /rules are missing/, 7, 3),
  correlation(
    'an unknown rule',
    'type: event_count\nrules: [a, zzz]\ntimespan: 1m\ncondition: {gte: 1}',
    /"zzz"/,
    8,
    14,
  ),
  correlation('a rule twice', 'type: temporal\nrules: [a, a]\ntimespan: 1m', /"a" stands twice/, 8, 14),
  correlation('a rule that is a map', 'type: temporal\nrules: [{a: 1}]\ntimespan: 1m', /id, name or title/, 8, 11),
  correlation('no timespan', 'type: event_count\nrules: [a]\ncondition: {gte: 1}', /timespan is missing/, 7, 3),
  correlation('a bad timespan', 'type: event_count\nrules: [a]\ntimespan: 90\ncondition: {gte: 1}', /as 90m/, 9, 13),
  correlation(
    'a timespan of zero',
    'type: event_count\nrules: [a]\ntimespan: 0s\ncondition: {gte: 1}',
    /as 90m/,
    9,
    13,
  ),
  correlation(
    'no condition for event_count',
    'type: event_count\nrules: [a]\ntimespan: 1m',
    /needs a comparison/,
    7,
    3,
  ),
  correlation(
    'a condition without a comparison',
    'type: value_count\nrules: [a]\ntimespan: 1m\ncondition: {field: x}',
    /needs a comparison/,
    10,
    14,
  ),
  correlation(
    'a condition of no number',
    'type: event_count\nrules: [a]\ntimespan: 1m\ncondition: {gte: many}',
    /"gte" needs a number/,
    10,
    20,
  ),
  correlation(
    'an unknown comparison',
    'type: event_count\nrules: [a]\ntimespan: 1m\ncondition: {min: 1}',
    /no "min"/,
    10,
    15,
  ),
  correlation(
    'value_count without a field',
    'type: value_count\nrules: [a]\ntimespan: 1m\ncondition: {gte: 1}',
    /needs a "field"/,
    10,
    14,
  ),
  correlation(
    'value_sum of two fields',
    'type: value_sum\nrules: [a]\ntimespan: 1m\ncondition: {field: [x, y], gte: 1}',
    /looks at one field/,
    10,
    22,
  ),
  correlation(
    'a percentile over 100',
    'type: value_percentile\nrules: [a]\ntimespan: 1m\ncondition: {field: x, percentile: 101, gte: 1}',
    /0 to 100/,
    10,
    37,
  ),
  correlation(
    'a percentile for a sum',
    'type: value_sum\nrules: [a]\ntimespan: 1m\ncondition: {field: x, percentile: 5, gte: 1}',
    /no "percentile"/,
    10,
    25,
  ),
  correlation(
    'a text as condition of event_count',
    'type: event_count\nrules: [a]\ntimespan: 1m\ncondition: a',
    /temporal only/,
    10,
    14,
  ),
  correlation(
    'a text as condition of temporal_ordered',
    'type: temporal_ordered\nrules: [a, b]\ntimespan: 1m\ncondition: a and b',
    /temporal only/,
    10,
    14,
  ),
  correlation(
    'a condition that names another rule',
    'type: temporal\nrules: [a]\ntimespan: 1m\ncondition: a and q',
    /names "q"/,
    10,
    20,
  ),
  correlation(
    'a generate that is neither true nor false',
    'type: temporal\nrules: [a, b]\ntimespan: 1m\ngenerate: always',
    /"generate" is true or false/,
    10,
    13,
  ),
  correlation(
    'a condition that is a list',
    'type: temporal\nrules: [a, b]\ntimespan: 1m\ncondition: [a]',
    /is a map/,
    10,
    14,
  ),
  correlation('an unknown key', 'type: temporal\nrules: [a, b]\ntimespan: 1m\ngroupby: [x]', /no "groupby"/, 10, 3),
  correlation(
    'aliases that are no map',
    'type: temporal\nrules: [a, b]\ntimespan: 1m\naliases: [x]',
    /Aliases are a map/,
    10,
    12,
  ),
  correlation(
    'group-by of maps',
    'type: temporal\nrules: [a, b]\ntimespan: 1m\ngroup-by: [{x: 1}]',
    /"group-by" is a text/,
    10,
    13,
  ),
  correlation(
    'first_seen without learning',
    'type: first_seen\nrules: [a]\ncondition: {field: x}',
    /needs "learning"/,
    9,
    14,
  ),
  correlation(
    'first_seen with a number',
    'type: first_seen\nrules: [a]\ncondition: {field: x, learning: 1d, gte: 1}',
    /no numbers/,
    9,
    14,
  ),
  file('a correlation that is a list', 'title: T\ncorrelation: [a]', /correlation is a map/, 2, 14),
  file(
    'a correlation that refers to itself',
    'title: T\nname: me\ncorrelation: {type: event_count, rules: [me], timespan: 1m, condition: {gte: 1}}',
    /refers to itself/,
    1,
    1,
  ),

  file(
    'a filter without rules',
    'title: F\nlogsource: {product: aws}\nfilter:\n  s: {a: 1}\n  condition: not s',
    /rules are missing/,
    4,
    3,
  ),
  file(
    'a filter without a condition',
    'title: F\nlogsource: {product: aws}\nfilter:\n  rules: any\n  s: {a: 1}',
    /condition is missing/,
    4,
    3,
  ),
  file(
    'a filter without a logsource',
    'title: F\nfilter: {rules: any, s: {a: 1}, condition: not s}',
    /logsource is missing/,
    1,
    1,
  ),
  file('a filter that is a list', 'title: F\nlogsource: {product: aws}\nfilter: [a]', /filter is a map/, 3, 9),
  file(
    'a filter with a bad date',
    'title: F\nexpires: tomorrow\nlogsource: {product: aws}\nfilter: {rules: any, s: {a: 1}, condition: not s}',
    /YYYY-MM-DD/,
    2,
    10,
  ),
];
