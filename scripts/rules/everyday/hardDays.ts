import { AGENTS, HOME, type Step } from '../intrusions/step';
import { SISTER, type Everyday } from './activity';
import { browsing, by, ec2, githubTerraform, instances, items, port, reads, signIn, times, typing } from './callers';

/** Days on which something is broken, moved or put right by hand. */
export const hardDays: readonly Everyday[] = [
  {
    name: 'a service is down: what feeds it is paused, its tasks are restarted, all is resumed',
    as: typing('OnCall', 'dan'),
    steps: [
      ...reads(5, 'monitoring:DescribeAlarms', 'ecs:DescribeServices', 'sqs:GetQueueAttributes'),
      { call: 'events:DisableRule', request: { name: 'orders-nightly' } },
      { call: 'lambda:UpdateEventSourceMapping20150331', request: { uUID: 'u', enabled: false } },
      ...times(12, (n): Step => ({ call: 'ecs:StopTask', request: { cluster: 'prod', task: `t${n}`, reason: 'stuck' }, after: 3 })),
      { call: 'autoscaling:SuspendProcesses', request: { autoScalingGroupName: 'web', scalingProcesses: ['Terminate'] } },
      { call: 'sqs:PurgeQueue', request: { queueUrl: `https://sqs.us-east-1.amazonaws.com/${HOME}/orders-dlq` } },
      { call: 'elasticache:TestFailover', request: { replicationGroupId: 'sessions', nodeGroupId: '0001' } },
      { call: 'ec2:RebootInstances', request: instances('i-0w1', 'i-0w2') },
      { call: 'wafv2:UpdateWebACL', request: { name: 'edge', defaultAction: { allow: {} }, rules: [{ name: 'rate', action: { count: {} } }] } },
      { call: 'events:EnableRule', request: { name: 'orders-nightly' }, after: 3600 },
      { call: 'lambda:UpdateEventSourceMapping20150331', request: { uUID: 'u', enabled: true } },
      { call: 'autoscaling:ResumeProcesses', request: { autoScalingGroupName: 'web' } },
    ],
  },
  {
    name: 'an administrator moves machines by hand in the console',
    spoken: ['ebs/default-key-changed (ec2:ModifyEbsDefaultKmsKeyId)'],
    as: browsing('PowerUser', 'bea'),
    steps: [
      { call: 'ec2:StopInstances', request: instances('i-0m1') },
      { call: 'ec2:CreateImage', request: { instanceId: 'i-0m1', name: 'm1', noReboot: false } },
      { call: 'ec2:CopyImage', request: { sourceRegion: 'us-east-1', sourceImageId: 'ami-0m1', name: 'm1' }, region: 'eu-west-1' },
      { call: 'ec2:RunInstances', request: { instanceType: 'r6i.4xlarge', instancesSet: items({ imageId: 'ami-0m1', minCount: 1, maxCount: 1 }) }, region: 'eu-west-1' },
      { call: 'ec2:DisassociateAddress', request: { associationId: 'eipassoc-0' } },
      { call: 'ec2:AssociateAddress', request: { allocationId: 'eipalloc-0', instanceId: 'i-0m2' } },
      { call: 'ec2:ModifyInstanceAttribute', request: { instanceId: 'i-0m1', disableApiTermination: { value: false } } },
      { call: 'ec2:TerminateInstances', request: instances('i-0m1', 'i-0m3', 'i-0m4') },
      { call: 'ec2:DeleteVolume', request: { volumeId: 'vol-0m1' } },
      { call: 'ec2:DeregisterImage', request: { imageId: 'ami-0m1' } },
      { call: 'ec2:DeleteSnapshot', request: { snapshotId: 'snap-0m1' } },
      { call: 'ec2:ReleaseAddress', request: { allocationId: 'eipalloc-1' } },
      ec2('ModifyEbsDefaultKmsKeyId', { KmsKeyId: 'alias/disks' }),
    ],
  },
  {
    name: 'an administrator of databases makes replicas and changes a password',
    as: browsing('DatabaseAdmin', 'cid'),
    steps: [
      { call: 'rds:CreateDBInstanceReadReplica', request: { dBInstanceIdentifier: 'orders-ro', sourceDBInstanceIdentifier: `arn:aws:rds:us-east-1:${HOME}:db:orders`, publiclyAccessible: false }, region: 'eu-west-1' },
      { call: 'rds:PromoteReadReplica', request: { dBInstanceIdentifier: 'orders-ro' }, region: 'eu-west-1', after: 3600 },
      { call: 'rds:ModifyDBInstance', request: { dBInstanceIdentifier: 'wiki', masterUserPassword: '****', applyImmediately: true } },
      { call: 'rds:CreateDBProxy', request: { dBProxyName: 'orders', requireTLS: true } },
      { call: 'rds:ModifyDBInstance', request: { dBInstanceIdentifier: 'wiki', enablePerformanceInsights: true } },
      { call: 'rds:ModifyDBInstance', request: { dBInstanceIdentifier: 'wiki', vpcSecurityGroupIds: ['sg-0db2'] } },
      { call: 'rds:DeleteDBSnapshot', request: { dBSnapshotIdentifier: 'wiki-2023' } },
      { call: 'rds:DeleteDBSnapshot', request: { dBSnapshotIdentifier: 'wiki-2024' } },
      { call: 'rds:StopDBInstance', request: { dBInstanceIdentifier: 'dev' } },
    ],
  },
  {
    name: 'a developer looks through the secrets of his service in the console',
    as: browsing('Developer', 'gil'),
    steps: [{ call: 'secretsmanager:ListSecrets' }, ...times(6, (n): Step[] => [{ call: 'secretsmanager:DescribeSecret', request: { secretId: `dev/${n}` }, after: 5 }, { call: 'secretsmanager:GetSecretValue', request: { secretId: `dev/${n}` }, after: 5 }]).flat(), { call: 'ssm:DescribeParameters' }, ...times(8, (n): Step => ({ call: 'ssm:GetParameters', request: { names: [`/dev/${n}`], withDecryption: true }, after: 10 })), { call: 'secretsmanager:UpdateSecret', request: { secretId: 'dev/1' } }],
  },
  {
    name: 'Session Manager is set up for all, machines of the data centre with it',
    spoken: ['ssm/hybrid-activation-created (ssm:CreateActivation)'],
    as: githubTerraform,
    steps: [
      signIn('gha-terraform'),
      { call: 'ssm:UpdateDocument', request: { name: 'SSM-SessionManagerRunShell', documentVersion: '$LATEST', content: '{"schemaVersion":"1.0","sessionType":"Standard_Stream","inputs":{"s3BucketName":"acme-sessions","cloudWatchLogGroupName":"/ssm/sessions","kmsKeyId":"alias/sessions"}}' } },
      { call: 'ssm:CreateDocument', request: { name: 'acme-restart', documentType: 'Command', content: 'x' } },
      { call: 'ssm:ModifyDocumentPermission', request: { name: 'acme-restart', permissionType: 'Share', accountIdsToAdd: [SISTER] } },
      { call: 'ssm:CreateMaintenanceWindow', request: { name: 'sunday', schedule: 'cron(0 3 ? * SUN *)' } },
      { call: 'ssm:UpdateServiceSetting', request: { settingId: '/ssm/managed-instance/default-ec2-instance-management-role', settingValue: 'AWSSystemsManagerDefaultEC2InstanceManagementRole' } },
      { call: 'ssm:CreateResourceDataSync', request: { syncName: 'inventory', s3Destination: { bucketName: 'acme-inventory' } } },
      { call: 'ssm:CreateActivation', request: { iamRole: 'SSMServiceRole', registrationLimit: 5, defaultInstanceName: 'dc' } },
    ],
  },
  {
    name: 'trust in certificates of the company’s own replaces keys',
    spoken: ['rolesanywhere/profile-created (rolesanywhere:CreateProfile)', 'rolesanywhere/trust-anchor-created (rolesanywhere:CreateTrustAnchor)'],
    as: githubTerraform,
    steps: [signIn('gha-terraform'), { call: 'rolesanywhere:CreateTrustAnchor', request: { name: 'dc', source: { sourceType: 'AWS_ACM_PCA', sourceData: { acmPcaArn: 'p' } }, enabled: true } }, { call: 'rolesanywhere:CreateProfile', request: { name: 'dc', roleArns: [`arn:aws:iam::${HOME}:role/dc-backup`] } }, { call: 'acm-pca:IssueCertificate', request: { certificateAuthorityArn: 'p' } }, { call: 'iam:UpdateAccessKey', request: { userName: 'dc-backup', accessKeyId: 'AKIAOLDEXAMPLE000001', status: 'Inactive' } }],
  },
  {
    name: 'desks, directories and phones',
    as: browsing('DeskAdmin', 'val'),
    steps: [{ call: 'workspaces:CreateWorkspaces', request: { workspaces: [{ directoryId: 'd-1', userName: 'gil', bundleId: 'wsb-1' }] } }, { call: 'workspaces:RebuildWorkspaces', request: {} }, { call: 'ds:ResetUserPassword', request: { directoryId: 'd-1', userName: 'gil' } }, { call: 'identitystore:UpdateUser', request: { identityStoreId: 'd-9067aa11bb', userId: 'u2' } }, { call: 'sso-directory:UpdatePassword', request: { userId: 'u2', passwordMode: 'EMAIL' } }, { call: 'sso-directory:DeleteMfaDeviceForUser', request: { userId: 'u2', deviceId: 'm' } }, { call: 'connect:CreateUser', request: { username: 'gil' } }],
  },
  {
    name: 'an app in the preview is opened to everyone for a demonstration',
    spoken: ['lambda/function-opened (lambda:AddPermission20150331v2)', 'lambda/function-opened (lambda:CreateFunctionUrlConfig)', 'vpc/security-group-opened-other-port (ec2:AuthorizeSecurityGroupIngress)'],
    as: browsing('Developer', 'gil'),
    steps: [{ call: 'lambda:CreateFunctionUrlConfig', request: { functionName: 'demo', authType: 'NONE' } }, { call: 'lambda:AddPermission20150331v2', request: { functionName: 'demo', principal: '*', action: 'lambda:InvokeFunctionUrl', functionUrlAuthType: 'NONE', statementId: 'FunctionURLAllowPublicAccess' } }, port('Authorize', 3000, 3000, { cidr: '0.0.0.0/0' }), { call: 'lambda:DeleteFunctionUrlConfig', request: { functionName: 'demo' }, after: 7200 }, port('Revoke', 3000, 3000, { cidr: '0.0.0.0/0' }), { call: 's3:PutObject', request: { bucketName: 'acme-dev', key: 'demo.pdf' }, more: { managementEvent: false, eventCategory: 'Data' } }],
  },
  {
    name: 'a bill too high: what costs much is found and stopped',
    as: browsing('FinOps', 'roy'),
    steps: [...reads(3, 'ce:GetCostAndUsage', 'ec2:DescribeInstances', 'ec2:DescribeVolumes', 'rds:DescribeDBInstances', 'sagemaker:ListNotebookInstances', 'ec2:DescribeRegions'), { call: 'sagemaker:StopNotebookInstance', request: { notebookInstanceName: 'ned' } }, ...times(5, (n): Step => ({ call: 'ec2:StopInstances', request: instances(`i-0c${n}`), after: 10 })), ...by(typing('FinOps', 'roy'), ...times(6, (n): Step => ({ call: 'ec2:DeleteVolume', request: { volumeId: `vol-0c${n}` }, after: 10 })), { call: 'ec2:DeleteNatGateway', request: { DeleteNatGatewayRequest: { NatGatewayId: 'nat-0c' } } }, { call: 'logs:PutRetentionPolicy', request: { logGroupName: '/old', retentionInDays: 3 } }, { call: 'cloudtrail:LookupEvents' }), { call: 'support:CreateCase', request: { subject: 'HIDDEN_DUE_TO_SECURITY_REASONS' } }, { call: 'iam:ListUsers', as: { ...typing('FinOps', 'roy'), agent: AGENTS.boto } }],
  },
];
