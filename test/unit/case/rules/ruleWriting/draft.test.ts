import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parse, parseDocument } from 'yaml';
import { draftRule } from '../../../../../src/case/rules/ruleWriting/draft';
import { ruleHeads } from '../../../../../src/case/rules/ruleWriting/recognise';
import { inPlaceOf, valueText } from '../../../../../src/case/rules/ruleWriting/scalar';
import { literalSigma, yamlText } from '../../../../../src/case/yamlText';
import { writtenValues } from '../../../../../src/case/rules/ruleWriting/values';
import { Detector, loadRules } from '../../../../../src/detection';
import { type Json, text } from '../../../../fixtures/log';
import { sampleLogs } from '../../../../fixtures/samples';

/** Texts that mean something to YAML, to Sigma, or to who reads them. */
const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.string({ maxLength: 12 }),
  fc
    .array(
      fc.constantFrom(
        'a',
        '*',
        '?',
        '\\',
        ':',
        ' ',
        '#',
        "'",
        '"',
        '\n',
        '\t',
        '|',
        '-',
        '{',
        ']',
        '&',
        '!',
        '%',
        '\u202e',
        '0x1',
        'null',
        '.',
      ),
      { maxLength: 6 },
    )
    .map((parts) => parts.join('')),
  fc.constantFrom(
    'yes',
    'No',
    'null',
    '~',
    '',
    '1',
    '1e3',
    '0x10',
    '.5',
    '---',
    '...',
    '<<',
    '2026-03-14',
    'true',
    '1:30',
  ),
);

const facts = { id: '6f2ac0b2-27a2-4f7c-9f1c-8b1f3f0d2a11', date: '2026-03-14' };
/** What a YAML map has at `a`. */
const read = <T>(text: string): T => (parse(text) as { a: T }).a;
const rulesOf = (text: string) => loadRules([{ path: 'draft.yml', text }]);

describe('A text of a log as YAML', function () {
  this.timeout(60_000);

  it('gives back exactly that text, on one line', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const written = yamlText(text);
        assert.equal(written.includes('\n'), false);
        assert.equal(read<string>(`a: ${written}`), text);
        assert.equal(read<string[]>(`a:\n  - ${written}\n`)[0], text);
        assert.equal(read<string[]>(`a: [${written}]`)[0], text);
        assert.deepEqual(Object.keys(parse(`${written}: 1`) as object), [text]);
      }),
      { numRuns: 600 },
    );
  });

  it('has quotes only where it needs them', () => {
    for (const text of [
      'RunInstances',
      'ec2.amazonaws.com',
      'arn:aws:iam::111122223333:user/alice',
      '198.51.100.7',
      'a b',
      '/x',
    ])
      assert.equal(yamlText(text), text);
    for (const text of ['', 'no', '1', '111122223333', 'a: b', 'a #b', '*', ' a', 'a ', "it's", '[a]', '-a', 'a:'])
      assert.notEqual(yamlText(text), text);
  });

  it('shows what cannot be seen', () => {
    assert.equal(yamlText('a\u202eb'), '"a\\u202eb"');
    assert.equal(yamlText('a\nb'), '"a\\nb"');
    assert.equal(yamlText('\u{e0041}'), '"\\U000e0041"');
  });

  it('as a Sigma value is true of that text and of no other', () => {
    fc.assert(
      fc.property(hostile, hostile, (text, other) => {
        const rule = `title: x\nlogsource: {product: aws}\ndetection:\n  s:\n    f: ${valueText(text)}\n  condition: s\n`;
        const set = rulesOf(rule);
        assert.deepEqual(set.problems, []);
        const detector = new Detector(set);
        assert.equal(detector.match({ f: text }).length, 1);
        assert.equal(detector.match({ f: other }).length, other.toLowerCase() === text.toLowerCase() ? 1 : 0);
      }),
      { numRuns: 400 },
    );
    assert.equal(literalSigma('a*b?c\\'), 'a\\*b\\?c\\\\');
  });
});

const leaf = fc.oneof(hostile, fc.integer(), fc.boolean(), fc.constant(null), fc.double({ noNaN: true }));
const key = fc.oneof(hostile, fc.constantFrom('instanceId', 'items', 'name', 'a.b', 'clientToken', '__proto__'));
const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    leaf,
    fc.array(tie('tree'), { maxLength: 4 }),
    fc.dictionary(key, tie('tree'), { maxKeys: 4 }),
  ),
}));
const anyRecord = fc.record(
  {
    eventSource: tree,
    eventName: fc.oneof(hostile, tree),
    errorCode: fc.oneof(hostile, tree),
    errorMessage: hostile,
    userIdentity: fc.oneof(
      fc.record({
        type: hostile,
        arn: hostile,
        sessionContext: fc.record({ sessionIssuer: fc.record({ arn: hostile }) }),
      }),
      tree,
    ),
    requestParameters: tree,
  },
  { requiredKeys: [] },
);

