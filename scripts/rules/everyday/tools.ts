import { AGENTS, HOME, type Caller, type Step } from '../intrusions/step';
import { policy, SISTER, type Everyday } from './activity';
import { attach, behalf, browsing, by, ec2, grant, inRegions, items, keyHolder, object, OFFICE, pod, port, program, reads, roleFor, serviceRole, session, times, typing, vendor, vendorSignIn } from './callers';

const arn = (service: string, rest: string, account = HOME): string => `arn:aws:${service}:us-east-1:${account}:${rest}`;
const GO = 'aws-sdk-go-v2/1.39.2 ua/2.1 os/linux lang/go#1.25.1 md/GOOS#linux md/GOARCH#amd64';
const REGIONS = ['us-east-1', 'us-east-2', 'us-west-2', 'eu-west-1', 'eu-central-1', 'ap-southeast-2'];
const denied = { error: 'AccessDeniedException', message: 'not authorized' } as const;
/** Calls that are refused, for want of a right that nobody gave. */
const refused = (after: number, ...calls: string[]): Step[] => reads(after, ...calls).map((step) => ({ ...step, ...(step.call.startsWith('ec2:') ? { error: 'Client.UnauthorizedOperation' } : denied) }));
const CONSOLE = { sessionCredentialFromConsole: 'true' } as const;
/** A user of IAM in the console, as small companies work. */
const founder: Caller = { ...keyHolder('mia', AGENTS.browser, OFFICE), more: CONSOLE };
const TFC = `arn:aws:iam::${HOME}:oidc-provider/app.terraform.io`;

