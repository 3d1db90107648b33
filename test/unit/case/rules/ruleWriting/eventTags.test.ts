import assert from 'node:assert/strict';
import { record } from '../../../../fixtures/log';
import { writingOn } from './support';

interface Tagged {
  readonly logic: string;
  readonly tags: readonly string[];
}

const rule = ({ logic, tags }: Tagged, number: number): string => `title: Rule ${number}
id: 00000000-0000-4000-8000-00000000000${number}
logsource: {product: aws, service: cloudtrail}
detection:
  selection: {${logic}}
  condition: selection
tags: [${tags.join(', ')}]
`;

const RULES: readonly Tagged[] = [
  { logic: 'eventName: CreateUser', tags: ['attack.persistence', 'attack.t1136.003'] },
  { logic: 'eventName: CreateUser, errorCode: AccessDenied', tags: ['attack.Privilege_Escalation', 'attack.t1078'] },
  { logic: 'eventName: [CreateUser, CreateRole], awsRegion: eu-west-1', tags: ['attack.persistence', 'attack.t1098'] },
  { logic: 'eventName: CreateUser, eventSource: cognito-idp.amazonaws.com', tags: ['attack.impact'] },
  { logic: 'userAgent|contains: kali', tags: ['attack.execution'] },
  { logic: 'eventName: RunInstances', tags: ['team.cloud', 'cve.2026.1', 'attack.s0001'] },
];

describe('Tags for a rule about an event', () => {
  const event = (eventName: unknown, more: object = {}) =>
    record(1, { eventSource: 'iam.amazonaws.com', eventName, awsRegion: 'us-east-1', userAgent: 'kali', ...more });
  const text = RULES.map(rule).join('---\n');

  const rows: readonly (readonly [string, ReturnType<typeof event>, readonly string[]])[] = [
    ['of the rules that name it and are true of it', event('CreateUser'), ['attack.persistence', 'attack.t1136.003']],
    [
      'the most usual first, tactics before techniques, in the words of Sigma',
      event('CreateUser', { awsRegion: 'eu-west-1', errorCode: 'AccessDenied' }),
      [
        'attack.persistence',
        'attack.privilege-escalation',
        'attack.t1078',
        'attack.t1098',
        'attack.t1136.003',
      ],
    ],
    ['of all that name it where none is true of it', event('CreateRole'), ['attack.persistence', 'attack.t1098']],
    ['of no rule of another service', event('CreateUser', { eventSource: 'x.amazonaws.com' }), ['attack.persistence', 'attack.t1136.003']],
    ['only tactics and techniques', event('RunInstances'), []],
    ['none where no rule names it', event('DescribeRegions'), []],
    ['none of an event without a name of its own', event(undefined), []],
    ['none of an event whose name is no text', event({ a: ['CreateUser'] }), []],
  ];
  for (const [what, given, tags] of rows) {
    it(what, async () => {
      const { writing } = await writingOn([], { sources: [{ path: 'rules.yml', text }] });
      assert.deepEqual(await writing.tagsOf(given), tags);
    });
  }

  it('come with how many rules have each', async () => {
    const { writing } = await writingOn([], { sources: [{ path: 'rules.yml', text }] });
    const seen = await writing.tags();
    assert.deepEqual(seen[0], { tag: 'attack.persistence', rules: 2 });
    assert.ok(seen.some(({ tag, rules }) => tag === 'team.cloud' && rules === 1));
  });

  it('are one however the words of a tactic are joined, each rule counted once', async () => {
    const written = [['attack.Privilege_Escalation'], ['attack.privilege-escalation', 'attack.privilege_escalation']];
    const rules = written.map((tags, n) => rule({ logic: 'eventName: CreateUser', tags }, n)).join('---\n');
    const { writing } = await writingOn([], { sources: [{ path: 'rules.yml', text: rules }] });
    assert.deepEqual(await writing.tags(), [{ tag: 'attack.privilege-escalation', rules: 2 }]);
  });
});

describe('A tag of a rule', () => {
  const problemsOf = async (...tags: string[]): Promise<string[]> => {
    const { writing } = await writingOn([]);
    const text = rule({ logic: 'eventName: CreateUser', tags }, 1);
    const { problems } = await writing.check('mine.yml', text);
    const lines = text.split('\n');
    return problems.map(({ line, column, endColumn, meant = '', severity }) => {
      const written = lines[line - 1]?.slice(column - 1, endColumn - 1) ?? '';
      return `${severity}: ${written} -> ${meant}`;
    });
  };

  it('that is near to a tactic is told, with the one that was meant', async () => {
    assert.deepEqual(await problemsOf('attack.t1526', 'attack.discovry', "'attack.defense_evasoin'"), [
      'warning: attack.discovry -> attack.discovery',
      "warning: 'attack.defense_evasoin' -> attack.defense-evasion",
    ]);
  });

  it('that is a tactic, a technique, or something else altogether is not', async () => {
    const fine = ['attack.discovery', 'attack.Lateral_Movement', 'attack.t1098.003', 'attack.g0016', 'attack.s0154'];
    assert.deepEqual(await problemsOf(...fine, 'attack.inhibit-response-function', 'cve.2026.1', 'discovry', '7'), []);
  });
});
