import assert from 'node:assert/strict';
import fc from 'fast-check';
import { askedAt } from '../../../../../src/case/rules/ruleWriting/asked';
import { writingContext } from '../../../../../src/case/rules/ruleWriting/context';
import { withCursor } from './support';

const at = (marked: string) => {
  const { text, line, character } = withCursor(marked);
  return writingContext(text, line, character);
};

/** Path, side and what is typed; what else stands in the same map. */
const PLACES: readonly [string, string | undefined, string?][] = [
  ['¦', ' key ""'],
  ['ti¦', ' key "ti"'],
  ['title: x\nle¦\nid: 1', ' key "le"', 'title=x id=1'],
  ['title: x\nlevel: ¦', 'level value ""', 'title=x'],
  ['title: x\nlevel: hi¦gh # soon', 'level value "hi"', 'title=x'],
  ['level:¦', 'level value ""'],
  ['level¦: high', ' key "level"'],
  ['lev¦el: high', ' key "lev"'],
  ['logsource:\n  ¦', 'logsource key ""'],
  ['logsource:\n  product: ¦', 'logsource product value ""'],
  ['detection:\n  selection:\n    eventName: ¦', 'detection selection eventName value ""'],
  [
    'detection:\n  a:\n    eventSource: e\n    ¦\n    awsRegion: r\n  b:\n    c: d',
    'detection a key ""',
    'eventSource=e awsRegion=r',
  ],
  ['detection:\n  a:\n    x: y\n¦\nlevel: low', ' key ""', 'detection= level=low'],
  ['detection:\n  a:\n    x: y\n  ¦', 'detection key ""', 'a='],
  ['detection:\n  a:\n    eventName:\n      - ¦', 'detection a eventName element ""'],
  ['detection:\n  a:\n    eventName:\n      - x\n      - "Ru¦"', 'detection a eventName element "\\"Ru"'],
  ['detection:\n  a:\n    eventName:\n    - Ru¦', 'detection a eventName element "Ru"'],
  ['detection:\n  a:\n    eventName:\n      -¦', 'detection a eventName element ""'],
  ['detection:\n  a:\n    eventName: &names !!str Ru¦', 'detection a eventName value "Ru"'],
  ['detection:\n  a:\n    eventName: &na¦', 'detection a eventName value "&na"'],
  ['detection:\n  a:\n    eventName:\n      - &first Ru¦', 'detection a eventName element "Ru"'],
  ['detection:\n  a:\n    - eventName: x\n      ¦', 'detection a element ""', 'eventName=x'],
  ['detection:\n  a:\n    - eventName: x\n    - ¦\n      b: c', 'detection a element ""', 'b=c'],
  ['detection:\n  a:\n    - eventName: x\n    - b: ¦', 'detection a b value ""'],
  ['detection:\n  a:\n    eventName: [x, y¦]', 'detection a eventName value "y"'],
  ['detection:\n  a:\n    eventName: [¦]', 'detection a eventName value ""'],
  ['logsource: { product: aws, ¦ }', 'logsource key ""', 'product=aws'],
  ['logsource: { product: aws, ser¦vice: x }', 'logsource key "ser"', 'product=aws'],
  ['logsource: {¦', 'logsource key ""'],
  ['logsource: { product: aws¦', 'logsource product value "aws"'],
  ['logsource: { product: aws, service: ¦}', 'logsource service value ""', 'product=aws'],
  ['logsource: { product:¦ }', 'logsource product value ""'],
  ['logsource: { ¦product: aws }', 'logsource key ""'],
  ['logsource: {  ¦  product: aws }', undefined],
  ['logsource: { product: aws } ¦', 'logsource value "{ product: aws } "'],
  ['logsource: { product: aws, # ¦', undefined],
  ['detection:\n  a: { eventName: [x, ¦], "b c": 1 }', 'detection a eventName value ""', 'b c=1'],
  ['detection:\n  a: { eventName: [x, y], b: ¦ }\n  c: d', 'detection a b value ""', 'eventName=x'],
  ['detection:\n  a:\n    - { eventName: x }\n    - { eventName: y, ¦ }', 'detection a key ""', 'eventName=y'],
  ['detection:\n  a: [ { eventName: x }, { eventName: "y, z", ¦', 'detection a key ""', 'eventName=y, z'],
  ['detection:\n  a:\n    eventName: [\n      x, # {\n      ¦\n    ]\n    b: c', 'detection a eventName value ""', 'b=c'],
  ['detection:\n  a:\n    eventName: [\n      x,\n    ]\n    ¦', 'detection a key ""', 'eventName=x'],
  ['detection:\n  a: {\n    eventName: x,\n    ¦\n  }\n  b: c', 'detection a key ""', 'eventName=x'],
  ['detection:\n  a: {\n    eventName: x,\n    c¦', 'detection a key "c"', 'eventName=x'],
  // brackets that were never closed
  ['detection:\n  a: { eventName: x,\n  ¦', 'detection key ""', 'a='],
  ['detection:\n  a: [x\n  condition: ¦', 'detection condition value ""', 'a=x'],
  ["detection:\n  a: { b: 'it''s, ¦ ', c: d }", 'detection a b value "\'it\'\'s, "', 'c=d'],
  ['detection:\n  a: { arn: arn:aws:s3:::x¦ }', 'detection a arn value "arn:aws:s3:::x"'],
  ['detection:\n  a:\n    b|c¦', 'detection a key "b|c"'],
  ["detection:\n  a:\n    'b|c¦': 1", 'detection a key "\'b|c"'],
  ["detection:\n  a:\n    'x': 1\n    \"y z\": '2'\n    ¦", 'detection a key ""', 'x=1 y z=2'],
  ['detection:\n  a:\n    eventName:\n      - x\n    ¦', 'detection a key ""', 'eventName=x'],
  ['a: 1\n---\nb: 2\n¦\n---\nc: 3', ' key ""', 'b=2'],
  ['detection:\n  # ¦', undefined],
  ['level: low # ¦', undefined],
  ['description: >-\n  some ¦', undefined],
  ['description: |\n  a: b\n  ¦\nlevel: x', undefined],
  ['description: |\n  a: b\nlevel: ¦', 'level value ""', 'description=|'],
  ['---¦', undefined],
  ['  a¦: b', ' key "a"'],
  [' ¦  a: b', undefined],
  ['arn: arn:aws:iam::1:user/¦x', 'arn value "arn:aws:iam::1:user/"'],
];

