import type { Step } from '../intrusions/step';
import { policy, SISTER, type Everyday } from './activity';
import { awsService, behalf, instances, items, pod, port, program, reads, session, times, typing, vendor } from './callers';

const WINDOWS = 'i-0d15c0de0d15c0de0';
const PACKER = session('gha-packer', 'GitHubActions', '192.0.2.122', 'APN/1.0 HashiCorp/1.0 Packer/1.12.0 (+https://www.packer.io) aws-sdk-go/1.55.6 (go1.23.6; linux; amd64)');
const stack = behalf(program('deploy-stacks', 'AWSCloudFormation'), 'cloudformation');
/** Questions that a scanner may not ask, the same at every run. */
const refused = ['account:GetAlternateContact', 'organizations:ListDelegatedAdministrators', 'bedrock:GetModelInvocationLoggingConfiguration', 'cognito-idp:DescribeUserPool', 'cloudtrail:GetInsightSelectors'] as const;

/** What a made-up company's week showed that nobody had had in mind when the rules were written. */
export const company: readonly Everyday[] = [
  {
    name: 'Packer builds an image of Windows: it asks for the password of the machine that it launched until there is one',
    atLow: 24,
    as: PACKER,
    steps: [
      { call: 'ec2:CreateKeyPair', request: { keyName: 'packer_66a' } },
      { call: 'ec2:CreateSecurityGroup', request: { groupName: 'packer_66a', groupDescription: 'Temporary group for Packer', vpcId: 'vpc-0aa' } },
      port('Authorize', 5986, 5986, { cidr: '192.0.2.122/32' }),
      { call: 'ec2:RunInstances', request: { instanceType: 'm6i.large', userData: '<sensitiveDataRemoved>', instancesSet: items({ imageId: 'ami-0abcdef1234567890', minCount: 1, maxCount: 1, keyName: 'packer_66a' }) }, response: { instancesSet: items({ instanceId: WINDOWS }) } },
      ...times(5, (): Step => ({ call: 'ec2:GetPasswordData', request: { instanceId: WINDOWS }, response: { instanceId: WINDOWS, timestamp: 1 }, after: 60 })),
      { call: 'ec2:StopInstances', request: instances(WINDOWS), after: 900 },
      { call: 'ec2:CreateImage', request: { instanceId: WINDOWS, name: 'windows-12' } },
      { call: 'ec2:ModifyImageAttribute', request: { imageId: 'ami-0f00d', attributeType: 'launchPermission', launchPermission: { add: items({ userId: SISTER }) } } },
      { call: 'ec2:TerminateInstances', request: instances(WINDOWS) },
      { call: 'ec2:DeleteKeyPair', request: { keyName: 'packer_66a' } },
    ],
  },
  {
    name: 'a copy of a database looked at by whoever keeps it, and one that a program restores to see that it can',
    atLow: 24,
    as: typing('DatabaseAdmin', 'eli'),
    steps: [
      { call: 'rds:CreateDBSnapshot', request: { dBInstanceIdentifier: 'orders', dBSnapshotIdentifier: 'orders-check' } },
      { call: 'rds:RestoreDBInstanceFromDBSnapshot', request: { dBInstanceIdentifier: 'orders-check', dBSnapshotIdentifier: 'orders-check', publiclyAccessible: false }, after: 600 },
      { call: 'rds:ModifyDBInstance', request: { dBInstanceIdentifier: 'orders-check', masterUserPassword: '****', applyImmediately: true }, after: 900 },
      { call: 'rds:DeleteDBInstance', request: { dBInstanceIdentifier: 'orders-check', skipFinalSnapshot: true }, after: 1800 },
      { call: 'rds:RestoreDBClusterFromSnapshot', request: { dBClusterIdentifier: 'restore-test', snapshotIdentifier: 'awsbackup:job-1' }, as: awsService('backup'), after: 5 },
      { call: 'rds:DeleteDBCluster', request: { dBClusterIdentifier: 'restore-test', skipFinalSnapshot: true }, as: program('restore-test', 'restore-test'), after: 600 },
    ],
  },
  {
    name: 'a stack is taken down, with its key and what the key was for',
    atLow: 24,
    as: stack,
    steps: [
      { call: 'lambda:DeleteFunction20150331', request: { functionName: 'old' } },
      { call: 'iam:DeleteRolePolicy', request: { roleName: 'old', policyName: 'own' } },
      { call: 'iam:DeleteRole', request: { roleName: 'old' } },
      { call: 'kms:ScheduleKeyDeletion', request: { keyId: '0a11ce00-0000-4000-a000-000000000002', pendingWindowInDays: 30 } },
    ],
  },
  {
    name: 'tables of the lake are shared with a sister account, by a share that others could be let into',
    atLow: 0,
    as: program('lake-admin', 'tag-sync'),
    steps: [
      { call: 'lakeformation:BatchGrantPermissions', request: { entries: [{ id: '1', principal: { dataLakePrincipalIdentifier: SISTER }, permissions: ['SELECT', 'DESCRIBE'] }] } },
      { call: 'ram:CreateResourceShare', request: { name: 'LakeFormation-V4-shop', allowExternalPrincipals: true, principals: [SISTER], resourceArns: ['arn:aws:glue:us-east-1:111122223333:catalog'] } },
    ],
  },
  {
    name: 'External Secrets fetches the same forty secrets anew',
    atLow: 31,
    as: pod('external-secrets', 'aws-sdk-go-v2/1.36.3 ua/2.1 os/linux lang/go#1.24.1 external-secrets'),
    steps: times(40, (n): Step => ({ call: 'secretsmanager:GetSecretValue', request: { secretId: `prod/app-${n}` }, after: 1 })),
  },
  {
    name: 'a scanner that may read all permissions of the account, and is refused the same five questions at each run',
    atLow: 3,
    as: vendor('PostureScan', 'scan'),
    steps: [
      { call: 'iam:GetAccountAuthorizationDetails', after: 5 },
      ...reads(1, 's3:ListBuckets', 'ec2:DescribeInstances', 'ec2:DescribeSecurityGroups', 'kms:ListKeys'),
      ...refused.map((call): Step => ({ call, error: 'AccessDeniedException', after: 1 })),
    ],
  },
  {
    name: 'a developer puts a function in place by hand and may not make its role',
    atLow: 1,
    as: typing('Developer', 'gil'),
    steps: [
      { call: 'lambda:GetFunction20150331v2', request: { functionName: 'proto' } },
      { call: 'iam:CreateRole', request: { roleName: 'proto', assumeRolePolicyDocument: policy({ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }) }, error: 'AccessDenied' },
    ],
  },
];
