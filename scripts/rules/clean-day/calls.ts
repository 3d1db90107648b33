import type { Random } from '../../bench/random';
import type { Json } from './people';

/** `service:Name`, with a request where a rule might look at one. */
export interface Call {
  readonly call: string;
  readonly request?: Json;
  readonly response?: Json;
  readonly error?: string;
}

export const instance = (random: Random): string => `i-0${random.hex(16)}`;
const items = (...list: readonly Json[]): Json => ({ items: list });

/** What consoles, scanners and Terraform's refresh ask. */
export const READS: readonly string[] = [
  'ec2:DescribeInstances',
  'ec2:DescribeInstanceStatus',
  'ec2:DescribeVolumes',
  'ec2:DescribeSnapshots',
  'ec2:DescribeImages',
  'ec2:DescribeVpcs',
  'ec2:DescribeSubnets',
  'ec2:DescribeSecurityGroups',
  'ec2:DescribeSecurityGroupRules',
  'ec2:DescribeRouteTables',
  'ec2:DescribeNetworkAcls',
  'ec2:DescribeNetworkInterfaces',
  'ec2:DescribeInternetGateways',
  'ec2:DescribeNatGateways',
  'ec2:DescribeAddresses',
  'ec2:DescribeKeyPairs',
  'ec2:DescribeTags',
  'ec2:DescribeFlowLogs',
  'ec2:DescribeLaunchTemplates',
  'ec2:DescribeLaunchTemplateVersions',
  'ec2:DescribeAvailabilityZones',
  'ec2:DescribeRegions',
  'ec2:DescribeVpcEndpoints',
  'elasticloadbalancing:DescribeLoadBalancers',
  'elasticloadbalancing:DescribeTargetGroups',
  'elasticloadbalancing:DescribeTargetHealth',
  'autoscaling:DescribeAutoScalingGroups',
  'iam:ListRoles',
  'iam:GetRole',
  'iam:ListRolePolicies',
  'iam:ListAttachedRolePolicies',
  'iam:GetPolicy',
  'iam:GetPolicyVersion',
  'iam:ListUsers',
  'iam:ListInstanceProfiles',
  's3:ListBuckets',
  's3:GetBucketLocation',
  's3:GetBucketPolicy',
  's3:GetBucketVersioning',
  's3:GetBucketPublicAccessBlock',
  'rds:DescribeDBInstances',
  'rds:DescribeDBClusters',
  'rds:DescribeDBSnapshots',
  'lambda:ListFunctions20150331',
  'lambda:GetFunction20150331v2',
  'lambda:GetPolicy20150331v2',
  'logs:DescribeLogGroups',
  'monitoring:DescribeAlarms',
  'kms:DescribeKey',
  'kms:ListAliases',
  'kms:GetKeyPolicy',
  'secretsmanager:DescribeSecret',
  'ssm:DescribeInstanceInformation',
  'ssm:GetParameter',
  'cloudtrail:DescribeTrails',
  'cloudtrail:GetTrailStatus',
  'guardduty:ListDetectors',
  'config:DescribeConfigurationRecorders',
  'route53:ListHostedZones',
  'acm:ListCertificates',
  'ecs:DescribeServices',
  'ecr:DescribeRepositories',
  'eks:DescribeCluster',
  'sqs:GetQueueAttributes',
  'sns:GetTopicAttributes',
  'dynamodb:DescribeTable',
  'cloudfront:ListDistributions2020_05_31',
  'wafv2:ListWebACLs',
];

const trust = (host: string): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { Service: host }, Action: 'sts:AssumeRole' }],
  });
const policy = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: ['s3:GetObject', 'sqs:*'], Resource: 'arn:aws:s3:::example-shop-assets/*' }],
});

function ingress(port: number, cidr: string): Json {
  const rule = { ipProtocol: 'tcp', fromPort: port, toPort: port, ipRanges: items({ cidrIp: cidr }), ipv6Ranges: {} };
  return { groupId: 'sg-0a11ce00000000443', ipPermissions: items(rule) };
}

