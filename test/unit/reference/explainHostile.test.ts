import assert from 'node:assert/strict';
import fc from 'fast-check';
import { hintFor } from '../../../src/reference';
import { EC2, valueAt } from './explainRecords';
import { faults, openReference } from './helper';

const LINK = '[x](command:workbench.action.quit)';

/** Its name makes a line begin with a span of four marks; its details, which are cut, are a block between four. */
const FENCED = {
  eventSource: EC2,
  insightDetails: {
    eventName: '```\n# heading',
    insightContext: {
      attributions: Array.from({ length: 60 }, () => ({ attribute: LINK, insight: [{ value: LINK }] })),
    },
  },
};

describe('explain: hostile logs', () => {
  const nasty = fc.constantFrom(
    '[x](command:workbench.action.quit)',
    '![x](https://evil.example/p.png)',
    '<img src=x onerror=alert(1)>',
    '<b>',
    '`',
    '```\n# heading',
    '\u202e\u0000\n- list',
    '](x)[',
    'https://evil.example',
    'constructor',
    '__proto__',
    '<sensitiveDataRemoved>',
    'arn:aws:iam::111122223333:user/[x](y)',
    'AROAY34FZKBOKMUTVV7A:<b>',
    'tag:[x](y)',
    '-1',
  );
  const json = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      nasty,
      fc.string(),
      fc.double(),
      fc.boolean(),
      fc.constant(null),
      fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(
        fc.oneof(
          nasty,
          fc.constantFrom(
            'items',
            'item',
            'tag',
            'content',
            'name',
            'value',
            'ebs',
            'filterSet',
            'instancesSet',
            'groupSet',
            'DescribeVpcsRequest',
          ),
        ),
        tie('value'),
        { maxKeys: 4 },
      ),
    ),
  })).value;
  const record = fc.record(
    {
      eventSource: fc.oneof(fc.constantFrom(EC2, 's3.amazonaws.com', 'constructor.amazonaws.com'), json),
      eventName: fc.oneof(fc.constantFrom('RunInstances', 'DescribeVpcs', 'GetBucketAcl', 'constructor', 'keys'), json),
      eventTime: json,
      eventType: json,
      userIdentity: fc.oneof(
        json,
        fc.record({ type: json, arn: nasty, principalId: nasty, accessKeyId: nasty, sessionContext: json }),
      ),
      userAgent: json,
      sourceIPAddress: json,
      errorCode: json,
      errorMessage: json,
      requestParameters: json,
      responseElements: json,
      resources: json,
      additionalEventData: json,
      serviceEventDetails: json,
      insightDetails: fc.oneof(
        json,
        fc.record({
          state: json,
          eventName: nasty,
          errorCode: nasty,
          insightContext: fc.record({
            statistics: json,
            attributions: fc.array(
              fc.record({ attribute: nasty, insight: fc.array(fc.record({ value: nasty, average: json })) }),
            ),
          }),
        }),
      ),
      logFiles: json,
      digestStartTime: json,
      digestEndTime: json,
    },
    { requiredKeys: [] },
  );

  it('neither break a hover nor put anything live into one', async function () {
    this.timeout(60_000);
    const reference = await openReference();
    const paths = (value: unknown, path: readonly string[], into: string[][]): void => {
      if (path.length > 8 || into.length > 60) return;
      into.push([...path]);
      if (typeof value === 'object' && value !== null) {
        for (const [key, inner] of Object.entries(value)) paths(inner, [...path, key], into);
      }
    };
    await fc.assert(
      fc.asyncProperty(record, async (made) => {
        const all: string[][] = [];
        paths(made, [], all);
        for (const path of all) {
          const value = valueAt(made, path);
          const eventSource = typeof made.eventSource === 'string' ? made.eventSource : '';
          const eventName = typeof made.eventName === 'string' ? made.eventName : '';
          for (const side of ['key', 'value'] as const) {
            const text = await reference.explain({ eventSource, eventName, record: made, path, value, side });
            if (text !== undefined) assert.deepEqual(faults(text), [], path.join('.'));
          }
          hintFor(path, value, made);
        }
        assert.deepEqual(faults(await reference.explainRecord(made)), []);
      }),
      { numRuns: 60, examples: [[FENCED]] },
    );
  });

  it('of great depth and length are answered too', async () => {
    const reference = await openReference();
    const deep: unknown = JSON.parse('{"items":['.repeat(3000) + '1' + ']}'.repeat(3000));
    const made = {
      eventSource: EC2,
      eventName: 'DescribeVpcs',
      requestParameters: deep,
      userAgent: 'x/1 '.repeat(300_000),
    };
    const path = ['requestParameters', ...new Array<string>(3000).fill('items')];
    await reference.explain({ eventSource: EC2, eventName: 'DescribeVpcs', record: made, path, value: 1 });
    assert.deepEqual(faults(await reference.explainRecord(made)), []);
  });
});
