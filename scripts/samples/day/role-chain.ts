import {
  AGENT,
  ALICE,
  assumed,
  BACKUP,
  CI_LATER,
  cli,
  credentials,
  DEPLOY_BOT,
  FROM,
  RELEASE,
  role,
  roleArn,
  SHOP,
  STRANGER,
} from '../people';
import { answered, done, millis, record, set, uuid, wrapped, type Call, type Json } from '../record';
import { DATA_VOLUME, FLOW_LOG, STOLEN_SNAPSHOT } from '../things';

const release = { who: role(RELEASE), from: FROM.intruder };
const backup = { who: role(BACKUP), from: FROM.intruderLater };
const trail = `arn:aws:cloudtrail:us-east-1:${SHOP}:trail/example-shop`;
const exported = 'arn:aws:s3:::example-shop-exports/customers-2026-03.csv';

const CALLS: readonly Call[] = [
  // The chain: key → deploy-release → backup-operator. Each answer holds the key of the next link.
  {
    at: '13:48:22',
    service: 'sts',
    name: 'AssumeRole',
    who: DEPLOY_BOT,
    from: FROM.intruder,
    agent: cli('sts.assume-role'),
    read: true,
    request: { roleArn: roleArn(RELEASE), roleSessionName: RELEASE.name, durationSeconds: 3600 },
    response: { credentials: credentials(RELEASE, 'Mar 14, 2026, 2:48:22 PM'), assumedRoleUser: assumed(RELEASE) },
    resources: [{ accountId: SHOP, type: 'AWS::IAM::Role', ARN: roleArn(RELEASE) }],
  },
  { ...release, at: '13:48:40', service: 'sts', name: 'GetCallerIdentity', agent: cli('sts.get-caller-identity'), read: true },
  {
    ...release,
    at: '13:50:09',
    service: 'sts',
    name: 'AssumeRole',
    agent: cli('sts.assume-role'),
    read: true,
    request: { roleArn: roleArn(BACKUP), roleSessionName: BACKUP.name, durationSeconds: 3600 },
    response: { credentials: credentials(BACKUP, 'Mar 14, 2026, 2:50:09 PM'), assumedRoleUser: assumed(BACKUP) },
    resources: [{ accountId: SHOP, type: 'AWS::IAM::Role', ARN: roleArn(BACKUP) }],
  },
  // The customers' data leaves: as a snapshot, and as a file.
  {
    ...backup,
    at: '13:51:33',
    service: 'ec2',
    name: 'CreateSnapshot',
    agent: cli('ec2.create-snapshot'),
    request: { volumeId: DATA_VOLUME, description: 'nightly' },
    response: (requestId: string) => ({
      requestId,
      snapshotId: STOLEN_SNAPSHOT,
      volumeId: DATA_VOLUME,
      status: 'pending',
      startTime: millis('13:51:33'),
      progress: '',
      ownerId: SHOP,
      volumeSize: 120,
      description: 'nightly',
      encrypted: false,
    }),
  },
  {
    ...backup,
    at: '13:58:41',
    service: 'ec2',
    name: 'ModifySnapshotAttribute',
    agent: cli('ec2.modify-snapshot-attribute'),
    request: {
      snapshotId: STOLEN_SNAPSHOT,
      createVolumePermission: { add: set({ userId: STRANGER }) },
      attributeType: 'CREATE_VOLUME_PERMISSION',
    },
    response: done(),
  },
  {
    at: '14:01:12',
    service: 'ec2',
    name: 'SharedSnapshotCopyInitiated',
    who: { type: 'AWSAccount', principalId: STRANGER, accountId: STRANGER, invokedBy: 'ec2.amazonaws.com' },
    from: 'ec2.amazonaws.com',
    agent: 'ec2.amazonaws.com',
    host: null,
    type: 'AwsServiceEvent',
    resources: [
      { accountId: SHOP, type: 'AWS::EC2::Snapshot', ARN: `arn:aws:ec2:us-east-1:${SHOP}:snapshot/${STOLEN_SNAPSHOT}` },
    ],
    tail: { sharedEventID: uuid('shared 14:01:12'), serviceEventDetails: { snapshotId: STOLEN_SNAPSHOT } },
  },
  {
    ...backup,
    at: '14:02:05',
    service: 's3',
    name: 'GetObject',
    agent: AGENT.s3,
    data: true,
    read: true,
    host: 'example-shop-exports.s3.us-east-1.amazonaws.com',
    request: {
      bucketName: 'example-shop-exports',
      key: 'customers-2026-03.csv',
      Host: 'example-shop-exports.s3.us-east-1.amazonaws.com',
    },
    extra: {
      SignatureVersion: 'SigV4',
      CipherSuite: 'TLS_AES_128_GCM_SHA256',
      bytesTransferredIn: 0,
      AuthenticationMethod: 'AuthHeader',
      bytesTransferredOut: 48310274,
    },
    resources: [
      { type: 'AWS::S3::Object', ARN: exported },
      { accountId: SHOP, type: 'AWS::S3::Bucket', ARN: 'arn:aws:s3:::example-shop-exports' },
    ],
  },
  // Terraform's afternoon run and Alice's console, between two deeds.
  {
    at: '14:05:06',
    service: 'ec2',
    name: 'DescribeInstances',
    who: role(CI_LATER),
    from: FROM.runner,
    agent: AGENT.terraform,
    read: true,
    request: { instancesSet: {}, filterSet: set({ name: 'tag:owner', valueSet: set({ value: 'ops@example.com' }) }) },
  },
  {
    at: '14:05:48',
    service: 'ec2',
    name: 'ModifyVolume',
    who: ALICE,
    from: FROM.office,
    agent: AGENT.console,
    host: null,
    request: wrapped('ModifyVolume', { VolumeId: 'vol-0a11ce000000000b7', VolumeType: 'gp3', Size: 60 }),
    response: answered('ModifyVolume', {
      volumeModification: {
        volumeId: 'vol-0a11ce000000000b7',
        modificationState: 'modifying',
        originalSize: 40,
        targetSize: 60,
        progress: 0,
        startTime: '2026-03-14T14:05:48.000Z',
      },
    }),
    tail: { sessionCredentialFromConsole: 'true' },
  },
  // Covering the tracks: the flow logs go, the trail does not.
  {
    ...backup,
    at: '14:06:20',
    service: 'ec2',
    name: 'DeleteFlowLogs',
    agent: cli('ec2.delete-flow-logs'),
    request: wrapped('DeleteFlowLogs', { FlowLogId: { tag: 1, content: FLOW_LOG } }),
    response: answered('DeleteFlowLogs', { unsuccessful: '' }),
  },
  {
    ...backup,
    at: '14:06:55',
    service: 'cloudtrail',
    name: 'StopLogging',
    agent: cli('cloudtrail.stop-logging'),
    error: {
      code: 'AccessDenied',
      message: `User: ${assumed(BACKUP).arn} is not authorized to perform: cloudtrail:StopLogging on resource: ${trail} because no identity-based policy allows the cloudtrail:StopLogging action`,
    },
    request: { name: trail },
  },
];

/** The afternoon in us-east-1: two roles deep, a snapshot shared, the flow logs deleted. */
export function roleChain(): Json[] {
  return CALLS.map(record);
}
