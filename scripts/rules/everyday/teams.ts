import { AGENTS, HOME, type Step } from '../intrusions/step';
import { policy, SHELL, SISTER, type Everyday } from './activity';
import { attach, awsService, behalf, browsing, by, githubCdk, githubTerraform, grant, instances, items, keyHolder, lockAndRead, machine, object, pod, port, program, reads, roleFor, serviceRole, session, signIn, times, typing, unlock } from './callers';

const arn = (service: string, rest: string): string => `arn:aws:${service}:us-east-1:${HOME}:${rest}`;
const TERRAFORM = githubTerraform.agent;
const data = { managementEvent: false, eventCategory: 'Data' };

/** How teams of other habits work: with long-term keys, from machines and pods, with products of others. */
export const teams: readonly Everyday[] = [
  {
    name: 'a small company runs Terraform with the key of a user',
    spoken: ['ec2/run-instances-long-term-key (ec2:RunInstances)', 'general/enumeration-long-term-key (ec2:DescribeRouteTables)', 'general/enumeration-long-term-key (elasticloadbalancing:DescribeLoadBalancers)'],
    as: keyHolder('terraform', TERRAFORM, '192.0.2.70'),
    steps: [object('GetObject', 'acme-tfstate', 'app/terraform.tfstate'), ...reads(1, 'sts:GetCallerIdentity', 'ec2:DescribeVpcs', 'ec2:DescribeSubnets', 'ec2:DescribeSecurityGroups', 'iam:GetRole', 'iam:ListRolePolicies', 's3:GetBucketPolicy', 'ec2:DescribeRouteTables', 'elasticloadbalancing:DescribeLoadBalancers'), { call: 'ec2:CreateSecurityGroup', request: { groupName: 'app', vpcId: 'vpc-0aa' } }, port('Authorize', 443, 443, { cidr: '0.0.0.0/0' }), roleFor('app', 'ec2'), attach('app', 'AmazonSSMManagedInstanceCore'), { call: 'ec2:RunInstances', request: { instanceType: 't3.medium', instancesSet: items({ imageId: 'ami-0abcdef1234567890', minCount: 1, maxCount: 1 }) } }, object('PutObject', 'acme-tfstate', 'app/terraform.tfstate')],
  },
  {
    name: 'a developer with a long-term key looks for his machine',
    spoken: ['ssm/session-started-long-term-key (ssm:StartSession)'],
    as: keyHolder('hal', SHELL, '192.0.2.12'),
    steps: [...reads(30, 'sts:GetCallerIdentity', 'ec2:DescribeInstances', 'ec2:DescribeInstances', 'ec2:DescribeSecurityGroups', 'logs:DescribeLogGroups', 'logs:FilterLogEvents', 's3:ListBuckets'), { call: 'ec2:StartInstances', request: instances('i-0dev1') }, { call: 'ssm:StartSession', request: { target: 'i-0dev1' } }],
  },
  {
    name: 'Jenkins on a machine of its own builds, pushes and applies',
    as: machine('jenkins', 'i-0jenk1n5000000001', TERRAFORM),
    steps: [
      ...lockAndRead,
      { call: 'ec2:CreateSecurityGroup', request: { groupName: 'orders', vpcId: 'vpc-0aa' } },
      port('Authorize', 8080, 8080, { group: 'sg-0ee' }),
      roleFor('orders', 'ecs-tasks'),
      grant('orders', [['sqs:SendMessage'], arn('sqs', 'orders')]),
      { call: 'ecs:UpdateService', request: { cluster: 'prod', service: 'orders', taskDefinition: 'orders:8' } },
      ...unlock,
      ...by(machine('jenkins', 'i-0jenk1n5000000001', AGENTS.boto), { call: 'sts:AssumeRole', request: { roleArn: `arn:aws:iam::${SISTER}:role/deploy`, roleSessionName: 'jenkins' } }, { call: 'ecr:GetAuthorizationToken' }, { call: 'ecr:PutImage', request: { repositoryName: 'orders', imageTag: '8' } }, { call: 's3:ListBuckets' }, { call: 'lambda:UpdateFunctionCode20150331v2', request: { functionName: 'orders', publish: true } }),
    ],
  },
  {
    name: 'Atlantis in a pod applies changes to rights',
    as: pod('atlantis', TERRAFORM),
    steps: [
      ...lockAndRead,
      { call: 'iam:CreatePolicy', request: { policyName: 'ci', policyDocument: policy({ Effect: 'Allow', Action: ['ecr:*', 'ecs:UpdateService', 'ecs:Describe*'], Resource: '*' }, { Effect: 'Allow', Action: 'iam:PassRole', Resource: `arn:aws:iam::${HOME}:role/app-*` }) } },
      { call: 'iam:AttachRolePolicy', request: { roleName: 'ci', policyArn: `arn:aws:iam::${HOME}:policy/ci` } },
      { call: 'iam:TagRole', request: { roleName: 'ci' } },
      { call: 'iam:UpdateRole', request: { roleName: 'ci', maxSessionDuration: 7200 } },
      { call: 'iam:CreateGroup', request: { groupName: 'auditors' } },
      { call: 'iam:AttachGroupPolicy', request: { groupName: 'auditors', policyArn: 'arn:aws:iam::aws:policy/SecurityAudit' } },
      { call: 'iam:UpdateAssumeRolePolicy', request: { roleName: 'ci', policyDocument: policy({ Effect: 'Allow', Principal: { Federated: `arn:aws:iam::${HOME}:oidc-provider/token.actions.githubusercontent.com` }, Action: 'sts:AssumeRoleWithWebIdentity', Condition: { StringEquals: { 'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com' }, StringLike: { 'token.actions.githubusercontent.com:sub': 'repo:acme/*:ref:refs/heads/main' } } }) } },
      { call: 'iam:DeleteRolePermissionsBoundary', error: 'NoSuchEntityException' },
      ...unlock,
    ],
  },
  {
    name: 'Velero copies the disks of a cluster by night',
    as: pod('velero', 'aws-sdk-go-v2/1.36.1 ua/2.1 os/linux lang/go#1.23.6'),
    steps: [
      ...times(8, (n): Step[] => [{ call: 'ec2:CreateSnapshot', request: { volumeId: `vol-0k${n}`, tagSpecificationSet: items({ resourceType: 'snapshot', tags: [{ key: 'velero.io/backup', value: 'nightly' }] }) }, response: { snapshotId: `snap-0k${n}` }, after: 4 }, object('PutObject', 'acme-velero', `backups/nightly/${n}.gz`)]).flat(),
      ...times(8, (n): Step => ({ call: 'ec2:DeleteSnapshot', request: { snapshotId: `snap-0kold${n}` }, after: 2 })),
      ...times(20, (n) => object('DeleteObject', 'acme-velero', `backups/old/${n}.gz`)),
    ],
  },
  {
    name: 'a runner goes through all accounts of the company’s for costs and names',
    as: machine('runner', 'i-0runner0000000001', AGENTS.boto),
    steps: [
      { call: 'organizations:ListAccounts' },
      ...times(15, (n): Step => ({ call: 'sts:AssumeRole', request: { roleArn: `arn:aws:iam::${777788889000 + n}:role/inventory`, roleSessionName: 'inventory' }, after: 5 })),
      { call: 'sts:AssumeRole', request: { roleArn: 'arn:aws:iam::777788889099:role/inventory', roleSessionName: 'inventory' }, error: 'AccessDenied' },
      ...reads(1, 'ce:GetCostAndUsage', 'ec2:DescribeInstances', 'rds:DescribeDBInstances', 's3:ListBuckets', 'tagging:GetResources'),
    ],
  },
  {
    name: 'functions get layers of AWS’s and of vendors’, and send what they log to a vendor',
    spoken: ['lambda/layer-of-other-account (lambda:UpdateFunctionConfiguration20150331v2)'],
    as: githubTerraform,
    steps: [
      signIn('gha-terraform'),
      { call: 'lambda:UpdateFunctionConfiguration20150331v2', request: { functionName: 'orders', layers: ['arn:aws:lambda:us-east-1:580247275435:layer:LambdaInsightsExtension:55', 'arn:aws:lambda:us-east-1:017000801446:layer:AWSLambdaPowertoolsPythonV3-python312-x86_64:8', 'arn:aws:lambda:us-east-1:177933569100:layer:AWS-Parameters-and-Secrets-Lambda-Extension:17'] } },
      { call: 'lambda:UpdateFunctionConfiguration20150331v2', request: { functionName: 'carts', layers: ['arn:aws:lambda:us-east-1:464622532012:layer:Datadog-Extension:72'], environment: {} } },
      { call: 'firehose:CreateDeliveryStream', request: { deliveryStreamName: 'to-vendor', httpEndpointDestinationConfiguration: { endpointConfiguration: { url: 'https://aws-kinesis-http-intake.logs.datadoghq.com/v1/input', name: 'vendor' }, s3Configuration: { bucketARN: 'arn:aws:s3:::acme-firehose-failed' } } } },
      { call: 'logs:PutSubscriptionFilter', request: { logGroupName: '/aws/lambda/orders', filterName: 'vendor', filterPattern: '', destinationArn: arn('firehose', 'deliverystream/to-vendor'), roleArn: `arn:aws:iam::${HOME}:role/logs-to-firehose` } },
      { call: 'monitoring:PutMetricStream', request: { name: 'vendor', firehoseArn: arn('firehose', 'deliverystream/metrics'), outputFormat: 'opentelemetry1.0' } },
      { call: 'events:CreateConnection', request: { name: 'pager', authorizationType: 'API_KEY' } },
      { call: 'events:CreateApiDestination', request: { name: 'pager', invocationEndpoint: 'https://events.pagerduty.com/v2/enqueue', httpMethod: 'POST' } },
      { call: 'chatbot:CreateSlackChannelConfiguration', request: { configurationName: 'alerts' } },
      { call: 'sns:Subscribe', request: { topicArn: arn('sns', 'alerts'), protocol: 'email', endpoint: 'HIDDEN_DUE_TO_SECURITY_REASONS' } },
    ],
  },
  {
    name: 'a stack of the CDK empties its bucket and keeps its logs short',
    as: program('Shop-CustomS3AutoDeleteObjects-1', 'Shop-CustomS3AutoDeleteObjects-2'),
    steps: [
      { call: 's3:PutBucketPolicy', request: { bucketName: 'shop-tmp', policy: '', bucketPolicy: { Version: '2012-10-17', Statement: [{ Effect: 'Deny', Principal: '*', Action: 's3:PutObject', Resource: 'arn:aws:s3:::shop-tmp/*' }] } } },
      { call: 's3:ListObjectVersions', request: { bucketName: 'shop-tmp' }, more: data },
      ...times(4, (): Step => ({ call: 's3:DeleteObjects', request: { bucketName: 'shop-tmp', delete: '' }, more: data })),
      ...by(behalf(githubCdk, 'cloudformation'), { call: 's3:DeleteBucket', request: { bucketName: 'shop-tmp' } }),
      ...by(program('Shop-LogRetention-1', 'Shop-LogRetention-2'), { call: 'logs:CreateLogGroup', error: 'ResourceAlreadyExistsException' }, { call: 'logs:PutRetentionPolicy', request: { logGroupName: '/aws/lambda/shop', retentionInDays: 7 } }, { call: 'logs:DeleteRetentionPolicy', request: { logGroupName: '/aws/lambda/shop' } }),
      ...by(program('Shop-BucketNotificationsHandler-1', 'Shop-BucketNotificationsHandler-2'), { call: 's3:PutBucketNotification', request: { bucketName: 'shop-in', notification: '', NotificationConfiguration: '' } }),
    ],
  },
  {
    name: 'Terraform refreshes all secrets and parameters it keeps, and removes some at once',
    as: githubTerraform,
    steps: [signIn('gha-terraform'), ...lockAndRead, ...times(30, (n): Step => ({ call: 'secretsmanager:GetSecretValue', request: { secretId: `app/${n}` }, after: 1 })), ...times(40, (n): Step => ({ call: 'ssm:GetParameter', request: { name: `/app/${n}`, withDecryption: true }, after: 1 })), ...times(4, (n): Step => ({ call: 'secretsmanager:DeleteSecret', request: { secretId: `preview/${n}`, forceDeleteWithoutRecovery: true } })), { call: 'ssm:DeleteParameters', request: { names: ['/preview/1', '/preview/2'] } }, ...unlock],
  },
  {
    name: 'programs start and read what they need',
    as: program('orders-task', '0a1b2c3d4e5f40718293a4b5c6d7e8f9'),
    steps: [{ call: 'ssm:GetParametersByPath', request: { path: '/orders/', recursive: true, withDecryption: true } }, ...times(6, (n): Step => ({ call: 'secretsmanager:GetSecretValue', request: { secretId: `orders/${n}` }, after: 1 })), { call: 'kms:Decrypt', request: null }, { call: 'sts:AssumeRole', request: { roleArn: `arn:aws:iam::${SISTER}:role/reader`, roleSessionName: 'orders' } }, ...by(keyHolder('chamber', 'chamber/v3.1.1 aws-sdk-go-v2/1.36.1', '192.0.2.71'), { call: 'ssm:GetParametersByPath', request: { path: '/legacy/', withDecryption: true } }, ...times(6, (): Step => ({ call: 'ssm:GetParametersByPath', request: { path: '/legacy/', withDecryption: true, nextToken: 'x' }, after: 1 })))],
  },
  {
    name: 'a machine of a pair takes over the address and the routes of the other',
    spoken: ['vpc/default-route-turned (ec2:ReplaceRoute)'],
    as: machine('nat-pair', 'i-0nat000000000001', 'aws-cli/2.24.10 md/awscrt#0.23.8 ua/2.0 os/linux#6.1.130-139.222.amzn2023.x86_64 md/arch#x86_64 lang/python#3.12.9'),
    steps: [{ call: 'ec2:AssociateAddress', request: { allocationId: 'eipalloc-0n', instanceId: 'i-0nat000000000001', allowReassociation: true } }, { call: 'ec2:ModifyInstanceAttribute', request: { instanceId: 'i-0nat000000000001', sourceDestCheck: { value: false } } }, ...times(3, (n): Step => ({ call: 'ec2:ReplaceRoute', request: { routeTableId: `rtb-0n${n}`, destinationCidrBlock: '0.0.0.0/0', networkInterfaceId: 'eni-0n' } }))],
  },
  {
    name: 'a job of GitHub’s is not let in until its trust is mended',
    as: githubTerraform,
    steps: [...times(4, (): Step => ({ ...signIn('gha-terraform', 'pull_request'), error: 'AccessDenied', message: 'Not authorized to perform sts:AssumeRoleWithWebIdentity', after: 60 })), signIn('gha-terraform')],
  },
  {
    name: 'people come in by Okta, some from a hotel',
    as: session('OktaEngineer', 'gil@example.com', '203.0.113.201', AGENTS.browser),
    steps: [
      ...by({ identity: { type: 'SAMLUser', principalId: 'x:gil@example.com', userName: 'gil@example.com', identityProvider: 'https://www.okta.com/exk' }, from: '203.0.113.201', agent: AGENTS.browser }, { call: 'sts:AssumeRoleWithSAML', request: { roleArn: `arn:aws:iam::${HOME}:role/OktaEngineer`, principalArn: `arn:aws:iam::${HOME}:saml-provider/okta`, durationSeconds: 3600 }, response: { credentials: { accessKeyId: 'ASIAOKTAEXAMPLE00001' } } }),
      { call: 'signin:ConsoleLogin', response: { ConsoleLogin: 'Success' }, more: { eventType: 'AwsConsoleSignIn', additionalEventData: { MFAUsed: 'No', LoginTo: 'https://console.aws.amazon.com/', SamlProviderArn: `arn:aws:iam::${HOME}:saml-provider/okta` } } },
      ...reads(10, 'ec2:DescribeInstances', 'ecs:ListClusters', 'logs:DescribeLogGroups'),
      { call: 'signin:ConsoleLogin', response: { ConsoleLogin: 'Success' }, as: session('OktaEngineer', 'gil@example.com', '192.0.2.10', AGENTS.browser), after: 20_000, more: { eventType: 'AwsConsoleSignIn', additionalEventData: { MFAUsed: 'No', SamlProviderArn: `arn:aws:iam::${HOME}:saml-provider/okta` } } },
    ],
  },
  {
    name: 'analysts ask the warehouse, dashboards are shared within the company',
    as: browsing('Analyst', 'uma'),
    steps: [...times(8, (): Step => ({ call: 'redshift:GetClusterCredentials', request: { clusterIdentifier: 'bi', dbUser: 'uma', autoCreate: false }, after: 300 })), { call: 'redshift-data:ExecuteStatement', request: { clusterIdentifier: 'bi', sql: '***' } }, { call: 'athena:StartQueryExecution', request: { queryString: '***OMITTED***' } }, { call: 'athena:GetQueryResultsStream', request: {} }, ...times(3, (n) => object('GetObject', 'acme-athena', `q${n}.csv`)), { call: 'quicksight:CreateDashboard', more: { eventType: 'AwsServiceEvent' } }, { call: 'quicksight:UpdateDashboardPermissions', more: { eventType: 'AwsServiceEvent' } }],
  },
  {
    name: 'AWS Backup tries a restore, as it was told to',
    as: serviceRole('backup', 'AWSBackupRestoreTesting', 'AWSBackup'),
    steps: [{ call: 'backup:StartRestoreJob', request: { recoveryPointArn: 'r' }, as: awsService('backup') }, { call: 'rds:RestoreDBInstanceFromDBSnapshot', request: { dBInstanceIdentifier: 'awsbackup-restore-test', dBSnapshotIdentifier: 's' } }, { call: 'ec2:RunInstances', request: { instanceType: 'm6i.large', instancesSet: items({ minCount: 1, maxCount: 1 }) } }, { call: 'ec2:TerminateInstances', request: instances('i-0rt'), after: 3600 }, { call: 'rds:DeleteDBInstance', request: { dBInstanceIdentifier: 'awsbackup-restore-test', skipFinalSnapshot: true } }, ...by(typing('PlatformAdmin', 'max'), { call: 'backup:CreateBackupPlan', request: { backupPlan: { backupPlanName: 'daily' } } }, { call: 'backup:UpdateBackupPlan', request: { backupPlanId: 'p', backupPlan: { backupPlanName: 'daily', rules: [{ ruleName: 'd', lifecycle: { deleteAfterDays: 35 } }] } } }, { call: 'backup:PutBackupVaultLockConfiguration', request: { backupVaultName: 'main', minRetentionDays: 7 } })],
  },
];
