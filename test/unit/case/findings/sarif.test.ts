import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { RuleFacts } from '../../../../src/case/rules/ruleBook';
import { type SarifEvent, type SarifFinding, type SarifRun, sarifLog } from '../../../../src/case/findings/sarif';
import { type Json } from '../../../fixtures/log';
import { checkSchema } from './sarif-schema';
import { checkSarif } from './sarif-shape';

const rule = (more: Partial<RuleFacts> = {}): RuleFacts => ({
  id: 'rule-1',
  reference: 'rule-1',
  title: 'Trail was stopped',
  level: 'high',
  description: 'Nobody sees what comes next.',
  tags: ['attack.defense-evasion', 'attack.t1562.008'],
  falsepositives: ['Maintenance'],
  references: ['https://example.com/page'],
  path: 'rules/one.yml',
  line: 1,
  ...more,
});

const event = (more: Partial<SarifEvent> = {}): SarifEvent => ({
  place: {
    uri: 'logs/one.json',
    startLine: 3,
    startColumn: 5,
    endLine: 20,
    endColumn: 6,
    byteOffset: 40,
    byteLength: 900,
  },
  eventName: 'StopLogging',
  identity: 'alice',
  sourceIPAddress: '198.51.100.7',
  time: Date.UTC(2026, 2, 14, 8, 27, 45),
  error: '',
  eventId: 'event-1',
  ...more,
});

const finding = (more: Partial<SarifFinding> = {}): SarifFinding => ({
  rule: rule(),
  event: event(),
  chain: [],
  isCut: false,
  group: [],
  ...more,
});

const WHOLE: SarifRun = { whole: true, notices: [] };

/** The log of these findings, read and checked. */
function logOf(rules: readonly RuleFacts[], findings: readonly SarifFinding[], run: SarifRun = WHOLE): Json {
  const text = [...sarifLog({ name: 'CloudTrail Inspector', version: '1.2.3' }, rules, findings, run)].join('\n');
  const log = JSON.parse(text) as Json;
  checkSarif(log);
  return log;
}

const runOf = (log: Json): Json => (log['runs'] as Json[])[0] as Json;
const resultsOf = (log: Json): Json[] => runOf(log)['results'] as Json[];
const driverOf = (log: Json): Json => (runOf(log)['tool'] as { driver: Json }).driver;

describe('the schema of SARIF', () => {
  const broken: Readonly<Record<string, (log: Json) => void>> = {
    'no version': (log) => delete log['version'],
    'a level that there is not': (log) => ((resultsOf(log)[0] as Json)['level'] = 'high'),
    'a member that there is not': (log) => ((resultsOf(log)[0] as Json)['severity'] = 'high'),
    'a line 0': (log) => {
      const [location] = (resultsOf(log)[0] as Json)['locations'] as { physicalLocation: { region: Json } }[];
      (location?.physicalLocation.region ?? {})['startLine'] = 0;
    },
    'a result without words': (log) => delete (resultsOf(log)[0] as Json)['message'],
    'an address that is none': (log) => (((driverOf(log)['rules'] as Json[])[0] as Json)['helpUri'] = 'not an address'),
  };
  for (const [name, breakIt] of Object.entries(broken)) {
    it(`refuses ${name}`, () => {
      const log = logOf([rule()], [finding()]);
      checkSchema(log);
      breakIt(log);
      assert.throws(() => checkSchema(log), assert.AssertionError);
    });
  }
});

