import assert from 'node:assert/strict';
import { analyseDocument } from '../../../src/case/documents/documentAnalysis';
import { LogDocument } from '../../../src/case/documents/logDocument';
import { daysInWords, hasSeveralDays, spanInWords, timeInWords } from '../../../src/features/eventTimes';

const at = (time: string): number => Date.parse(`2026-03-${time}Z`);

describe('the time of an event in words', () => {
  it('has its day where events of other days stand beside it', () => {
    assert.equal(timeInWords(at('14T08:27:45'), false), '08:27:45');
    assert.equal(timeInWords(at('14T08:27:45'), true), '2026-03-14 08:27:45');
    assert.equal(timeInWords(NaN, true), 'no time');
  });

  const spans = [
    ['14T08:00:00', '14T08:59:12', false, '08:00:00 – 08:59:12'],
    ['14T08:00:00', '14T08:59:12', true, '2026-03-14 08:00:00 – 08:59:12'],
    ['14T08:00:00', '14T08:00:00', false, '08:00:00'],
    ['14T08:00:00', '14T08:00:00', true, '2026-03-14 08:00:00'],
    ['14T08:00:00', '15T08:00:00', false, '2026-03-14 08:00:00 – 2026-03-15 08:00:00'],
    ['14T23:59:59', '15T00:00:01', true, '2026-03-14 23:59:59 – 2026-03-15 00:00:01'],
  ] as const;
  for (const [first, last, withDay, words] of spans) {
    it(`spans ${first} to ${last} ${withDay ? 'among other days' : 'alone'}`, () => {
      assert.equal(spanInWords(at(first), at(last), withDay), words);
    });
  }

  it('spans from one time on to those of which none is known', () => {
    assert.equal(spanInWords(at('14T08:00:00'), NaN, false), 'from 08:00:00');
    assert.equal(spanInWords(at('14T08:00:00'), NaN, true), 'from 2026-03-14 08:00:00');
    assert.equal(spanInWords(NaN, NaN, false), 'no time');
  });

  it('names the day of a case, or the first and the last', () => {
    assert.equal(daysInWords('2026-03-14T08:00:00Z', '2026-03-14T09:00:00Z'), '2026-03-14');
    assert.equal(daysInWords('2026-03-14T08:00:00Z', '2026-03-16T08:00:00Z'), '2026-03-14 – 2026-03-16');
    assert.equal(daysInWords('', ''), '');
  });
});

describe('a log', () => {
  const logs = [
    [[], false],
    [['14T08:00:00'], false],
    [['14T08:00:00', '14T23:59:59'], false],
    [['15T08:00:00', '14T08:00:00'], true],
    [['15T08:00:00', undefined, '14T08:00:00', undefined], true],
    [['14T08:00:00', undefined], false],
    [[undefined, undefined], false],
  ] as const;
  for (const [times, isSeveral] of logs) {
    it(`has ${isSeveral ? 'several days' : 'one day at most'} with events at ${JSON.stringify(times)}`, () => {
      const records = times.map((time) => ({
        eventVersion: '1.11',
        eventName: 'StopLogging',
        eventSource: 'cloudtrail.amazonaws.com',
        ...(time === undefined ? {} : { eventTime: `2026-03-${time}Z` }),
      }));
      const { analysis } = analyseDocument(Buffer.from(JSON.stringify({ Records: records })));
      assert.equal(hasSeveralDays(new LogDocument('file:///log.json', 1, analysis)), isSeveral);
    });
  }
});
