import assert from 'node:assert/strict';
import { Correlator, Detector } from '../../../src/detection';
import { load } from './support';

const SET = load(`title: A
name: a
id: a
logsource: { product: aws }
detection: { s: { eventName: X }, condition: s }
---
title: B
name: b
id: b
logsource: { product: aws }
detection: { s: { requestParameters.p: 1 }, condition: s }
---
title: C
id: c
correlation: { type: event_count, rules: [b], group-by: [eventName], timespan: 1h, condition: { gte: 1 } }
---
title: D
id: d
correlation: { type: value_count, rules: [a], timespan: 1h, condition: { field: requestParameters.p, gte: 1 } }
---
title: E
id: e
correlation: { type: event_count, rules: [a], timespan: 1h, condition: { gte: 2 } }
`);

describe('an event that is delivered twice, once with less in it', () => {
  const poor = { eventID: 'e', eventName: 'X' };
  const rich = { ...poor, requestParameters: { p: 1 } };
  for (const [name, order] of [
    ['less', [poor, rich]],
    ['more', [rich, poor]],
  ] as const) {
    it(`counts once, as all that it says, when ${name} comes first`, () => {
      const detector = new Detector(SET);
      const correlator = new Correlator(SET);
      const found = order.flatMap((event, row) => [...correlator.add(row, 1000, event, detector.match(event))]);
      found.push(...correlator.finish());
      assert.deepEqual(
        found.map(({ correlation, row }) => [correlation.title, row]),
        [
          ['C', 0],
          ['D', 0],
        ],
      );
    });
  }
});
