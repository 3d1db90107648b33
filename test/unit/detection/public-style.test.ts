import assert from 'node:assert/strict';
import { Detector, loadRules, type RecordObject } from '../../../src/detection';
import { dedent } from './support';

/**
 * Rule texts as people write them, our own in the manner of public folders: what they must give on a small log, or what
 * a person must be told. Each is loaded as a file of its own.
 */
interface Text {
  readonly name: string;
  readonly text: string;
  /** Names of the events that the rules of the file are true of. */
  readonly hits?: readonly string[];
  /** What the errors say, in their order; without it there are none. */
  readonly errors?: readonly RegExp[];
  readonly warnings?: readonly RegExp[];
  readonly skipped?: readonly string[];
}

const log: Readonly<Record<string, RecordObject>> = {
  stop: {
    eventVersion: '1.08',
    eventSource: 'cloudtrail.amazonaws.com',
    eventName: 'StopLogging',
    awsRegion: 'us-east-1',
    sourceIPAddress: '198.51.100.7',
    userAgent: 'aws-cli/2.15 md/command#cloudtrail.stop-logging',
    userIdentity: {
      type: 'IAMUser',
      arn: 'arn:aws:iam::111122223333:user/dev\\ops',
      accountId: '111122223333',
      userName: 'alice',
    },
    requestParameters: { name: 'arn:aws:cloudtrail:us-east-1:111122223333:trail/*main*' },
    responseElements: null,
    readOnly: false,
    recipientAccountId: '111122223333',
  },
  denied: {
    eventVersion: '1.10',
    eventSource: 'iam.amazonaws.com',
    eventName: 'CreateUser',
    errorCode: 'AccessDenied',
    errorMessage: 'User is not authorized to perform: iam:CreateUser',
    sourceIPAddress: '2001:db8::5',
    userAgent: 'Boto3/1.2',
    userIdentity: {
      type: 'AssumedRole',
      arn: 'arn:aws:sts::111122223333:assumed-role/ci/build',
      sessionContext: { attributes: { mfaAuthenticated: 'false' } },
    },
    requestParameters: null,
    responseElements: null,
    readOnly: false,
  },
  open: {
    eventVersion: '1.09',
    eventSource: 'ec2.amazonaws.com',
    eventName: 'AuthorizeSecurityGroupIngress',
    sourceIPAddress: 'cloudformation.amazonaws.com',
    userAgent: 'cloudformation.amazonaws.com',
    userIdentity: { type: 'AWSService', invokedBy: 'cloudformation.amazonaws.com' },
    requestParameters: {
      groupId: 'sg-1',
      ipPermissions: {
        items: [{ ipProtocol: 'tcp', fromPort: 22, toPort: 22, ipRanges: { items: [{ cidrIp: '0.0.0.0/0' }] } }],
      },
    },
    responseElements: { _return: true },
    readOnly: false,
  },
  login: {
    eventVersion: '1.08',
    eventSource: 'signin.amazonaws.com',
    eventName: 'ConsoleLogin',
    eventType: 'AwsConsoleSignIn',
    sourceIPAddress: '203.0.113.9',
    userAgent: 'Mozilla/5.0',
    userIdentity: { type: 'Root', arn: 'arn:aws:iam::111122223333:root', accountId: '111122223333' },
    requestParameters: null,
    responseElements: { ConsoleLogin: 'Success' },
    additionalEventData: { MFAUsed: 'No', LoginTo: 'https://console.aws.amazon.com/console/home?state=x' },
    readOnly: false,
  },
};

const head = 'title: T\nlogsource:\n    product: aws\n    service: cloudtrail\n';
const rule = (detection: string, more = ''): string =>
  `${head}${more}detection:\n${dedent(detection).replace(/^(?=.)/gm, '    ')}\n`;
const stop = 'selection:\n    eventName: StopLogging\ncondition: selection';

