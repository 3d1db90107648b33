import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parse, parseAllDocuments } from 'yaml';
import {
  appendix,
  daysAfter,
  type Excused,
  exceptionDocument,
  type ExceptionDraft,
  identitiesToExcuse,
  withoutException,
} from '../../../../src/case/exceptions/exceptions';
import { eventsRead, eventsToExcuse } from '../../../../src/case/exceptions/eventsToExcuse';
import { quotedYaml, yamlText } from '../../../../src/case/yamlText';
import { Detector, loadRules } from '../../../../src/detection';
import { isDay } from '../../../../src/record/time';
import type { CloudTrailRecord } from '../../../../src/record/types';

const RULE = { id: '11111111-1111-4111-8111-111111111111', title: 'Key pair was made' };
const RULE_FILE = {
  path: 'rules/key.yml',
  text: `title: ${RULE.title}
id: ${RULE.id}
status: test
level: low
logsource: { product: aws, service: cloudtrail }
detection:
  selection: { eventName: CreateKeyPair }
  condition: selection
`,
};

const draft = (excused: Excused | undefined, parts: Partial<ExceptionDraft> = {}): ExceptionDraft => ({
  id: '22222222-2222-4222-8222-222222222222',
  rule: { ...RULE, reference: RULE.id },
  excused,
  reason: 'Known',
  author: 'Dana',
  date: '2026-03-14',
  expires: '2026-06-12',
  ...parts,
});

/** Loads the rule with an exception as a file has it; fails when the engine has anything to say about it. */
function detectorWith(document: string, today = '2026-03-14'): Detector {
  const set = loadRules([RULE_FILE, { path: '.cloudtrail/exceptions.yml', text: appendix('', document) }], { today });
  assert.deepEqual(set.problems, []);
  assert.equal(set.filters.length, 1);
  return new Detector(set);
}

const session = {
  type: 'AssumedRole',
  principalId: 'AROAEXAMPLE:bob',
  arn: 'arn:aws:sts::111122223333:assumed-role/Admin/bob',
  sessionContext: { sessionIssuer: { type: 'Role', arn: 'arn:aws:iam::111122223333:role/Admin', userName: 'Admin' } },
};
const record = (userIdentity: unknown, members: CloudTrailRecord = {}): CloudTrailRecord => ({
  eventName: 'CreateKeyPair',
  eventID: 'event-1',
  userIdentity,
  ...members,
});

