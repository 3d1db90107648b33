import assert from 'node:assert/strict';
import { read, record } from '../../../fixtures/log';

const texts = [0, 1, 2, 3].map((n) => JSON.stringify(record(n)));
const rowOf = (cells: readonly string[], delimiter = ','): string =>
  `${cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(delimiter)}\n`;
const HISTORY =
  'User name,AWS access key,Event time,Event source,Event name,AWS region,Source IP address,User agent,Error code,Resources,Request ID,Event ID,Read-only,Event type,Recipient Account Id,Event category\n';
const history = (n: number): string =>
  `alice,AKIA,2026-03-14T08:27:0${n}Z,ec2.amazonaws.com,Event${n},us-east-1,192.0.2.1,agent,,[],r,id-${n},false,AwsApiCall,111122223333,Management\n`;
const table = ['eventtime', 'eventsource', 'eventname', 'awsregion'];
const tableRow = (n: number): string =>
  rowOf([`2026-03-14T08:27:0${n}Z`, 'ec2.amazonaws.com', `Event${n}`, 'us-east-1']);

/** A header and its rows, of two files each. */
const FILES: Readonly<Record<string, readonly [header: string, rows: (n: number) => string]>> = {
  'Event history': [HISTORY, history],
  'Event history in another language': [
    HISTORY.replaceAll('Event', 'Ereignis').replaceAll('User', 'Benutzer'),
    history,
  ],
  Athena: [rowOf(table), tableRow],
  'Athena, with a mark': [`\ufeff${rowOf(table)}`, tableRow],
  Lake: ['eventJson\n', (n) => rowOf([texts[n] ?? ''])],
  'Lake, with other columns': ['eventid,eventJson\n', (n) => rowOf([`id-${n}`, texts[n] ?? ''])],
  Splunk: ['"_time","_raw"\n', (n) => rowOf(['2026-03-14', texts[n] ?? ''])],
  Kibana: [
    '"@timestamp","event.action","event.provider","aws.cloudtrail.event_type"\n',
    (n) => rowOf([`2026-03-14T08:27:0${n}.000Z`, `Event${n}`, 'ec2.amazonaws.com', 'AwsApiCall']),
  ],
};

describe('CSV files that were joined', () => {
  for (const [what, [header, rows]] of Object.entries(FILES)) {
    it(`${what}: a header among the rows is no event, and that is said`, () => {
      const { names, problems } = read([header, rows(0), rows(1), header, rows(2), header, rows(3)].join(''));
      assert.deepEqual(names, ['Event0', 'Event1', 'Event2', 'Event3']);
      const said = problems.filter(({ message }) => message.startsWith('The header stands among the rows again'));
      assert.deepEqual(
        said.map(({ severity, offset }) => [severity, offset]),
        [['info', Buffer.byteLength(header + rows(0) + rows(1))]],
      );
      assert.equal(problems.filter(({ severity }) => severity !== 'info').length, 0);
    });
  }

  it('of columns in another order no row is read as if it had the first', () => {
    const other = rowOf([...table].reverse());
    const text = [rowOf(table), tableRow(0), other, tableRow(1), tableRow(2), rowOf(table), tableRow(3)].join('');
    const { names, problems } = read(text);
    assert.deepEqual(names, ['Event0', 'Event3']);
    const [error] = problems.filter(({ severity }) => severity === 'error');
    assert.match(error?.message ?? '', /^Row 2 is the header of other columns, or in another order/);
    assert.equal(error?.offset, Buffer.byteLength(rowOf(table) + tableRow(0)));
  });

  it('of other columns no row is read as if it had the first', () => {
    const { names, problems } = read(
      rowOf(table) + tableRow(0) + rowOf(['eventsource', 'eventname', 'useragent']) + rowOf(['a', 'b', 'c']),
    );
    assert.deepEqual(names, ['Event0']);
    assert.equal(problems.filter(({ severity }) => severity === 'error').length, 1);
  });

  it('an event with the names of columns in some of its cells is one', () => {
    const { names } = read(
      rowOf(table) + tableRow(0) + rowOf(['2026-03-14T08:27:01Z', 'ec2.amazonaws.com', 'eventname', 'awsregion']),
    );
    assert.deepEqual(names, ['Event0', 'eventname']);
  });
});