const texts: readonly Text[] = [
  {
    name: 'four spaces and everything a rule may have',
    text: `title: Trail stopped\nid: 11111111-2222-4333-8444-555555555555\nrelated:\n    - id: 21111111-2222-4333-8444-555555555555\n      type: similar\nstatus: test\ndescription: |\n    Two\n    lines: with a colon\nreferences:\n    - https://example.org/?a=1&b=2#c\nauthor: Somebody (@nobody), 'another one'\ndate: 2021-01-31\nmodified: 2022/02/01\ntags:\n    - attack.defense-evasion\n    - attack.t1562.008\nlogsource:\n    product: aws\n    service: cloudtrail\n    definition: 'Requirements: a trail'\n${'detection:\n    selection:\n        eventSource: cloudtrail.amazonaws.com\n        eventName: StopLogging\n    condition: selection\n'}fields:\n    - userIdentity.arn\nfalsepositives:\n    - Maintenance\nlevel: high\nlicense: MIT\nscope: [cloud]\nregression_tests_path: x/y\nsimulation: [{type: a}]\n`,
    hits: ['stop'],
  },
  { name: 'Windows line ends', text: rule(stop).replace(/\n/g, '\r\n'), hits: ['stop'] },
  { name: 'a byte order mark', text: `\ufeff${rule(stop)}`, hits: ['stop'] },
  { name: 'a document start, an end and a comment', text: `# comment\n---\n${rule(stop)}...\n`, hits: ['stop'] },
  { name: 'a file that starts and ends with ---', text: `---\n${rule(stop)}---\n`, hits: ['stop'] },
  {
    name: 'tabs for indentation',
    text: `${head}detection:\n\tselection:\n\t\teventName: StopLogging\n\tcondition: selection\n`,
    errors: [/^A tab /],
  },
  { name: 'tabs after a value', text: rule(stop).replace('StopLogging', 'StopLogging\t'), hits: ['stop'] },
  {
    name: 'anchors and aliases',
    text: rule(`sel_a: &x\n  eventName: StopLogging\nsel_b: *x\ncondition: all of sel_*`),
    hits: ['stop'],
  },
  {
    name: 'merge keys',
    text: rule(
      `base: &b\n  eventSource: iam.amazonaws.com\nsel:\n  <<: *b\n  eventName: CreateUser\ncondition: sel and base`,
    ),
    hits: ['denied'],
  },
  { name: 'an alias of no anchor', text: rule(`sel: *nope\ncondition: sel`), errors: [/nope/] },
  {
    name: 'a date with a tag',
    text: rule(stop, 'date: !!timestamp 2024-01-01\n'),
    hits: ['stop'],
  },
  { name: 'a product alone', text: rule(stop).replace('    service: cloudtrail\n', ''), hits: ['stop'] },
  { name: 'a service alone', text: rule(stop).replace('    product: aws\n', ''), hits: ['stop'] },
  {
    name: 'another service',
    text: rule(stop).replace('service: cloudtrail', 'service: s3'),
    hits: [],
    skipped: ['aws/s3'],
  },
  {
    name: 'no logsource',
    text: `title: T\ndetection:\n  selection: {eventName: StopLogging}\n  condition: selection\n`,
    errors: [/logsource/],
  },
  { name: 'an empty service', text: rule(stop).replace('service: cloudtrail', 'service:'), hits: ['stop'] },
  {
    name: 'a modifier in capitals',
    text: rule(`selection:\n  eventName|Contains: Logging\ncondition: selection`),
    errors: [/"contains"/],
  },
  {
    name: 'a modifier of another tool',
    text: rule(`selection:\n  eventName|lower: x\ncondition: selection`),
    errors: [/lower/],
  },
  {
    name: 'a version as a number',
    text: rule(`selection:\n  eventVersion: 1.08\ncondition: selection`),
    hits: ['stop', 'login'],
  },
  {
    name: 'a version that ends in a zero',
    text: rule(`selection:\n  eventVersion: 1.10\ncondition: selection`),
    hits: ['denied'],
  },
  {
    name: 'versions above',
    text: rule(`selection:\n  eventVersion|gte: 1.09\ncondition: selection`),
    hits: ['denied', 'open'],
  },
  {
    name: 'escaped stars in an ARN',
    text: rule(`selection:\n  requestParameters.name|endswith: 'trail/\\*main\\*'\ncondition: selection`),
    hits: ['stop'],
  },
  {
    name: 'a double backslash for one',
    text: rule(`selection:\n  userIdentity.arn|endswith: 'dev\\\\ops'\ncondition: selection`),
    hits: ['stop'],
  },
  {
    name: 'a backslash in double quotes',
    text: rule(`selection:\n  userIdentity.arn|endswith: "dev\\\\ops"\ncondition: selection`),
    hits: ['stop'],
  },
  {
    name: 'a star after an escaped backslash',
    text: rule(`selection:\n  userIdentity.arn: '*dev\\\\*'\ncondition: selection`),
    hits: ['stop'],
  },
  {
    name: 'a wrong escape in double quotes',
    text: rule(`selection:\n  userIdentity.arn: "a\\qb"\ncondition: selection`),
    errors: [/\\q has no meaning/],
  },
  { name: 'fields as a single text', text: rule(stop, 'fields: eventName\n'), hits: ['stop'] },
  {
    name: 'tags as a single text and references empty',
    text: rule(stop, 'tags: attack.t1562\nreferences:\n'),
    hits: ['stop'],
  },
  {
    name: 'two equal keys in a selection',
    text: rule(`selection:\n  eventName: StopLogging\n  eventName: CreateUser\ncondition: selection`),
    errors: [/twice/],
  },
  {
    name: 'two equal selections',
    text: rule(`sel: {eventName: StopLogging}\nsel: {eventName: CreateUser}\ncondition: sel`),
    errors: [/twice/],
  },
  {
    name: 'two documents of which one is broken',
    text: `${rule(stop)}---\n${rule('selection:\n  a|nope: 1\ncondition: selection')}`,
    hits: ['stop'],
    errors: [/nope/],
  },
  {
    name: 'three documents with one title',
    text: [
      rule(stop),
      rule(stop.replace('StopLogging', 'CreateUser')),
      rule(stop.replace('StopLogging', 'ConsoleLogin')),
    ].join('---\n'),
    hits: ['stop', 'denied', 'login'],
  },
  {
    name: 'a legacy collection lends what documents have in common',
    text: `action: global\n${head}---\ndetection:\n  s: {eventName: StopLogging}\n  condition: s\n---\ntitle: B\ndetection:\n  s: {eventName: CreateUser}\n  condition: s\n`,
    hits: ['stop', 'denied'],
  },
  {
    name: 'a legacy count',
    text: rule(
      `selection:\n  eventName: CreateUser\ntimeframe: 5m\ncondition: selection | count() by userIdentity.arn > 5`,
    ),
    errors: [/event_count with "group-by: \[userIdentity\.arn\]" and "condition: \{gt: 5\}" that/],
    warnings: [/timeframe/],
  },
  {
    name: 'a legacy count of a field',
    text: rule(
      `selection:\n  eventName: CreateUser\ncondition: selection | count(sourceIPAddress) by userIdentity.arn >= 3`,
    ),
    errors: [/value_count .* and "condition: \{field: sourceIPAddress, gte: 3\}" that/],
  },
  {
    name: 'a legacy count by two fields',
    text: rule(`selection:\n  eventName: CreateUser\ncondition: selection | count() by awsRegion, userAgent < 2`),
    errors: [/"group-by: \[awsRegion, userAgent\]" and "condition: \{lt: 2\}"/],
  },
  {
    name: 'a legacy count without a number',
    text: rule(`selection:\n  eventName: CreateUser\ncondition: selection | count()`),
    errors: [/of type event_count that refers/],
  },
  ...(
    [
      ['status', /no "status" of their own: .*errorCode/],
      ['action', /no "action" of their own: .*errorCode/],
      ['src_ip', /no "src_ip" of their own\. Did you mean "sourceIPAddress"\?/],
      ['type', /Did you mean "userIdentity\.type"\?/],
      ['sessionContext.attributes.mfaAuthenticated', /Did you mean "userIdentity\.sessionContext\.attributes\.mfa/],
    ] as const
  ).map(([field, warning]) => ({
    name: `${field} for a field, as other tools have it`,
    text: rule(
      `selection:\n  eventName: StopLogging\nfilter:\n  ${field}: success\ncondition: selection and not filter`,
    ),
    hits: ['stop'],
    warnings: [warning],
  })),
  {
    name: 'a field that nobody knows, which a log may have been given',
    text: rule(`selection:\n  eventName: StopLogging\n  geo.country: null\ncondition: selection`),
    hits: ['stop'],
  },
  {
    name: 'a field without its colon',
    text: rule(`selection:\n  userIdentity.userName\ncondition: selection`),
    warnings: [
      /^"userIdentity\.userName" is looked for anywhere in an event\. A field has a colon and a value behind it/,
    ],
  },
  {
    name: 'a path for a value where fieldref is missing',
    text: rule(
      `selection:\n  eventName: StopLogging\nfilter:\n  userIdentity.arn|contains:\n    - userIdentity.userName\n    - root\ncondition: selection and not filter`,
    ),
    hits: ['stop'],
    warnings: [/"userIdentity\.userName" is compared as a text\. .*fieldref/],
  },
  ...(
    [
      [
        'eventName\u200b',
        'StopLogging',
        [/^There is a sign .*cannot be seen \(U\+200B\)\. Did you mean "eventName"\?/],
      ],
      ['user\u00adIdentity.arn', 'a', [/\(U\+00AD\)\. Did you mean "userIdentity\.arn"\?/]],
      ['requestParameters.tag\u00a0set', 'a', [/\(U\+00A0\)\. Did you mean "requestParameters\.tagset"\?/]],
      ['eventName', 'Stop\u2060Logging', [/no eventName like this\. .*\(U\+2060\)\. Did you mean "StopLogging"\?/]],
      ['eventName', ' StopLogging', [/no eventName like this\. Did you mean "StopLogging"\?/]],
      ['eventName', ' Stop\u2060Logging', [/\(U\+2060\)\. Did you mean "StopLogging"\?/]],
      ['eventSource', '\ufeffec2', [/like this\. Did you mean "ec2\.amazonaws\.com"\?/]],
      // who looks for such a sign in what somebody chose means it
      ['requestParameters.userName|contains', 'a\u200bb', []],
      ['requestParameters.tag set', 'a', []],
    ] as const
  ).map(([field, value, warnings]) => ({
    name: `signs that nobody sees: ${JSON.stringify(`${field}: ${value}`)}`,
    text: rule(`selection:\n  "${field}": "${value}"\ncondition: selection`),
    warnings: [...warnings],
  })),
  {
    name: 'null in quotes',
    text: rule(
      `selection:\n  eventName: StopLogging\nfilter:\n  errorCode: ['', 'null']\ncondition: selection and not filter`,
    ),
    hits: ['stop'],
    warnings: [/This is the text "null"\. What is not there is null without quotes/],
  },
  {
    name: 'null in quotes where a log may have that text',
    text: rule(
      `selection:\n  eventName: StopLogging\n  errorCode: null\nfilter:\n  - userAgent: 'null'\n  - errorCode|startswith: 'null'\ncondition: selection and not filter`,
    ),
    hits: ['stop'],
  },
  {
    name: 'texts in lines of their own, with the line feed at their end',
    text: rule(
      `selection:\n  - userAgent|contains: |\n      aws-cli\n  - errorCode: >2\n      AccessDenied\nkeywords:\n  - |\n    StopLogging\ncondition: 1 of *`,
    ),
    warnings: [
      /This text ends with a line feed\. Write \|- instead of \| /,
      /Write >- instead of > /,
      /This text ends with a line feed/,
    ],
  },
  {
    name: 'texts in lines of their own, without the line feed, or meant to have it',
    text: rule(
      `selection:\n  - eventName: |-\n      StopLogging\n  - a: |+\n      x\n  - a: |1+\n      x\n  - a|base64offset|contains: |\n      curl x\n  - a: "x\\n"\ncondition: selection`,
    ),
    hits: ['stop'],
  },
  {
    name: 'quotes of a word processor',
    text: rule(
      `selection:\n  eventName: “StopLogging”\nother: {userAgent: it’s, a: ’s-Hertogenbosch}\ncondition: 1 of *`,
    ),
    warnings: [/These quotes are a part of the text\. Did you mean "StopLogging"\?/],
  },
  {
    name: 'parts of a time that no time has',
    text: rule(
      `selection:\n  - eventTime|hour: [0, 23, 24]\n  - eventTime|month: 0\n  - eventTime|minute: 1.5\n  - eventTime|hour|lt: 24\ncondition: selection`,
    ),
    warnings: [/No time has the hour 24: it is a whole number from 0 to 23\./, /month 0: .* 1 to 12/, /minute 1\.5/],
  },
  {
    name: 'a path for a value with fieldref',
    text: rule(
      `selection:\n  eventName: StopLogging\n  recipientAccountId|fieldref: userIdentity.accountId\ncondition: selection`,
    ),
    hits: ['stop'],
  },
  {
    name: 'hosts of AWS for values, which are no paths',
    text: rule(
      `selection:\n  eventSource: [cloudtrail.amazonaws.com, iam.amazonaws.com]\n  eventName: StopLogging\ncondition: selection`,
    ),
    hits: ['stop'],
  },
  {
    name: 'two calls of one event',
    text: rule(
      `a:\n  eventSource: iam.amazonaws.com\n  eventName: CreateUser\nb:\n  eventName: [CreateAccessKey, CreateLoginProfile]\ncondition: a and b`,
    ),
    hits: [],
    warnings: [/it has one eventName.*temporal/],
  },
  {
    name: 'calls of which one is left out again',
    text: rule(
      `a:\n  eventName: [CreateUser, StopLogging]\nb:\n  eventName|startswith: Create\ncondition: a and not b`,
    ),
    hits: ['stop'],
  },
  {
    name: 'a legacy near',
    text: rule(`a: {eventName: CreateUser}\nb: {eventName: StopLogging}\ncondition: a | near b`),
    errors: [/a rule of each selection and a correlation document of type temporal/],
  },
  {
    name: 'a placeholder without a table',
    text: rule(`selection:\n  userIdentity.userName|expand: '%admins%'\ncondition: selection`),
    errors: [/%admins%/],
  },
  {
    name: 'a condition of a selection that is not there',
    text: rule(`selection:\n  eventName: X\ncondition: selection and not filter`),
    errors: [/filter/],
  },
  {
    name: 'a pattern that matches none',
    text: rule(`selection:\n  eventName: X\ncondition: selection and not 1 of filter_*`),
    errors: [/filter_/],
  },
  { name: 'a bracket that is not closed', text: rule(`a: {eventName: X}\ncondition: (a`), errors: [/bracket/] },
  { name: 'an empty condition', text: rule(`a: {eventName: X}\ncondition: ''`), errors: [/condition/] },
  { name: 'no condition', text: rule(`a: {eventName: X}`), errors: [/condition/] },
  { name: '2 of them', text: rule(`a: {eventName: X}\nb: {eventName: Y}\ncondition: 2 of them`), errors: [/"?2/] },
  { name: 'a selection that is no map', text: rule(`selection: StopLogging\ncondition: selection`), hits: ['stop'] },
  { name: 'a detection that is a list', text: `${head}detection:\n  - eventName: X\n`, errors: [/detection/] },
  {
    name: 'values on one line',
    text: rule(`selection:\n  eventName: [StopLogging, "CreateUser", 'x']\ncondition: selection`),
    hits: ['stop', 'denied'],
  },
  {
    name: 'a list of maps with several keys',
    text: rule(
      `selection:\n  - eventSource: iam.amazonaws.com\n    errorCode: AccessDenied\n  - eventName: StopLogging\ncondition: selection`,
    ),
    hits: ['denied', 'stop'],
  },
  {
    name: 'keywords in several languages of quotes',
    text: rule(`keywords:\n  - AssumedRole\n  - "trail/"\ncondition: keywords`),
    hits: ['denied', 'stop'],
  },
  {
    name: 'success by null',
    text: rule(`selection:\n  eventName: CreateUser\nok:\n  errorCode: null\ncondition: selection and ok`),
    hits: [],
  },
  {
    name: 'failure by not null',
    text: rule(`selection:\n  eventSource: iam.amazonaws.com\nok:\n  errorCode:\ncondition: selection and not ok`),
    hits: ['denied'],
  },
  { name: 'any error by a star', text: rule(`selection:\n  errorCode: '*'\ncondition: selection`), hits: ['denied'] },
  {
    name: 'MFA in capitals',
    text: rule(
      `selection:\n  additionalEventData.MFAUsed: NO\n  responseElements.ConsoleLogin|contains: succ\ncondition: selection`,
    ),
    hits: ['login'],
  },
  {
    name: 'the whole of requestParameters',
    text: rule(`selection:\n  requestParameters|contains: '"fromPort":22'\ncondition: selection`),
    hits: ['open'],
  },
  {
    name: 'a port within its permission',
    text: rule(
      `selection:\n  requestParameters.ipPermissions.items.fromPort: '22'\n  requestParameters.ipPermissions.items.ipRanges.items.cidrIp|startswith: 0.0.0.0\ncondition: selection`,
    ),
    hits: ['open'],
  },
  {
    name: 'who did it for somebody',
    text: rule(
      `selection:\n  eventSource: ec2.amazonaws.com\nservice:\n  - userIdentity.invokedBy|endswith: .amazonaws.com\n  - sourceIPAddress|endswith: .amazonaws.com\ncondition: selection and service`,
    ),
    hits: ['open'],
  },
  {
    name: 'addresses of both kinds',
    text: rule(`selection:\n  sourceIPAddress|cidr:\n    - 198.51.100.0/24\n    - 2001:db8::/32\ncondition: selection`),
    hits: ['stop', 'denied'],
  },
  {
    name: 'a network that is none',
    text: rule(`selection:\n  sourceIPAddress|cidr: 300.0.0.0/8\ncondition: selection`),
    errors: [/300/],
  },
  {
    name: 'an expression with a look ahead',
    text: rule(`selection:\n  userAgent|re: '^(?!aws-cli)'\ncondition: selection`),
    hits: ['denied', 'open', 'login'],
  },
  {
    name: 'an expression that is broken',
    text: rule(`selection:\n  userAgent|re: 'a(b'\ncondition: selection`),
    errors: [/regular expression/],
  },
  {
    name: 'an expression with named groups',
    text: rule(`selection:\n  userAgent|re: '^(?P<tool>aws-cli|Boto3)/'\ncondition: selection`),
    hits: ['stop', 'denied'],
  },
  {
    name: 'boolean values',
    text: rule(`selection:\n  readOnly: false\n  responseElements._return: 'true'\ncondition: selection`),
    hits: ['open'],
  },
  {
    name: 'an id that is no UUID, a level and a status that nobody knows',
    text: rule(stop, 'id: my rule 1\nlevel: severe\nstatus: beta\n'),
    hits: ['stop'],
    warnings: [/severe/, /beta/],
  },
  { name: 'no title', text: rule(stop).replace('title: T\n', ''), hits: ['stop'], warnings: [/title/] },
  { name: 'a title that is a number', text: rule(stop).replace('title: T', 'title: 42'), hits: ['stop'] },
  { name: 'a taxonomy of others', text: rule(stop, 'taxonomy: ecs\n'), errors: [/taxonomy/] },
  {
    name: 'a taxonomy of others for a log of others',
    text: rule(stop, 'taxonomy: ecs\n')
      .replace('product: aws', 'product: windows')
      .replace('service: cloudtrail', 'service: security'),
    hits: [],
    skipped: ['windows/security'],
  },
  { name: 'a deprecated rule', text: rule(stop, 'status: deprecated\n'), hits: ['stop'] },
  { name: 'something that is no rule', text: 'name: CI\non: [push]\njobs: {}\n', hits: [], skipped: ['not Sigma'] },
  { name: 'an empty file', text: '', hits: [] },
  { name: 'a file of comments', text: '# nothing\n# here\n', hits: [] },
  {
    name: 'JSON, which is YAML',
    text: JSON.stringify({
      title: 'T',
      logsource: { product: 'aws' },
      detection: { s: { eventName: 'StopLogging' }, condition: 's' },
    }),
    hits: ['stop'],
  },
  {
    name: 'a map for a value',
    text: rule(`selection:\n  userIdentity:\n    type: Root\ncondition: selection`),
    errors: [/userIdentity\.name|dots/],
  },
  { name: 'an empty list', text: rule(`selection:\n  eventName: []\ncondition: selection`), errors: [/empty/] },
  { name: 'an empty selection', text: rule(`selection:\ncondition: selection`), errors: [/empty/] },
  {
    name: 'a selection that no condition names',
    text: rule(`selection: {eventName: StopLogging}\nother: {eventName: X}\ncondition: selection`),
    hits: ['stop'],
    warnings: [/"other"/],
  },
];

describe('rule texts as people write them', () => {
  for (const { name, text, hits = [], errors = [], warnings = [], skipped = [] } of texts) {
    it(name, () => {
      const set = loadRules([{ path: 'rules/x.yml', text }]);
      const told = (severity: string) => set.problems.filter((problem) => problem.severity === severity);
      const messages = (severity: string) => told(severity).map(({ message }) => message);
      assert.equal(told('error').length, errors.length, messages('error').join(' | '));
      errors.forEach((pattern, n) => assert.match(messages('error')[n] ?? '', pattern));
      assert.equal(told('warning').length, warnings.length, messages('warning').join(' | '));
      warnings.forEach((pattern, n) => assert.match(messages('warning')[n] ?? '', pattern));
      for (const { line, column } of set.problems) assert.ok(line >= 1 && column >= 1);
      const detector = new Detector(set);
      const found = Object.entries(log).filter(([, event]) => detector.match(event).length > 0);
      assert.deepEqual(found.map(([event]) => event).sort(), [...hits].sort());
      assert.deepEqual([...set.skipped.keys()], skipped);
    });
  }

  it('are at least sixty, and one broken file spoils no other', () => {
    assert.ok(texts.length >= 60);
    const set = loadRules(texts.map(({ text }, n) => ({ path: `rules/${n}.yml`, text })));
    const detector = new Detector(set);
    const stopHits = new Set(detector.match(log['stop'] ?? {}).map(({ rule: { path } }) => path));
    const expected = texts.flatMap(({ hits }, n) => (hits?.includes('stop') === true ? [`rules/${n}.yml`] : []));
    // Texts that are the same but for their layout count once, and are told of.
    const copies = new Set(
      set.problems.filter(({ message }) => message.includes('counts once')).map(({ path }) => path),
    );
    assert.deepEqual([...stopHits].sort(), expected.filter((path) => !copies.has(path)).sort());
    const failed = new Set(set.problems.filter(({ severity }) => severity === 'error').map(({ path }) => path));
    assert.deepEqual(
      [...failed].sort(),
      texts.flatMap(({ errors }, n) => (errors === undefined ? [] : [`rules/${n}.yml`])).sort(),
    );
  });
});
