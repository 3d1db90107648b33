import { AGENTS, HOME, role, ROOT, user, type Step } from '../intrusions/step';
import { ci, GITHUB, open, person, policy, run, service, SHELL, SISTER, terraform, type Everyday } from './activity';

/** Everyday work on machines, networks, identities and data. */
export const plain: readonly Everyday[] = [
  { name: 'an engineer opens a web server to the world', as: person('NetworkAdmin', 'ann'), steps: [open(443, '0.0.0.0/0'), open(80, '0.0.0.0/0'), open(443, '::/0')] },
  { name: 'an engineer opens SSH to the office', as: person('NetworkAdmin', 'ann'), steps: [open(22, '192.0.2.0/24')] },
  {
    name: 'an image and its snapshot are shared with an account of the company’s',
    as: person('PowerUser', 'bea'),
    steps: [
      { call: 'ec2:CreateImage', request: { instanceId: 'i-0123456789abcdef0', name: 'golden-7', noReboot: false } },
      { call: 'ec2:ModifyImageAttribute', request: { imageId: 'ami-0abcdef1234567890', launchPermission: { add: { items: [{ userId: SISTER }] } } } },
      { call: 'ec2:ModifySnapshotAttribute', request: { snapshotId: 'snap-0f1', createVolumePermission: { add: { items: [{ userId: SISTER }] } }, attributeType: 'CREATE_VOLUME_PERMISSION' } },
    ],
  },
  {
    name: 'a role for tasks of ECS is set up',
    as: terraform,
    steps: [
      { call: 'iam:CreateRole', request: { roleName: 'orders-task', assumeRolePolicyDocument: policy({ Effect: 'Allow', Principal: { Service: 'ecs-tasks.amazonaws.com' }, Action: 'sts:AssumeRole' }) } },
      { call: 'iam:AttachRolePolicy', request: { roleName: 'orders-task', policyArn: 'arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy' } },
      { call: 'iam:PutRolePolicy', request: { roleName: 'orders-task', policyName: 'queue', policyDocument: policy({ Effect: 'Allow', Action: 'sqs:*', Resource: `arn:aws:sqs:us-east-1:${HOME}:orders` }) } },
    ],
  },
  {
    name: 'a user changes an old key of his for a new one',
    as: user('backup-script', SHELL, '192.0.2.11'),
    steps: [
      { call: 'iam:CreateAccessKey', request: { userName: 'backup-script' }, response: { accessKey: { userName: 'backup-script', accessKeyId: 'AKIAI44QH8DHBEXAMPLE', status: 'Active' } } },
      { call: 'iam:UpdateAccessKey', request: { userName: 'backup-script', accessKeyId: 'AKIAIOSFODNN7EXAMPLE', status: 'Inactive' }, after: 600 },
      { call: 'iam:DeleteAccessKey', request: { userName: 'backup-script', accessKeyId: 'AKIAIOSFODNN7EXAMPLE' }, after: 600 },
    ],
  },
  {
    name: 'a drill for the day when only root gets in',
    spoken: ['root/root-used (iam:GetAccountSummary)', 'signin/root-console-login (signin:ConsoleLogin)'],
    as: ROOT,
    steps: [{ call: 'signin:ConsoleLogin', response: { ConsoleLogin: 'Success' }, more: { eventType: 'AwsConsoleSignIn', additionalEventData: { MFAUsed: 'Yes', LoginTo: 'https://console.aws.amazon.com/' } } }, { call: 'iam:GetAccountSummary' }],
  },
  {
    name: 'Terraform lets builds of GitHub in',
    spoken: ['iam/identity-provider-changed (iam:CreateOpenIDConnectProvider)'],
    as: terraform,
    steps: [
      { call: 'iam:CreateOpenIDConnectProvider', request: { url: `https://${GITHUB}`, clientIDList: ['sts.amazonaws.com'] } },
      { call: 'iam:CreateRole', request: { roleName: 'deploy', assumeRolePolicyDocument: policy({ Effect: 'Allow', Principal: { Federated: `arn:aws:iam::${HOME}:oidc-provider/${GITHUB}` }, Action: 'sts:AssumeRoleWithWebIdentity', Condition: { StringEquals: { [`${GITHUB}:aud`]: 'sts.amazonaws.com' }, StringLike: { [`${GITHUB}:sub`]: 'repo:acme/shop:*' } } }) } },
    ],
  },
  {
    name: 'the plan of snapshots makes and removes some',
    as: service('dlm', 'AWSDataLifecycleManagerDefaultRole'),
    steps: [1, 2, 3, 4, 5, 6].flatMap((n): Step[] => [
      { call: 'ec2:CreateSnapshot', request: { volumeId: `vol-0${n}` }, after: 2 },
      { call: 'ec2:DeleteSnapshot', request: { snapshotId: `snap-0${n}` }, after: 2 },
    ]),
  },
  { name: 'a group scales out in the morning', as: service('autoscaling', 'AWSServiceRoleForAutoScaling'), steps: [run('m6i.large', 12), { call: 'ec2:CreateTags', request: {} }] },
  {
    name: 'a database is copied for a test',
    as: person('DatabaseAdmin', 'cid'),
    steps: [
      { call: 'rds:CreateDBSnapshot', request: { dBInstanceIdentifier: 'orders', dBSnapshotIdentifier: 'orders-test' } },
      { call: 'rds:RestoreDBInstanceFromDBSnapshot', request: { dBInstanceIdentifier: 'orders-test', dBSnapshotIdentifier: 'orders-test', publiclyAccessible: false } },
      { call: 'rds:ModifyDBInstance', request: { dBInstanceIdentifier: 'orders-test', masterUserPassword: '****', applyImmediately: true } },
      { call: 'rds:DeleteDBInstance', request: { dBInstanceIdentifier: 'orders-test', skipFinalSnapshot: true }, after: 3600 },
    ],
  },
  {
    name: 'whoever is on call looks at a machine',
    as: person('OnCall', 'dan'),
    steps: [
      { call: 'ec2:DescribeInstances', request: {} },
      { call: 'ssm:StartSession', request: { target: 'i-0123456789abcdef0' } },
      { call: 'ec2:GetConsoleOutput', request: { instanceId: 'i-0123456789abcdef0' } },
      { call: 'ec2:RebootInstances', request: { instancesSet: { items: [{ instanceId: 'i-0123456789abcdef0' }] } } },
    ],
  },
  {
    name: 'a machine is made larger',
    as: person('PowerUser', 'bea'),
    steps: [
      { call: 'ec2:StopInstances', request: { instancesSet: { items: [{ instanceId: 'i-0123456789abcdef0' }] } } },
      { call: 'ec2:ModifyInstanceAttribute', request: { instanceId: 'i-0123456789abcdef0', instanceType: { value: 'm6i.2xlarge' } } },
      { call: 'ec2:StartInstances', request: { instancesSet: { items: [{ instanceId: 'i-0123456789abcdef0' }] } } },
    ],
  },
  {
    name: 'somebody new begins to work',
    as: person('IdentityAdmin', 'eve'),
    steps: [
      { call: 'identitystore:CreateUser', request: { identityStoreId: 'd-9067aa11bb', userName: 'fay@example.com' } },
      { call: 'identitystore:CreateGroupMembership', request: { identityStoreId: 'd-9067aa11bb', groupId: 'g' } },
      { call: 'sso:CreateAccountAssignment', request: { targetId: HOME, targetType: 'AWS_ACCOUNT', permissionSetArn: 'arn:aws:sso:::permissionSet/ssoins-1/ps-7', principalType: 'GROUP', principalId: 'g' } },
    ],
  },
  {
    name: 'Terraform rolls out a new image with its start script',
    as: terraform,
    steps: [
      { call: 'ec2:CreateLaunchTemplateVersion', request: { CreateLaunchTemplateVersionRequest: { LaunchTemplateId: 'lt-0aa', LaunchTemplateData: { UserData: '<sensitiveDataRemoved>' } } } },
      { call: 'ec2:ModifyLaunchTemplate', request: { ModifyLaunchTemplateRequest: { LaunchTemplateId: 'lt-0aa', SetDefaultVersion: '5' } } },
      { call: 'autoscaling:StartInstanceRefresh', request: { autoScalingGroupName: 'web' } },
    ],
  },
  {
    name: 'a build is deployed to functions and containers',
    as: ci,
    steps: [
      { call: 'lambda:UpdateFunctionCode20150331v2', request: { functionName: 'checkout', s3Bucket: 'acme-builds', publish: true } },
      { call: 'lambda:UpdateFunctionConfiguration20150331v2', request: { functionName: 'checkout', layers: [`arn:aws:lambda:us-east-1:${HOME}:layer:util:4`] } },
      { call: 'ecs:RegisterTaskDefinition', request: { family: 'shop', cpu: '1024', memory: '2048', containerDefinitions: [{ name: 'shop', image: `${HOME}.dkr.ecr.us-east-1.amazonaws.com/shop:1.4`, healthCheck: { command: ['CMD-SHELL', 'curl -f http://127.0.0.1:8080/health || exit 1'] } }] } },
      { call: 'ecs:UpdateService', request: { cluster: 'prod', service: 'shop', desiredCount: 6 } },
    ],
  },
  {
    name: 'networks of the company are joined',
    as: terraform,
    steps: [
      { call: 'ec2:CreateVpcPeeringConnection', request: { vpcId: 'vpc-0aa', peerVpcId: 'vpc-0bb', peerOwnerId: SISTER } },
      { call: 'ec2:CreateTransitGatewayVpcAttachment', request: { CreateTransitGatewayVpcAttachmentRequest: { TransitGatewayId: 'tgw-0aa', VpcId: 'vpc-0aa' } } },
      { call: 'ec2:CreateNatGateway', request: { CreateNatGatewayRequest: { SubnetId: 'subnet-0aa', AllocationId: 'eipalloc-0aa' } } },
      { call: 'ec2:CreateRoute', request: { routeTableId: 'rtb-0aa', destinationCidrBlock: '0.0.0.0/0', natGatewayId: 'nat-0aa' } },
      { call: 'route53resolver:CreateResolverRule', request: { ruleType: 'FORWARD', domainName: 'corp.example.com', targetIps: [{ ip: '10.1.0.2', port: 53 }] } },
    ],
  },
  {
    name: 'logs are given a time to be kept',
    as: terraform,
    steps: [
      { call: 'logs:PutRetentionPolicy', request: { logGroupName: '/aws/lambda/checkout', retentionInDays: 30 } },
      { call: 's3:PutBucketLifecycle', request: { bucketName: 'acme-logs', lifecycle: '', LifecycleConfiguration: { Rule: { ID: 'old', Status: 'Enabled', Expiration: { Days: 400 }, Filter: { Prefix: '' } } } } },
    ],
  },
  {
    name: 'a bucket as it should be',
    as: terraform,
    steps: [
      { call: 's3:CreateBucket', request: { bucketName: 'acme-files' } },
      { call: 's3:PutBucketPublicAccessBlock', request: { bucketName: 'acme-files', publicAccessBlock: '', PublicAccessBlockConfiguration: { BlockPublicAcls: true, IgnorePublicAcls: true, BlockPublicPolicy: true, RestrictPublicBuckets: true } } },
      { call: 's3:PutBucketPolicy', request: { bucketName: 'acme-files', bucketPolicy: { Version: '2012-10-17', Statement: [{ Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: 'arn:aws:s3:::acme-files/*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }] } } },
      { call: 's3:PutBucketPolicy', request: { bucketName: 'acme-site', bucketPolicy: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { Service: 'cloudfront.amazonaws.com' }, Action: 's3:GetObject', Resource: 'arn:aws:s3:::acme-site/*', Condition: { StringEquals: { 'AWS:SourceArn': `arn:aws:cloudfront::${HOME}:distribution/E1` } } }] } } },
      { call: 's3:PutBucketEncryption', request: { bucketName: 'acme-files', ServerSideEncryptionConfiguration: { Rule: { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: `arn:aws:kms:us-east-1:${HOME}:key/1` } } } } },
      { call: 's3:PutBucketVersioning', request: { bucketName: 'acme-files', VersioningConfiguration: { Status: 'Enabled' } } },
      { call: 's3:PutBucketLogging', request: { bucketName: 'acme-files', BucketLoggingStatus: { LoggingEnabled: { TargetBucket: 'acme-logs', TargetPrefix: 'files/' } } } },
    ],
  },
  {
    name: 'queues and topics that only the account’s own may write to',
    as: terraform,
    steps: [
      { call: 'sqs:SetQueueAttributes', request: { queueUrl: `https://sqs.us-east-1.amazonaws.com/${HOME}/q`, attributes: { Policy: policy({ Effect: 'Allow', Principal: { Service: 'sns.amazonaws.com' }, Action: 'sqs:SendMessage', Resource: '*', Condition: { ArnEquals: { 'aws:SourceArn': `arn:aws:sns:us-east-1:${HOME}:t` } } }) } } },
      { call: 'sns:SetTopicAttributes', request: { topicArn: `arn:aws:sns:us-east-1:${HOME}:t`, attributeName: 'Policy', attributeValue: policy({ Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sns:Publish', Resource: '*', Condition: { StringEquals: { 'AWS:SourceOwner': HOME } } }) } },
    ],
  },
  {
    name: 'a key to encrypt with is set up and turned',
    as: terraform,
    steps: [
      { call: 'kms:CreateKey', request: { origin: 'AWS_KMS', policy: policy({ Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${HOME}:root` }, Action: 'kms:*', Resource: '*' }) } },
      { call: 'kms:CreateAlias', request: { aliasName: 'alias/files', targetKeyId: 'k1' } },
      { call: 'kms:EnableKeyRotation', request: { keyId: 'k1' } },
    ],
  },
  {
    name: 'a secret is looked up',
    as: person('Developer', 'gil'),
    steps: [
      { call: 'secretsmanager:ListSecrets', request: {} },
      { call: 'secretsmanager:GetSecretValue', request: { secretId: 'dev/db' } },
      { call: 'ssm:GetParameter', request: { name: '/dev/flag', withDecryption: true } },
    ],
  },
  {
    name: 'a password mistyped, then a second factor registered',
    as: user('hal', AGENTS.browser, '192.0.2.12'),
    steps: [
      { call: 'signin:ConsoleLogin', response: { ConsoleLogin: 'Failure' }, more: { eventType: 'AwsConsoleSignIn', errorMessage: 'Failed authentication', responseElements: { ConsoleLogin: 'Failure' }, additionalEventData: { MFAUsed: 'Yes' } } },
      { call: 'signin:ConsoleLogin', response: { ConsoleLogin: 'Success' }, more: { eventType: 'AwsConsoleSignIn', additionalEventData: { MFAUsed: 'Yes' } } },
      { call: 'iam:ChangePassword' },
      { call: 'iam:CreateVirtualMFADevice', request: { virtualMFADeviceName: 'hal-2' } },
      { call: 'iam:EnableMFADevice', request: { userName: 'hal', serialNumber: `arn:aws:iam::${HOME}:mfa/hal-2` } },
    ],
  },
  {
    name: 'a test environment is taken down by Terraform',
    as: terraform,
    steps: [
      { call: 'ec2:TerminateInstances', request: { instancesSet: { items: [1, 2, 3].map((n) => ({ instanceId: `i-0123456789abcde0${n}` })) } } },
      { call: 'ec2:DeleteSecurityGroup', request: { groupId: 'sg-0aa' } },
      { call: 'monitoring:DeleteAlarms', request: { alarmNames: ['cpu'] } },
      { call: 'logs:DeleteLogGroup', request: { logGroupName: '/aws/ecs/test' } },
      { call: 'logs:DeleteMetricFilter', request: { logGroupName: '/aws/ecs/test', filterName: 'errors' } },
      { call: 'ec2:DeleteRouteTable', request: { routeTableId: 'rtb-0aa' } },
      { call: 'ec2:DeleteVpc', request: { vpcId: 'vpc-0aa' } },
      { call: 'eks:DeleteNodegroup', request: { name: 'test', nodegroupName: 'n' } },
    ],
  },
  {
    name: 'nodes come and go in a cluster',
    as: role('KarpenterController', 'k', '192.0.2.30', 'karpenter.sh-1.3.0 aws-sdk-go-v2/1.36.3'),
    steps: [
      { call: 'ec2:CreateLaunchTemplate', request: { CreateLaunchTemplateRequest: { LaunchTemplateName: 'karpenter-1', LaunchTemplateData: { UserData: '<sensitiveDataRemoved>' } } } },
      { call: 'ec2:CreateFleet', request: { CreateFleetRequest: { Type: 'instant', TargetCapacitySpecification: { TotalTargetCapacity: 1, DefaultTargetCapacityType: 'spot' }, LaunchTemplateConfigs: { Overrides: [{ InstanceType: 'c6a.xlarge' }, { InstanceType: 'm6i.2xlarge' }] } } } },
      { call: 'ec2:TerminateInstances', request: { instancesSet: { items: [{ instanceId: 'i-0123456789abcdef0' }] } } },
    ],
  },
  {
    name: 'an app of the company’s talks to a model',
    as: role('chat-app', 'i-0123456789abcdef0', '192.0.2.31', AGENTS.boto),
    steps: [{ call: 'bedrock:InvokeModel', request: { modelId: 'anthropic.claude-3-haiku-20240307-v1:0' } }, { call: 'bedrock:UpdateGuardrail', request: { guardrailIdentifier: 'g', name: 'g' } }],
  },
  {
    name: 'Packer builds an image',
    as: ci,
    steps: [
      { call: 'ec2:CreateKeyPair', request: { keyName: 'packer_65f' } },
      { call: 'ec2:CreateSecurityGroup', request: { groupName: 'packer_65f', groupDescription: 'Temporary group for Packer', vpcId: 'vpc-0aa' } },
      open(22, '192.0.2.21/32'),
      run('t3.medium'),
      { call: 'ec2:StopInstances', request: { instancesSet: { items: [{ instanceId: 'i-0123456789abcdef0' }] } } },
      { call: 'ec2:CreateImage', request: { instanceId: 'i-0123456789abcdef0', name: 'web-8' } },
      { call: 'ec2:TerminateInstances', request: { instancesSet: { items: [{ instanceId: 'i-0123456789abcdef0' }] } } },
      { call: 'ec2:DeregisterImage', request: { imageId: 'ami-0aaaaaaaaaaaaaa01' } },
      { call: 'ec2:DeleteKeyPair', request: { keyName: 'packer_65f' } },
    ],
  },
];
