import type { Random } from './random';

/** One kind of call: whether it only reads, and what it asks and is answered. */
export interface CallKind {
  readonly source: string;
  readonly name: string;
  readonly read: boolean;
  readonly data?: boolean;
  readonly request: (random: Random) => unknown;
  readonly response?: (random: Random) => unknown;
}

const instance = (random: Random): string => `i-0${random.hex(16)}`;
const group = (random: Random): string => `sg-0${random.hex(16)}`;
const key = (random: Random): string => `exports/2026/03/${random.hex(6)}/Bericht für "Q1" – ${random.below(1000)}.csv`;

const describe = (what: string, set: string, id: (random: Random) => string): CallKind => ({
  source: 'ec2',
  name: `Describe${what}`,
  read: true,
  request: (random) => ({
    [set]: random.chance(0.5) ? { items: [{ [`${set.replace(/s?Set$/, '')}Id`]: id(random) }] } : {},
    filterSet: random.chance(0.3)
      ? { items: [{ name: 'tag:Name', valueSet: { items: [{ value: `web-${random.below(40)}` }] } }] }
      : {},
  }),
});

const plain = (source: string, name: string, request: CallKind['request'], data = false): CallKind => ({
  source,
  name,
  read: /^(?:Get|List|Describe|Head|Lookup|Decrypt|Batch|AssumeRole)/.test(name),
  data,
  request,
});

const nothing = (): null => null;

function launched(random: Random): unknown {
  return {
    requestId: random.uuid(),
    reservationId: `r-0${random.hex(16)}`,
    ownerId: '111122223333',
    groupSet: {},
    instancesSet: {
      items: Array.from({ length: 1 + random.below(2) }, () => ({
        instanceId: instance(random),
        imageId: `ami-0${random.hex(16)}`,
        instanceState: { code: 0, name: 'pending' },
        privateDnsName: `ip-10-0-${random.below(256)}-${random.below(256)}.ec2.internal`,
        keyName: 'ops',
        amiLaunchIndex: 0,
        instanceType: random.pick(['t3.micro', 'm6i.large', 'p4d.24xlarge']),
        launchTime: 1773476865000 + random.below(86400000),
        placement: { availabilityZone: 'us-east-1a', tenancy: 'default' },
        monitoring: { state: 'disabled' },
        networkInterfaceSet: { items: [{ networkInterfaceId: `eni-0${random.hex(16)}`, sourceDestCheck: true }] },
        ebsOptimized: false,
        cpuOptions: { coreCount: 1, threadsPerCore: 2 },
      })),
    },
  };
}

const policy = (random: Random): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Action: ['s3:Get*', 'ec2:Describe*'], Resource: `arn:aws:s3:::bucket-${random.below(99)}/*` },
    ],
  });

