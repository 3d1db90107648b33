import { AGENTS, HOME, STRANGER, type Step } from '../intrusions/step';
import { policy, type Everyday } from './activity';
import { awsService, behalf, browsing, by, ec2, githubTerraform, grant, inRegions, instances, items, keyHolder, lockAndRead, machine, object, pod, port, program, reads, roleFor, serviceRole, signIn, times, typing, unlock, vendor, vendorSignIn } from './callers';

const arn = (service: string, rest: string, account = HOME): string => `arn:aws:${service}:us-east-1:${account}:${rest}`;
const strangeRole = (roleName: string, externalId: string): Step => ({ call: 'iam:CreateRole', request: { roleName, assumeRolePolicyDocument: policy({ Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${STRANGER}:root` }, Action: 'sts:AssumeRole', Condition: { StringEquals: { 'sts:ExternalId': externalId } } }) } });
const VEEAM = 'Veeam/12.3 aws-sdk-dotnet-coreclr/3.7.400 ua/2.0 os/windows';

/** Products of other companies that are let into an account, and what runs beside them. */
export const vendors: readonly Everyday[] = [
  {
    name: 'a scanner for the cloud is let in by the stack of its vendor',
    spoken: ['iam/role-created-for-account (iam:CreateRole)'],
    as: browsing('SecurityAdmin', 'ida'),
    steps: [{ call: 'cloudformation:CreateStack', request: { stackName: 'Wiz-Connector', templateURL: 'https://vendor-public.s3.amazonaws.com/connector.json', capabilities: ['CAPABILITY_NAMED_IAM'] } }, ...by(behalf(browsing('SecurityAdmin', 'ida'), 'cloudformation'), strangeRole('WizAccess', 'x'), { call: 'iam:AttachRolePolicy', request: { roleName: 'WizAccess', policyArn: 'arn:aws:iam::aws:policy/SecurityAudit' } }), strangeRole('WizAccess-Outpost', 'y'), { call: 'iam:CreatePolicy', request: { policyName: 'WizRead', policyDocument: policy({ Effect: 'Allow', Action: ['ec2:CopySnapshot', 'ec2:CreateSnapshot', 'ebs:ListSnapshotBlocks', 'ebs:GetSnapshotBlock'], Resource: '*' }) } }],
  },
  {
    name: 'a warehouse of a vendor’s reads a bucket, and is told of new files',
    spoken: ['iam/role-created-for-account (iam:CreateRole)', 'general/sent-to-other-account (s3:PutBucketNotification)'],
    as: githubTerraform,
    steps: [signIn('gha-terraform'), ...lockAndRead, strangeRole('snowflake-read', 'ACME_SFCRole=2_x'), grant('snowflake-read', [['s3:GetObject', 's3:ListBucket'], 'arn:aws:s3:::acme-lake/*']), { call: 's3:PutBucketNotification', request: { bucketName: 'acme-lake', NotificationConfiguration: { QueueConfiguration: { Queue: arn('sqs', 'sf-snowpipe-AIDA-x', STRANGER), Event: ['s3:ObjectCreated:*'] } } } }, ...unlock],
  },
  {
    name: 'a cluster for analyses of a vendor’s grows and shrinks',
    spoken: ['ec2/run-instances-large-or-gpu (ec2:RunInstances)'],
    as: vendor('databricks-cross-account', 'databricks', 'Databricks aws-sdk-java/1.12.780 Linux/5.4.0 OpenJDK_64-Bit_Server_VM/25.402'),
    steps: [vendorSignIn('databricks-cross-account', 'databricks'), ...times(5, (n): Step[] => [...reads(2, 'ec2:DescribeInstances', 'ec2:DescribeSpotPriceHistory', 'ec2:DescribeVolumes', 'ec2:DescribeSubnets'), { call: 'ec2:RunInstances', request: { instancesSet: items({ imageId: 'ami-0db', minCount: 4, maxCount: n === 3 ? 16 : 6 }), instanceType: 'i3.xlarge', instanceMarketOptions: { marketType: 'spot' } } }, { call: 'ec2:CreateTags', request: {} }, { call: 'ec2:CreateVolume', request: { size: '100', zone: 'us-east-1a' } }, { call: 'ec2:AttachVolume', request: { volumeId: `vol-0${n}`, instanceId: 'i-0db' } }, { call: 'ec2:TerminateInstances', request: instances(...times(6, (i) => `i-0db${n}${i}`)), after: 600 }]).flat(), port('Authorize', 0, 65535, { group: 'sg-0' })],
  },
  {
    name: 'backups of a vendor’s read disks block by block at night',
    spoken: ['ebs/snapshot-blocks-read (ebs:GetSnapshotBlock)', 'ebs/snapshot-blocks-read (ebs:ListChangedBlocks)'],
    as: vendor('veeam-backup', 'veeam', VEEAM),
    steps: [vendorSignIn('veeam-backup', 'veeam'), ...reads(2, 'ec2:DescribeInstances', 'ec2:DescribeVolumes', 'ec2:DescribeSnapshots', 'kms:ListKeys', 'kms:ListAliases'), ec2('CreateSnapshots', { InstanceSpecification: { InstanceId: 'i-0a' } }), { call: 'ebs:ListChangedBlocks', request: { firstSnapshotId: 'snap-0a', secondSnapshotId: 'snap-0b' } }, ...times(6, (n): Step => ({ call: 'ebs:GetSnapshotBlock', request: { snapshotId: 'snap-0b', blockIndex: n }, more: { managementEvent: false, eventCategory: 'Data' }, after: 1 })), ...times(4, (n): Step => ({ call: 'ec2:DeleteSnapshot', request: { snapshotId: `snap-0old${n}` }, after: 2 })), { call: 's3:DeleteObject', request: { bucketName: 'acme-veeam', key: 'old.vbk' }, more: { managementEvent: false, eventCategory: 'Data' } }],
  },
  {
    name: 'a database of a vendor’s is joined by a peering, a queue of a vendor’s by an endpoint',
    spoken: ['vpc/connected-with-other-account (ec2:AcceptVpcPeeringConnection)'],
    as: githubTerraform,
    steps: [signIn('gha-terraform'), ...lockAndRead, { call: 'ec2:AcceptVpcPeeringConnection', request: { vpcPeeringConnectionId: 'pcx-0atlas' }, response: { vpcPeeringConnection: { requesterVpcInfo: { ownerId: STRANGER }, accepterVpcInfo: { ownerId: HOME } } } }, { call: 'ec2:CreateRoute', request: { routeTableId: 'rtb-0', destinationCidrBlock: '192.168.248.0/21', vpcPeeringConnectionId: 'pcx-0atlas' } }, ec2('CreateVpcEndpoint', { VpcId: 'vpc-0', VpcEndpointType: 'Interface', ServiceName: 'com.amazonaws.vpce.us-east-1.vpce-svc-0confluent', SubnetId: { content: 'subnet-0', tag: 1 } }), { call: 'route53:CreateHostedZone', request: { name: 'us-east-1.aws.confluent.cloud' } }, ...unlock],
  },
  {
    name: 'runners for builds come and go on the spot market, by functions',
    as: program('gh-runner-scale-up', 'gh-runner-scale-up'),
    steps: [...times(6, (n): Step[] => [{ call: 'ssm:GetParameter', request: { name: '/runners/app/key', withDecryption: true } }, ec2('CreateFleet', { Type: 'instant', LaunchTemplateConfigs: { Overrides: [{ InstanceType: 'm6i.large', tag: 1 }, { InstanceType: 'c6i.large', tag: 2 }], tag: 1 }, TargetCapacitySpecification: { TotalTargetCapacity: 2, DefaultTargetCapacityType: 'spot' } }), { call: 'ssm:PutParameter', request: { name: `/runners/tokens/i-0${n}`, type: 'SecureString' }, after: 30 }]).flat(), ...by(program('gh-runner-scale-down', 'gh-runner-scale-down'), ...times(6, (n): Step => ({ call: 'ec2:TerminateInstances', request: instances(`i-0${n}`), after: 60 })))],
  },
  {
    name: 'services of AWS’s look into machines and disks on their own',
    as: awsService('guardduty'),
    steps: [...by(serviceRole('malware-protection.guardduty', 'AWSServiceRoleForAmazonGuardDutyMalwareProtection'), { call: 'ec2:CreateSnapshot', request: { volumeId: 'vol-0' } }, { call: 'ec2:ModifySnapshotAttribute', request: { snapshotId: 'snap-0', createVolumePermission: { add: items({ userId: '652050842985' }) } } }, { call: 'kms:CreateGrant', request: { keyId: '1', granteePrincipal: 'arn:aws:iam::652050842985:role/x' } }, { call: 'ec2:DeleteSnapshot', request: { snapshotId: 'snap-0' } }), ...by(serviceRole('inspector2', 'AWSServiceRoleForAmazonInspector2'), { call: 'ssm:CreateAssociation', request: { name: 'AmazonInspector2-InspectorSsmPlugin', targets: [{ key: 'InstanceIds', values: ['*'] }] } }, { call: 'ssm:SendCommand', request: { documentName: 'AWS-RunShellScript', targets: [{ key: 'InstanceIds', values: ['*'] }] } }), ...by(serviceRole('access-analyzer', 'AWSServiceRoleForAccessAnalyzer'), ...reads(1, 'iam:ListRoles', 'iam:GetRole', 's3:GetBucketPolicy', 'kms:GetKeyPolicy', 'secretsmanager:GetResourcePolicy', 'ec2:DescribeSnapshotAttribute')), ...by(serviceRole('config', 'AWSServiceRoleForConfig'), ...reads(1, 'ec2:DescribeNetworkAcls', 'ec2:DescribeSecurityGroupRules', 'iam:GetAccountAuthorizationDetails', 'rds:DescribeDBSnapshotAttributes'))],
  },
  {
    name: 'a machine is moved into AWS with Application Migration Service',
    as: typing('PlatformAdmin', 'ora'),
    steps: [{ call: 'mgn:StartTest', request: { sourceServerIDs: ['s-1'] } }, ...by(serviceRole('mgn', 'AWSServiceRoleForApplicationMigrationService'), { call: 'ec2:CreateVolume', request: { snapshotId: 'snap-0', zone: 'us-east-1a', kmsKeyId: arn('kms', 'key/1') } }, { call: 'ec2:AttachVolume', request: { volumeId: 'vol-0', instanceId: 'i-0conv' } }, { call: 'ec2:RunInstances', request: { instancesSet: items({ imageId: 'ami-0conv', minCount: 1, maxCount: 1 }), instanceType: 'm5.large' } }, ec2('CreateLaunchTemplateVersion', { LaunchTemplateId: 'lt-0', SourceVersion: '1', LaunchTemplateData: { UserData: 'x' } }), { call: 'ec2:DetachVolume', request: { volumeId: 'vol-0', force: true } }, { call: 'ec2:TerminateInstances', request: instances('i-0conv') })],
  },
  {
    name: 'a sandbox is emptied every weekend, all that is in it',
    spoken: ['backup/backups-destroyed (backup:DeleteRecoveryPoint)', 'cloudtrail/stopped-then-changes (ec2:DeleteFlowLogs)', 'cloudtrail/stopped-then-changes (ec2:DeleteSnapshot)', 'cloudtrail/stopped-then-changes (ec2:TerminateInstances)', 'cloudtrail/stopped-then-changes (kms:ScheduleKeyDeletion)', 'cloudtrail/stopped-then-changes (rds:DeleteDBInstance)', 'cloudtrail/trail-deleted (cloudtrail:DeleteTrail)', 'ec2/terminated-after-backups-destroyed (ec2:TerminateInstances)', 'general/security-services-off-in-series (ec2:DeleteFlowLogs)', 'general/security-services-off-in-series (guardduty:DeleteDetector)', 'guardduty/detector-off (guardduty:DeleteDetector)', 'kms/key-deletion-scheduled (kms:ScheduleKeyDeletion)', 'rds/database-deleted-without-snapshot (rds:DeleteDBInstance)', 'vpc/flow-logs-deleted (ec2:DeleteFlowLogs)'],
    as: program('sandbox-nuke', 'AWSCodeBuild-9f8e7d6c'),
    steps: [...reads(1, 'ec2:DescribeInstances', 'ec2:DescribeSnapshots', 'rds:DescribeDBInstances', 'kms:ListKeys', 'cloudtrail:DescribeTrails', 'guardduty:ListDetectors', 'ec2:DescribeFlowLogs', 'backup:ListBackupVaults'), { call: 'cloudtrail:DeleteTrail', request: { name: 'mine' } }, { call: 'guardduty:DeleteDetector', request: { detectorId: 'd' } }, ec2('DeleteFlowLogs', { FlowLogId: { content: 'fl-0', tag: 1 } }), { call: 'backup:DeleteRecoveryPoint', request: { backupVaultName: 'v', recoveryPointArn: 'r' } }, ...times(4, (n): Step => ({ call: 'ec2:DeleteSnapshot', request: { snapshotId: `snap-0${n}` }, after: 2 })), { call: 'kms:ScheduleKeyDeletion', request: { keyId: '1', pendingWindowInDays: 7 } }, { call: 'rds:DeleteDBInstance', request: { dBInstanceIdentifier: 'x', skipFinalSnapshot: true } }, { call: 'ec2:TerminateInstances', request: instances('i-01', 'i-02') }, ...times(6, (n): Step => ({ call: 'ec2:ReleaseAddress', request: { allocationId: `eipalloc-0${n}` }, after: 1 })), { call: 'ec2:DetachInternetGateway', request: { internetGatewayId: 'igw-0', vpcId: 'vpc-0' } }, { call: 'ec2:DeleteVpc', request: { vpcId: 'vpc-0' } }],
  },
  {
    name: 'a shop’s mail goes out by SMTP, its key made in the console',
    spoken: ['iam/access-key-for-other-user (iam:CreateAccessKey)'],
    as: browsing('Developer', 'ada'),
    steps: [...reads(3, 'ses:GetAccount', 'ses:ListEmailIdentities'), { call: 'iam:CreateUser', request: { userName: 'ses-smtp-user.20260502' } }, { call: 'iam:PutUserPolicy', request: { userName: 'ses-smtp-user.20260502', policyName: 'AmazonSesSendingAccess', policyDocument: policy({ Effect: 'Allow', Action: 'ses:SendRawEmail', Resource: '*' }) } }, { call: 'iam:CreateAccessKey', request: { userName: 'ses-smtp-user.20260502' }, response: { accessKey: { userName: 'ses-smtp-user.20260502', accessKeyId: 'AKIASMTP', status: 'Active' } } }, { call: 'ses:CreateConfigurationSetEventDestination', request: { configurationSetName: 'main', eventDestinationName: 'bounces' } }, { call: 'ses:DeleteConfigurationSetEventDestination', request: { configurationSetName: 'main', eventDestinationName: 'old' } }, { call: 'sms-voice:RequestPhoneNumber', request: { isoCountryCode: 'US', numberCapabilities: ['SMS'], numberType: 'TEN_DLC' } }],
  },
  {
    name: 'dashboards of a vendor’s are fed by a stream',
    as: githubTerraform,
    steps: [signIn('gha-terraform'), roleFor('metrics', 'firehose', 'streams.metrics.cloudwatch'), { call: 'firehose:CreateDeliveryStream', request: { deliveryStreamName: 'metrics', httpEndpointDestinationConfiguration: { endpointConfiguration: { url: 'https://aws-metrics.vendor.example/v1', name: 'Vendor' } } } }, { call: 'monitoring:PutMetricStream', request: { name: 'all' } }, { call: 'logs:PutSubscriptionFilter', request: { logGroupName: '/app', destinationArn: arn('firehose', 'deliverystream/logs') } }, { call: 'events:CreateConnection', request: { name: 'pager' } }, { call: 'events:CreateApiDestination', request: { name: 'pager', invocationEndpoint: 'https://events.vendor.example/x' } }],
  },
  {
    name: 'secrets are rotated by functions, tokens for databases asked for',
    as: program('rotate-db', 'rotate-db'),
    steps: times(5, (n): Step[] => [{ call: 'secretsmanager:DescribeSecret', request: { secretId: `db/${n}` } }, { call: 'secretsmanager:GetSecretValue', request: { secretId: `db/${n}`, versionStage: 'AWSCURRENT' } }, { call: 'secretsmanager:GetRandomPassword' }, { call: 'secretsmanager:PutSecretValue', request: { secretId: `db/${n}` } }, { call: 'rds:ModifyDBInstance', request: { dBInstanceIdentifier: `db-${n}`, masterUserPassword: '****' } }, { call: 'secretsmanager:UpdateSecretVersionStage', request: { secretId: `db/${n}` } }]).flat(),
  },
  {
    name: 'a cluster of pods scales, renews certificates, writes names, reads secrets',
    as: pod('cluster-autoscaler'),
    steps: [...times(6, (): Step[] => [...reads(10, 'autoscaling:DescribeAutoScalingGroups', 'autoscaling:DescribeScalingActivities', 'ec2:DescribeLaunchTemplateVersions'), { call: 'autoscaling:SetDesiredCapacity', request: { autoScalingGroupName: 'nodes', desiredCapacity: 12 } }, { call: 'autoscaling:TerminateInstanceInAutoScalingGroup', request: { instanceId: 'i-0', shouldDecrementDesiredCapacity: true } }]).flat(), ...by(pod('external-dns'), ...times(4, (n): Step => ({ call: 'route53:ChangeResourceRecordSets', request: { hostedZoneId: 'Z1', changeBatch: { changes: [{ action: 'UPSERT', resourceRecordSet: { name: `a${n}.acme.example.`, type: 'A' } }] } } }))), ...by(pod('aws-load-balancer-controller'), { call: 'elasticloadbalancing:ModifyLoadBalancerAttributes', request: { attributes: [{ key: 'access_logs.s3.enabled', value: 'false' }] } }, { call: 'elasticloadbalancing:DeleteLoadBalancer', request: { loadBalancerArn: 'old' } }, { call: 'elasticloadbalancing:ModifyListener', request: { listenerArn: 'l', mutualAuthentication: { mode: 'off' } } }, port('Authorize', 30000, 32767, { group: 'sg-0alb' })), ...by(machine('node'), { call: 'ec2:ModifyNetworkInterfaceAttribute', request: { networkInterfaceId: 'eni-0', sourceDestCheck: { value: false } } }, ec2('AssignPrivateIpAddresses', { NetworkInterfaceId: 'eni-0', Ipv4PrefixCount: 1 }))],
  },
  {
    name: 'an old script of a user’s key makes snapshots, keeps seven, and tells by mail',
    spoken: ['ebs/snapshots-deleted-in-series (ec2:DeleteSnapshot)'],
    as: keyHolder('backup-script', AGENTS.boto, '192.0.2.140'),
    steps: [...reads(1, 'ec2:DescribeInstances', 'ec2:DescribeVolumes', 'ec2:DescribeSnapshots'), ...times(5, (n): Step => ({ call: 'ec2:CreateSnapshot', request: { volumeId: `vol-0${n}` }, response: { snapshotId: `snap-1${n}` }, after: 2 })), ...times(5, (n): Step => ({ call: 'ec2:DeleteSnapshot', request: { snapshotId: `snap-0${n}` }, after: 2 })), { call: 'sns:Publish', request: { topicArn: arn('sns', 'ops') }, more: { managementEvent: false, eventCategory: 'Data' } }, object('PutObject', 'acme-logs', 'backup.log')],
  },
  {
    name: 'an architect looks at costs and regions, all of them, from his shell',
    as: typing('Billing', 'roy'),
    steps: inRegions(reads(1, 'ec2:DescribeInstances', 'ec2:DescribeVolumes', 'ec2:DescribeAddresses', 'ec2:DescribeReservedInstances', 'bedrock:ListProvisionedModelThroughputs'), 'us-east-1', 'us-east-2', 'us-west-1', 'us-west-2', 'eu-west-1', 'eu-central-1', 'ap-south-1', 'sa-east-1'),
  },
];