describe('whom an exception names', () => {
  const cases: readonly [string, unknown, readonly Readonly<Record<string, string>>[]][] = [
    [
      'a user by its ARN',
      { type: 'IAMUser', arn: 'arn:aws:iam::111122223333:user/alice', userName: 'alice' },
      [{ 'userIdentity.arn': 'arn:aws:iam::111122223333:user/alice' }],
    ],
    [
      'the role of a session, or the session alone',
      session,
      [
        { 'userIdentity.sessionContext.sessionIssuer.arn': 'arn:aws:iam::111122223333:role/Admin' },
        { 'userIdentity.arn': 'arn:aws:sts::111122223333:assumed-role/Admin/bob' },
      ],
    ],
    [
      'root by its ARN',
      { type: 'Root', arn: 'arn:aws:iam::111122223333:root', accountId: '111122223333' },
      [{ 'userIdentity.arn': 'arn:aws:iam::111122223333:root' }],
    ],
    [
      'a service by its name',
      { type: 'AWSService', invokedBy: 'autoscaling.amazonaws.com' },
      [{ 'userIdentity.invokedBy': 'autoscaling.amazonaws.com' }],
    ],
    [
      'a person of Identity Center by the user id',
      { type: 'IdentityCenterUser', onBehalfOf: { userId: 'user-1' }, accountId: '111122223333' },
      [{ 'userIdentity.onBehalfOf.userId': 'user-1' }],
    ],
    [
      'a federated user by the principal',
      { type: 'SAMLUser', principalId: 'saml:name', userName: 'name' },
      [{ 'userIdentity.principalId': 'saml:name' }],
    ],
    [
      'a sign-in that names a user and no ARN by both',
      { type: 'IAMUser', accountId: '111122223333', userName: 'alice' },
      [
        {
          'userIdentity.type': 'IAMUser',
          'userIdentity.accountId': '111122223333',
          'userIdentity.userName': 'alice',
        },
      ],
    ],
    [
      'another account by its id',
      { type: 'AWSAccount', accountId: '444455556666' },
      [{ 'userIdentity.type': 'AWSAccount', 'userIdentity.accountId': '444455556666' }],
    ],
    ['nobody where only a type is told', { type: 'Unknown' }, []],
    ['nobody where there is none', null, []],
    ['nobody where it is a text', 'alice', []],
  ];
  for (const [title, identity, expected] of cases) {
    it(title, () => {
      const found = identitiesToExcuse(record(identity)).map(({ fields }) =>
        Object.fromEntries(fields.map(({ field, values }) => [field, values.join()])),
      );
      assert.deepEqual(found, expected);
    });
  }

  it('are named as a person would', () => {
    assert.deepEqual(
      identitiesToExcuse(record(session)).map(({ label }) => label),
      ['role Admin', 'role Admin / session bob'],
    );
  });

  it('name a person before the role that others bear, too', () => {
    const issuer = (name: string) => `arn:aws:iam::111122223333:role/${name}`;
    const of = (role: string, name: string): [string, boolean][] =>
      identitiesToExcuse(
        record({
          type: 'AssumedRole',
          arn: `arn:aws:sts::111122223333:assumed-role/${role}/${name}`,
          sessionContext: { sessionIssuer: { arn: issuer(role) } },
        }),
      ).map(({ label, isWhoever }) => [label, isWhoever === true]);
    assert.deepEqual(of('AWSReservedSSO_Admin_0123456789abcdef', 'ann'), [
      ['ann (permission set Admin)', false],
      ['permission set Admin', true],
    ]);
    assert.deepEqual(of('ops', 'ann@example.com'), [
      ['role ops / session ann@example.com', false],
      ['role ops', true],
    ]);
    assert.deepEqual(of('ops', 'i-0123456789abcdef0')[0], ['role ops', true]);
  });
});

describe('which events an exception names', () => {
  it('one by its id and its name', () => {
    const fields = [{ field: 'eventID', values: ['event-1'] }];
    assert.deepEqual(eventsToExcuse([record(session)]), { label: 'CreateKeyPair', fields });
  });

  it('several by their ids, each once', () => {
    const events = ['a', 'b', 'a'].map((eventID) => record(session, { eventID }));
    assert.deepEqual(eventsToExcuse(events)?.fields, [{ field: 'eventID', values: ['a', 'b'] }]);
    assert.equal(eventsToExcuse(events)?.label, '3 events');
  });

  it('none when one of them has no id', () => {
    assert.equal(eventsToExcuse([record(session), record(session, { eventID: '' })]), undefined);
    assert.equal(eventsToExcuse([]), undefined);
  });

  it('only those that can be read again, and how many cannot: gone, cut short, or no record any more', () => {
    const whole = JSON.stringify(record(session));
    const { records, unread } = eventsRead([whole]);
    assert.deepEqual([eventsToExcuse(records)?.label, unread], ['CreateKeyPair', 0]);
    assert.equal(eventsRead([whole, undefined, '', whole.slice(1), '"text"', '[]', whole]).unread, 5);
    assert.deepEqual(eventsRead([undefined]), { records: [], unread: 1 });
  });
});