describe('What somebody writes at a place of a rule', () => {
  for (const [marked, expected, beside = ''] of PLACES)
    it(JSON.stringify(marked), () => {
      const place = at(marked);
      const told = place && `${place.path.join(' ')} ${place.side} ${JSON.stringify(place.typed)}`;
      assert.equal(told, expected);
      if (place === undefined) return;
      assert.equal([...place.beside].map(([key, value]) => `${key}=${value}`).join(' '), beside);
      const { text, line, character } = withCursor(marked);
      const content = text.split('\n')[line] ?? '';
      assert.equal(content.slice(place.start, character), place.typed);
      assert.ok(place.end >= character && place.end <= Math.max(content.length, character));
    });

  it('never throws, at any place of any text', () => {
    const piece = fc.constantFrom(
      'a',
      ':',
      ' ',
      '\n',
      '- ',
      '"',
      "'",
      '#',
      '|',
      '[',
      '{',
      ']',
      '}',
      ',',
      '---\n',
      '  ',
      'detection:\n',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), fc.nat(), (pieces, seed) => {
        const text = pieces.join('');
        const lines = text.split('\n');
        const line = seed % lines.length;
        const place = writingContext(text, line, seed % ((lines[line]?.length ?? 0) + 1));
        if (place !== undefined) askedAt(place);
      }),
    );
    for (const part of [' ', 'a ', 'a', '- ', '"', "'", ', ', '|'])
      writingContext(`a:\n  ${part.repeat(500_000)}`, 1, 400_000);
    for (const part of ['{a: ', '[', '}', ': ', '"', ', ', "'a'"])
      writingContext(`a: {\n  ${`${part.repeat(400)}\n  `.repeat(500)}`, 400, 10);
  });
});