describe('A rule made from an event', function () {
  this.timeout(60_000);

  const made = (record: Json): string => draftRule(record, facts);
  const matches = (text: string, record: Json): number => new Detector(rulesOf(text)).match(record).length;

  it('is a rule without fault that is true of this event, whatever the event holds', () => {
    fc.assert(
      fc.property(anyRecord, (generated) => {
        const record = JSON.parse(JSON.stringify(generated)) as Json;
        const text = made(record);
        const set = rulesOf(text);
        // what CloudTrail never writes, and what looks like something else, is told of wherever it comes from
        const odd =
          /^CloudTrail writes no |is compared as a text\. |^This is the text "null"|^These quotes are|^A path has no wildcards|^There is a sign in it that cannot/i;
        const problems = set.problems.filter(({ severity, message }) => severity === 'error' || !odd.test(message));
        assert.deepEqual(problems, [], text);
        assert.equal(set.rules.length, 1, text);
        assert.equal(matches(text, record), 1, text);
        assert.equal(ruleHeads(text).length, 1, text);
        assert.equal(parseDocument(text).errors.length, 0);
      }),
      { numRuns: 300 },
    );
  });

  it('is true of its event and of few others, for every event of the samples', () => {
    let events = 0;
    for (const bytes of sampleLogs().values()) {
      const records = (JSON.parse(text(bytes)) as { Records: Json[] }).Records;
      for (const record of records) {
        events++;
        const rule = made(record);
        assert.equal(matches(rule, record), 1, rule);
        assert.equal(matches(rule, { ...record, eventName: 'Other' }), 0);
        assert.equal(matches(rule, { ...record, errorCode: 'AnotherError' }), 0);
      }
    }
    assert.ok(events > 30);
  });

  it('is tagged as rules about such events are, or says how', () => {
    const tags = ['attack.persistence', 'attack.t1098'];
    const tagged = rulesOf(draftRule({ eventName: 'CreateUser' }, { ...facts, tags }));
    assert.deepEqual(tagged.problems, []);
    assert.deepEqual(tagged.rules[0]?.tags, tags);
    const untagged = made({ eventName: 'CreateUser' });
    assert.deepEqual(rulesOf(untagged).rules[0]?.tags, []);
    // what it says is a rule, too, once it is no comment
    const followed = rulesOf(untagged.replaceAll(/^# (tags:|  - )/gm, '$1'));
    assert.deepEqual(followed.problems, []);
    assert.deepEqual(followed.rules[0]?.tags, ['attack.discovery']);
  });

  it('names who did it, however long the name is', () => {
    const arn = `arn:aws:sts::111122223333:assumed-role/${'r'.repeat(64)}/${'s'.repeat(200)}`;
    const record = { eventName: 'A', userIdentity: { type: 'AssumedRole', arn } };
    assert.ok(made(record).includes(`userIdentity.arn: ${arn}`), made(record));
  });

  it('has the telling fields, ready to be trimmed', () => {
    const record = {
      eventTime: '2026-03-14T08:27:45Z',
      eventSource: 'ec2.amazonaws.com',
      eventName: 'ModifySnapshotAttribute',
      userIdentity: {
        type: 'AssumedRole',
        arn: 'arn:aws:sts::111122223333:assumed-role/ops/bob',
        accessKeyId: 'ASIAEXAMPLE',
        sessionContext: { sessionIssuer: { arn: 'arn:aws:iam::111122223333:role/ops' } },
      },
      requestParameters: {
        snapshotId: 'snap-1a2b3c4d',
        attributeType: 'CREATE_VOLUME_PERMISSION',
        createVolumePermission: { add: { items: [{ userId: '444455556666' }, { group: 'all' }] } },
        clientToken: 'a-b-c',
        secret: 'HIDDEN_DUE_TO_SECURITY_REASONS',
      },
      responseElements: { _return: true },
    };
    assert.equal(
      made(record),
      `title: ModifySnapshotAttribute by role ops / session bob
id: ${facts.id}
status: experimental
# description: Say what happened, and why it matters.
date: 2026-03-14
# Its tactic and technique in MITRE ATT&CK:
# tags:
#   - attack.discovery
logsource:
  product: aws
  service: cloudtrail
detection:
  # Take out what need not be the same in other events.
  selection:
    eventSource: ec2.amazonaws.com
    eventName: ModifySnapshotAttribute
    errorCode: null
    userIdentity.type: AssumedRole
    userIdentity.arn: arn:aws:sts::111122223333:assumed-role/ops/bob
    userIdentity.sessionContext.sessionIssuer.arn: arn:aws:iam::111122223333:role/ops
    requestParameters.snapshotId: snap-1a2b3c4d
    requestParameters.attributeType: CREATE_VOLUME_PERMISSION
    requestParameters.createVolumePermission.add.items.userId: '444455556666'
    requestParameters.createVolumePermission.add.items.group: all
  condition: selection
fields:
  - eventTime
  - awsRegion
  - userIdentity.arn
  - sourceIPAddress
  - userAgent
  - requestParameters
# falsepositives:
#   - Say what else it may be.
level: medium
`,
    );
  });

  it('has what everybody is called by, and none of what is hidden', () => {
    const requestParameters = { principal: '*', password: '***', token: '****' };
    assert.match(made({ eventName: 'AddPermission', requestParameters }), /\n {4}requestParameters\.principal: '\\\*'\n {2}condition/);
  });

  it('has no member whose name reads as a place in a list', () => {
    for (const name of ['a[]', 'a[0]', 'a[*]', 'a{}']) {
      const text = made({ eventName: 'A', requestParameters: { [name]: 'x', b: { [name]: { c: 'x' } }, d: 'z' } });
      assert.match(text, /\n {4}errorCode: null\n {4}requestParameters\.d: z\n {2}condition/);
    }
  });

  it('says how the call failed', () => {
    const failed = { eventName: 'RunInstances', errorCode: 'Client.UnauthorizedOperation', errorMessage: 'x' };
    assert.match(made(failed), /\n {4}errorCode: Client\.UnauthorizedOperation\n/);
    const signIn = { eventName: 'ConsoleLogin', errorMessage: 'Failed authentication' };
    assert.match(made(signIn), /\n {4}errorCode: null\n {4}errorMessage: Failed authentication\n/);
  });
});

describe('A name in the place of another one', () => {
  const TABLE: readonly [written: string, name: string, expected: string][] = [
    ['contans', 'contains', 'contains'],
    ['sel', '_sel', '_sel'],
    ['sle*', 'sel*', 'sel*'],
    ['Key mad', 'Key *', "'Key *'"],
    ['Key mad', 'Key made', 'Key made'],
    ['Key mad', "Key: bob's", "'Key: bob''s'"],
    ["'Key mad'", 'Key made', "'Key made'"],
    ["'Key mad'", "Bob's key", "'Bob''s key'"],
    ['"Key mad"', 'A "key" made', '"A \\"key\\" made"'],
    ["'Key mad'", 'Key\u202emade', '"Key\\u202emade"'],
  ];
  for (const [written, name, expected] of TABLE)
    it(`${name} for ${written}`, () => {
      const text = inPlaceOf(written, name);
      assert.equal(text, expected);
      assert.equal(read(`a: ${text}`), name);
    });
});

describe('Values behind modifiers', () => {
  const values = ['a.b*', 22, true, '198.51.100.7', '198.51.100.9'].map((value) => ({ value, count: 1 }));
  const TABLE: readonly [string, readonly string[]][] = [
    ['', ['a.b\\*', '22', 'true', '198.51.100.7', '198.51.100.9']],
    ['contains', ['a.b\\*', '22', 'true', '198.51.100.7', '198.51.100.9']],
    ['re', ['a\\.b\\*', '22', 'true', '198\\.51\\.100\\.7', '198\\.51\\.100\\.9']],
    ['cidr', ['198.51.100.0/24']],
    ['gte', ['22']],
    ['hour gte', []],
  ];
  for (const [modifiers, expected] of TABLE)
    it(modifiers === '' ? 'none' : modifiers, () => {
      const written = writtenValues(values, modifiers.split(' ').filter(Boolean));
      assert.deepEqual(
        written.map((one) => String(read(`a: ${one.written}`))),
        expected,
      );
    });

  it('adds up the events of a network', () => {
    assert.equal(writtenValues(values, ['cidr'])[0]?.count, 2);
  });
});
