import assert from 'node:assert/strict';
import { examplesOf, loadAllBundled } from '../../../../../scripts/rules/bundled';
import { standalone } from '../../../../../scripts/rules/readme';
import { callsNamed, type MistypedCall, mistypedCalls } from '../../../../../src/case/rules/ruleWriting/mistypedCalls';
import { outlineRules, type RecordObject } from '../../../../../src/detection';
import { ruleOf } from '../../../detection/support';
import { openReference } from '../../../reference/helper';

describe('A call that a rule names', () => {
  const reference = openReference();
  const callsOf = async (source: string | undefined) => (await reference).callNames(source);
  /** `name → meant` for each that is mistyped. */
  const told = async (detection: string): Promise<string[]> => {
    const fields = outlineRules(ruleOf(detection)).flatMap((rule) => rule.fields);
    const mistyped = await mistypedCalls(callsNamed(fields), callsOf);
    return mistyped.map(({ call, meant }) => `${call.at.line}:${call.at.column} ${call.text} → ${meant}`);
  };

  const ROWS: readonly (readonly [detection: string, told: readonly string[]])[] = [
    ['sel: {eventSource: ec2.amazonaws.com, eventName: RunInstance}', ['6:52 RunInstance → RunInstances']],
    ['sel: {eventName: RunInstance}', ['6:20 RunInstance → RunInstances']],
    ['sel: {eventSource: EC2.amazonaws.com, eventName: runinstances}', []],
    [
      'sel:\n  eventSource: iam.amazonaws.com\n  eventName: [CreateUser, CreateAcessKey, "DeleteAccesKeys"]',
      ['8:29 CreateAcessKey → CreateAccessKey', '8:45 DeleteAccesKeys → DeleteAccessKey'],
    ],
    ['sel: {eventSource: cloudtrail.amazonaws.com, eventName: StopLoggign}', ['6:59 StopLoggign → StopLogging']],
    ['sel: {eventSource: cloudtrail.amazonaws.com, eventName: StopLoggin}', ['6:59 StopLoggin → StopLogging']],
    ['sel: {eventSource: cloudtrail.amazonaws.com, eventName: DeleteTrailx}', ['6:59 DeleteTrailx → DeleteTrail']],
    // IAM has one name for two calls, and other names than events have
    ['sel: {eventSource: s3.amazonaws.com, eventName: [DeleteObjects, HeadObject, ListObjectsV2]}', []],
    ['sel: {eventSource: lambda.amazonaws.com, eventName: [CreateFunction20150331, UpdateFunctionCode20150331v2]}', []],
    // what nobody knows is no mistake
    ['sel: {eventName: [ConsoleLogin, SwitchRole, WhatIsThis, x]}', []],
    ['sel: {eventSource: nothing.example.com, eventName: RunInstance}', []],
    // parts of names and patterns
    ["sel: {eventName|contains: RunInstanc, eventName: 'RunInstanc?'}", []],
    ['sel: {requestParameters.eventName: RunInstance}', []],
  ];
  for (const [detection, expected] of ROWS)
    it(detection, async () => assert.deepEqual(await told(detection), expected));

  it('is right in all bundled rules and their examples', async () => {
    const set = loadAllBundled();
    const events = standalone(set)
      .flatMap(({ path }) => [...(examplesOf(path)?.match ?? []), ...(examplesOf(path)?.noMatch ?? [])])
      .flatMap((example) => (Array.isArray(example) ? (example as RecordObject[]) : [example as RecordObject]));
    const at = { line: 1, column: 1, endLine: 1, endColumn: 1 };
    const named = new Map<string, { text: string; eventSource: string | undefined; at: typeof at }>();
    for (const { eventName, eventSource } of events)
      if (typeof eventName === 'string' && typeof eventSource === 'string')
        for (const source of [eventSource, undefined])
          named.set(`${eventName} ${source ?? ''}`, { text: eventName, eventSource: source, at });
    assert.ok(named.size > 500);
    const calls = [...named.values()].sort((a, b) => ((a.eventSource ?? '') < (b.eventSource ?? '') ? -1 : 1));
    const mistyped: MistypedCall[] = [];
    // of each part it looks at a few that it does not know
    for (let from = 0; from < calls.length; from += 25)
      mistyped.push(...(await mistypedCalls(calls.slice(from, from + 25), callsOf)));
    assert.deepEqual(mistyped, []);
  });

  it('is looked for among all calls only a few times', async () => {
    const names = Array.from({ length: 5000 }, (_, n) => `RunInstance${n.toString(36)}x`);
    const found = await told(`sel:\n  eventName: [${names.join(', ')}]`);
    assert.ok(found.length <= 20, String(found.length));
  });
});
