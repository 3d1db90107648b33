import { DAY, uuid } from '../record';
import { FAR, FAR_INSTANCES, FLOW_LOG, STOLEN_SNAPSHOT, VPC, WEB_GROUP } from '../things';

/** Header of an Event history download, as the console writes it. */
export const HEADER =
  'User name,AWS access key,Event time,Event source,Event name,AWS region,Source IP address,User agent,Error code,Resources,Request ID,Event ID,Read-only,Event type,Recipient Account Id,Event category';

const BROWSER =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/134.0 Safari/537.36';
const bob = { user: 'bob@example.com', key: 'ASIABOBRESPONEXAMPLE', from: '203.0.113.88', agent: 'AWS Internal' };
const nightly = { user: 'nightly', key: 'ASIABACKUPOPREXAMPLE', from: '2001:db8:4d::77', agent: 'aws-cli/2.24.10' };

interface Row {
  at: string;
  by: typeof bob;
  service: string;
  name: string;
  region?: string;
  error?: string;
  read?: boolean;
  resources?: readonly (readonly [type: string, name: string])[];
}

// Oldest first here; the download is newest first.
const ROWS: readonly Row[] = [
  { at: '15:02:11', by: bob, service: 'cloudtrail', name: 'LookupEvents', read: true },
  {
    at: '15:04:36',
    by: bob,
    service: 'iam',
    name: 'UpdateAccessKey',
    resources: [
      ['AWS::IAM::AccessKey', 'AKIADEPLOYBOTEXAMPLE'],
      ['AWS::IAM::User', 'deploy-bot'],
    ],
  },
  { at: '15:05:20', by: bob, service: 'iam', name: 'PutRolePolicy', resources: [['AWS::IAM::Role', 'deploy-release']] },
  { at: '15:05:51', by: bob, service: 'iam', name: 'PutRolePolicy', resources: [['AWS::IAM::Role', 'backup-operator']] },
  { at: '15:06:40', by: nightly, service: 'ec2', name: 'DescribeSnapshots', read: true, error: 'Client.UnauthorizedOperation' },
  {
    at: '15:08:05',
    by: bob,
    service: 'ec2',
    name: 'ModifySnapshotAttribute',
    resources: [['AWS::EC2::Snapshot', STOLEN_SNAPSHOT]],
  },
  {
    at: '15:09:13',
    by: bob,
    service: 'ec2',
    name: 'RevokeSecurityGroupIngress',
    resources: [['AWS::EC2::SecurityGroup', WEB_GROUP]],
  },
  {
    at: '15:11:27',
    by: bob,
    service: 'ec2',
    name: 'TerminateInstances',
    region: FAR,
    error: 'Client.OperationNotPermitted',
    resources: FAR_INSTANCES.map((id) => ['AWS::EC2::Instance', id] as const),
  },
  {
    at: '15:14:02',
    by: bob,
    service: 'ec2',
    name: 'TerminateInstances',
    region: FAR,
    resources: FAR_INSTANCES.map((id) => ['AWS::EC2::Instance', id] as const),
  },
  {
    at: '15:20:44',
    by: bob,
    service: 'ec2',
    name: 'CreateFlowLogs',
    resources: [
      ['AWS::EC2::FlowLog', FLOW_LOG.replace('f10', 'f11')],
      ['AWS::EC2::VPC', VPC],
    ],
  },
];

function cell(text: string): string {
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function line(row: Row): string {
  const label = `${row.at} ${row.service} ${row.name}`;
  const resources = row.resources?.map(([resourceType, resourceName]) => ({ resourceType, resourceName }));
  return [
    row.by.user,
    row.by.key,
    `${DAY}T${row.at}Z`,
    `${row.service}.amazonaws.com`,
    row.name,
    row.region ?? 'us-east-1',
    row.by.from,
    row.by === bob && row.service === 'cloudtrail' ? BROWSER : row.by.agent,
    row.error ?? '',
    resources ? JSON.stringify(resources) : '',
    uuid(`request ${label}`),
    uuid(`event ${label}`),
    String(row.read ?? false),
    'AwsApiCall',
    '111122223333',
    'Management',
  ]
    .map(cell)
    .join(',');
}

/** Bob cleans up: an Event history download, which knows neither requests nor answers. */
export function aftermath(): string {
  return `${[HEADER, ...ROWS.map(line).reverse()].join('\n')}\n`;
}