/** The most common first. */
export const CALLS: readonly CallKind[] = [
  describe('Instances', 'instancesSet', instance),
  plain('sts', 'AssumeRole', (r) => ({
    roleArn: `arn:aws:iam::111122223333:role/role-${r.below(30)}`,
    roleSessionName: instance(r),
    durationSeconds: 3600,
  })),
  plain('s3', 'GetObject', (r) => ({ bucketName: `data-${r.below(9)}`, Host: 's3.amazonaws.com', key: key(r) }), true),
  plain('kms', 'Decrypt', (r) => ({
    encryptionContext: { 'aws:ebs:id': `vol-0${r.hex(16)}` },
    encryptionAlgorithm: 'SYMMETRIC_DEFAULT',
  })),
  plain(
    's3',
    'PutObject',
    (r) => ({
      bucketName: `data-${r.below(9)}`,
      Host: 's3.amazonaws.com',
      key: key(r),
      'x-amz-acl': 'bucket-owner-full-control',
    }),
    true,
  ),
  describe('Volumes', 'volumeSet', (r) => `vol-0${r.hex(16)}`),
  describe('NetworkInterfaces', 'networkInterfaceIdSet', (r) => `eni-0${r.hex(16)}`),
  plain('logs', 'CreateLogStream', (r) => ({
    logGroupName: `/aws/lambda/fn-${r.below(50)}`,
    logStreamName: `2026/03/14/[$LATEST]${r.hex(32)}`,
  })),
  describe('Tags', 'tagSet', instance),
  plain('ssm', 'UpdateInstanceInformation', (r) => ({
    agentVersion: '3.2.2303.0',
    instanceId: instance(r),
    platformType: 'Linux',
  })),
  plain('dynamodb', 'DescribeTable', (r) => ({ tableName: `table-${r.below(40)}` })),
  describe('SecurityGroups', 'securityGroupSet', group),
  describe('Subnets', 'subnetSet', (r) => `subnet-0${r.hex(16)}`),
  plain('sts', 'GetCallerIdentity', nothing),
  plain('iam', 'GetRole', (r) => ({ roleName: `role-${r.below(30)}` })),
  plain('secretsmanager', 'GetSecretValue', (r) => ({ secretId: `prod/db-${r.below(20)}` })),
  plain('ec2', 'CreateTags', (r) => ({
    resourcesSet: { items: [{ resourceId: instance(r) }] },
    tagSet: { items: [{ key: 'Größe', value: 'L\\XL' }] },
  })),
  {
    ...plain('ec2', 'RunInstances', (r) => ({
      instancesSet: { items: [{ imageId: `ami-0${r.hex(16)}`, minCount: 1, maxCount: 2 }] },
      userData: '<sensitiveDataRemoved>',
      blockDeviceMapping: {},
      monitoring: { enabled: false },
    })),
    response: launched,
  },
  {
    ...plain('ec2', 'TerminateInstances', (r) => ({ instancesSet: { items: [{ instanceId: instance(r) }] } })),
    response: (r) => ({
      instancesSet: { items: [{ instanceId: instance(r), currentState: { code: 32, name: 'shutting-down' } }] },
    }),
  },
  plain('ec2', 'StopInstances', (r) => ({ instancesSet: { items: [{ instanceId: instance(r) }] }, force: false })),
  plain('ec2', 'AuthorizeSecurityGroupIngress', (r) => ({
    groupId: group(r),
    ipPermissions: {
      items: [{ ipProtocol: 'tcp', fromPort: 22, toPort: 22, ipRanges: { items: [{ cidrIp: '0.0.0.0/0' }] } }],
    },
  })),
  plain('ec2', 'ModifyInstanceAttribute', (r) => ({
    instanceId: instance(r),
    disableApiTermination: { value: false },
  })),
  plain('ec2', 'CreateSnapshot', (r) => ({ volumeId: `vol-0${r.hex(16)}`, description: 'nightly\tcopy' })),
  plain('ec2', 'DeleteVolume', (r) => ({ volumeId: `vol-0${r.hex(16)}` })),
  plain('ec2', 'AttachVolume', (r) => ({
    volumeId: `vol-0${r.hex(16)}`,
    instanceId: instance(r),
    device: '/dev/xvdf',
    deleteOnTermination: false,
  })),
  plain('ec2', 'GetPasswordData', (r) => ({ instanceId: instance(r) })),
  plain('autoscaling', 'DescribeAutoScalingGroups', nothing),
  plain('elasticloadbalancing', 'DescribeTargetHealth', (r) => ({
    targetGroupArn: `arn:aws:elasticloadbalancing:us-east-1:111122223333:targetgroup/web/${r.hex(16)}`,
  })),
  plain('lambda', 'ListFunctions20150331', nothing),
  plain(
    'lambda',
    'Invoke',
    (r) => ({ functionName: `fn-${r.below(50)}`, sourceArn: `arn:aws:s3:::data-${r.below(9)}` }),
    true,
  ),
  plain('cloudtrail', 'LookupEvents', () => ({
    maxResults: 50,
    lookupAttributes: [{ attributeKey: 'ResourceName', attributeValue: 'i-1' }],
  })),
  plain('cloudtrail', 'DescribeTrails', () => ({ trailNameList: [], includeShadowTrails: true })),
  plain('s3', 'ListBuckets', nothing),
  plain('s3', 'PutBucketPolicy', (r) => ({
    bucketName: `data-${r.below(9)}`,
    bucketPolicy: JSON.parse(policy(r)) as unknown,
  })),
  plain('iam', 'CreateAccessKey', () => ({ userName: 'dörte' })),
  plain('iam', 'PutRolePolicy', (r) => ({
    roleName: `role-${r.below(30)}`,
    policyName: 'inline',
    policyDocument: policy(r),
  })),
  plain('iam', 'ListUsers', nothing),
  plain('rds', 'DescribeDBInstances', () => ({ maxRecords: 100 })),
  plain('monitoring', 'PutMetricAlarm', (r) => ({
    alarmName: `cpu-${r.below(50)}`,
    threshold: 80.5,
    period: 300,
    evaluationPeriods: 2,
  })),
  plain('signin', 'ConsoleLogin', nothing),
];