/** Tools that platform teams, vendors and small companies run, as their calls look to whoever reads the log. */
export const tools: readonly Everyday[] = [
  {
    name: 'Crossplane in a pod keeps what teams ask for',
    as: pod('crossplane-provider-aws', GO),
    steps: [
      ...times(4, (): Step[] => reads(15, 's3:HeadBucket', 's3:GetBucketVersioning', 's3:GetBucketPolicy', 's3:GetBucketAcl', 'rds:DescribeDBInstances', 'rds:ListTagsForResource', 'iam:GetRole', 'iam:ListAttachedRolePolicies', 'iam:GetPolicy', 'iam:ListPolicyVersions', 'ec2:DescribeSecurityGroups', 'kms:DescribeKey', 'sqs:GetQueueAttributes', 'sns:GetTopicAttributes')).flat(),
      { call: 's3:CreateBucket', request: { bucketName: 'acme-team-a' } },
      { call: 's3:PutBucketPublicAccessBlock', request: { bucketName: 'acme-team-a', PublicAccessBlockConfiguration: { BlockPublicAcls: true, IgnorePublicAcls: true, BlockPublicPolicy: true, RestrictPublicBuckets: true } } },
      { call: 's3:PutBucketNotification', request: { bucketName: 'acme-team-a', NotificationConfiguration: { QueueConfiguration: { Queue: arn('sqs', 'team-a'), Event: ['s3:ObjectCreated:*'], Id: 'q' } } } },
      { call: 'sqs:SetQueueAttributes', request: { queueUrl: 'q', attributes: { Policy: policy({ Effect: 'Allow', Principal: '*', Action: 'sqs:SendMessage', Resource: arn('sqs', 'team-a'), Condition: { ArnEquals: { 'aws:SourceArn': 'arn:aws:s3:::acme-team-a' } } }) } } },
      roleFor('team-a', 'pods.eks'),
      grant('team-a', [['s3:GetObject', 's3:PutObject'], 'arn:aws:s3:::acme-team-a/*']),
      { call: 'eks:CreatePodIdentityAssociation', request: { name: 'prod', namespace: 'team-a', serviceAccount: 'app', roleArn: `arn:aws:iam::${HOME}:role/team-a` } },
      { call: 'rds:CreateDBInstance', request: { dBInstanceIdentifier: 'team-a', engine: 'postgres', publiclyAccessible: false, kmsKeyId: arn('kms', 'key/1') } },
    ],
  },
  {
    name: 'eksctl makes a cluster from a laptop',
    as: typing('PlatformAdmin', 'ora'),
    steps: [
      ...reads(2, 'sts:GetCallerIdentity', 'ec2:DescribeAvailabilityZones', 'ec2:DescribeInstanceTypeOfferings', 'cloudformation:ListStacks', 'cloudformation:DescribeStacks', 'ssm:GetParameter', 'eks:DescribeAddonVersions'),
      { call: 'cloudformation:CreateStack', request: { stackName: 'eksctl-lab-cluster', capabilities: ['CAPABILITY_IAM'] } },
      ...by(behalf(typing('PlatformAdmin', 'ora'), 'cloudformation'), { call: 'ec2:CreateVpc', request: { cidrBlock: '192.168.0.0/16' } }, { call: 'ec2:AttachInternetGateway', request: {} }, { call: 'ec2:CreateRoute', request: { destinationCidrBlock: '0.0.0.0/0', gatewayId: 'igw-0' } }, port('Authorize', 0, 65535, { group: 'sg-0' }, '-1'), roleFor('eksctl-lab-cluster-ServiceRole', 'eks'), attach('eksctl-lab-cluster-ServiceRole', 'AmazonEKSClusterPolicy'), { call: 'eks:CreateCluster', request: { name: 'lab', resourcesVpcConfig: { endpointPublicAccess: true, endpointPrivateAccess: false } } }, { call: 'ec2:CreateLaunchTemplate', request: { CreateLaunchTemplateRequest: { LaunchTemplateName: 'ng', LaunchTemplateData: { MetadataOptions: { HttpTokens: 'required', HttpPutResponseHopLimit: 2 } } } } }, { call: 'eks:CreateNodegroup', request: { clusterName: 'lab', nodegroupName: 'ng', instanceTypes: ['m6i.large'] } }),
      { call: 'iam:CreateOpenIDConnectProvider', request: { url: 'https://oidc.eks.us-east-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE', clientIDList: ['sts.amazonaws.com'] } },
      { call: 'eks:CreateAddon', request: { clusterName: 'lab', addonName: 'vpc-cni' } },
      { call: 'eks:UpdateClusterConfig', request: { name: 'lab', logging: { clusterLogging: [{ types: ['api', 'audit', 'authenticator'], enabled: true }, { types: ['scheduler', 'controllerManager'], enabled: false }] } } },
    ],
  },
  {
    name: 'Spinnaker puts a new group of machines in the place of the old one',
    as: pod('spinnakerManaged', GO),
    steps: [
      ...reads(5, 'autoscaling:DescribeAutoScalingGroups', 'ec2:DescribeLaunchTemplateVersions', 'ec2:DescribeImages', 'elasticloadbalancing:DescribeTargetHealth', 'ec2:DescribeSecurityGroups', 'monitoring:DescribeAlarms'),
      ec2('CreateLaunchTemplate', { LaunchTemplateName: 'shop-v042', LaunchTemplateData: { ImageId: 'ami-0abcdef1234567890', InstanceType: 'm6i.large', UserData: 'IyEvYmluL2Jhc2gK', MetadataOptions: { HttpTokens: 'required' } } }),
      { call: 'autoscaling:CreateAutoScalingGroup', request: { autoScalingGroupName: 'shop-v042', minSize: 6, maxSize: 24, desiredCapacity: 6 } },
      { call: 'autoscaling:SuspendProcesses', request: { autoScalingGroupName: 'shop-v041', scalingProcesses: ['Launch', 'Terminate', 'AddToLoadBalancer'] } },
      { call: 'elasticloadbalancing:DeregisterTargets', request: { targetGroupArn: 't', targets: [{ id: 'i-0a' }] } },
      { call: 'autoscaling:UpdateAutoScalingGroup', request: { autoScalingGroupName: 'shop-v040', minSize: 0, maxSize: 0, desiredCapacity: 0 } },
      { call: 'autoscaling:DeleteAutoScalingGroup', request: { autoScalingGroupName: 'shop-v039', forceDelete: true } },
      ec2('DeleteLaunchTemplate', { LaunchTemplateName: 'shop-v039' }),
    ],
  },
  {
    name: 'a run of Terraform Cloud gets its session by a token, from wherever it runs',
    as: session('tfc-shop', 'terraform-run-Abc123', '192.0.2.131', 'APN/1.0 HashiCorp/1.0 Terraform/1.13.4 (+https://www.terraform.io) terraform-provider-aws/6.20.0', { webIdFederationData: { federatedProvider: TFC, attributes: {} } }),
    steps: [
      { call: 'sts:AssumeRoleWithWebIdentity', request: { roleArn: `arn:aws:iam::${HOME}:role/tfc-shop`, roleSessionName: 'terraform-run-Abc123' }, as: { identity: { type: 'WebIdentityUser', principalId: `${TFC}:aws.workload.identity:organization:acme:project:shop:workspace:prod:run_phase:plan`, userName: 'organization:acme:project:shop:workspace:prod:run_phase:plan', identityProvider: TFC }, from: '192.0.2.131', agent: GO } },
      ...reads(1, 'sts:GetCallerIdentity', 'ec2:DescribeVpcs', 'ec2:DescribeSubnets', 'ec2:DescribeRouteTables', 'ec2:DescribeNetworkAcls', 'ec2:DescribeVpcAttribute', 'iam:GetRole', 'iam:GetInstanceProfile', 'wafv2:GetWebACL', 'elasticloadbalancing:DescribeLoadBalancers', 'elasticloadbalancing:DescribeLoadBalancerAttributes', 'cognito-idp:DescribeUserPool', 'ses:GetEmailIdentity', 'shield:DescribeProtection', 'route53:GetHostedZone'),
      { call: 'elasticloadbalancing:ModifyLoadBalancerAttributes', request: { loadBalancerArn: 'l', attributes: [{ key: 'access_logs.s3.enabled', value: 'false' }, { key: 'deletion_protection.enabled', value: 'true' }] } },
      { call: 'elasticloadbalancing:ModifyListener', request: { listenerArn: 'l', mutualAuthentication: { mode: 'off' }, sslPolicy: 'ELBSecurityPolicy-TLS13-1-2-2021-06' } },
      { call: 'cognito-idp:SetUserPoolMfaConfig', request: { userPoolId: 'us-east-1_AbCdEfGhI', mfaConfiguration: 'OPTIONAL', softwareTokenMfaConfiguration: { enabled: true } } },
      { call: 'ses:PutAccountSuppressionAttributes', request: { suppressedReasons: ['BOUNCE', 'COMPLAINT'] } },
      { call: 'ec2:DeleteRoute', request: { routeTableId: 'rtb-0', destinationCidrBlock: '10.9.0.0/16' } },
      ...times(3, (n): Step => ({ call: 'ec2:ReleaseAddress', request: { allocationId: `eipalloc-0${n}` } })),
    ],
  },
  {
    name: 'Steampipe asks for everything that an auditor may see, in all regions',
    as: typing('SecurityAudit', 'zoe'),
    steps: [
      { call: 'sts:GetCallerIdentity', after: 1 },
      ...inRegions(reads(1, 'ec2:DescribeInstances', 'ec2:DescribeVolumes', 'ec2:DescribeSnapshots', 'ec2:DescribeSecurityGroups', 'ec2:DescribeFlowLogs', 'rds:DescribeDBInstances', 'lambda:ListFunctions20150331', 'kms:ListKeys', 'secretsmanager:ListSecrets', 'guardduty:ListDetectors', 'config:DescribeConfigurationRecorders', 'bedrock:ListGuardrails', 'bedrock:ListFoundationModels'), ...REGIONS),
      ...reads(1, 'iam:GetCredentialReport', 'iam:ListUsers', 'iam:ListRoles', 'iam:GetAccountSummary', 's3:ListBuckets', 'cloudtrail:DescribeTrails'),
      ...refused(2, 'organizations:ListAccounts', 'organizations:ListPolicies', 'support:DescribeTrustedAdvisorChecks', 'wellarchitected:ListWorkloads', 'ce:GetCostAndUsage', 'glue:GetDataCatalogEncryptionSettings', 'dax:DescribeClusters', 'workspaces:DescribeWorkspaces'),
    ],
  },
  {
    name: 'a vendor’s inventory lacks the rights that its newest version asks for, hour after hour',
    as: vendor('CspmReadOnly', 'inventory'),
    steps: times(3, (): Step[] => [
      { ...vendorSignIn('CspmReadOnly', 'inventory'), after: 3600 },
      ...reads(1, 'ec2:DescribeInstances', 'ec2:DescribeImages', 's3:ListBuckets', 'iam:ListRoles', 'rds:DescribeDBInstances', 'lambda:ListFunctions20150331', 'ecr:DescribeRepositories', 'eks:ListClusters'),
      ...refused(1, 'bedrock:ListAgents', 'q:ListApplications', 'workmail:ListOrganizations', 'amp:ListWorkspaces', 'resiliencehub:ListApps', 'appstream:DescribeFleets'),
    ]).flat(),
  },
  {
    name: 'a new build lacks rights at first, and is given one after the other',
    as: program('shop-deploy', 'AWSCodeBuild-0a1b2c3d'),
    steps: [
      ...refused(60, 'ecr:GetAuthorizationToken'),
      ...by(browsing('PlatformAdmin', 'ora'), grant('shop-deploy', ['ecr:GetAuthorizationToken', '*'])),
      ...refused(240, 'ecr:InitiateLayerUpload'),
      ...by(browsing('PlatformAdmin', 'ora'), grant('shop-deploy', [['ecr:GetAuthorizationToken', 'ecr:InitiateLayerUpload', 'ecr:UploadLayerPart', 'ecr:CompleteLayerUpload', 'ecr:PutImage'], '*'])),
      ...refused(240, 'ecs:RegisterTaskDefinition'),
      ...by(browsing('PlatformAdmin', 'ora'), grant('shop-deploy', [['ecs:RegisterTaskDefinition', 'ecs:UpdateService'], '*'], ['iam:PassRole', `arn:aws:iam::${HOME}:role/shop-task`])),
      { call: 'ecs:RegisterTaskDefinition', request: { family: 'shop', cpu: '512', containerDefinitions: [{ image: `${HOME}.dkr.ecr.us-east-1.amazonaws.com/shop:42` }] } },
      { call: 'ecs:UpdateService', request: { cluster: 'prod', service: 'shop', enableExecuteCommand: true } },
    ],
  },
  {
    name: 'a developer looks around with his shell in an account where he may do little',
    as: typing('ReadOnly', 'gil'),
    steps: [...reads(20, 'sts:GetCallerIdentity', 'ec2:DescribeInstances', 's3:ListBuckets'), ...refused(40, 'secretsmanager:ListSecrets', 'kms:ListKeys', 'ssm:DescribeParameters', 'logs:DescribeLogGroups'), ...reads(20, 'lambda:ListFunctions20150331', 'ecs:ListClusters')],
  },
  {
    name: 'the explorer of an editor is opened in an account where a developer may do little',
    as: session('AWSReservedSSO_Developer_0123456789abcdef', 'pia@example.com', OFFICE, 'AWS-Toolkit-For-VSCode/3.50.0 Visual-Studio-Code/1.98.0 aws-sdk-js/2.1692.0'),
    steps: [...reads(2, 'sts:GetCallerIdentity', 'ec2:DescribeRegions'), ...refused(1, 'lambda:ListFunctions20150331', 's3:ListBuckets', 'logs:DescribeLogGroups', 'ecr:DescribeRepositories', 'cloudformation:DescribeStacks', 'apprunner:ListServices', 'ecs:ListClusters', 'dynamodb:ListTables', 'sqs:ListQueues', 'rds:DescribeDBInstances', 'redshift:DescribeClusters', 'states:ListStateMachines', 'schemas:ListRegistries', 'iot:ListThings')],
  },
  {
    name: 'a vendor’s inventory begins before anybody has given its role any rights',
    spoken: ['general/basics-refused-in-many-services (ses:GetSendQuota)', 'general/basics-refused-in-many-services (sns:ListTopics)'],
    as: vendor('CspmReadOnly', 'first-run'),
    steps: [vendorSignIn('CspmReadOnly', 'first-run'), ...reads(1, 'sts:GetCallerIdentity'), ...refused(1, 'organizations:DescribeOrganization', 'iam:ListUsers', 's3:ListBuckets', 'ec2:DescribeInstances', 'rds:DescribeDBInstances', 'kms:ListKeys', 'sns:ListTopics', 'ses:GetSendQuota')],
  },
  {
    name: 'a founder sets up a company in the console',
    spoken: ['route53/domain-registered (route53domains:RegisterDomain)', 'vpc/opened-then-launched (ec2:RunInstances)', 'vpc/security-group-opened-admin-port (ec2:AuthorizeSecurityGroupIngress)'],
    as: founder,
    steps: [
      { call: 'budgets:CreateBudget', request: { budget: { budgetName: 'all', budgetLimit: { amount: '200', unit: 'USD' } } } },
      { call: 'route53domains:RegisterDomain', request: { domainName: 'acme.example', durationInYears: 1 } },
      { call: 'acm:RequestCertificate', request: { domainName: 'acme.example', validationMethod: 'DNS' } },
      { call: 'ec2:CreateKeyPair', request: { keyName: 'mia' } },
      { call: 'ec2:CreateSecurityGroup', request: { groupName: 'launch-wizard-1', groupDescription: 'launch-wizard-1 created 2026-05-02' } },
      port('Authorize', 22, 22, { cidr: '0.0.0.0/0' }),
      { call: 'ec2:RunInstances', request: { instancesSet: items({ imageId: 'ami-0abcdef1234567890', minCount: 1, maxCount: 1, keyName: 'mia' }), instanceType: 't3.micro' }, as: { ...founder, identity: { ...founder.identity, accessKeyId: 'ASIAFOUNDEREXAMPLE01', sessionContext: { attributes: { creationDate: '2026-05-02T07:00:00Z', mfaAuthenticated: 'true' } } } } },
      { call: 'rds:CreateDBInstance', request: { dBInstanceIdentifier: 'shop', publiclyAccessible: false, masterUserPassword: '****' } },
      { call: 'ses:GetAccount' },
      { call: 'ses:CreateEmailIdentity', request: { emailIdentity: 'acme.example' } },
      { call: 'lightsail:CreateInstances', request: { instanceNames: ['blog'], blueprintId: 'wordpress', bundleId: 'micro_3_0' } },
      { call: 'lightsail:GetInstanceAccessDetails', request: { instanceName: 'blog' } },
      { call: 'lightsail:PutInstancePublicPorts', request: { instanceName: 'blog', portInfos: [{ fromPort: 80, toPort: 80, protocol: 'tcp', cidrs: ['0.0.0.0/0'] }, { fromPort: 443, toPort: 443, protocol: 'tcp', cidrs: ['0.0.0.0/0'] }] } },
    ].map((step) => (step.as === undefined ? { ...step, as: { ...founder, identity: { ...founder.identity, accessKeyId: 'ASIAFOUNDEREXAMPLE01', sessionContext: { attributes: { creationDate: '2026-05-02T07:00:00Z', mfaAuthenticated: 'true' } } } } } : step)) as Step[],
  },
  {
    name: 'a runner of GitLab’s starts machines for its jobs with the key of a user',
    spoken: ['ec2/run-instances-long-term-key (ec2:RunInstances)', 'vpc/opened-then-launched (ec2:RunInstances)', 'vpc/security-group-opened-admin-port (ec2:AuthorizeSecurityGroupIngress)', 'vpc/security-group-opened-other-port (ec2:AuthorizeSecurityGroupIngress)'],
    as: keyHolder('gitlab-runner', GO, '192.0.2.133'),
    steps: [...reads(1, 'ec2:DescribeKeyPairs', 'ec2:DescribeSecurityGroups', 'ec2:DescribeSubnets'), { call: 'ec2:ImportKeyPair', request: { keyName: 'runner-x', publicKeyMaterial: 'x' } }, port('Authorize', 22, 22, { cidr: '0.0.0.0/0' }), port('Authorize', 2376, 2376, { cidr: '0.0.0.0/0' }), { call: 'ec2:RunInstances', request: { instancesSet: items({ imageId: 'ami-0abcdef1234567890', minCount: 1, maxCount: 1 }), instanceType: 'm6i.large' } }, { call: 'ec2:CreateTags', request: {} }, { call: 'ec2:TerminateInstances', request: { instancesSet: items({ instanceId: 'i-0r' }) }, after: 900 }, { call: 'ec2:DeleteKeyPair', request: { keyName: 'runner-x' } }],
  },
  {
    name: 'people work over phones and a VPN: one session, three addresses',
    as: typing('Developer', 'noa'),
    steps: ['192.0.2.10', '203.0.113.201', '2001:db8:8:1::7', '192.0.2.10'].flatMap((from, n): Step[] => [{ call: 'sts:GetCallerIdentity', as: typing('Developer', 'noa', from), after: 120 }, { call: 'ec2:DescribeInstances', as: typing('Developer', 'noa', from) }, { call: 'lambda:UpdateFunctionConfiguration20150331v2', request: { functionName: `shop-${n}`, timeout: 30 }, as: typing('Developer', 'noa', from) }]),
  },
  {
    name: 'keys are changed at the end of a quarter',
    spoken: ['vpc/vpn-moved-or-rekeyed (ec2:ModifyVpnTunnelOptions)'],
    as: typing('PlatformAdmin', 'ora'),
    steps: [
      { call: 'kms:RotateKeyOnDemand', request: { keyId: '1' } },
      { call: 'secretsmanager:RotateSecret', request: { secretId: 'prod/db' } },
      { call: 'secretsmanager:UpdateSecret', request: { secretId: 'prod/db', kmsKeyId: arn('kms', 'key/1') } },
      { call: 'acm:ImportCertificate', request: { certificateArn: arn('acm', 'certificate/1') } },
      { call: 'ec2:ImportKeyPair', request: { keyName: 'ops-2026q2', publicKeyMaterial: 'x' } },
      { call: 'ec2:DeleteKeyPair', request: { keyName: 'ops-2026q1' } },
      ec2('ModifyVpnTunnelOptions', { VpnConnectionId: 'vpn-0aa', VpnTunnelOutsideIpAddress: '52.95.110.7', TunnelOptions: { PreSharedKey: '<sensitiveDataRemoved>' } }),
      ec2('ModifyVpnTunnelOptions', { VpnConnectionId: 'vpn-0aa', VpnTunnelOutsideIpAddress: '52.95.110.7', TunnelOptions: { LogOptions: { CloudWatchLogOptions: { LogEnabled: true } } } }),
      { call: 'rds:ModifyDBInstance', request: { dBInstanceIdentifier: 'shop', cACertificateIdentifier: 'rds-ca-rsa2048-g1', applyImmediately: true } },
    ],
  },
  {
    name: 'a drill: disks, images and databases are carried to the other account and brought up there',
    as: program('dr-drill', 'dr-drill'),
    steps: [
      ...times(3, (n): Step[] => [{ call: 'ec2:CreateSnapshot', request: { volumeId: `vol-0d${n}` }, response: { snapshotId: `snap-0d${n}` } }, { call: 'ec2:ModifySnapshotAttribute', request: { snapshotId: `snap-0d${n}`, createVolumePermission: { add: items({ userId: SISTER }) }, attributeType: 'CREATE_VOLUME_PERMISSION' } }, { call: 'ec2:SharedSnapshotCopyInitiated', as: { identity: { type: 'AWSAccount', principalId: SISTER, accountId: SISTER }, from: 'ec2.amazonaws.com', agent: 'ec2.amazonaws.com' }, more: { eventType: 'AwsServiceEvent' } }]).flat(),
      { call: 'kms:CreateGrant', request: { keyId: arn('kms', 'key/1'), granteePrincipal: `arn:aws:iam::${SISTER}:role/dr`, operations: ['Decrypt'] } },
      { call: 'ec2:CopySnapshot', request: { sourceRegion: 'us-east-1', sourceSnapshotId: 'snap-0d1', encrypted: true, kmsKeyId: `arn:aws:kms:eu-west-1:${SISTER}:key/2` }, region: 'eu-west-1' },
      { call: 'rds:CopyDBSnapshot', request: { sourceDBSnapshotIdentifier: 'rds:shop', targetDBSnapshotIdentifier: 'dr-shop', kmsKeyId: arn('kms', 'key/3', SISTER) } },
      { call: 'rds:ModifyDBSnapshotAttribute', request: { dBSnapshotIdentifier: 'dr-shop', attributeName: 'restore', valuesToAdd: [SISTER] } },
      { call: 'backup:StartCopyJob', request: { recoveryPointArn: 'r', sourceBackupVaultName: 'main', destinationBackupVaultArn: arn('backup', 'backup-vault:dr', SISTER) } },
      { call: 'ec2:ModifyImageAttribute', request: { imageId: 'ami-0abcdef1234567890', launchPermission: { add: items({ userId: SISTER }) } } },
    ],
  },
  {
    name: 'a landing zone is laid out by its pipeline in every region',
    as: program('LandingZone-Pipeline', 'AWSCodeBuild-1b2c3d4e'),
    steps: inRegions(
      [
        ...reads(1, 'ec2:DescribeVpcs', 'ec2:DescribeInternetGateways', 'ec2:DescribeSubnets'),
        { call: 'ec2:DetachInternetGateway', request: { internetGatewayId: 'igw-0', vpcId: 'vpc-0' } },
        { call: 'ec2:DeleteInternetGateway', request: { internetGatewayId: 'igw-0' } },
        { call: 'ec2:DeleteSubnet', request: { subnetId: 'subnet-0' } },
        { call: 'ec2:DeleteVpc', request: { vpcId: 'vpc-0' } },
        ec2('EnableEbsEncryptionByDefault', ''),
        ec2('ModifyInstanceMetadataDefaults', { HttpTokens: 'required' }),
        ec2('EnableImageBlockPublicAccess', { ImageBlockPublicAccessState: 'block-new-sharing' }),
        { call: 'config:PutRetentionConfiguration', request: { retentionPeriodInDays: 2557 } },
        { call: 'oam:CreateLink', request: { labelTemplate: '$AccountName', resourceTypes: ['AWS::CloudWatch::Metric'], sinkIdentifier: arn('oam', 'sink/1', SISTER) } },
        { call: 'ecr:PutRegistryScanningConfiguration', request: { scanType: 'ENHANCED', rules: [{ scanFrequency: 'SCAN_ON_PUSH', repositoryFilters: [{ filter: '*', filterType: 'WILDCARD' }] }] } },
        { call: 'ssm:UpdateServiceSetting', request: { settingId: arn('ssm', 'servicesetting/ssm/documents/console/public-sharing-permission'), settingValue: 'Disable' } },
      ],
      ...REGIONS,
    ),
  },
  {
    name: 'a game day: Fault Injection Service cuts subnets off and ends machines',
    as: typing('PlatformAdmin', 'ora'),
    steps: [
      { call: 'fis:StartExperiment', request: { experimentTemplateId: 'EXT1' } },
      ...by(serviceRole('fis', 'fis-game-day'), { call: 'ec2:CreateNetworkAcl', request: { vpcId: 'vpc-0' } }, ...['0', '1'].map((n): Step => ({ call: 'ec2:CreateNetworkAclEntry', request: { networkAclId: 'acl-0', ruleNumber: Number(n) + 1, egress: n === '1', ruleAction: 'deny', aclProtocol: '-1', cidrBlock: '0.0.0.0/0' } })), { call: 'ec2:ReplaceNetworkAclAssociation', request: { associationId: 'aclassoc-0', networkAclId: 'acl-0' } }, ...times(6, (n): Step => ({ call: 'ec2:TerminateInstances', request: { instancesSet: items({ instanceId: `i-0f${n}` }) } }))),
    ],
  },
  {
    name: 'a database is moved in with DMS',
    as: typing('DatabaseAdmin', 'per'),
    steps: [{ call: 'dms:CreateReplicationInstance', request: { replicationInstanceClass: 'dms.r6i.large', publiclyAccessible: false } }, { call: 'dms:CreateEndpoint', request: { endpointType: 'source', engineName: 'oracle', serverName: 'ora1.corp.example.com' } }, { call: 'dms:CreateEndpoint', request: { endpointType: 'target', engineName: 'aurora-postgresql', serverName: 'shop.cluster-1.us-east-1.rds.amazonaws.com' } }, { call: 'dms:TestConnection' }, { call: 'dms:CreateReplicationTask', request: { migrationType: 'full-load-and-cdc' } }, { call: 'dms:StartReplicationTask' }, { call: 'rds:ModifyDBCluster', request: { dBClusterIdentifier: 'shop', masterUserPassword: '****', applyImmediately: true } }],
  },
  {
    name: 'a lake of data at work: crawlers, jobs, grants, shares with the sister',
    as: program('lake-orchestrator', 'mwaa'),
    steps: [
      { call: 'glue:StartCrawler', request: { name: 'raw' } },
      { call: 'glue:StartJobRun', request: { jobName: 'clean' } },
      { call: 'emr-serverless:StartJobRun', request: { applicationId: 'x' } },
      { call: 'elasticmapreduce:RunJobFlow', request: { name: 'nightly', instances: { instanceGroups: [{ instanceRole: 'CORE', instanceType: 'm6g.2xlarge', instanceCount: 8, market: 'SPOT' }] } } },
      { call: 'lakeformation:GrantPermissions', request: { principal: { dataLakePrincipalIdentifier: `arn:aws:iam::${HOME}:role/analyst` }, permissions: ['SELECT'] } },
      { call: 'redshift:AuthorizeDataShare', request: { dataShareArn: arn('redshift', 'datashare:1/sales'), consumerIdentifier: SISTER } },
      { call: 'kinesis:PutResourcePolicy', request: { resourceARN: arn('kinesis', 'stream/clicks'), policy: policy({ Effect: 'Allow', Principal: { AWS: SISTER }, Action: 'kinesis:GetRecords', Resource: '*' }) } },
      { call: 'firehose:UpdateDestination', request: { deliveryStreamName: 'clicks', destinationId: 'd', extendedS3DestinationUpdate: { bufferingHints: { intervalInSeconds: 300 } } } },
      { call: 'sns:Subscribe', request: { topicArn: arn('sns', 'raw'), protocol: 'sqs', endpoint: arn('sqs', 'raw') } },
      { call: 's3:CreateAccessGrant', request: { accountId: HOME, grantee: { granteeType: 'DIRECTORY_GROUP', granteeIdentifier: '9067aa11bb-analysts' }, permission: 'READ' } },
      ...['acme-raw', 'acme-tmp', 'acme-stage'].flatMap((bucket) => times(4, (n) => object('DeleteObject', bucket, `part-${n}`))),
    ],
  },
  {
    name: 'models are trained and served by a team with roles',
    as: browsing('DataScientist', 'ivy'),
    steps: [{ call: 'sagemaker:CreatePresignedDomainUrl', request: { domainId: 'd-1', userProfileName: 'ivy' } }, { call: 'sagemaker:CreateApp', request: { domainId: 'd-1', appType: 'JupyterLab', resourceSpec: { instanceType: 'ml.g5.xlarge' } } }, { call: 'sagemaker:CreateTrainingJob', request: { resourceConfig: { instanceType: 'ml.p4d.24xlarge', instanceCount: 2 } } }, { call: 'sagemaker:CreateEndpointConfig', request: { productionVariants: [{ instanceType: 'ml.g5.12xlarge', initialInstanceCount: 2 }] } }, { call: 'sagemaker:CreateCluster', request: { instanceGroups: [{ instanceType: 'ml.p5.48xlarge', instanceCount: 4 }] } }, ...inRegions(reads(5, 'bedrock:ListFoundationModels'), 'us-east-1', 'us-west-2')],
  },
];
