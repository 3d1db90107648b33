import assert from 'node:assert/strict';
import fc from 'fast-check';
import { eventsIn } from '../../../src/reading/selected';
import { WRAPPINGS } from '../../fixtures/containers';
import { record } from '../../fixtures/log';

const EVENT = { eventName: 'RunInstances', eventSource: 'ec2.amazonaws.com' };
const TEXT = JSON.stringify(EVENT);

describe('events in a piece of JSON that a person marked', () => {
  const cases: readonly (readonly [what: string, selected: string, events: readonly unknown[]])[] = [
    ['one event', TEXT, [EVENT]],
    ['with the blanks and the comma around it', `\n  ${TEXT},\n`, [EVENT]],
    ['two in a row of an array', `${TEXT},\n${TEXT}`, [EVENT, EVENT]],
    ['a whole log', `{"Records":[${TEXT},${TEXT}]}`, [EVENT, EVENT]],
    ['an array', `[${TEXT}]`, [EVENT]],
    ['a part of one', '{"userAgent":"x"},', [{ userAgent: 'x' }]],
    ['parts beside what is none', '[{"a":1},{"errorCode":"x"}]', [{ errorCode: 'x' }]],
    ['an object that holds none', '{"a":1}', []],
    ['an Insights event', '{"insightDetails":{}}', [{ insightDetails: {} }]],
    ['no JSON', 'eventName: RunInstances', []],
    ['half an event', TEXT.slice(0, -1), []],
    ['a number', '7', []],
    ['nothing', ' ', []],
    ['a string that is no event', '{"CloudTrailEvent":"x"}', []],
  ];
  for (const { what, wrap, keeps } of WRAPPINGS) {
    it(`in ${what}`, () => {
      const records = [record(1), record(2)];
      const found = eventsIn(wrap(records));
      assert.deepEqual(
        found.map(({ eventName }) => eventName),
        ['Event1', 'Event2'],
      );
      if (keeps === undefined) assert.deepEqual(found, records);
    });
  }
  for (const [what, selected, events] of cases) it(what, () => assert.deepEqual(eventsIn(selected), events));

  it('are looked for to a depth, and no text throws', () => {
    assert.deepEqual(eventsIn('{"a":'.repeat(100) + TEXT + '}'.repeat(100)), []);
    eventsIn('['.repeat(20_000));
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => void eventsIn(text)));
  });
});
