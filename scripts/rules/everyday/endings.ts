import { AGENTS, HOME, type Step } from '../intrusions/step';
import type { Everyday } from './activity';
import { by, ec2, githubTerraform, instances, items, keyHolder, lockAndRead, machine, port, program, reads, session, signIn, times, typing, unlock } from './callers';

const bucket = (call: string, name: string, rest: object = {}): Step => ({ call: call as Step['call'], request: { bucketName: name, Host: `${name}.s3.us-east-1.amazonaws.com`, ...rest } });
const anything = (call: 'CreateNetworkAclEntry' | 'DeleteNetworkAclEntry', ruleNumber: number, egress: boolean, where: object): Step => ({ call: `ec2:${call}`, request: { networkAclId: 'acl-0default', ruleNumber, egress, ...(call === 'CreateNetworkAclEntry' ? { ruleAction: 'allow', aclProtocol: '-1', icmpTypeCode: {}, portRange: {}, ...where } : {}) }, after: 1 });
const at = (from: string, step: Step): Step => ({ ...step, as: { ...machine('app'), from }, ...(from.startsWith('10.') ? { more: { vpcEndpointId: 'vpce-0a1b2c3d4e5f60718' } } : {}) });

/** What Terraform does in so many words at the beginning and the end of a stack, and what machines of one network do. */
export const endings: readonly Everyday[] = [
  {
    name: 'Terraform takes a whole stack down, with its buckets, database, firewall and key',
    spoken: ['backup/backups-destroyed (backup:DeleteBackupPlan)', 'backup/backups-destroyed (backup:DeleteBackupVault)', 'vpc/firewall-removed (wafv2:DeleteLoggingConfiguration)', 'vpc/firewall-removed (wafv2:DeleteWebACL)', 'vpc/firewall-removed (wafv2:DisassociateWebACL)'],
    as: githubTerraform,
    steps: [
      signIn('gha-terraform'),
      ...lockAndRead,
      bucket('s3:PutBucketVersioning', 'acme-test-files', { versioning: '', VersioningConfiguration: { Status: 'Suspended' } }),
      bucket('s3:PutBucketLogging', 'acme-test-files', { logging: '', BucketLoggingStatus: '' }),
      bucket('s3:DeleteBucketEncryption', 'acme-test-files'),
      bucket('s3:DeleteBucketLifecycle', 'acme-test-files'),
      bucket('s3:DeleteBucketReplication', 'acme-test-files'),
      bucket('s3:DeleteBucketPolicy', 'acme-test-files'),
      bucket('s3:DeleteBucketPublicAccessBlock', 'acme-test-files'),
      bucket('s3:DeleteBucket', 'acme-test-files'),
      { call: 'wafv2:DisassociateWebACL', request: { resourceArn: 'alb' } },
      { call: 'wafv2:DeleteLoggingConfiguration', request: { resourceArn: 'acl' } },
      { call: 'wafv2:DeleteWebACL', request: { name: 'test', id: 'a' } },
      { call: 'rds:ModifyDBCluster', request: { dBClusterIdentifier: 'test', deletionProtection: false } },
      { call: 'rds:DeleteDBInstance', request: { dBInstanceIdentifier: 'test-1', skipFinalSnapshot: true } },
      { call: 'rds:DeleteDBCluster', request: { dBClusterIdentifier: 'test', skipFinalSnapshot: true } },
      { call: 'elasticfilesystem:DeleteMountTarget', request: { mountTargetId: 'm' } },
      { call: 'elasticfilesystem:DeleteFileSystem', request: { fileSystemId: 'fs-0' } },
      { call: 'elasticache:DeleteReplicationGroup', request: { replicationGroupId: 'test' } },
      { call: 'eks:DeleteNodegroup', request: { name: 'test', nodegroupName: 'n' } },
      { call: 'eks:DeleteCluster', request: { name: 'test' } },
      { call: 'iam:DeleteOpenIDConnectProvider', request: { openIDConnectProviderArn: 'o' } },
      { call: 'iam:DeletePolicy', request: { policyArn: `arn:aws:iam::${HOME}:policy/test` } },
      { call: 'backup:DeleteBackupSelection', request: { backupPlanId: 'p', selectionId: 's' } },
      { call: 'backup:DeleteBackupPlan', request: { backupPlanId: 'p' } },
      { call: 'backup:DeleteBackupVault', request: { backupVaultName: 'test' } },
      { call: 'kms:DeleteAlias', request: { aliasName: 'alias/test' } },
      { call: 'kms:ScheduleKeyDeletion', request: { keyId: 'k', pendingWindowInDays: 7 } },
      { call: 'events:DisableRule', request: { name: 'test' } },
      { call: 'monitoring:DeleteAlarms', request: { alarmNames: ['a', 'b'] } },
      { call: 'route53:DisassociateVPCFromHostedZone', request: { hostedZoneId: 'Z9' } },
      { call: 'route53:DeleteHostedZone', request: { id: 'Z9' } },
      ec2('DeleteFlowLogs', { FlowLogId: { tag: 1, content: 'fl-0t' } }),
      ec2('DeleteVpcEndpoints', { VpcEndpointId: { tag: 1, content: 'vpce-0t' } }),
      { call: 'ec2:DeleteVpc', request: { vpcId: 'vpc-0t' } },
      ...unlock,
    ],
  },
  {
    name: 'Terraform makes a network with the usual module, its default list of rules with it',
    as: githubTerraform,
    steps: [
      signIn('gha-terraform'),
      { call: 'ec2:CreateVpc', request: { cidrBlock: '10.60.0.0/16' } },
      { call: 'ec2:ModifyVpcAttribute', request: { vpcId: 'vpc-0m', enableDnsHostnames: { value: true } } },
      anything('DeleteNetworkAclEntry', 100, false, {}),
      anything('DeleteNetworkAclEntry', 100, true, {}),
      anything('CreateNetworkAclEntry', 100, false, { cidrBlock: '0.0.0.0/0' }),
      anything('CreateNetworkAclEntry', 101, false, { ipv6CidrBlock: '::/0' }),
      anything('CreateNetworkAclEntry', 100, true, { cidrBlock: '0.0.0.0/0' }),
      anything('CreateNetworkAclEntry', 101, true, { ipv6CidrBlock: '::/0' }),
      { call: 'ec2:RevokeSecurityGroupIngress', request: { groupId: 'sg-0default' } },
      { call: 'ec2:RevokeSecurityGroupEgress', request: { groupId: 'sg-0default' } },
      ...times(6, (n): Step => ({ call: 'ec2:CreateSubnet', request: { vpcId: 'vpc-0m', cidrBlock: `10.60.${n}.0/24` }, after: 1 })),
      ec2('CreateEgressOnlyInternetGateway', { VpcId: 'vpc-0m' }),
      { call: 'ec2:CreateRoute', request: { routeTableId: 'rtb-0m', destinationIpv6CidrBlock: '::/0', egressOnlyInternetGatewayId: 'eigw-0m' } },
      { call: 'ec2:ReplaceRouteTableAssociation', request: { associationId: 'rtbassoc-0m', routeTableId: 'rtb-0m' } },
      ec2('CreateFlowLogs', { ResourceId: { tag: 1, content: 'vpc-0m' }, TrafficType: 'ALL' }),
    ],
  },
  {
    name: 'Terraform makes buckets, of which one keeps no versions',
    as: githubTerraform,
    steps: [signIn('gha-terraform'), ...lockAndRead, bucket('s3:CreateBucket', 'acme-cache'), bucket('s3:PutBucketVersioning', 'acme-cache', { versioning: '', VersioningConfiguration: { Status: 'Suspended' } }), bucket('s3:PutBucketAcl', 'acme-cache', { accessControlList: { 'x-amz-acl': 'private' } }), bucket('s3:PutBucketLogging', 'acme-cache', { logging: '', BucketLoggingStatus: { LoggingEnabled: { TargetBucket: 'acme-logs', TargetPrefix: 'cache/' } } }), ...unlock],
  },
  {
    name: 'Terraform gives a machine another start script, which needs a stop',
    spoken: ['ec2/user-data-changed (ec2:ModifyInstanceAttribute)'],
    as: githubTerraform,
    steps: [signIn('gha-terraform'), { call: 'ec2:DescribeInstanceAttribute', request: { instanceId: 'i-0vpn', attribute: 'userData' } }, { call: 'ec2:StopInstances', request: instances('i-0vpn') }, { call: 'ec2:ModifyInstanceAttribute', request: { instanceId: 'i-0vpn', userData: '<sensitiveDataRemoved>' } }, { call: 'ec2:StartInstances', request: instances('i-0vpn') }],
  },
  {
    name: 'a runner deploys by command to machines that leave by the same address',
    as: session('runner', 'build-77', '52.95.110.1', AGENTS.boto),
    steps: [{ call: 'ssm:SendCommand', request: { documentName: 'AWS-RunShellScript', targets: [{ key: 'tag:app', values: ['shop'] }], parameters: 'HIDDEN_DUE_TO_SECURITY_REASONS' } }, { call: 'ssm:ListCommandInvocations' }, ...by(machine('shop-web'), { call: 's3:ListBuckets' }, { call: 'ecr:GetAuthorizationToken' }, { call: 'secretsmanager:GetSecretValue', request: { secretId: 'shop/db' } }, { call: 'autoscaling:CompleteLifecycleAction' }), ...by(program('codedeploy-hook', 'hook'), { call: 'codedeploy:PutLifecycleEventHookExecutionStatus' })],
  },
  {
    name: 'a machine calls by its endpoints, by the gateway and by the sixth version',
    as: machine('app'),
    steps: [at('52.95.110.1', { call: 'ec2:DescribeInstances' }), at('10.0.1.15', { call: 'secretsmanager:GetSecretValue', request: { secretId: 'app/db' } }), at('2600:1f18:1234::15', { call: 's3:ListBuckets' }), at('10.0.1.15', { call: 'ecr:GetAuthorizationToken' }), at('52.95.110.1', { call: 'autoscaling:SetInstanceHealth' })],
  },
  {
    name: 'people open the console from their command line',
    as: typing('Developer', 'gil'),
    steps: [{ call: 'signin:GetSigninToken', more: { eventType: 'AwsConsoleSignIn' }, as: { ...typing('Developer', 'gil'), agent: 'Go-http-client/1.1' } }, { call: 'signin:ConsoleLogin', response: { ConsoleLogin: 'Success' }, more: { eventType: 'AwsConsoleSignIn', additionalEventData: { MFAUsed: 'No' } }, as: { ...typing('Developer', 'gil'), agent: AGENTS.browser } }, ...reads(2, 'ec2:DescribeInstances', 'sso:ListAccountRoles')],
  },
  {
    name: 'the head of a cluster for simulations starts its nodes',
    as: machine('pcluster-head', 'i-0head00000000001', AGENTS.boto),
    steps: [{ call: 'ec2:RunInstances', request: { instanceType: 'c6i.8xlarge', instancesSet: items({ imageId: 'ami-0abcdef1234567890', minCount: 1, maxCount: 8 }), launchTemplate: { launchTemplateId: 'lt-0p', version: '1' } } }, ...times(8, (n): Step => ({ call: 'route53:ChangeResourceRecordSets', request: { hostedZoneId: `Z${n}` }, after: 1 })), { call: 'ec2:TerminateInstances', request: instances(...times(8, (n) => `i-0node${n}`)), after: 5400 }],
  },
  {
    name: 'a key for an app is made by Terraform and used by the app',
    spoken: ['iam/access-key-for-other-user (iam:CreateAccessKey)'],
    as: githubTerraform,
    steps: [signIn('gha-terraform'), { call: 'iam:CreateUser', request: { userName: 'mail-app' } }, { call: 'iam:CreateAccessKey', request: { userName: 'mail-app' }, response: { accessKey: { userName: 'mail-app', accessKeyId: keyHolder('mail-app', '', '').identity['accessKeyId'], status: 'Active' } } }, ...by(keyHolder('mail-app', AGENTS.boto, '192.0.2.90'), ...times(5, (): Step => ({ call: 'ses:SendEmail', after: 600 })))],
  },
  {
    name: 'whoever is on call fetches passwords, then looks at the database through a machine',
    as: typing('OnCall', 'dan'),
    steps: [...times(3, (n): Step => ({ call: 'secretsmanager:GetSecretValue', request: { secretId: `orders/${n}` } })), { call: 'ssm:StartSession', request: { target: 'i-0bastion', documentName: 'AWS-StartPortForwardingSessionToRemoteHost', parameters: { host: ['orders.cluster-x.us-east-1.rds.amazonaws.com'], portNumber: ['5432'], localPortNumber: ['5432'] } } }, port('Authorize', 5432, 5432, { group: 'sg-0bastion' })],
  },
];
