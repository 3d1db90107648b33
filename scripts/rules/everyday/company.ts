import type { Step } from '../intrusions/step';
import { policy, SISTER, type Everyday } from './activity';
import { awsService, behalf, ec2, githubDeploy, instances, items, keyHolder, pod, port, program, reads, session, times, typing, vendor } from './callers';

const WINDOWS = 'i-0d15c0de0d15c0de0';
const PACKER = session('gha-packer', 'GitHubActions', '192.0.2.122', 'APN/1.0 HashiCorp/1.0 Packer/1.12.0 (+https://www.packer.io) aws-sdk-go/1.55.6 (go1.23.6; linux; amd64)');
const stack = behalf(program('deploy-stacks', 'AWSCloudFormation'), 'cloudformation');
/** Questions that a scanner may not ask, the same at every run. */
const refused = ['account:GetAlternateContact', 'organizations:ListDelegatedAdministrators', 'bedrock:GetModelInvocationLoggingConfiguration', 'cognito-idp:DescribeUserPool', 'cloudtrail:GetInsightSelectors'] as const;

/** What the weeks of two made-up companies showed, which nobody had had in mind when the rules were written. */
export const company: readonly Everyday[] = [
  {
    name: 'Packer builds an image of Windows: it asks for the password of the machine that it launched until there is one',
    told: 24,
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
    told: 24,
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
    told: 24,
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
    told: 0,
    as: program('lake-admin', 'tag-sync'),
    steps: [
      { call: 'lakeformation:BatchGrantPermissions', request: { entries: [{ id: '1', principal: { dataLakePrincipalIdentifier: SISTER }, permissions: ['SELECT', 'DESCRIBE'] }] } },
      { call: 'ram:CreateResourceShare', request: { name: 'LakeFormation-V4-shop', allowExternalPrincipals: true, principals: [SISTER], resourceArns: ['arn:aws:glue:us-east-1:111122223333:catalog'] } },
    ],
  },
  {
    name: 'External Secrets fetches the same forty secrets anew',
    told: 31,
    as: pod('external-secrets', 'aws-sdk-go-v2/1.36.3 ua/2.1 os/linux lang/go#1.24.1 external-secrets'),
    steps: times(40, (n): Step => ({ call: 'secretsmanager:GetSecretValue', request: { secretId: `prod/app-${n}` }, after: 1 })),
  },
  {
    name: 'a scanner that may read all permissions of the account, and is refused the same five questions at each run',
    told: 3,
    as: vendor('PostureScan', 'scan'),
    steps: [
      { call: 'iam:GetAccountAuthorizationDetails', after: 5 },
      ...reads(1, 's3:ListBuckets', 'ec2:DescribeInstances', 'ec2:DescribeSecurityGroups', 'kms:ListKeys'),
      ...refused.map((call): Step => ({ call, error: 'AccessDeniedException', after: 1 })),
    ],
  },
  {
    name: 'a developer puts a function in place by hand and may not make its role',
    told: 1,
    as: typing('Developer', 'gil'),
    steps: [
      { call: 'lambda:GetFunction20150331v2', request: { functionName: 'proto' } },
      { call: 'iam:CreateRole', request: { roleName: 'proto', assumeRolePolicyDocument: policy({ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }) }, error: 'AccessDenied' },
    ],
  },
  {
    name: 'a program of workflows reads its fourteen connections at every run',
    spoken: ['secretsmanager/secrets-read-many (secretsmanager:GetSecretValue)'],
    told: 5,
    as: program('workflows', 'worker'),
    steps: times(14, (n): Step => ({ call: 'secretsmanager:GetSecretValue', request: { secretId: `workflows/connection-${n}` }, after: 1 })),
  },
  {
    name: 'a program lists the parameters that there are, and loads them',
    spoken: ['ssm/parameters-listed-then-read (ssm:GetParametersByPath)'],
    told: 1,
    as: program('loader', 'loader'),
    steps: [{ call: 'ssm:DescribeParameters' }, ...times(3, (n): Step => ({ call: 'ssm:GetParametersByPath', request: { path: `/team-${n}/`, withDecryption: true }, after: 1 }))],
  },
  {
    name: 'a vendor’s inventory asks in a region that the organisation has closed',
    spoken: ['general/basics-refused-in-many-services (kms:ListKeys)', 'general/basics-refused-in-many-services (secretsmanager:ListSecrets)'],
    told: 4,
    as: vendor('Inventory', 'inventory'),
    steps: (['ec2:DescribeInstances', 'lambda:ListFunctions20150331', 'rds:DescribeDBInstances', 'dynamodb:ListTables', 'sns:ListTopics', 'kms:ListKeys', 'secretsmanager:ListSecrets'] as const).map((call) => ({ call, error: 'AccessDeniedException', message: 'with an explicit deny in a service control policy', region: 'ap-south-1', after: 2 })),
  },
  {
    name: 'a backup appliance reads a snapshot, throws old ones away and ends the machine that it had launched to do so',
    spoken: ['ebs/snapshot-blocks-read (ebs:GetSnapshotBlock)', 'ebs/snapshot-blocks-read (ebs:ListSnapshotBlocks)'],
    told: 2,
    as: session('backup-appliance', 'i-0123456789abcdef1', '192.0.2.44', 'aws-sdk-dotnet-coreclr/3.7.1200 ua/2.0 os/linux .NET_Core/8.0.8', { ec2RoleDelivery: '2.0' }),
    steps: [
      { call: 'ec2:RunInstances', request: { instanceType: 'c5.large', instancesSet: items({ imageId: 'ami-0abcdef1234567890', minCount: 1, maxCount: 1 }) }, response: { instancesSet: items({ instanceId: 'i-0bac0bac0bac0bac0' }) } },
      { call: 'ebs:ListSnapshotBlocks', request: { snapshotId: 'snap-0bac' } },
      ...times(20, (n): Step => ({ call: 'ebs:GetSnapshotBlock', request: { snapshotId: 'snap-0bac', blockIndex: n }, more: { managementEvent: false, eventCategory: 'Data' }, after: 1 })),
      ...times(4, (n): Step => ({ call: 'ec2:DeleteSnapshot', request: { snapshotId: `snap-0old${n}` }, after: 10 })),
      { call: 'ec2:TerminateInstances', request: instances('i-0bac0bac0bac0bac0') },
    ],
  },
  {
    name: 'a runner of builds, with the key of a user, pushes its SSH key to a machine for each job',
    spoken: ['ec2/ssh-key-pushed (ec2-instance-connect:SendSSHPublicKey)'],
    told: 1,
    as: keyHolder('gitlab-runner', 'aws-sdk-go-v2/1.30.0 os/linux lang/go#1.22.5 fleeting-plugin-aws/1.0', '192.0.2.45'),
    steps: times(3, (n): Step => ({ call: 'ec2-instance-connect:SendSSHPublicKey', request: { instanceId: `i-0a1b2c3d4e5f6071${n}`, instanceOSUser: 'ec2-user', sSHPublicKey: 'ssh-ed25519 AAAA' }, after: 900 })),
  },
  {
    name: 'machines for builds are launched by the key of a user, with the password of each that has Windows',
    spoken: ['ec2/run-instances-long-term-key (ec2:RunInstances)'],
    told: 1,
    as: keyHolder('jenkins', 'aws-sdk-java/1.12.780 Linux/5.15 OpenJDK_64-Bit_Server_VM/17', '192.0.2.46'),
    steps: [
      { call: 'ec2:RunInstances', request: { instanceType: 'm5.xlarge', instancesSet: items({ imageId: 'ami-0abcdef1234567890', minCount: 1, maxCount: 1 }) }, response: { instancesSet: items({ instanceId: WINDOWS }) } },
      ...times(3, (): Step => ({ call: 'ec2:GetPasswordData', request: { instanceId: WINDOWS }, response: { instanceId: WINDOWS, timestamp: 1 }, after: 60 })),
    ],
  },
  {
    name: 'a database for one pull request, gone by the evening',
    told: 0,
    as: githubDeploy,
    steps: [
      { call: 'rds:CreateDBInstance', request: { dBInstanceIdentifier: 'pr-812', engine: 'postgres', publiclyAccessible: false } },
      { call: 'rds:DeleteDBInstance', request: { dBInstanceIdentifier: 'pr-812', skipFinalSnapshot: true, deleteAutomatedBackups: true }, after: 18_000 },
    ],
  },
  {
    name: 'a vendor’s control plane starts machines and gives each the role that it was told of',
    spoken: ['ec2/instance-profile-changed (ec2:AssociateIamInstanceProfile)'],
    told: 1,
    as: vendor('lakehouse', 'control-plane'),
    steps: times(3, (n): Step[] => [
      { call: 'ec2:RunInstances', request: { instanceType: 'm5d.xlarge', instancesSet: items({ imageId: 'ami-0abcdef1234567890', minCount: 2, maxCount: 2 }) }, response: { instancesSet: items({ instanceId: `i-0da7a0000000000${n}a` }, { instanceId: `i-0da7a0000000000${n}b` }) } },
      ec2('AssociateIamInstanceProfile', { InstanceId: `i-0da7a0000000000${n}a`, IamInstanceProfile: { Name: 'lakehouse-etl' } }),
    ]).flat(),
  },
  {
    name: 'a function has the packets of each new machine copied to the sensor of the network team',
    spoken: ['vpc/traffic-mirror-session (ec2:CreateTrafficMirrorSession)'],
    told: 1,
    as: program('mirror-machines', 'mirror'),
    steps: times(4, (n): Step => ec2('CreateTrafficMirrorSession', { NetworkInterfaceId: `eni-0${n}`, TrafficMirrorTargetId: 'tmt-05e50a', TrafficMirrorFilterId: 'tmf-05e50a', SessionNumber: 1 })),
  },
];
