import assert from 'node:assert/strict';
import { type RuleKind, ruleTemplate } from '../../../../../src/case/rules/ruleWriting/templates';
import { type Json, record } from '../../../../fixtures/log';
import { LOG, writingOn } from './support';

const FILE = 'untitled:rule';

const at = (minute: number, eventName: string, more: Json = {}): Json =>
  record(minute, {
    eventTime: `2026-03-14T08:${String(minute).padStart(2, '0')}:00Z`,
    eventSource: 'ec2.amazonaws.com',
    eventName,
    ...more,
  });
const user = (userName: string): Json => ({
  userIdentity: { type: 'IAMUser', userName, arn: `arn:aws:iam::111122223333:user/${userName}` },
});
const alice = user('alice');

/** What each template finds as it stands: the events, and the number of times. */
const CASES: Readonly<Record<RuleKind, { readonly events: readonly Json[]; readonly count: number }>> = {
  event: {
    events: [
      at(1, 'TerminateInstances'),
      at(2, 'TerminateInstances', { errorCode: 'Client.UnauthorizedOperation' }),
      at(3, 'RunInstances'),
    ],
    count: 1,
  },
  many: {
    // nineteen of alice within ten minutes and one of bob are not enough
    events: [
      ...Array.from({ length: 19 }, (_, n) => at(1 + (n % 9), 'GetPasswordData', { ...alice, eventID: `a${n}` })),
      at(9, 'GetPasswordData', user('bob')),
      at(10, 'GetPasswordData', { ...alice, eventID: 'b' }),
    ],
    count: 1,
  },
  order: {
    events: [
      at(1, 'RunInstances', alice),
      at(2, 'AuthorizeSecurityGroupIngress', alice),
      at(3, 'RunInstances', user('bob')),
      at(4, 'RunInstances', alice),
    ],
    count: 1,
  },
  first: {
    events: [
      at(1, 'RunInstances', { ...alice, sourceIPAddress: '198.51.100.1' }),
      at(2, 'RunInstances', { ...alice, sourceIPAddress: '198.51.100.2' }),
      at(3, 'RunInstances', { ...alice, sourceIPAddress: '203.0.113.3', eventTime: '2026-03-16T08:00:00Z' }),
      at(4, 'RunInstances', { ...alice, sourceIPAddress: '198.51.100.1', eventTime: '2026-03-16T09:00:00Z' }),
    ],
    count: 1,
  },
};

/** The text that a snippet has when nobody types at its stops. */
const untouched = (snippet: string): string =>
  snippet.replace(/\$\{\d+:([^}]*)\}/g, '$1').replace(/\$\{\d+\|([^,|]*)[^}]*\}/g, '$1');

const facts = () => {
  let ids = 0;
  return { newId: () => `00000000-0000-4000-8000-${String(ids++).padStart(12, '0')}`, date: '2026-03-14' };
};

describe('A new rule', function () {
  this.timeout(60_000);

  for (const [kind, { events, count }] of Object.entries(CASES) as [RuleKind, (typeof CASES)[RuleKind]][]) {
    it(`of the kind “${kind}” is right as it stands, and finds what it says`, async () => {
      const { writing } = await writingOn(events);
      const text = untouched(ruleTemplate(kind, facts()));
      assert.doesNotMatch(text, /\$/);
      assert.deepEqual((await writing.check(FILE, text)).problems, []);
      const tried = await writing.try(LOG, FILE, text);
      assert.equal(tried?.trials.find(({ line }) => line === 1)?.count, count);
      // what is still to be said stands in comments, and is right where those are none
      assert.doesNotMatch(text, /^[^#]*\bSay\b/m);
      const tagged = text.replaceAll(/^# (tags:|description:|falsepositives:| {2}- )/gm, '$1');
      assert.notEqual(tagged, text);
      assert.deepEqual((await writing.check(FILE, tagged)).problems, []);
    });

    it(`of the kind “${kind}” has a stop for each thing to say, the title first`, () => {
      const stops = [...ruleTemplate(kind, facts()).matchAll(/\$\{(\d+)[:|]/g)].map(([, stop]) => Number(stop));
      assert.deepEqual(
        [...stops].sort((a, b) => a - b),
        stops.map((_, n) => n + 1),
      );
      assert.equal(stops[0], 1);
    });
  }
});