describe('an exception as a Sigma filter', () => {
  const [role, one] = identitiesToExcuse(record(session)) as [Excused, Excused];
  const other = record({ ...session, arn: 'arn:aws:sts::111122223333:assumed-role/Admin/eve' });
  const foreign = record({ type: 'IAMUser', arn: 'arn:aws:iam::111122223333:user/alice' });

  it('reads as it was meant', () => {
    assert.equal(
      exceptionDocument(draft(one)),
      `title: 'Key pair was made: role Admin / session bob'
id: 22222222-2222-4222-8222-222222222222
reason: Known
author: Dana
date: 2026-03-14
expires: 2026-06-12
logsource:
  product: aws
  service: cloudtrail
filter:
  rules:
    - '11111111-1111-4111-8111-111111111111'
  selection:
    userIdentity.arn: 'arn:aws:sts::111122223333:assumed-role/Admin/bob'
  condition: not selection
`,
    );
  });

  it('names a field as it is, whatever a rule calls it', () => {
    for (const field of ['@x', 'a: b', 'a #b', "'q'", '- a', '{a', '*a', '', 'true', 'a\u202eb']) {
      const excused = {
        label: 'x',
        fields: [
          { field, values: ['v'] },
          { field: `${field}2`, values: ['v', 'w'] },
        ],
      };
      const read = parse(exceptionDocument(draft(excused))) as { filter: { selection: unknown } };
      assert.deepEqual(read.filter.selection, { [field]: 'v', [`${field}2`]: ['v', 'w'] }, field);
    }
  });

  it('has no line for an author or an end that there is not', () => {
    const document = exceptionDocument(draft(one, { author: '', expires: '' }));
    assert.doesNotMatch(document, /author|expires/);
    detectorWith(document, '2999-01-01');
  });

  it('leaves out what it names and nothing else', () => {
    const cases: readonly [Excused, CloudTrailRecord, number][] = [
      [one, record(session), 0],
      [one, other, 1],
      [role, other, 0],
      [role, foreign, 1],
    ];
    for (const [excused, event, matches] of cases)
      assert.equal(detectorWith(exceptionDocument(draft(excused))).match(event).length, matches);
  });

  it('leaves out every event where the rule is off, whatever is in it', () => {
    const detector = detectorWith(exceptionDocument(draft(undefined)));
    for (const event of [record(session), { eventName: 'CreateKeyPair' }, { eventName: ['CreateKeyPair', null] }]) {
      assert.equal(detector.match(event).length, 0);
      assert.equal(detector.suppressed(event).length, 1);
    }
  });

  it('holds to the last day and is said to be over after it', () => {
    const document = exceptionDocument(draft(one));
    assert.equal(detectorWith(document, '2026-06-12').match(record(session)).length, 0);
    const set = loadRules([RULE_FILE, { path: 'e.yml', text: document }], { today: '2026-06-13' });
    assert.match(set.problems.map(({ message }) => message).join(), /^This exception expired on 2026-06-12/);
  });

  const hostile = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.string({ maxLength: 40 }),
    fc.stringMatching(/^[*?\\'":#{}[\]&!|>%@`,\- \n\t]{0,30}$/),
    fc.constantFrom('null', '~', 'no', '2026-03-14', '1e3', '---', '...', '- a', 'a: b', '# c', '\u2028', '\ud800'),
  );

  it('is one document with one meaning, whatever the log and the person wrote', () => {
    fc.assert(
      fc.property(hostile, hostile, hostile, hostile, (arn, reason, author, title) => {
        const excused = { label: title, fields: [{ field: 'userIdentity.arn', values: [arn, `${arn}!`] }] };
        const text = exceptionDocument(draft(excused, { reason, author, rule: { reference: RULE.id, title } }));
        const documents = parseAllDocuments(text);
        assert.equal(documents.length, 1);
        const read = (documents as { toJS(): unknown }[])[0]?.toJS() as Record<string, unknown>;
        assert.equal(read['reason'], reason);
        assert.equal(read['author'] ?? '', author);
        assert.equal(read['title'], `${title}: ${title}`);
      }),
    );
  });

  it('excuses exactly the value of the log: nothing in it is a wildcard', () => {
    fc.assert(
      fc.property(hostile, hostile, (arn, another) => {
        fc.pre(arn !== '' && arn.toLowerCase() !== another.toLowerCase());
        const [excused] = identitiesToExcuse(record({ type: 'IAMUser', arn }));
        const detector = detectorWith(exceptionDocument(draft(excused)));
        assert.equal(detector.match(record({ type: 'IAMUser', arn })).length, 0);
        assert.equal(detector.match(record({ type: 'IAMUser', arn: another })).length, 1);
      }),
    );
  });
});

describe('a text in YAML', () => {
  it('is itself when it is read again, on one line', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.boolean(), (text, quoted) => {
        const written = quoted ? quotedYaml(text) : yamlText(text);
        assert.doesNotMatch(written, /[\n\r\u0085\u2028\u2029]/);
        assert.deepEqual(parse(`key: ${written}\n`), { key: text });
        assert.deepEqual(parse(`- ${written}\n`), [text]);
      }),
    );
  });

  it('is plain where a person would write it plain', () => {
    assert.equal(yamlText('deploy-bot is expected here'), 'deploy-bot is expected here');
    assert.equal(quotedYaml('deploy-bot'), "'deploy-bot'");
    assert.equal(yamlText('no'), "'no'");
    assert.equal(yamlText("it's"), "'it''s'");
    assert.equal(yamlText('a\u202eb'), '"a\\u202eb"');
  });

  it('of any length is written at once', () => {
    const long = `${'a'.repeat(100_000)} ${'b '.repeat(100_000)}!`;
    assert.equal(parse(yamlText(long)), long);
  });
});