const detection = (rest: string): string => `title: x\ndetection:\n${rest}`;

/** What is asked for: its kind, and what belongs to it. */
const ASKED: readonly [string, string | undefined][] = [
  ['title: x\n¦', 'keys id name status description'],
  ['level: ¦', 'words informational low medium high critical'],
  ['status: t¦', 'words stable test experimental deprecated unsupported'],
  ['logsource:\n  ¦', 'keys product service'],
  ['logsource:\n  product: aws\n  ¦', 'keys service'],
  ['logsource:\n  product: ¦', 'words aws'],
  ['logsource:\n  service: ¦', 'words cloudtrail'],
  ['logsource:\n  category: ¦', undefined],
  ['title: ¦', undefined],
  ['fields:\n  - ¦', 'fields value'],
  [detection('  ¦'), 'keys selection filter condition'],
  [detection('  selection:\n    a: b\n  ¦'), 'keys selection_2 filter condition'],
  [detection('  selection:\n    ¦'), 'fields key'],
  [detection('  selection:\n    eventName: RunInstances\n    ¦'), 'fields key RunInstances'],
  [detection('  selection:\n    eventName:\n      - RunInstances\n      - x\n    ¦'), 'fields key RunInstances'],
  [detection('  selection:\n    eventName: Run*\n    ¦'), 'fields key'],
  [detection('  selection:\n    - eventName: A\n    - eventName: B\n      ¦'), 'fields key B'],
  [detection('  selection:\n    - ¦'), 'fields key'],
  [detection('  selection: { eventName: RunInstances, ¦ }'), 'fields key RunInstances'],
  [detection('  selection: { eventName: ¦'), 'values eventName'],
  [detection('  selection: { userAgent|¦'), 'modifiers contains startswith endswith all'],
  [detection('  selection:\n    - { eventName: [A, B], awsRegion: ¦ }'), 'values awsRegion A'],
  [detection('  selection:\n    eventName: [\n      Ru¦'), 'values eventName'],
  [detection('  a: { b: 1 }\n  c: { d: 2 }\n  condition: a and ¦'), 'words a c not 1 of them'],
  ['logsource: { product: aws, ¦ }', 'keys service'],
  ['logsource: { product: ¦ }', 'words aws'],
  ['correlation: { type: ¦', 'words event_count value_count temporal temporal_ordered'],
  ['correlation:\n  condition: { field: ¦ }', 'fields value'],
  ['filter: { rules: [¦], selection: { a: b } }', 'rules'],
  [detection('  selection:\n    userAgent|¦'), 'modifiers contains startswith endswith all'],
  [detection('  selection:\n    userAgent|re|¦'), 'modifiers i ignorecase m multiline'],
  [detection('  selection:\n    eventName: ¦'), 'values eventName'],
  [detection('  selection:\n    eventName: A\n    awsRegion: ¦'), 'values awsRegion A'],
  [detection('  selection:\n    userAgent|contains|all:\n      - ¦'), 'values userAgent contains all'],
  [detection('  selection:\n    a|exists: ¦'), 'words true false'],
  [
    detection('  selection:\n    a|policy: ¦'),
    'words everyone everyone by header allows * allows iam:* allows all but some',
  ],
  [detection('  selection:\n    a|fieldref: ¦'), 'fields value'],
  [detection('  selection:\n    a|expand: ¦'), "words '%accounts%'"],
  [detection('  selection: ¦'), undefined],
  [detection('  selection:\n    a: 1\n  filter_x:\n    b: 2\n  condition: ¦'), 'words selection filter_x not 1 of them'],
  [detection('  a:\n    a: 1\n  condition: a ¦'), 'words and or'],
  [detection('  a:\n    a: 1\n  condition: a o¦'), 'words and or'],
  [detection('  a:\n    a: 1\n  condition: (a or ¦'), 'words a not 1 of them'],
  [detection('  a:\n    a: 1\n  condition: a and not (¦'), 'words a not 1 of them'],
  [detection('  a:\n    a: 1\n  condition: "¦"'), 'words a not 1 of them'],
  [detection('  a_1:\n    a: 1\n  condition: 1 of ¦'), 'words a_* a_1 them'],
  [detection('  a_1:\n    a: 1\n  condition: 1 ¦'), 'words of a_* of them'],
  [detection('  a:\n    a: 1\n  condition: a and not all o¦'), 'words of them'],
  [detection('  all:\n    a: 1\n  condition: all ¦'), 'words and or'],
  [detection('  "a b":\n    a: 1\n  c:\n    a: 1\n  condition: ¦'), 'words c not 1 of them'],
  [detection('  a:\n    a: 1\n  condition: a\n    and ¦'), 'words a not 1 of them'],
  [detection('  a:\n    a: 1\n  condition:\n    ¦'), 'words a and or not'],
  [detection('  a:\n    a: 1\n  condition: >\n    a and\n    not ¦'), 'words a not 1 of them'],
  [detection('  a:\n    a: 1\n  condition: |\n    a ¦'), 'words and or'],
  [detection('  a:\n    eventName: |\n      Run¦'), undefined],
  [detection('  a:\n    - some text\n    - ¦'), undefined],
  [detection('  a:\n    - ¦\n    - some text'), undefined],
  [detection('  a:\n    - eve¦'), 'fields key'],
  [detection('  keywords:\n    - ¦'), undefined],
  [detection('  a:\n    a: 1\n  condition: a and not all of th¦'), 'words a them'],
  [detection('  a:\n    a: 1\n  condition: 1 of them ¦'), 'words and or'],
  [detection('  band:\n    a: 1\n  condition: band ¦'), 'words and or'],
  [detection('  a:\n    a: 1\n  condition:\n    - a\n    - ¦'), 'words a not 1 of them'],
  [detection('  timeframe: ¦'), undefined],
  [detection('  rules:\n    eventName: ¦'), 'values eventName'],
  [detection('  rules:\n    a: 1\n  condition: ¦'), 'words rules not 1 of them'],
  ['correlation:\n  ¦', 'keys type rules group-by timespan'],
  ['correlation:\n  type: ¦', 'words event_count value_count temporal temporal_ordered'],
  ['correlation:\n  rules:\n    - ¦', 'rules'],
  ['correlation:\n  rules: [¦]', 'rules'],
  ['correlation:\n  group-by:\n    - ¦', 'fields value'],
  ['correlation:\n  aliases:\n    who:\n      a: b\n      c: d\n  group-by:\n    - ¦', 'fields value who'],
  ['correlation:\n  aliases: { who: { a: b }, what: { a: c } }\n  group-by: [who, ¦]', 'fields value who what'],
  ['correlation:\n  aliases: { who: { a: b } }\n  condition: { field: ¦ }', 'fields value who'],
  ['correlation:\n  aliases:\n    who: { a: ¦ }', 'fields value'],
  ['correlation:\n  condition:\n    ¦', 'keys gte gt lte lt'],
  ['correlation:\n  type: first_seen\n  condition:\n    ¦', 'keys field learning'],
  ['correlation:\n  type: event_count\n  condition: { gte: 1, gt: 1, lte: 1, lt: 1, ¦ }', 'keys eq neq'],
  ['correlation:\n  type: value_sum\n  condition: { gte: 1, gt: 1, lte: 1, lt: 1, ¦ }', 'keys eq neq field'],
  [
    'correlation:\n  type: value_percentile\n  condition: { gte: 1, gt: 1, lte: 1, lt: 1, ¦ }',
    'keys eq neq field percentile',
  ],
  ['correlation:\n  condition:\n    learning: ¦', 'words 7d 0s'],
  ['correlation:\n  type: temporal\n  rules: [a, b]\n  condition: ¦', 'words a b not 1 of them'],
  ['correlation:\n  type: temporal_ordered\n  rules:\n    - a\n    - b\n  condition: a and not b ¦', 'words and or'],
  ['correlation:\n  type: event_count\n  rules: [a, b]\n  condition: ¦', undefined],
  ['correlation:\n  condition:\n    field: ¦', 'fields value'],
  ['correlation:\n  timespan: ¦', 'words 10m 1h 24h 7d'],
  ['correlation:\n  aliases:\n    ¦', undefined],
  ['correlation:\n  aliases:\n    who:\n      ¦', 'rules'],
  ['correlation:\n  aliases:\n    who:\n      made: ¦', 'fields value'],
  ['filter:\n  ¦', 'keys rules selection condition'],
  ['filter:\n  rules:\n    - ¦', 'rules'],
  ['filter:\n  selection:\n    userIdentity.arn: ¦', 'values userIdentity.arn'],
  ['filter:\n  selection:\n    a: b\n  condition: not ¦', 'words selection not 1 of them'],
  ['a:\n  b:\n    ¦', undefined],
];

