import assert from 'node:assert/strict';
import fc from 'fast-check';
import { loadRules } from '../../../../../src/detection';
import { everything, read, screened } from './screened';

/** The columns tell for sure where the first three are true. */
const RULES = {
  any: 'eventSource: ec2.amazonaws.com',
  refused: 'errorCode: x',
  mine: 'userAgent: x',
  named: 'requestParameters.name: x',
};
const CORRELATIONS = [
  'type: first_seen\n  rules: [any]\n  group-by: [awsRegion]\n  timespan: 2m\n  condition: {field: sourceIPAddress, learning: 0s}',
  'type: first_seen\n  rules: [any]\n  group-by: [awsRegion]\n  timespan: 2m\n  condition: {field: userAgent, learning: 3m}',
  'type: first_seen\n  rules: [any]\n  condition: {field: awsRegion, learning: 0s}',
  'type: first_seen\n  rules: [mine]\n  group-by: [awsRegion]\n  condition: {field: sourceIPAddress, learning: 2m}',
  'type: first_seen\n  rules: [refused, named]\n  timespan: 2m\n  condition: {field: awsRegion, learning: 0s}',
  'type: first_seen\n  rules: [refused, named]\n  condition: {field: awsRegion, learning: 0s}',
  'type: first_seen\n  rules: [refused, mine]\n  group-by: [who]\n  timespan: 3m\n  condition: {field: awsRegion, learning: 0s}\n  aliases: {who: {refused: userAgent, mine: sourceIPAddress}}',
  'type: first_seen\n  rules: [refused, any]\n  group-by: [awsRegion]\n  timespan: 1m\n  condition: {field: what, learning: 0s}\n  aliases: {what: {refused: sourceIPAddress, any: userAgent}}',
  'type: event_count\n  rules: [refused, any]\n  group-by: [what]\n  timespan: 2m\n  condition: {gte: 3}\n  aliases: {what: {refused: sourceIPAddress, any: userAgent}}',
  'type: value_count\n  rules: [mine, refused]\n  group-by: [who]\n  timespan: 4m\n  condition: {field: awsRegion, gte: 2}\n  aliases: {who: {mine: sourceIPAddress, refused: userAgent}}',
  'type: value_count\n  rules: [any]\n  group-by: [userAgent]\n  timespan: 2m\n  condition: {field: sourceIPAddress, gte: 2}',
  'type: value_count\n  rules: [any]\n  group-by: [userAgent]\n  timespan: 2m\n  condition: {field: requestParameters.name, gte: 2}',
  'type: value_count\n  rules: [any]\n  timespan: 2m\n  condition: {field: requestParameters.name, gte: 3}',
  'type: value_count\n  rules: [any]\n  group-by: [awsRegion]\n  timespan: 1m\n  condition: {field: resources.ARN, gte: 2}',
  'type: value_count\n  rules: [refused, mine]\n  group-by: [awsRegion]\n  timespan: 2m\n  condition: {field: what, gte: 2}\n  aliases: {what: {refused: requestParameters.name, mine: resources.ARN}}',
  'type: temporal\n  rules: [mine, named]\n  group-by: [awsRegion]\n  timespan: 2m',
  'type: temporal_ordered\n  rules: [refused, mine]\n  group-by: [sourceIPAddress]\n  timespan: 2m',
  'type: temporal\n  rules: [mine, named, refused]\n  group-by: [awsRegion]\n  timespan: 2m\n  condition: mine and not named',
  'type: temporal\n  rules: [mine, named, refused]\n  timespan: 2m\n  condition: (mine or refused) and named',
  'type: temporal\n  rules: [mine, named]\n  timespan: 1m\n  condition: not mine',
  'type: temporal_ordered\n  rules: [named, refused, mine]\n  group-by: [awsRegion]\n  timespan: 2m\n  condition: mine and not named',
  'type: temporal_ordered\n  rules: [named, refused, mine]\n  timespan: 3m\n  condition: (named or refused) and mine',
  'type: temporal_ordered\n  rules: [refused, mine]\n  group-by: [sourceIPAddress]\n  timespan: 1m\n  condition: not refused and mine',
].map((body, n) => `title: C${n}\nid: c${n}\nname: c${n}\ncorrelation:\n  ${body}\n`);
const rules = Object.entries(RULES).map(([name, asked]) => ({
  path: `${name}.yml`,
  text: `title: ${name}\nid: ${name}\nname: ${name}\nlogsource: {product: aws}\ndetection: {a: {${asked}}, condition: a}\n`,
}));
const ofOne = CORRELATIONS.map((text) => [text.replaceAll(/\s+/g, ' ').replace(/^.*type: /, ''), [text]] as const);
const sets = [...ofOne, ['all of these together', CORRELATIONS] as const].map(([what, texts]) => ({
  what,
  set: loadRules([...rules, ...texts.map((text, n) => ({ path: `c${n}.yml`, text }))]),
}));