describe('SARIF', () => {
  it('is a whole log when nothing was found', () => {
    const log = logOf([], []);
    assert.equal(log['version'], '2.1.0');
    assert.deepEqual(resultsOf(log), []);
    assert.deepEqual(runOf(log)['invocations'], [{ executionSuccessful: true }]);
    assert.equal(driverOf(log)['version'], '1.2.3');
  });

  it('says when not every source could be read', () => {
    assert.deepEqual(runOf(logOf([], [], { whole: false, notices: [] }))['invocations'], [
      { executionSuccessful: false },
    ]);
  });

  it('repeats what was told of logs and of rules, with the place', () => {
    const notices = [
      {
        about: 'logs',
        severity: 'error',
        message: 'It ends {early}.',
        uri: 'a.json',
        line: 1,
        column: 8,
        byteOffset: 7,
      },
      { about: 'logs', severity: 'info', message: '1 file is not read.' },
      { about: 'rules', severity: 'warning', message: 'No rule is in it.', uri: 'rules' },
    ] as const;
    const [invocation] = runOf(logOf([], [], { whole: false, notices }))['invocations'] as Json[];
    const at = (uri: string, region?: Json): Json => ({
      locations: [{ physicalLocation: { artifactLocation: { uri }, ...(region === undefined ? {} : { region }) } }],
    });
    assert.deepEqual(invocation, {
      executionSuccessful: false,
      toolExecutionNotifications: [
        {
          level: 'error',
          message: { text: 'It ends {{early}}.' },
          ...at('a.json', { startLine: 1, startColumn: 8, byteOffset: 7 }),
        },
        { level: 'note', message: { text: '1 file is not read.' } },
      ],
      toolConfigurationNotifications: [{ level: 'warning', message: { text: 'No rule is in it.' }, ...at('rules') }],
    });
  });

  it('describes each rule', () => {
    assert.deepEqual(driverOf(logOf([rule()], []))['rules'], [
      {
        id: 'rule-1',
        name: 'TrailWasStopped',
        shortDescription: { text: 'Trail was stopped' },
        fullDescription: { text: 'Nobody sees what comes next.' },
        help: {
          text: 'What else it may be: Maintenance.\nTo read on: https://example.com/page',
          markdown:
            'Nobody sees what comes next.\n\n**What else it may be**\n\n- Maintenance\n\n**To read on**\n\n- <https://example.com/page>',
        },
        helpUri: 'https://example.com/page',
        defaultConfiguration: { level: 'error' },
        properties: {
          level: 'high',
          'security-severity': '8.0',
          tags: ['security', 'attack.defense-evasion', 'attack.t1562.008'],
        },
      },
    ]);
  });

  it('lays out what it says of a rule, in which nothing is more than text', () => {
    const texts = {
      description: 'First.\n\n![x](https://a.example/x.png) <b>second</b>\nand its end',
      falsepositives: ['`code`', '- [link](command:x)'],
      references: ['https://example.com/page', 'javascript:alert(1)', 'see www.example.com'],
    };
    const [described] = driverOf(logOf([rule(texts)], []))['rules'] as Json[];
    const { markdown } = described?.['help'] as { markdown: string };
    assert.equal(
      markdown,
      [
        'First.',
        '\\!\\[x\\]\\(https\\:\\//a.example/x.png\\) \\<b\\>second\\</b\\> and its end',
        '**What else it may be**',
        '- \\`code\\`\n- \\- \\[link\\]\\(command:x\\)',
        '**To read on**',
        '- <https://example.com/page>\n- javascript:alert\\(1\\)\n- see www\\.example.com',
      ].join('\n\n'),
    );
  });

  it('describes a rule that says little about itself', () => {
    const bare = rule({ description: ' ', tags: [], falsepositives: [], references: ['see the wiki'], title: '!' });
    const [described] = driverOf(logOf([bare], []))['rules'] as Json[];
    assert.deepEqual(described?.['fullDescription'], { text: '!' });
    assert.deepEqual(Object.keys(described ?? {}).sort(), [
      'defaultConfiguration',
      'fullDescription',
      'help',
      'id',
      'properties',
      'shortDescription',
    ]);
  });

  it('places a finding on the bytes and the lines of its record', () => {
    const [result] = resultsOf(logOf([rule()], [finding()]));
    assert.deepEqual(result, {
      ruleId: 'rule-1',
      ruleIndex: 0,
      level: 'error',
      message: { text: 'Trail was stopped: StopLogging by alice from 198.51.100.7 at 2026-03-14T08:27:45Z' },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'logs/one.json' },
            region: { startLine: 3, startColumn: 5, endLine: 20, endColumn: 6, byteOffset: 40, byteLength: 900 },
          },
        },
      ],
      partialFingerprints: { 'ruleAndEvent/v1': 'rule-1/event-1', primaryLocationLineHash: 'rule-1/event-1' },
      properties: { level: 'high', identity: 'alice' },
    });
  });

  it('says how a call failed, and nothing of what the record does not tell', () => {
    const one = event({ error: 'AccessDenied' });
    const other = event({ eventName: '', sourceIPAddress: '', time: NaN, eventId: '' });
    const results = resultsOf(logOf([rule()], [finding({ event: one }), finding({ event: other })]));
    const texts = results.map((result) => (result['message'] as Json)['text']);
    assert.match(String(texts[0]), / \(AccessDenied\)$/);
    assert.equal(texts[1], 'Trail was stopped: an event by alice');
    assert.ok(!('partialFingerprints' in (results[1] as Json)));
  });

  it('maps the levels of Sigma', () => {
    const levels = ['critical', 'high', 'medium', 'low', 'informational'] as const;
    const rules = levels.map((level) => rule({ level, id: level }));
    const results = resultsOf(
      logOf(
        rules,
        rules.map((one) => finding({ rule: one })),
      ),
    );
    assert.deepEqual(
      results.map(({ level }) => level),
      ['error', 'error', 'warning', 'note', 'note'],
    );
  });

  it('lists the chain of a correlation in order', () => {
    const chain = [event({ eventName: 'First' }), event({ eventName: 'Second', time: NaN }), event()];
    const group = [{ field: 'userIdentity.arn', value: 'arn:aws:iam::111122223333:user/alice' }];
    const [result] = resultsOf(logOf([rule()], [finding({ chain, group })]));
    const related = result?.['relatedLocations'] as { id: number; message: { text: string } }[];
    assert.deepEqual(
      related.map(({ id, message }) => [id, message.text]),
      [
        [1, '1. First · alice · 2026-03-14T08:27:45Z'],
        [2, '2. Second · alice'],
        [3, '3. StopLogging · alice · 2026-03-14T08:27:45Z'],
      ],
    );
    assert.deepEqual((result?.['properties'] as Json)['group'], { 'userIdentity.arn': group[0]?.value });
  });

  it('tells findings of one event for different groups apart', () => {
    const prints = ['alice', 'bob'].map((value) => {
      const group = [{ field: 'userIdentity.userName', value }];
      const [result] = resultsOf(logOf([rule()], [finding({ chain: [event()], group })]));
      return result?.['partialFingerprints'];
    });
    assert.deepEqual(prints, [
      {
        'ruleAndEvent/v1': 'rule-1/event-1',
        'group/v1': '["alice"]',
        primaryLocationLineHash: 'rule-1/event-1/["alice"]',
      },
      {
        'ruleAndEvent/v1': 'rule-1/event-1',
        'group/v1': '["bob"]',
        primaryLocationLineHash: 'rule-1/event-1/["bob"]',
      },
    ]);
  });

  it('tells values of one event that were never there before apart, and which they are', () => {
    const results = resultsOf(
      logOf(
        [rule()],
        ['a', 'b\u202e'].map((value) => finding({ chain: [event()], value })),
      ),
    );
    assert.deepEqual(
      results.map(({ message }) => (message as { text: string }).text.replace(/^.*, never/, 'never')),
      ['never seen before: a', 'never seen before: b\ufffd'],
    );
    assert.deepEqual(results[0]?.['partialFingerprints'], {
      'ruleAndEvent/v1': 'rule-1/event-1',
      'value/v1': 'a',
      primaryLocationLineHash: 'rule-1/event-1/a',
    });
    assert.equal((results[0]['properties'] as Json)['neverSeenBefore'], 'a');
  });

  it('says which findings exceptions leave out, and why, each reason once', () => {
    const reasons = ['Backup, agreed in OPS-1', 'Drill\u202e', 'Drill\u202d', 'Backup, agreed in OPS-1'];
    const results = resultsOf(logOf([rule()], [finding({ suppressions: reasons }), finding({ suppressions: [] })]));
    assert.deepEqual(results[0]?.['suppressions'], [
      { kind: 'external', status: 'accepted', justification: 'Backup, agreed in OPS-1' },
      { kind: 'external', status: 'accepted', justification: 'Drill\ufffd' },
    ]);
    assert.deepEqual(results[1]?.['suppressions'], []);
    const [bare] = resultsOf(logOf([rule()], [finding({ suppressions: [''] })]));
    assert.deepEqual(bare?.['suppressions'], [{ kind: 'external', status: 'accepted' }]);
    // without exceptions nothing is said of them
    assert.ok(!('suppressions' in (resultsOf(logOf([rule()], [finding()]))[0] as Json)));
  });

  it('makes of no text a link or a place for an argument', () => {
    const [result] = resultsOf(logOf([rule()], [finding({ event: event({ identity: '[x](http://evil) {0} \\[' }) })]));
    const { text } = result?.['message'] as { text: string };
    assert.ok(text.includes('by \\[x\\](http://evil) {{0}} \\\\\\['), text);
  });

  it('keeps its shape whatever the log says', () => {
    const any = fc.string({ unit: 'binary', maxLength: 30 });
    fc.assert(
      fc.property(any, any, any, any, any, (eventName, identity, error, more, eventId) => {
        const title = `Rule ${more}`;
        const suppressions = [eventName, identity, error, more, eventId];
        const one = rule({ title, description: identity, references: [error], tags: [eventName, eventName] });
        const made = event({ eventName, identity, error, eventId, sourceIPAddress: title });
        logOf(
          [one],
          [finding({ rule: one, event: made, chain: [made], group: [{ field: title, value: error }], suppressions })],
        );
      }),
    );
  });
});