describe('What may be written there', () => {
  for (const [marked, expected] of ASKED)
    it(JSON.stringify(marked), () => {
      const place = at(marked);
      const asked = place && askedAt(place);
      const parts = [
        asked?.kind,
        ...(asked !== undefined && 'words' in asked ? asked.words.slice(0, 4).map(({ word }) => word) : []),
        ...(asked?.kind === 'fields' ? [asked.as, ...asked.names, ...(asked.aliases ?? [])] : []),
        ...(asked?.kind === 'values' ? [asked.field, ...asked.modifiers, ...asked.names] : []),
      ];
      const told = asked && parts.join(' ');
      const isCut = expected?.startsWith('keys') === true || expected?.startsWith('words') === true;
      const beginning = (text: string | undefined): string | undefined =>
        isCut ? text?.split(' ').slice(0, 5).join(' ') : text;
      assert.equal(beginning(told), beginning(expected));
    });

  it('replaces only the word of a condition, and only the modifier that is written', () => {
    const start = (marked: string): number | undefined => {
      const place = at(marked);
      return place && askedAt(place)?.start;
    };
    assert.equal(start(detection('  a:\n    b: 1\n  condition: a and not (sel¦')), '  condition: a and not ('.length);
    assert.equal(start(detection('  a:\n    userAgent|cont¦')), '    userAgent|'.length);
  });

  it('offers at the top of a document what its kind has, and of each kind while it has none', () => {
    const offered = (marked: string): string[] => {
      const place = at(marked);
      const asked = place && askedAt(place);
      const all = asked !== undefined && 'words' in asked ? asked.words.map(({ word }) => word) : [];
      return all.filter((word) => /^(detection|correlation|filter|reason|expires|tags)$/.test(word));
    };
    assert.deepEqual(offered('title: x\n¦'), ['tags', 'detection', 'correlation', 'filter', 'reason', 'expires']);
    assert.deepEqual(offered('title: x\ndetection:\n  a:\n    b: 1\n¦'), ['tags']);
    assert.deepEqual(offered('title: x\ncorrelation:\n  type: temporal\n¦'), ['tags']);
    assert.deepEqual(offered('title: x\nfilter:\n  rules: [a]\n¦'), ['tags', 'reason', 'expires']);
    // the key that is written anew
    assert.deepEqual(offered('title: x\ndetection:\n  a:\n    b: 1\n---\ntitle: y\nfil¦').slice(1, 2), ['detection']);
  });

  it('offers flags of regular expressions only behind one', () => {
    const words = (marked: string): string[] => {
      const place = at(marked);
      const asked = place && askedAt(place);
      return asked !== undefined && 'words' in asked ? asked.words.map(({ word }) => word) : [];
    };
    assert.ok(!words(detection('  a:\n    b|¦')).includes('i'));
    assert.ok(words(detection('  a:\n    b|re|¦')).includes('i'));
    assert.ok(!words(detection('  a:\n    b|re|¦')).includes('re'));
  });
});