/** What a run of Terraform changes. */
export const CHANGES: readonly Call[] = [
  { call: 'ec2:CreateSecurityGroup', request: { groupName: 'web', vpcId: 'vpc-0a11ce0000000c0de' } },
  { call: 'ec2:AuthorizeSecurityGroupIngress', request: ingress(443, '0.0.0.0/0') },
  { call: 'ec2:AuthorizeSecurityGroupIngress', request: ingress(5432, '10.20.0.0/16') },
  {
    call: 'ec2:AuthorizeSecurityGroupEgress',
    request: { groupId: 'sg-0a11ce00000000443', ipPermissions: items({ ipProtocol: '-1', ipRanges: items({ cidrIp: '0.0.0.0/0' }) }) },
  },
  { call: 'ec2:RevokeSecurityGroupIngress', request: ingress(8080, '10.20.0.0/16') },
  { call: 'ec2:CreateLaunchTemplateVersion', request: { CreateLaunchTemplateVersionRequest: { LaunchTemplateId: 'lt-0a11ce00000000071' } } },
  { call: 'ec2:RunInstances', request: { instanceType: 't3.large', instancesSet: items({ minCount: 1, maxCount: 1 }) } },
  { call: 'ec2:ModifyInstanceAttribute', request: { instanceId: 'i-0a11ce000000000a1', groupSet: items({ groupId: 'sg-0a11ce00000000443' }) } },
  { call: 'ec2:ModifyInstanceAttribute', request: { instanceId: 'i-0a11ce000000000a1', disableApiTermination: { value: true } } },
  { call: 'ec2:DescribeInstanceAttribute', request: { instanceId: 'i-0a11ce000000000a1', attribute: 'userData' } },
  { call: 'ec2:CreateRoute', request: { destinationCidrBlock: '0.0.0.0/0', gatewayId: 'igw-0a11ce00000000001' } },
  { call: 'ec2:CreateTags', request: { resourcesSet: items({ resourceId: 'vpc-0a11ce0000000c0de' }) } },
  { call: 'iam:CreateRole', request: { roleName: 'web', assumeRolePolicyDocument: trust('ec2.amazonaws.com') } },
  { call: 'iam:UpdateAssumeRolePolicy', request: { roleName: 'web', policyDocument: trust('lambda.amazonaws.com') } },
  { call: 'iam:AttachRolePolicy', request: { roleName: 'web', policyArn: 'arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore' } },
  { call: 'iam:PutRolePolicy', request: { roleName: 'web', policyName: 'assets', policyDocument: policy } },
  { call: 'iam:CreatePolicyVersion', request: { policyArn: 'arn:aws:iam::111122223333:policy/web', policyDocument: policy, setAsDefault: true } },
  { call: 's3:PutBucketPolicy', request: { bucketName: 'example-shop-assets', bucketPolicy: JSON.parse(policy) as Json } },
  { call: 's3:PutBucketLifecycle', request: { bucketName: 'example-shop-logs', LifecycleConfiguration: { Rule: { Expiration: { Days: 90 } } } } },
  { call: 's3:PutBucketPublicAccessBlock', request: { bucketName: 'example-shop-logs', PublicAccessBlockConfiguration: { BlockPublicAcls: true, BlockPublicPolicy: true } } },
  { call: 'lambda:UpdateFunctionConfiguration20150331v2', request: { functionName: 'checkout', timeout: 30 } },
  { call: 'lambda:AddPermission20150331v2', request: { functionName: 'checkout', principal: 'events.amazonaws.com' } },
  { call: 'rds:ModifyDBInstance', request: { dBInstanceIdentifier: 'shop', allocatedStorage: 120 } },
  { call: 'monitoring:PutMetricAlarm' },
  { call: 'logs:CreateLogGroup' },
  { call: 'route53:ChangeResourceRecordSets' },
];

/** What a deployment does, step by step. */
export const DEPLOYMENT: readonly Call[] = [
  { call: 'sts:GetCallerIdentity' },
  { call: 'ecr:GetAuthorizationToken' },
  { call: 'ecr:InitiateLayerUpload' },
  { call: 'ecr:PutImage' },
  { call: 'ssm:GetParameters', request: { names: ['/shop/db'], withDecryption: true } },
  { call: 'secretsmanager:GetSecretValue', request: { secretId: 'shop/deploy' } },
  { call: 'ecs:RegisterTaskDefinition' },
  { call: 'ecs:UpdateService' },
  { call: 'ecs:DescribeServices' },
  { call: 'lambda:UpdateFunctionCode20150331v2', request: { functionName: 'checkout', publish: true } },
  { call: 's3:PutBucketTagging', request: { bucketName: 'example-shop-assets' } },
  { call: 'cloudfront:CreateInvalidation2020_05_31' },
  { call: 'autoscaling:StartInstanceRefresh' },
];

/** Failures that mean nothing. */
export const FAILURES: readonly Call[] = [
  { call: 'ec2:DescribeInstances', error: 'Client.RequestLimitExceeded' },
  { call: 'ec2:DescribeSecurityGroups', error: 'Client.InvalidGroup.NotFound' },
  { call: 's3:GetBucketPolicy', error: 'NoSuchBucketPolicy' },
  { call: 'iam:GetRole', error: 'NoSuchEntityException' },
  { call: 'lambda:GetFunction20150331v2', error: 'ResourceNotFoundException' },
  { call: 'autoscaling:DescribeAutoScalingGroups', error: 'ThrottlingException' },
];

/** What a script for backups does. */
export const BACKUP: readonly Call[] = [
  { call: 'ec2:DescribeVolumes' },
  { call: 'ec2:CreateSnapshot', request: { volumeId: 'vol-0a11ce00000000d47' }, response: { snapshotId: 'snap-0a11ce00000000001' } },
  { call: 'ec2:CreateTags' },
  { call: 'ec2:DescribeSnapshots' },
  { call: 'ec2:DeleteSnapshot', request: { snapshotId: 'snap-0a11ce00000000000' } },
];

/** How an image is built: on a machine of its own, with a key of its own. */
export const IMAGE_BUILD: readonly Call[] = [
  { call: 'ec2:DescribeImages' },
  { call: 'ec2:CreateKeyPair', request: { keyName: 'packer_67d4a1f2' } },
  { call: 'ec2:CreateSecurityGroup', request: { groupName: 'packer_67d4a1f2', vpcId: 'vpc-0a11ce0000000c0de' } },
  { call: 'ec2:RunInstances', request: { instanceType: 't3.medium', instancesSet: { items: [{ minCount: 1, maxCount: 1 }] } } },
  { call: 'ec2:DescribeInstances' },
  { call: 'ec2:StopInstances' },
  { call: 'ec2:CreateImage', request: { instanceId: 'i-0a11ce000000000b2', name: 'web-base' } },
  { call: 'ec2:DescribeImages' },
  { call: 'ec2:TerminateInstances' },
  { call: 'ec2:DeleteSecurityGroup' },
  { call: 'ec2:DeleteKeyPair', request: { keyName: 'packer_67d4a1f2' } },
];
