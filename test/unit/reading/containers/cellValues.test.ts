import assert from 'node:assert/strict';
import { readRecords, spanOf } from '../../../../src/reading/readRecords';
import { insight, read, utf8 } from '../../../fixtures/log';

const text = (value: unknown): string => JSON.stringify(value);

describe('values of rows', () => {
  it('knows where a struct stands that has nothing in it at its end', () => {
    const rows = 'eventname,eventsource,awsregion,useridentity\nRun,ec2,us,"[{a=b}, []]"\n';
    readRecords(utf8(rows), ({ spans, text: { layer } }) => {
      const [start, end] = spanOf(spans, 'userIdentity') ?? [-1, -1];
      const [from, to] = [layer.sourceStart(start), layer.sourceEnd(end)];
      assert.ok(from >= rows.indexOf('[') && to >= from && to <= rows.indexOf(']"') + 1, `${from} to ${to}`);
    });
  });

  it('reads structs, lists and times of query results', () => {
    const [found] = read(
      'eventtime,eventsource,eventname,useridentity,resources,readonly,requestparameters\n' +
        '2026-03-14 08:27:45.000,ec2.amazonaws.com,Run,"{type=AssumedRole, arn=arn:aws:sts::1:assumed-role/r/a=b, accountid=111122223333, sessioncontext={attributes={mfaauthenticated=false, creationdate=2026-03-14T08:00:00Z}, sessionissuer={username=r}}}","[{arn=arn:aws:s3:::b, accountid=1, type=AWS::S3::Bucket}]",true,"{""a"":[1]}"\n',
    ).found;
    assert.deepEqual(found?.value, {
      userIdentity: {
        type: 'AssumedRole',
        arn: 'arn:aws:sts::1:assumed-role/r/a=b',
        accountId: '111122223333',
        sessionContext: {
          attributes: { mfaAuthenticated: 'false', creationDate: '2026-03-14T08:00:00Z' },
          sessionIssuer: { userName: 'r' },
        },
      },
      eventTime: '2026-03-14T08:27:45Z',
      eventSource: 'ec2.amazonaws.com',
      eventName: 'Run',
      requestParameters: { a: [1] },
      readOnly: true,
      resources: [{ arn: 'arn:aws:s3:::b', accountId: '1', type: 'AWS::S3::Bucket' }],
    });
  });

  it('reads JSON in structs as CloudTrail wrote it, and text that only looks like a struct as text', () => {
    const cells = {
      eventTime: '2026-03-14 08:27:45.000',
      eventName: 'Run',
      eventSource: 'ec2.amazonaws.com',
      userIdentity:
        '{type=Role, sessioncontext={attributes={creationdate=2026-03-14 08:00:00.000}, sourceidentity=null}}',
      requestParameters:
        '{instancesSet={"items":[{"imageId":"ami-1","a, b=":"}"}]}, force=false, names=["a, b=c"], empty={}, none=[], ' +
        'policyDocument={"Version":"2012-10-17"}, filterPattern={ ($.errorCode = "x") }, ids=[0111, 0222]}',
      responseElements: 'null',
      errorCode: 'null',
    };
    const [found] = read(
      text({ QueryResultRows: [Object.entries(cells).map(([name, cell]) => ({ [name]: cell }))] }),
    ).found;
    assert.deepEqual(found?.value, {
      userIdentity: { type: 'Role', sessionContext: { attributes: { creationDate: '2026-03-14T08:00:00Z' } } },
      eventTime: '2026-03-14T08:27:45Z',
      eventSource: 'ec2.amazonaws.com',
      eventName: 'Run',
      requestParameters: {
        instancesSet: { items: [{ imageId: 'ami-1', 'a, b=': '}' }] },
        force: 'false',
        names: ['a, b=c'],
        empty: {},
        none: [],
        policyDocument: '{"Version":"2012-10-17"}',
        filterPattern: '{ ($.errorCode = "x") }',
        ids: ['0111', '0222'],
      },
    });
  });

  it('gives the fields of rows with names in lower case those that CloudTrail gives them, below an identity too', () => {
    const identity = {
      type: 'AssumedRole',
      username: null,
      sessioncontext: { attributes: { mfaauthenticated: 'false' }, sessionissuer: { username: 'r', other: ['x'] } },
      list: [],
    };
    const row = {
      eventname: 'Run',
      eventsource: 'x',
      useridentity: identity,
      resources: [{ accountid: '1', type: 't' }],
      requestparameters: '{"username":"as it is"}',
      responseelements: { username: 'as it is' },
      readonly: 'false',
      errorcode: null,
    };
    assert.deepEqual(read(text([row])).found[0]?.value, {
      userIdentity: {
        type: 'AssumedRole',
        sessionContext: { attributes: { mfaAuthenticated: 'false' }, sessionIssuer: { userName: 'r', other: ['x'] } },
        list: [],
      },
      eventSource: 'x',
      eventName: 'Run',
      requestParameters: { username: 'as it is' },
      responseElements: { username: 'as it is' },
      readOnly: false,
      resources: [{ accountId: '1', type: 't' }],
    });
  });

  it('puts columns that are paths where they lead, and columns of an identity into it', () => {
    const fields = {
      eventName: 'Run',
      'userIdentity.sessionContext.sessionIssuer.userName': 'r',
      'requestParameters.set.items.0.id': 'a',
      'requestParameters.set.items.1.id': 'b',
      'requestParameters.other.1': 'c',
      'requestParameters.policyDocument': '{"a":1}',
      'requestParameters.x..y': 'no path',
      'other.x': 'no path',
      arn: 'arn:aws:iam::1:user/a',
      eventSource: 'x',
    };
    const value = {
      userIdentity: { arn: 'arn:aws:iam::1:user/a', sessionContext: { sessionIssuer: { userName: 'r' } } },
      eventSource: 'x',
      eventName: 'Run',
      requestParameters: {
        set: { items: [{ id: 'a' }, { id: 'b' }] },
        other: { 1: 'c' },
        policyDocument: '{"a":1}',
      },
    };
    assert.deepEqual(read(text([insight(fields)])).found[0]?.value, value);
    const csv = [Object.keys(fields), Object.values(fields).map((cell) => `"${cell.replaceAll('"', '""')}"`)];
    const result = read(csv.map((cells) => cells.join(',')).join('\n'));
    assert.deepEqual(result.found[0]?.value, value);
    assert.match(
      result.problems[0]?.message ?? '',
      /There is no .*readOnly or userIdentity but for arn and .*userName/,
    );
    assert.doesNotMatch(result.problems[0]?.message ?? '', /requestParameters/);
  });

  it('makes lists of numbered columns in the order of their numbers, whichever comes first', () => {
    const fields = {
      eventName: 'Run',
      eventSource: 'x',
      awsRegion: 'y',
      'requestParameters.items.1.ids.10': 'k',
      'requestParameters.items.1.ids.0': 'a',
      ...Object.fromEntries(
        Array.from({ length: 9 }, (_, n) => [`requestParameters.items.1.ids.${n + 1}`, `${n + 1}`]),
      ),
      'requestParameters.items.0.id': 'b',
      'requestParameters.items.0.0': 'c',
      'resources.3.ARN': 'd',
      'resources.1.ARN': 'e',
    };
    assert.deepEqual(read(text([insight(fields)])).found[0]?.value, {
      eventSource: 'x',
      eventName: 'Run',
      awsRegion: 'y',
      requestParameters: {
        items: [{ id: 'b', 0: 'c' }, { ids: ['a', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'k'] }],
      },
      resources: [{ ARN: 'e' }, { ARN: 'd' }],
    });
  });

  it('takes a column that is called userName for the name of who did it only where the ARN does not say another', () => {
    const bob = 'arn:aws:iam::111122223333:user/division/bob';
    const rows: readonly (readonly [arn: string, name: string, identity: object])[] = [
      [bob, 'eve', { arn: bob }],
      [bob, 'bob', { arn: bob, userName: 'bob' }],
      ['', 'eve', { userName: 'eve' }],
    ];
    const csv = rows.map(([arn, name]) => `Run,ec2.amazonaws.com,us-east-1,${arn},${name}\n`).join('');
    const flat = rows.map(([arn, username]) =>
      text({ eventname: 'Run', eventsource: 'x', awsregion: 'y', useridentity: arn && { arn }, username }),
    );
    for (const source of [`eventname,eventsource,awsregion,arn,username\n${csv}`, flat.join('\n')])
      assert.deepEqual(
        read(source).found.map(({ value }) => value['userIdentity']),
        rows.map(([, , identity]) => identity),
      );
  });

  it('reads JSON in flattened columns of Kibana as such, and booleans', () => {
    const own = (name: string): string => `aws.cloudtrail.${name}`;
    const cells = {
      'event.action': 'Run',
      'event.provider': 'ec2.amazonaws.com',
      'cloud.region': 'us-east-1',
      [own('flattened.request_parameters')]: '{"name":"a"}',
      [own('request_parameters')]: '{name=a}',
      [own('flattened.response_elements')]: '{"b":[1]}',
      [own('flattened.additional_eventdata')]: '{"c":true}',
      [own('read_only')]: 'true',
      [own('management_event')]: 'false',
    };
    const quoted = (list: string[]): string => list.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',');
    const [found] = read(`${quoted(Object.keys(cells))}\n${quoted(Object.values(cells))}\n`).found;
    assert.deepEqual(found?.value, {
      eventSource: 'ec2.amazonaws.com',
      eventName: 'Run',
      awsRegion: 'us-east-1',
      requestParameters: { name: 'a' },
      responseElements: { b: [1] },
      additionalEventData: { c: true },
      managementEvent: false,
      readOnly: true,
    });
  });

  it('reads times as Kibana shows them, with months in several languages', () => {
    const times: readonly (readonly [shown: string, time: string])[] = [
      ['Mar 14, 2026 @ 08:27:45.123', '2026-03-14T08:27:45.123Z'],
      ['May 4, 2026 @ 08:27:45.000', '2026-05-04T08:27:45Z'],
      ['mai 4, 2026 @ 08:27:45.000', '2026-05-04T08:27:45Z'],
      ['M\u00e4rz 4, 2026 @ 08:27:45.000', '2026-03-04T08:27:45Z'],
      ['f\u00e9vr. 4, 2026 @ 08:27:45.000', '2026-02-04T08:27:45Z'],
      ['ao\u00fbt 4, 2026 @ 08:27:45.000', '2026-08-04T08:27:45Z'],
      ['juil. 4, 2026 @ 08:27:45.000', '2026-07-04T08:27:45Z'],
      ['12\u6708 4, 2026 @ 08:27:45.000', '2026-12-04T08:27:45Z'],
      ['13\u6708 4, 2026 @ 08:27:45.000', '13\u6708 4, 2026 @ 08:27:45.000'],
      ['Feb 31, 2026 @ 08:27:45.000', 'Feb 31, 2026 @ 08:27:45.000'],
    ];
    const rows = times.map(([shown]) => `"${shown}",Run,s3.amazonaws.com,alice\n`).join('');
    const { found } = read(`@timestamp,event.action,event.provider,user.name\n${rows}`);
    assert.deepEqual(
      found.map(({ value }) => value['eventTime']),
      times.map(([, time]) => time),
    );
  });
});
