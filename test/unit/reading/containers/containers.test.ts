import assert from 'node:assert/strict';
import { CONTAINERS, type ContainerId } from '../../../../src/reading/containers';
import { timeOfRecord } from '../../../../src/record/time';
import { insight, json, read, record, s3 } from '../../../fixtures/log';

const [one, two, three] = [record(1), record(2), record(3)];
const text = (value: unknown): string => JSON.stringify(value);
const item = (event: unknown, more: object = {}): object => ({
  EventId: 'id',
  EventName: 'EventOfItem',
  EventSource: 'ec2.amazonaws.com',
  EventTime: '2026-03-14T08:27:45+01:00',
  Username: 'alice',
  CloudTrailEvent: event,
  ...more,
});
const splunk = (event: unknown) => ({
  preview: false,
  result: { eventName: 'other', eventSource: 'x', _raw: text(event), userAgent: text(record(9)) },
});
const athena = (...rows: string[][]) => ({
  ResultSet: {
    Rows: [['eventname', 'eventsource', 'eventtime'], ...rows.map((row) => [...row, '2026-03-14T08:27:45Z'])].map(
      (row) => ({ Data: row.map((value) => ({ VarCharValue: value })) }),
    ),
  },
});
const HISTORY =
  'User name,AWS access key,Event time,Event source,Event name,AWS region,Source IP address,User agent,Error code,Resources,Request ID,Event ID,Read-only,Event type,Recipient Account Id,Event category';
const row = (name: string, agent = 'aws-cli'): string =>
  `alice,,2026-03-14T08:27:45Z,ec2.amazonaws.com,${name},us-east-1,192.0.2.1,${agent},,,,id,true,AwsApiCall,111122223333,Management`;
const FORGED = text(record(9)).replaceAll('"', '""');