const value = fc.constantFrom('x', 'y', 'z');
/** Few values, so that they come again. */
const record = fc.record(
  {
    // some begin alike, or with no number, or there is none
    eventID: fc.oneof(
      fc.uuid(),
      fc.nat().map((n) => `0a11ce00-${n}`),
      fc.nat().map((n) => `x${n}`),
    ),
    eventTime: fc.nat(9).map((minute) => `2026-01-01T00:0${minute}:00Z`),
    eventName: fc.constant('RunInstances'),
    eventSource: fc.constant('ec2.amazonaws.com'),
    awsRegion: fc.constantFrom('x', 'y'),
    sourceIPAddress: value,
    userAgent: value,
    errorCode: fc.constantFrom('x', 'y'),
    requestParameters: fc.constantFrom<unknown>(
      { name: 'x' },
      { name: 'y' },
      { name: ['x', 'y', 'z'] },
      { name: null, names: ['x'] },
      [{ name: 'y' }, { name: 'z' }],
    ),
    'requestParameters.name': fc.constantFrom<unknown>('z', ['x', 'y']),
    resources: fc.constantFrom([{ ARN: 'a' }], [{ ARN: 'a' }, { ARN: 'b' }]),
  },
  { requiredKeys: ['eventTime', 'eventName', 'eventSource'] },
);

describe('leaving out the events that no correlation needs', function () {
  this.timeout(120_000);

  for (const { what, set } of sets) {
    it(`changes nothing that is found: ${what}`, async () => {
      assert.deepEqual(set.problems, []);
      await fc.assert(
        fc.asyncProperty(fc.array(record, { minLength: 1, maxLength: 24 }), async (records) => {
          const log = read([records.map((one) => JSON.stringify(one))]);
          assert.deepEqual(await screened(set, log), everything(set, log));
        }),
        { numRuns: 300 },
      );
    });
  }

  it('changes no order of events of one time that have no id: one is true of a rule that no correlation needs', async () => {
    const counts = 'type: value_count\n  rules: [any]\n  timespan: 1m\n  condition: {field: userAgent, gte: 2}';
    const never = 'type: temporal\n  rules: [refused, mine]\n  group-by: [awsRegion]\n  timespan: 1m';
    const set = loadRules([
      ...rules,
      ...[counts, never].map((body, n) => ({
        path: `c${n}.yml`,
        text: `title: C${n}\nid: c${n}\nname: c${n}\ncorrelation:\n  ${body}\n`,
      })),
    ]);
    const event = { eventTime: '2026-01-01T00:01:00Z', eventName: 'RunInstances', eventSource: 'ec2.amazonaws.com' };
    const log = read([
      [
        { ...event, userAgent: 'b', errorCode: 'x' },
        { ...event, userAgent: 'a' },
      ].map((one) => JSON.stringify(one)),
    ]);
    const found = await screened(set, log);
    assert.equal(found.length, 1);
    assert.deepEqual(found, everything(set, log));
  });
});