describe('the end of a file of exceptions', () => {
  const OTHER_ID = '33333333-3333-4333-8333-333333333333';
  const document = exceptionDocument(draft(undefined));
  const cases: readonly [string, string, number][] = [
    ['an empty file', '', 1],
    ['a file of white space', '\n  \n', 1],
    ['a file that ends with a line', document, 2],
    ['a file that ends within a line', document.trimEnd(), 2],
    ['a file that ends with a divider', `${document}---\n`, 2],
    ['a file that ends with a divider and no line', `${document}---`, 2],
    ['a file of comments', '# what we agreed on\n', 1],
    ['a file with CRLF', `${document.replaceAll('\n', '\r\n')}---\r\n`, 2],
    ['a file that ends with a comment', `${document}# more to come`, 2],
  ];
  for (const [title, before, count] of cases) {
    it(`takes one more: ${title}`, () => {
      const text = before + appendix(before, document);
      assert.ok(text.startsWith(before));
      const set = loadRules([RULE_FILE, { path: 'e.yml', text }]);
      assert.deepEqual(set.problems, []);
      assert.equal(set.filters.length, count);
    });

    it(`gives it back, and all else stays: ${title}`, () => {
      const other = exceptionDocument(draft(undefined, { id: OTHER_ID }));
      const text = before + appendix(before, other);
      const left = withoutException(text, OTHER_ID) ?? '';
      assert.equal(loadRules([RULE_FILE, { path: 'e.yml', text: left }]).filters.length, count - 1);
      assert.ok(!left.includes(OTHER_ID));
      if (title === 'a file that ends with a line') assert.equal(left, before);
      for (const line of before.split('\n')) assert.ok(/^---/.test(line) || left.includes(line), line);
      assert.equal(withoutException(left, OTHER_ID), undefined);
      // one that others were written behind
      const between = withoutException(text + appendix(text, document), OTHER_ID) ?? '';
      assert.equal(loadRules([RULE_FILE, { path: 'e.yml', text: between }]).filters.length, count);
    });
  }
});

describe('days', () => {
  it('are counted by the calendar', () => {
    assert.equal(daysAfter('2026-03-14', 90), '2026-06-12');
    assert.equal(daysAfter('2027-12-31', 60), '2028-02-29');
  });

  it('are told from what is none', () => {
    for (const day of ['2026-03-14', '2028-02-29']) assert.ok(isDay(day));
    for (const text of ['2026-02-30', '2026-13-01', '14.3.2026', '2026-3-14', '', 'never', '2026-03-14T00:00'])
      assert.ok(!isDay(text), text);
  });
});
