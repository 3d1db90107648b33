import { row } from '../support';

/** What real rules and real logs trip over, and pairs of rules that must differ. */
export const trapRows = [
  row(
    'success is the absent errorCode',
    'sel: {eventName: CreateUser, errorCode: null}',
    [{ eventName: 'CreateUser' }],
    [{ eventName: 'CreateUser', errorCode: 'AccessDenied' }],
  ),
  row('failed is any errorCode', `sel: {errorCode: '*'}`, [{ errorCode: 'AccessDenied' }], [{}, { errorCode: null }]),
  row(
    'success by a negated exists',
    'sel: {eventName: X}\nf: {errorCode|exists: true}\ncondition: sel and not f',
    [{ eventName: 'X' }],
    [{ eventName: 'X', errorCode: 'E' }],
  ),
  row('exists differs from not null', 'sel: {errorCode|exists: true}', [{ errorCode: null }]),
  row('not null differs from exists', 'sel: {errorCode: null}\ncondition: not sel', [], [{ errorCode: null }]),
  row(
    'MFAUsed NO against No',
    `sel: {additionalEventData.MFAUsed: 'NO'}`,
    [{ additionalEventData: { MFAUsed: 'No' } }],
    [{ additionalEventData: { MFAUsed: 'Yes' } }],
  ),
  row('mfaAuthenticated is the text false', 'sel: {m: false}', [{ m: 'false' }], [{ m: 'true' }, {}]),
  row('readOnly as text against JSON', `sel: {readOnly: 'false'}`, [{ readOnly: false }], [{ readOnly: true }]),
  row('absent is not false', 'sel: {readOnly: false}', [], [{}]),
  row(
    'contains on requestParameters as an object',
    'sel: {requestParameters|contains: AdministratorAccess}',
    [{ requestParameters: { policyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' } }],
    [{ requestParameters: null }, {}],
  ),
  row('contains on requestParameters as a text', 'sel: {requestParameters|contains: AdministratorAccess}', [
    { requestParameters: '{policyArn=AdministratorAccess}' },
  ]),
  row(
    'lists marked as other tools mark them',
    `
      sel:
          p.items{}.ranges.items{}.ip|startswith: '0.'
          p.items[].port: 22
          p.items[*].tags{}: a
          q|fieldref: p.items{}.port
      f:
          p.items{}.ranges{}.items{}.ip: 10.0.0.0
      condition: sel and not f`,
    [{ p: { items: [{ port: 22, tags: ['a', 'b'], ranges: { items: [{ ip: '0.0.0.0' }] } }] }, q: '22' }],
    [
      {
        p: { items: [{ port: 22, tags: ['a'], ranges: { items: [{ ip: '0.0.0.0' }, { ip: '10.0.0.0' }] } }] },
        q: '22',
      },
      { p: { items: [{ port: 22, tags: ['a'], ranges: { items: [{ ip: '0.0.0.0' }] } }] }, q: '23' },
    ],
  ),
  row(
    'an open port in the items of a permission, as number or text',
    `
        sel:
          requestParameters.ipPermissions.items.fromPort: 22
          requestParameters.ipPermissions.items.ipRanges.items.cidrIp: 0.0.0.0/0
        `,
    [
      {
        requestParameters: {
          ipPermissions: { items: [{ fromPort: 22, ipRanges: { items: [{ cidrIp: '0.0.0.0/0' }] } }] },
        },
      },
      {
        requestParameters: {
          ipPermissions: {
            items: [{ fromPort: '22', ipRanges: { items: [{ cidrIp: '10.0.0.0/8' }, { cidrIp: '0.0.0.0/0' }] } }],
          },
        },
      },
    ],
    [
      {
        requestParameters: {
          ipPermissions: { items: [{ fromPort: 80, ipRanges: { items: [{ cidrIp: '0.0.0.0/0' }] } }] },
        },
      },
      { requestParameters: { fromPort: 22 } },
    ],
  ),
  row(
    'a port range by comparison',
    'sel: {requestParameters.ipPermissions.items.fromPort|lte: 22, requestParameters.ipPermissions.items.toPort|gte: 22}',
    [{ requestParameters: { ipPermissions: { items: [{ fromPort: 0, toPort: '65535' }] } } }],
    [{ requestParameters: { ipPermissions: { items: [{ fromPort: 443, toPort: 443 }] } } }],
  ),
  row(
    'calls made by a service',
    `sel: {userIdentity.invokedBy: '*'}`,
    [{ userIdentity: { invokedBy: 'cloudformation.amazonaws.com' } }],
    [{ userIdentity: {} }, {}],
  ),
  row('a record without userIdentity', 'sel: {userIdentity.type: Root}\ncondition: not sel', [
    {},
    { userIdentity: null },
  ]),
  row(
    'the root user',
    'sel: {userIdentity.type: Root, userIdentity.invokedBy|exists: false}',
    [{ userIdentity: { type: 'Root' } }],
    [{ userIdentity: { type: 'Root', invokedBy: 'x' } }, { userIdentity: { type: 'IAMUser' } }],
  ),
  row(
    'snapshot made public',
    'sel: {requestParameters.createVolumePermission.add.items.group: all}',
    [{ requestParameters: { createVolumePermission: { add: { items: [{ userId: '1' }, { group: 'all' }] } } } }],
    [{ requestParameters: { createVolumePermission: { remove: { items: [{ group: 'all' }] } } } }],
  ),
  row(
    'a policy document in a text',
    String.raw`sel: {requestParameters.policyDocument|re: '"Action"\s*:\s*"\*"'}`,
    [{ requestParameters: { policyDocument: '{"Action" : "*"}' } }],
    [{ requestParameters: { policyDocument: '{"Action":"s3:*"}' } }],
  ),
  row(
    'a list of resources',
    'sel: {resources.ARN|endswith: role/admin}',
    [{ resources: [{ ARN: 'x' }, { ARN: 'arn:aws:iam::1:role/admin' }] }],
    [{ resources: [] }, {}],
  ),
  row(
    'empty access key is not absent',
    `sel: {userIdentity.accessKeyId: ''}`,
    [{ userIdentity: { accessKeyId: '' } }],
    [{ userIdentity: {} }],
  ),
  row(
    'event names without eventSource',
    'sel: {eventName: [StopLogging, DeleteTrail]}',
    [{ eventName: 'stoplogging', eventSource: 'any' }],
    [{ eventName: 'StartLogging' }],
  ),
  row(
    'event name by prefix',
    'sel: {eventName|startswith: [Describe, List]}',
    [{ eventName: 'DescribeInstances' }, { eventName: 'ListUsers' }],
    [{ eventName: 'XDescribe' }, {}],
  ),
  row(
    'event name by negation',
    'sel: {eventSource: s3.amazonaws.com}\nf: {eventName|startswith: Get}\ncondition: sel and not f',
    [{ eventSource: 's3.amazonaws.com', eventName: 'PutObject' }, { eventSource: 's3.amazonaws.com' }],
    [{ eventSource: 's3.amazonaws.com', eventName: 'GetObject' }],
  ),
  row(
    'event name that is no text',
    'sel: {eventName: 5}',
    [{ eventName: 5 }, { eventName: ['5'] }],
    [{ eventName: 'x' }],
  ),
  row('event name in a literal key', 'sel: {eventName: X}', [{ eventName: 'X' }], [{ detail: { eventName: 'X' } }]),
  row(
    'event name by reference',
    'sel: {eventName|fieldref: other}',
    [{ eventName: 'X', other: 'x' }],
    [{ eventName: 'X' }],
  ),
  row('event name absent', 'sel: {eventName: null}', [{}, { eventName: null }], [{ eventName: 'X' }]),
  row('event name by keyword', 'sel: [RunInstances]', [{ eventName: 'RunInstances' }], [{ eventName: 'Run' }]),

  row('pair: contains', 'sel: {a|contains: x}', [{ a: 'axb' }]),
  row('pair: whole', 'sel: {a: x}', [], [{ a: 'axb' }]),
  row('pair: contains all', 'sel: {a|contains|all: [x, y]}', [], [{ a: 'x' }]),
  row('pair: contains any', 'sel: {a|contains: [x, y]}', [{ a: 'x' }]),
  row('pair: list of maps', 'sel: [{a: 1}, {b: 1}]', [{ a: 1 }]),
  row('pair: map', 'sel: {a: 1, b: 1}', [], [{ a: 1 }]),
  row('pair: escaped', String.raw`sel: {a: 'x\*'}`, [], [{ a: 'xy' }]),
  row('pair: wildcard', `sel: {a: 'x*'}`, [{ a: 'xy' }]),
  row('pair: re', `sel: {a|re: 'X'}`, [], [{ a: 'x' }]),
  row('pair: re i', `sel: {a|re|i: 'X'}`, [{ a: 'x' }]),
  row('pair: neq of a list', 'sel: {a|neq: [x, y]}', [], [{ a: ['x', 'z'] }]),
  row('pair: two neq', 'sel: {a|neq: x, a|contains|neq: q}', [{ a: 'y' }], [{ a: 'x' }, { a: 'aqb' }]),
  row('pair: not of a map', 'sel: {a: 1, b: 1}\ncondition: not sel', [{ a: 1 }, {}], [{ a: 1, b: 1 }]),
  row('pair: neq in a map', 'sel: {a|neq: 1, b|neq: 1}', [{}], [{ a: 1 }, { b: 1 }]),
  row(
    'pair: 1 of filters',
    'sel: {a: 1}\nfilter_x: {b: 1}\nfilter_y: {c: 1}\ncondition: sel and not 1 of filter_*',
    [],
    [{ a: 1, b: 1 }],
  ),
  row(
    'pair: all of filters',
    'sel: {a: 1}\nfilter_x: {b: 1}\nfilter_y: {c: 1}\ncondition: sel and not all of filter_*',
    [{ a: 1, b: 1 }],
  ),
  row('pair: empty text', `sel: {a: ''}`, [{ a: '' }], [{}]),
  row('pair: null', 'sel: {a: null}', [{}], [{ a: '' }]),
  row('pair: number as text', `sel: {a: '0'}`, [{ a: 0 }], [{ a: false }]),
  row('pair: false', 'sel: {a: false}', [{ a: false }], [{ a: 0 }]),
];
