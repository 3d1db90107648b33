import assert from 'node:assert/strict';
import { eventsOfIdentity, remediesFor } from '../../src/features/findings/remedies';
import { deliveriesInWords, otherPlacesInWords } from '../../src/features/events/deliveries';
import { countText } from '../../src/features/ruleWriting/codeLens';
import { labelText, listText } from '../../src/features/shared';

const HOSTILE = '$(check) root\u202e';

describe('Text from a log in a list to choose from', () => {
  it('makes no icons, and nothing unseen', () => assert.equal(listText(HOSTILE), '\\$(check) root\ufffd'));

  it('tells names apart that look the same, and turns no row around', () => {
    assert.equal(labelText('alice\u3164'), 'alice\ufffd');
    assert.equal(labelText('alice'), 'alice');
    assert.equal(labelText('  '), '"  "');
    assert.equal(labelText(''), '');
    assert.equal(labelText('שלום 12'), '\u2068שלום 12\u2069');
    assert.equal(labelText('\u202e\u2069شركة'), '\u2068\ufffd\ufffdشركة\u2069');
  });

  it('is so in what can be done about a finding', () => {
    const rule = {
      id: 'r',
      reference: 'r',
      title: 'A rule',
      level: 'high',
      tags: [],
      description: '',
      falsepositives: [],
      references: [],
    } as const;
    const hit = { rule: 0, row: 0, chain: [], isCut: false, group: [], count: 1, value: undefined };
    const finding = { scope: 'file:///log.json', row: 0, hit, hits: [hit], rule: { ...rule, path: 'r.yml', line: 1 } };
    const remedies = [...remediesFor(finding, HOSTILE), eventsOfIdentity(HOSTILE, finding)];
    for (const { short } of remedies) assert.doesNotMatch(short, /(?<!\\)\$\(/);
    assert.equal(remedies.filter(({ short }) => short.includes('\\$(check)')).length, 2);
  });
});

describe('The count above a rule', () => {
  const counts = [
    ['rule', 0, 1, 'matches 0 of 1 event'],
    ['rule', 1, 1200, 'matches 1 of 1,200 events'],
    ['correlation', 1, 1, 'happens once in 1 event'],
    ['correlation', 1, 19, 'happens once in 19 events'],
    ['correlation', 2, 19, 'happens 2 times in 19 events'],
    ['filter', 1, 1, 'leaves out 1 of 1 event that its rules match'],
    ['filter', 1, 2, 'leaves out 1 of 2 events that its rules match'],
  ] as const;
  for (const [kind, count, of, words] of counts) {
    it(`says: ${words}`, () =>
      assert.equal(countText({ title: '', rows: [], samples: [], kind, count, of } as never), words));
  }
});

describe('How often an event was delivered', () => {
  const times = [
    [1, 'delivered twice', undefined],
    [5, 'delivered 6 times', undefined],
    [6, 'delivered 7 times', 'and once more'],
    [1200, 'delivered 1,201 times', 'and 1,195 more times'],
  ] as const;
  for (const [count, words, rest] of times) {
    it(`is told of ${count} other places`, () => {
      const places = Array.from({ length: Math.min(count, 100) }, (_, record) => ({ uri: 'file:///log.json', record }));
      const event = { others: { count, places } } as never;
      assert.equal(deliveriesInWords(event), words);
      assert.deepEqual(otherPlacesInWords(event).slice(5), rest === undefined ? [] : [rest]);
    });
  }
});