/** What a source is, the names of its events, and what is said of it, notes aside. */
const CASES: readonly (readonly [
  what: string,
  source: string,
  container: ContainerId,
  names: readonly string[],
  problems: readonly RegExp[],
])[] = [
  // comments
  [
    'a comment before an answer of lookup-events',
    `//\n${text({ Events: [item(text(one))] })}`,
    'lookup-events',
    ['Event1'],
    [],
  ],
  ['a comment before lines', `/**/\n${text(one)}\n${text(two)}\n`, 'ndjson', ['Event1', 'Event2'], []],
  [
    'a comment that holds a record',
    `// ${text(one)}\n${text({ Records: [two] })}`,
    'log-lines',
    ['Event1', 'Event2'],
    [],
  ],
  [
    'a comment without its end',
    `/* ${'/**'.repeat(9)}\n${text({ Records: [two] })}`,
    'ndjson',
    ['Event2'],
    [/not JSON/, /1 line holds no/],
  ],
  ['a heading before a link', '# Log\n[log](x.json)\n', 'foreign', [], [/not JSON/]],
  ...(
    [
      ['zip', `PK\u0003\u0004${'\0'.repeat(26)}a.json{"Records":[${text(one)}]}PK\u0001\u0002`],
      [
        'tar',
        `a.json${'\0'.repeat(94)}0000644${'\0'.repeat(50)}0${'\0'.repeat(99)}\0ustar  \0`.padEnd(512, '\0') + text(one),
      ],
    ] as const
  ).map(([what, archive]): (typeof CASES)[number] => [
    `a ${what} archive with a log that is not packed`,
    archive,
    'ndjson',
    ['Event1'],
    [new RegExp(`^This is a ${what} archive, which is not unpacked`), /bytes before this place/],
  ]),
  [
    'YAML that broke the line inside a record',
    `Items:\n- Text: '${text(one).slice(0, 60)}\n    ${text(one).slice(60)}'\n`,
    'log-lines',
    [],
    [/speaks of CloudTrail records, but none could be read/],
  ],
  ['a comment before other JSON', '# x\n{"a":1}', 'foreign-json', [], [/is JSON, but no CloudTrail record/]],
  // lookup-events
  ['an answer of lookup-events without events', '{"Events":[]}', 'lookup-events', [], [/no CloudTrail record/]],
  [
    'an item whose record is cut off: what the item says',
    text({ Events: [item(text(one)), item(text(two).slice(0, 90))] }),
    'lookup-events',
    ['Event1', 'EventOfItem'],
    [/broken or cut off: what the fields beside it say was read instead/],
  ],
  ['an item without a record', text({ Events: [item(undefined)] }), 'lookup-events', ['EventOfItem'], []],
  [
    'an element that is no item',
    text({ Events: [item(text(one)), 17, { EventId: 'x' }] }),
    'lookup-events',
    ['Event1'],
    [/Element 2 of Events/, /Element 3 of Events/],
  ],
  [
    'an answer of lookup-events that is cut off',
    text({ Events: [item(text(one)), item(text(two))] }).slice(0, -60),
    'lookup-events',
    ['Event1'],
    [/cut off/],
  ],
  // Lake
  [
    'rows of Lake that say too little',
    text({ QueryResultRows: [[{ eventName: 'x' }], [{ n: '1' }], [{ eventJson: text(one) }]] }),
    'lake-json',
    ['Event1'],
    [/Element 1 of QueryResultRows/, /Element 2 of QueryResultRows/],
  ],
  [
    'Lake results whose struct holds the words of a struct',
    'eventTime,eventName,eventSource,awsRegion,userIdentity\n2026-03-14 08:27:45.000,Event1,ec2.amazonaws.com,us-east-1,"{type=IAMUser, principalid=null, username=a, b=c}"\n',
    'lake-csv',
    ['Event1'],
    [],
  ],
  // nested deeply
  ['a record 14 levels deep', `${'{"a":'.repeat(14)}${text(one)}${'}'.repeat(14)}`, 'json', ['Event1'], []],
  [
    'a record too deep to be found',
    `${'{"a":'.repeat(16)}${text(one)}${'}'.repeat(16)}`,
    'json',
    [],
    [/deeper than 14 levels is left out/],
  ],
  ['a record that is cut off', text(one).slice(0, -9), 'single', [], [/cut off in the middle/]],
  [
    'a log of which a part is missing, so that a list in a record ends with the list of records',
    s3(one, two)
      .replace(/"resources":\[[^\]]*\],|$/, '')
      .replace(/\},(?=\{"eventVersion")/, ',"resources":['),
    's3',
    ['Event1'],
    [/cut off after record 1/, /Record 1 holds what looks like records after it/],
  ],
  ['a list that is cut off in its first record', `[${text(one).slice(0, -9)}`, 'array', [], [/cut off in the middle/]],
  ['other JSON that is cut off', '{"a":[{"eventful":1},{"b":', 'foreign-json', [], [/cut off in the middle/]],
  [
    'the same beside one that is found',
    text([one, Array.from({ length: 15 }).reduce((inner) => [inner], two)]),
    'array',
    ['Event1'],
    [/deeper than 14 levels is left out/],
  ],
  [
    'what is nested deeply and no record',
    text([one, Array.from({ length: 40 }).reduce((inner) => [inner], 17)]),
    'array',
    ['Event1'],
    [],
  ],
  // joined files
  [
    'logs that were joined with their byte order marks',
    `\ufeff${text({ Records: [one] })}\n\ufeff${text({ Records: [two] })}`,
    's3',
    ['Event1', 'Event2'],
    [],
  ],
  [
    'lines with a byte order mark each',
    [one, two].map((each) => `\ufeff${text(each)}`).join('\r\n'),
    'ndjson',
    ['Event1', 'Event2'],
    [],
  ],
  // Athena
  [
    'rows of Athena that say too little, among pages with a header each',
    [athena(['Event1', 'x.amazonaws.com'], ['', ''], ['', '']), athena(['Event2', 'y.amazonaws.com'])]
      .map(text)
      .join('\n'),
    'athena-json',
    ['Event1', 'Event2'],
    [/Element 3 of Rows/, /Element 4 of Rows/],
  ],
  [
    'pages of Athena with two columns whose names differ by a mark alone',
    [1, 2]
      .map((n) =>
        text(athena(['Event' + n, 'x.amazonaws.com']))
          .replace('"Data":[', '"Data":[{"VarCharValue":"event_name"},')
          .replace(/("Data":\[)(?=\{"VarCharValue":"Event\d)/, '$1{"VarCharValue":"z"},'),
      )
      .join('\n'),
    'athena-json',
    ['Event1', 'Event2'],
    [],
  ],
  [
    'a later page of Athena with many rows, described after them',
    text({
      ResultSet: {
        Rows: athena(...Array.from({ length: 900 }, (_, n) => [`Event${n % 7}`, 'x'.repeat(60)])).ResultSet.Rows.slice(
          1,
        ),
        ResultSetMetadata: { ColumnInfo: ['eventname', 'eventsource', 'eventtime'].map((Name) => ({ Name })) },
      },
    }),
    'athena-json',
    Array.from({ length: 900 }, (_, n) => `Event${n % 7}`),
    [],
  ],
  [
    'a first page of Athena and a later one that nothing describes',
    [athena(['Event1', 'x']), { ResultSet: { Rows: athena(['Event2', 'y']).ResultSet.Rows.slice(1) } }]
      .map(text)
      .join('\n'),
    'athena-json',
    ['Event1', 'Event2'],
    [],
  ],
  [
    'a later page of Athena with a cell that describes other columns',
    text({
      ResultSet: {
        ResultSetMetadata: { ColumnInfo: ['eventname', 'eventsource', 'eventtime'].map((Name) => ({ Name })) },
        Rows: athena([
          'Event1',
          text({ ResultSetMetadata: { ColumnInfo: [{ Name: 'eventtime' }] } }),
        ]).ResultSet.Rows.slice(1),
      },
    }),
    'athena-json',
    ['Event1'],
    [],
  ],
  [
    'an answer of Athena that is cut off',
    text(athena(['Event1', 'x'], ['Event2', 'y'])).slice(0, -60),
    'athena-json',
    ['Event1'],
    [/cut off/],
  ],
  [
    'a broken row of Athena',
    text(athena(['Event1', 'x'], ['Event2', 'y'], ['Event3', 'z'])).replace('"Event2"', '"Event2'),
    'athena-json',
    ['Event1', 'Event3'],
    [/not valid JSON/, /before this place/],
  ],
  // CloudWatch Logs Insights
  [
    'a row of Insights with too few fields',
    text({
      results: [insight({ eventName: 'Event1', eventSource: 'x', awsRegion: 'y' }), insight({ eventName: 'x' })],
    }),
    'insights',
    ['Event1'],
    [/Element 2 of results/],
  ],
  [
    'a message of Insights that is cut off: what its fields say',
    text({
      results: [
        insight({ '@message': text(one) }),
        insight({ '@message': text(two).slice(0, 99), eventName: 'Said', eventSource: 'x', awsRegion: 'y' }),
      ],
    }),
    'insights',
    ['Event1', 'Said'],
    [/broken or cut off: what the fields beside it say was read instead/],
  ],
  [
    'a field of Insights that looks like a record',
    text([insight({ '@message': text(one), userAgent: text(record(9)) })]),
    'insights',
    ['Event1'],
    [],
  ],
  // Kibana
  [
    'a search of Kibana without the original in one of its rows',
    `"@timestamp","event.original"\n"-","${text(one).replaceAll('"', '""')}"\n"Mar 14, 2026 @ 08:27:45.123","-"\n`,
    'elastic-csv',
    ['Event1'],
    [/Row 2 is no CloudTrail record/],
  ],
  [
    'a search of Kibana with whole documents in a column',
    `@timestamp,_source\n"Mar 14, 2026 @ 08:27:45.123","${text({ event: { original: text(one), provider: 'ec2.amazonaws.com' } }).replaceAll('"', '""')}"\n`,
    'elastic-csv',
    ['Event1'],
    [],
  ],
  [
    'a search of Kibana whose columns say the service or the data set in any of their first rows',
    '"@timestamp","event.action","event.provider"\nx,-,-\nx,Run,ec2.amazonaws.com\n',
    'elastic-csv',
    ['Run'],
    [/Row 1 is no/],
  ],
  [
    'a search of Kibana with the data set',
    '"@timestamp","event.action","event.dataset","source.ip"\nx,Run,aws.cloudtrail,192.0.2.1\n',
    'elastic-csv',
    ['Run'],
    [],
  ],
  // EventBridge
  [
    'another event between those of CloudTrail',
    [
      { 'detail-type': 'AWS API Call via CloudTrail', detail: one },
      { 'detail-type': 'EC2 Instance State-change Notification', detail: { state: 'running' } },
      { 'detail-type': 'AWS Console Sign In via CloudTrail', detail: two },
    ]
      .map(text)
      .join('\n'),
    'eventbridge',
    ['Event1', 'Event2'],
    [],
  ],
  // CloudWatch Logs
  [
    'messages that are no records, and one that is cut off',
    text({ events: [{ message: text(one) }, { message: 'START RequestId' }, { message: text(two).slice(0, -9) }] }),
    'log-events',
    ['Event1'],
    [/Element 2 of events/, /broken or cut off record/],
  ],
  [
    'an export with lines of something else',
    `2026-03-14T08:27:45.123Z ${text(one)}\n2026-03-14T08:27:46.123Z started\n2026-03-14T08:27:47.000Z ${text(two)}\n`,
    'cloudwatch-export',
    ['Event1', 'Event2'],
    [/^1 line holds no CloudTrail record/],
  ],
  [
    'an export with a broken line',
    [one, two, three]
      .map((each, n) => `2026-03-14T08:27:45.123Z ${n === 1 ? text(each).slice(0, -20) : text(each)}\n`)
      .join(''),
    'cloudwatch-export',
    ['Event1', 'Event3'],
    [/could not be read and are left out/],
  ],
  [
    'a log that was tailed',
    `2026-03-14T08:27:45+00:00 111122223333_CloudTrail_us-east-1 ${text(one)}\r\n`,
    'cloudwatch-export',
    ['Event1'],
    [],
  ],
  [
    'a log that was tailed in short',
    [one, two].map((each) => `2026-03-14T08:27:45 ${text(each)}\n`).join(''),
    'cloudwatch-export',
    ['Event1', 'Event2'],
    [],
  ],
  [
    'lines of Fluentd, some without a record, one broken, one that something is beside',
    [
      `2026-03-14T08:27:45+00:00\taws.cloudtrail\t${text(one)}`,
      `2026-03-14T08:27:45+00:00\tsystem.cron\t{"message":"started"}`,
      `2026-03-14T08:27:45+00:00\taws.cloudtrail\t${text(two).slice(0, 80)}`,
      `2026-03-14T08:27:45+00:00\taws.cloudtrail\t${text(three)} end`,
    ].join('\n'),
    'fluentd',
    ['Event1', 'Event3'],
    [/before this place could not be read/],
  ],
  [
    'lines of another log, some without a record, one broken',
    [
      `<134>1 2026-03-14T08:27:45Z host trail - - ${text(one)}`,
      '<134>1 2026-03-14T08:27:45Z host cron - - started',
      `<134>1 2026-03-14T08:27:45Z host trail - - ${text(two).slice(0, 80)}`,
      `<134>1 2026-03-14T08:27:45Z host trail - - ${text(three)} end`,
      '--',
    ].join('\n'),
    'log-lines',
    ['Event1', 'Event3'],
    [/before this place could not be read/, /^1 line holds no CloudTrail record/],
  ],
  [
    'lines that begin with a bracket',
    [one, two].map((each) => `[2026-03-14 08:27:45] INFO ${text(each)}`).join('\n'),
    'log-lines',
    ['Event1', 'Event2'],
    [],
  ],
  [
    'two values side by side',
    `[1,2]{"a":1}${text(one)}`,
    'ndjson',
    ['Event1'],
    [/^2 values hold no CloudTrail record/],
  ],
  [
    'lines of which one says too little',
    [one, { eventName: 'x', eventSource: 'y' }, two].map(text).join('\n'),
    'ndjson',
    ['Event1', 'Event2'],
    [/^1 value holds no CloudTrail record/],
  ],
  [
    'an array with other things in it, and a log without events beside it',
    `${text([one, 17, 'text', {}, 'text '.repeat(9), { a: [1, 2] }])}{"Records":[]}[]`,
    's3',
    ['Event1'],
    [/^2 values hold no CloudTrail record/],
  ],
  [
    'a text with the rest of a record',
    '  "awsRegion": "us-east-1",\n  "eventID": "x"\n}\n```\nand\n```json\n' + text(one) + '\n```\n',
    'markdown',
    ['Event1'],
    [/before this place could not be read/],
  ],
  [
    'a broken notification of SNS',
    `[${text({ Message: text({ Message: text(two) }).replace('Message', 'Mess"age') })},${text(one)}]`,
    'array',
    ['Event1'],
    [/text in this string is a broken or cut off record/],
  ],
  [
    'data of a subscription beside what asks whether anybody is there',
    [
      { messageType: 'CONTROL_MESSAGE', logEvents: [{ id: '', message: 'CWL CONTROL MESSAGE: Checking health.' }] },
      {
        messageType: 'DATA_MESSAGE',
        logEvents: [
          { id: '1', message: text(one) },
          { id: '2', message: 'other' },
        ],
      },
    ]
      .map(text)
      .join(''),
    'subscription',
    ['Event1'],
    [/Element 2 of logEvents/],
  ],
  // Splunk, Elastic
  [
    'a result of Splunk that is cut off',
    [{ result: { _raw: text(one) } }, { result: { _raw: text(two).slice(0, 200) } }].map(text).join('\n'),
    'splunk',
    ['Event1'],
    [/record in this event is broken or cut off, and is left out/],
  ],
  [
    'results of Splunk behind one that is broken, and beside a log',
    `{"preview":false,"result":{"_raw":"{\n${[one, two].map((each) => text(splunk(each))).join('\n')}\n${s3(three)}`,
    'splunk',
    ['Event1', 'Event2', 'Event3'],
    [/not valid JSON/, /before this place/],
  ],
  [
    'results of Splunk without a wrapper, in any order of their members',
    [one, two].map((each) => text({ awsRegion: 'x', ...splunk(each).result })).join('\n'),
    'ndjson',
    ['Event1', 'Event2'],
    [],
  ],
  [
    'a result of Splunk whose text is cut off: what its fields say',
    text({ awsRegion: 'x', ...splunk(one).result, _raw: text(one).slice(0, 99) }),
    'single',
    ['other'],
    [/broken or cut off: what the fields beside it say was read instead/],
  ],
  [
    'a hit of Elastic whose original is cut off: what its fields say',
    text({
      _source: {
        '@timestamp': '2026-03-14T08:27:45.000Z',
        event: { original: text(one).slice(0, 99), provider: 'ec2.amazonaws.com', action: 'Said' },
        aws: { cloudtrail: { event_version: '1.08' } },
      },
    }),
    'elastic',
    ['Said'],
    [/broken or cut off/],
  ],
  // rows as objects
  [
    'wrappers that name an event in their own words, with the record as an object, as text or in a log',
    [{ raw: one }, { rawlog: text(two) }, { data: { Records: [three, record(4)] } }]
      .map((more) => text({ eventname: 'Other', eventsource: 'x.amazonaws.com', eventtime: 'y', ...more }))
      .join('\n'),
    'ndjson',
    ['Event1', 'Event2', 'Event3', 'Event4'],
    [],
  ],
  [
    'rows of a table with a column of their own, be it a pattern of events or, in a whole row, what looks like a record',
    [
      { rule: text({ detail: { eventSource: ['x'], eventName: ['y'] } }), year: '2026' },
      { note: text(record(9)), useragent: 'a', awsregion: 'b', eventid: 'c', requestid: 'd', eventtype: 'e' },
    ]
      .map((more) => text({ eventname: 'Run', eventsource: 'x.amazonaws.com', eventtime: 'y', ...more }))
      .join('\n'),
    'table-json',
    ['Run', 'Run'],
    [],
  ],
  ...['resources', 'addendum'].map((first): (typeof CASES)[number] => [
    `rows of a table that begin with a column called as in a record, ${first}`,
    [1, 2]
      .map((n) => text({ [first]: '[]', eventname: `Run${n}`, eventsource: 'x.amazonaws.com', eventtime: 'y' }))
      .join('\n'),
    'table-json',
    ['Run1', 'Run2'],
    [],
  ]),
  // CSV
  [
    'an Event history that names an odd separator',
    `sep=§\n${HISTORY}\n${row('A')}\n${row('B')}\n`,
    'event-history-csv',
    ['A', 'B'],
    [],
  ],
  ['an Event history without its header', `${row('A')}\n${row('B')}\n`, 'event-history-csv', ['A', 'B'], []],
  ['one event of an Event history alone', row('A'), 'event-history-csv', ['A'], []],
  [
    'a cell with half a record after a whole one',
    `_time,_raw\nx,"${`${text(one)}${text(two).slice(9)}`.replaceAll('"', '""')}"\n`,
    'record-csv',
    ['Event1'],
    [/broken or cut off after its last whole record/],
  ],
  ...(
    [
      ['@message', 'insights-csv'],
      ['"eventJson"', 'lake-csv'],
      ['_raw', 'record-csv'],
      ['event.original', 'elastic-csv'],
    ] as const
  ).map(([header, container]): (typeof CASES)[number] => [
    `a column of records alone, ${header}`,
    `${header}\n${[one, two].map((each) => `"${text(each).replaceAll('"', '""')}"\n`).join('')}`,
    container,
    ['Event1', 'Event2'],
    [],
  ]),
  [
    'a line before records that are not in quotes',
    `message\n${text(one)}\n${text(two)}\n`,
    'ndjson',
    ['Event1', 'Event2'],
    [/not JSON/, /^1 line holds no CloudTrail record/],
  ],
  ['an Event history without events', `${HISTORY}\n`, 'event-history-csv', [], [/no CloudTrail record/]],
  ['a header alone', HISTORY, 'event-history-csv', [], [/no CloudTrail record/]],
  [
    'rows that end with CR, and empty ones',
    `${HISTORY}\r${row('Event1')}\r\r${row('Event2')}\r`,
    'event-history-csv',
    ['Event1', 'Event2'],
    [],
  ],
  [
    'semicolons between cells, as a spreadsheet saves it',
    `${HISTORY}\n${row('Event1')}\n`.replaceAll(',', ';'),
    'event-history-csv',
    ['Event1'],
    [],
  ],
  [
    'rows with too few and with too many cells',
    `${HISTORY}\n${row('Event1')}\na,b\n${row('Event2')},x\n${row('Event3')}`,
    'event-history-csv',
    ['Event1', 'Event3'],
    [/Row 2 is left out: it has 2 cells/, /Row 3 is left out: it has 17 cells/],
  ],
  [
    'a row with cells without end',
    `${HISTORY}\n${','.repeat(5000)}\n${row('Event2')}\n`,
    'event-history-csv',
    ['Event2'],
    [/Row 1 is left out: it has more than 4,096 cells/],
  ],
  [
    'a row that is cut off',
    `${HISTORY}\n${row('Event1')}\n${row('Event2').slice(0, 60)}`,
    'event-history-csv',
    ['Event1'],
    [/Row 2 is left out: the file is cut off in it/],
  ],
  [
    'a quote that is never closed',
    `${HISTORY}\n${row('Event1')}\n${row('Event2', '"agent')}\n${row('Event3')}\n`,
    'event-history-csv',
    ['Event1', 'Event3'],
    [/Row 2 is left out: a quote in it is never closed/],
  ],
  [
    'text after a closing quote',
    `${HISTORY}\n${row('Event1', '"a"b')}\n${row('Event2')}\n`,
    'event-history-csv',
    ['Event2'],
    [/Row 1 is left out: text follows a closing quote/],
  ],
  [
    'a row that names no event',
    `${HISTORY}\n,,,,,,,,,,,,,,,\n${row('Event2')}\n`,
    'event-history-csv',
    ['Event2'],
    [/Row 1 is no CloudTrail record/],
  ],
  // what an attacker writes into a field stays in that field
  [
    'a user agent that looks like a record',
    `${HISTORY}\n${row('Event1', `"${FORGED}"`)}\n`,
    'event-history-csv',
    ['Event1'],
    [],
  ],
  [
    'a request that looks like a record',
    `"eventname","eventsource","awsregion","requestparameters"\n"Event1","ec2.amazonaws.com","us-east-1","${FORGED}"\n`,
    'athena-csv',
    ['Event1'],
    [],
  ],
  [
    'a field beside the original that looks like a record',
    text({ _source: { event: { original: text(one) }, labels: { note: text(record(9)) } } }),
    'elastic',
    ['Event1'],
    [],
  ],
  [
    'a resource name that looks like a record',
    text({ Events: [item(text(one), { Resources: [{ ResourceName: text(record(9)) }] })] }),
    'lookup-events',
    ['Event1'],
    [],
  ],
  [
    'members of a record that name a container',
    json({ ...one, 'detail-type': 'x via CloudTrail', class_uid: 6003 }),
    'single',
    ['Event1'],
    [],
  ],
  // about logs
  ['a digest', '{"awsAccountId":"1","digestS3Bucket":"b","digestS3Object":"o","logFiles":[]}', 'digest', [], []],
  [
    'a signature of Lake',
    '{"version":"1.0","region":"us-east-1","files":[{"fileHashValue":"a","fileName":"result_1.csv.gz"}],"hashSignature":"b"}',
    'lake-signature',
    [],
    [],
  ],
  ['a digest that hides records', `{"digestS3Object":"o","x":[${json(one)}]}`, 'json', ['Event1'], []],
  // other kinds of CloudTrail
  [
    'Insights',
    s3({
      eventVersion: '1.08',
      eventTime: '2026-03-14T08:27:45Z',
      awsRegion: 'us-east-1',
      eventID: 'i',
      eventType: 'AwsCloudTrailInsight',
      sharedEventID: 's',
      insightDetails: { state: 'Start', eventSource: 'ec2.amazonaws.com', eventName: 'RunInstances' },
      eventCategory: 'Insight',
    }),
    's3',
    ['RunInstances'],
    [],
  ],
  [
    'aggregated events',
    s3({
      eventVersion: '1.0',
      accountId: '111122223333',
      eventId: 'a',
      eventCategory: 'Aggregated',
      eventType: 'AwsAggregatedEvent',
      awsRegion: 'us-east-1',
      eventSource: 's3.amazonaws.com',
      timeWindow: { windowStart: '2026-03-14T08:25:00Z' },
    }),
    's3',
    [undefined as unknown as string],
    [],
  ],
  // text
  [
    'a fence',
    `Look:\n\n\`\`\`json\n${text(one)},\n\`\`\`\nand\n\`\`\`\n[${text(two)},]\n\`\`\`\n`,
    'markdown',
    ['Event1', 'Event2'],
    [],
  ],
];

describe('containers', () => {
  for (const [what, source, container, names, problems] of CASES) {
    it(`${what}: ${container}, ${names.length} records`, () => {
      const result = read(source);
      const said = result.problems.filter(({ severity }) => severity !== 'info');
      assert.deepEqual([result.container, result.names], [container, names], JSON.stringify(said));
      assert.equal(said.length, problems.length, JSON.stringify(said));
      for (const [n, pattern] of problems.entries()) assert.match(said[n]?.message ?? '', pattern);
    });
  }

  it('name each of them once, and have no two of a name', () => {
    const ids = CONTAINERS.map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length);
    assert.equal(new Set(CONTAINERS.map(({ name }) => name)).size, ids.length);
  });

  it('gives aggregated events the beginning of their window as time, and their id and account', () => {
    const event = {
      eventVersion: '1.0',
      accountId: '111122223333',
      eventId: 'a',
      eventCategory: 'Aggregated',
      eventSource: 's3.amazonaws.com',
      timeWindow: { windowSize: 'PT5M', windowEnd: '2026-03-14T08:30:00Z', windowStart: '2026-03-14T08:25:00Z' },
    };
    const told = read(s3(event, { ...event, eventTime: 'said' })).found.map(({ fields }) => fields);
    assert.deepEqual(
      told.map(({ eventTime, eventID, recipientAccountId }) => [eventTime, eventID, recipientAccountId]),
      [
        ['2026-03-14T08:25:00Z', 'a', '111122223333'],
        ['said', 'a', '111122223333'],
      ],
    );
  });

  it('counts a line with text before and after its record once', () => {
    const lines = [`a ${text(one)} b`, text(two), `c ${text(three)} d`, `${text(one)} e`].join('\n');
    const notes = read(lines).problems.map(({ message }) => message);
    assert.deepEqual(notes, ['3 lines hold other text beside a record, which is left out.']);
  });

  it('gives a copy of Logstash without a time of its own its time stamp as time', () => {
    const copy = { '@version': '1', ...one, eventTime: undefined, '@timestamp': '2026-03-14T08:27:45.000Z' };
    const told = read([copy, { ...copy, eventTime: 'said' }].map(text).join('\n')).found;
    assert.deepEqual(
      told.map(({ fields }) => fields.eventTime),
      ['2026-03-14T08:27:45.000Z', 'said'],
    );
    assert.deepEqual(
      told.map(({ value }) => timeOfRecord(value)),
      [1773476865000, NaN],
    );
  });

  it('takes what begins as a record does for one or for nothing, so that it is the same when it is read again', () => {
    const hit = { event: { provider: 'ec2.amazonaws.com', action: 'Said' }, '@timestamp': '2026-03-14T08:27:45Z' };
    assert.deepEqual(read(text(hit)).names, ['Said']);
    assert.deepEqual(read(text({ eventSource: 'x', ...hit })).names, []);
  });

  it('finds records in strings in strings, to a depth of 14 in all', () => {
    const wrapped = (times: number): string => {
      let value: unknown = one;
      for (let n = 0; n < times; n++) value = { x: n % 2 === 0 ? text(value) : value };
      return text(value);
    };
    assert.deepEqual(read(wrapped(6)).names, ['Event1']);
    assert.deepEqual(read(wrapped(12)).names, []);
  });
});

describe('hostile sources', () => {
  const many = 200_000;
  const sources: readonly (readonly [what: string, source: string])[] = [
    ['quotes without end', `${HISTORY}\n${'"\n'.repeat(many + 1)}`],
    ['cells without end', `${HISTORY}\n${','.repeat(many)}\n`],
    ['an open quote in every row', `${HISTORY}\n${`${row('x', '"a""')}\n`.repeat(2000)}`],
    ['brackets in a string', text({ Events: [item('{"a":'.repeat(many))] })],
    ['strings of open brackets', text(Array.from({ length: 20_000 }, () => '[{"eventName":"'.repeat(4)))],
    ['a struct without end', `eventname,eventsource,useridentity\nx,y,"${'{a='.repeat(many)}"\n`],
    ['a struct of names', `eventname,eventsource,awsregion,useridentity\nx,y,z,"{${', a=b'.repeat(many)}}"\n`],
    ['fences', '```\n{"eventName":\n'.repeat(20_000)],
    ['times', `2026-03-14T08:27:45.000Z {"eventName":"x"\n`.repeat(20_000)],
    ['backslashes in a string', text({ x: '{"' + '\\'.repeat(many) })],
  ];
  for (const [what, source] of sources) {
    it(`are read to their end, and what is wrong is said: ${what}`, () => {
      const { problems } = read(source);
      assert.ok(problems.length > 0 && problems.length <= 102);
    });
  }
});
