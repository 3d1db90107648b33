import assert from 'node:assert/strict';
import type { EventSummary } from '../../../../../src/case/eventTable';
import { dryRunReport } from '../../../../../src/case/rules/ruleWriting/report';
import type { RuleTrial } from '../../../../../src/case/rules/ruleWriting/trial';

const event = (row: number, more: Partial<EventSummary> = {}): EventSummary => ({
  row,
  time: Date.parse('2026-03-14T08:27:45Z'),
  eventName: 'RunInstances',
  eventSource: 'ec2.amazonaws.com',
  identity: 'alice',
  region: 'us-east-1',
  sourceIPAddress: '198.51.100.7',
  outcome: { kind: 'success' },
  ...more,
});

const trial = (more: Partial<RuleTrial> = {}): RuleTrial => ({
  kind: 'rule',
  title: 'Instances launched',
  level: 'high',
  line: 1,
  count: 3,
  of: 56,
  rows: Uint32Array.from([0, 1, 2]),
  days: [
    { value: '', count: 1 },
    { value: '2026-03-14', count: 2 },
  ],
  identities: [
    { value: 'alice', count: 2 },
    { value: '', count: 1 },
  ],
  identityCount: 4,
  samples: [
    {
      row: 0,
      reasons: [
        {
          selection: 'selection',
          fields: [
            { field: 'eventName', modifiers: ['contains'], value: 'RunInstances', line: 5 },
            { field: 'errorCode', modifiers: [], value: undefined, line: 6 },
            { field: '', modifiers: [], value: 'word', line: 7 },
          ],
        },
      ],
    },
  ],
  ...more,
});

const report = (given: RuleTrial, samples = [event(0), event(1)]): string =>
  dryRunReport(given, { scope: 'a.json', events: 56, unread: 0, samples });

describe('A dry run in words', () => {
  it('says how many events a day and an identity has, some of them, and why the first matches', () => {
    assert.equal(
      report(trial()),
      `# Instances launched

A dry run on a.json. It matches **3** of 56 events (5.4 %). Level: High.

## Each day

| Day (UTC) | Events | |
|---|--:|:--|
| no time | 1 | ${'█'.repeat(6)} |
| 2026-03-14 | 2 | ${'█'.repeat(12)} |

## Who

| Identity | Events | |
|---|--:|--:|
| alice | 2 | 67 % |
| \\(no identity\\) | 1 | 33 % |

And 2 more identities.

## 2 of the events on 2026-03-14

All of them: RunInstances, us-east-1.

| Time (UTC) | Outcome | Identity | From |
|---|---|---|---|
| 08:27:45 | succeeded | alice | 198\\.51.100.7 |
| 08:27:45 | succeeded | alice | 198\\.51.100.7 |

## Why RunInstances at 2026-03-14 08:27:45 matches

- \`selection\`: \`eventName|contains\` found \`RunInstances\`
- \`selection\`: \`errorCode\` is absent or null
- \`selection\`: \`keyword\` found \`word\`
`,
    );
  });

  it('tells the day of each event where there are several', () => {
    const next = { ...event(1, { eventName: 'StopInstances' }), time: event(1).time + 86_400_000 };
    const text = report(trial(), [event(0), next]);
    assert.match(text, /^All of them: us-east-1\.$/m);
    assert.match(text, /\| Time \(UTC\) \| Event \| Outcome/);
    assert.match(text, /\| 2026-03-14 08:27:45 \| RunInstances \| succeeded/);
    assert.match(text, /\| 2026-03-15 08:27:45 \| StopInstances \| succeeded/);
  });

  it('says nothing of all events where there is one', () => {
    const text = report(trial({ count: 1 }), [event(0)]);
    assert.match(text, /^\| 08:27:45 \| RunInstances \| succeeded \| alice \| 198\\\.51\.100\.7 \| us-east-1 \|$/m);
    assert.doesNotMatch(text, /All of them/);
  });

  it('is short when nothing matches', () => {
    const text = report(trial({ count: 0, days: [], identities: [], identityCount: 0, samples: [] }), []);
    assert.equal(
      text,
      '# Instances launched\n\nA dry run on a.json. It matches **0** of 56 events (0 %). Level: High.\n',
    );
  });

  it('counts what a correlation and a filter are about', () => {
    assert.match(report(trial({ kind: 'correlation' })), /It happens \*\*3\*\* times in 56 events\./);
    assert.match(report(trial({ kind: 'correlation', count: 1 })), /It happens \*\*once\*\* in 56 events\./);
    assert.match(
      report(trial({ kind: 'filter', of: 0 })),
      /It leaves out \*\*3\*\* of 0 events that its rules match\./,
    );
  });

  it('says what could not be looked at', () => {
    const text = dryRunReport(trial(), { scope: 'a', events: 56, unread: 1200, samples: [] });
    assert.match(text, /\*\*Not looked at:\*\* 1,200 events, for their files were changed or can no longer be read\./);
    const one = dryRunReport(trial(), { scope: 'a', events: 56, unread: 1, samples: [] });
    assert.match(one, /\*\*Not looked at:\*\* 1 event, for its file was changed or can no longer be read\./);
  });

  it('shows the last year of a long case', () => {
    const days = Array.from({ length: 400 }, (_, n) => ({ value: `day ${n}`, count: 1 }));
    const text = report(trial({ days }));
    assert.match(text, /The last 366 of 400 days\./);
    assert.ok(!text.includes('| day 33 |') && text.includes('| day 34 |'));
    const ages = Array.from({ length: 200_000 }, (_, n) => ({ value: `day ${n}`, count: 1 }));
    assert.match(report(trial({ days: ages })), /The last 366 of 200,000 days\./);
  });

  it('lets no text of the log or of the rule be anything but text', () => {
    const evil =
      '<img src=x onerror=alert(1)> | [a](command:x) `b` **c** ![d](https://e.example/f.png)\n# g https://h.example';
    const text = report(
      trial({
        title: evil,
        identities: [{ value: evil, count: 1 }],
        samples: [
          {
            row: 0,
            reasons: [{ selection: evil, fields: [{ field: evil, modifiers: [evil], value: evil, line: 1 }] }],
          },
        ],
      }),
      [
        event(0, {
          eventName: evil,
          identity: evil,
          region: evil,
          sourceIPAddress: evil,
          outcome: { kind: 'failed', error: evil },
        }),
      ],
    );
    const outside = text.replace(/(`+)[^]*?[^`]\1(?!`)/g, '');
    assert.doesNotMatch(outside, /(?<!\\)[<[]|(?<!\\)!\[|(?<!\\):\/\/|^# g/m);
    // a row of a table has as many cells as its head, whatever stands in them
    const rows = outside.split('\n').filter((one) => /^\| (?:2026|\d\d:)/.test(one));
    assert.ok(rows.some((line) => line.startsWith('| 08:27:45')));
    for (const line of rows) {
      const isEvent = /^\| \d\d:|\(UTC\)/.test(line);
      assert.equal(line.match(/(?<!\\)\|/g)?.length, isEvent ? 7 : 4, line);
    }
  });
});
