import assert from 'node:assert/strict';
import { RecordSource } from '../../../../src/reading/recordSource';
import { decodeValue } from '../../../../src/reading/recordScanner';
import { read, record, utf8 } from '../../../fixtures/log';

const records = [0, 1, 2].map((n) => record(n, { errorMessage: '', list: ['a', 'b', ''] }));
const compact = records.map((one) => JSON.stringify(one));

function finds(text: string): void {
  const { found, problems } = read(text);
  assert.deepEqual(
    found.map(({ value }) => value.eventName),
    ['Event0', 'Event1', 'Event2'],
  );
  assert.deepEqual(
    problems.filter(({ severity }) => severity !== 'info'),
    [],
  );
}

describe('CSV that is not quite one', () => {
  for (const [what, text] of Object.entries({
    'records without quotes': `_time,_raw\n${compact.map((one) => `2026,${one}\n`).join('')}`,
    'the same with space in them': `_time,_raw\r\n${compact.map((one) => `2026,${one.replaceAll(',"', ', "')}\r\n`).join('')}`,
    'the same behind a quoted cell, between tabs': `"_time"\t"host"\t"_raw"\n${compact.map((one) => `"2026\n"\ta\t${one}`).join('\n')}`,
  }))
    it(`${what}: all are found, and found again`, () => {
      finds(text);
      const source = new RecordSource(utf8(text));
      for (const [n, { start, end, value }] of read(text).found.entries()) {
        assert.deepEqual(value, records[n]);
        const again = source.record(start, end);
        assert.deepEqual(decodeValue(again.bytes, again.start, again.end), value);
      }
    });

  it('a row in which such a record is cut off is named, and the next is found', () => {
    const rows = compact.map((one, n) => `2026,${n === 1 ? one.slice(0, -9) : one}\n`);
    const { names, problems } = read(`_time,_raw\n${rows.join('')}`);
    assert.deepEqual(names, ['Event0', 'Event2']);
    assert.match(problems.find(({ severity }) => severity === 'error')?.message ?? '', /^Row 2 is left out/);
  });

  const rows = (delimiter: string): string =>
    [
      ['eventtime', 'eventsource', 'eventname'],
      ...records.map((one) => [one.eventTime, one.eventSource, one.eventName]),
    ]
      .map((cells) => cells.join(delimiter))
      .join('\n');
  it('columns between bars', () => finds(rows('|')));
  it('comments before the header', () => {
    const text = `# made by a script\r\n# on Monday, in 2026\n${rows(',')}`;
    finds(text);
    assert.ok(read(text).problems.some(({ message }) => message.startsWith('The comment before the header')));
  });
  for (const size of [1000, 4000])
    it(`a header of ${size} columns, which is longer than what shows of most files`, () => {
      const more = Array.from({ length: size }, (_, n) => `a_column_of_ours_number_${n}`);
      const lines = [
        [...more, 'eventtime', 'eventsource', 'eventname'],
        ...records.map((one) => [...more.map(() => ''), one.eventTime, one.eventSource, one.eventName]),
      ];
      const text = lines.map((cells) => cells.join(',')).join('\n');
      finds(text);
      const source = new RecordSource(utf8(text));
      const [{ start, end, value } = { start: 0, end: 0 }] = read(text).found;
      const again = source.record(start, end);
      assert.deepEqual(decodeValue(again.bytes, again.start, again.end), value);
    });
  it('a last row that may be cut off in a cell without quotes: that is said', () => {
    const saysSo = (text: string): boolean => {
      finds(text);
      return read(text).problems.some(({ message }) =>
        message.startsWith('The last row ends without the end of a line'),
      );
    };
    const text = rows(',');
    const raw = `_time,_raw\n${compact.map((one) => `2026,${one}`).join('\n')}`;
    const inQuotes = text.replace(/[^,]*$/, '"$&"');
    assert.deepEqual([text, `${text}\n`, inQuotes, raw].map(saysSo), [true, false, false, false]);
  });
  it('a header that begins as a comment does', () => {
    finds(rows(',').replaceAll(/^/gm, '1,').replace('1,', '#,'));
  });
});
