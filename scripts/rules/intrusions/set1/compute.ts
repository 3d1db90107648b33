import { AGENTS, HOME, role, STRANGER, user, type Intrusion } from '../step';

const ok = { requestId: '5b7f0a0e-0000-4000-8000-000000000000', _return: true };

/** Intrusions that are about machines, disks and networks. */
export const compute: readonly Intrusion[] = [
  {
    name: 'miners with a key from a public repository, by hand',
    as: user('deploy', 'S3 Browser/11.6.7 (https://s3browser.com)', '203.0.113.140'),
    steps: [
      { call: 's3:ListBuckets' },
      { call: 'ec2:DescribeInstances', request: { instancesSet: {}, filterSet: {} } },
      { call: 'ec2:CreateKeyPair', request: { keyName: 'su32', keyType: 'rsa' } },
      {
        call: 'ec2:CreateSecurityGroup',
        request: { groupName: 'launch-wizard-7', groupDescription: 'launch-wizard-7', vpcId: 'vpc-0123456789abcdef0' },
        response: { ...ok, groupId: 'sg-0aa11bb22cc33dd44' },
      },
      {
        call: 'ec2:AuthorizeSecurityGroupIngress',
        request: {
          groupId: 'sg-0aa11bb22cc33dd44',
          ipPermissions: {
            items: [
              { ipProtocol: 'tcp', fromPort: 22, toPort: 22, ipRanges: { items: [{ cidrIp: '0.0.0.0/0' }] } },
            ],
          },
        },
        response: ok,
        harm: 'SSH opened to everyone',
      },
      {
        call: 'ec2:RunInstances',
        request: {
          instancesSet: { items: [{ imageId: 'ami-0abcdef1234567890', minCount: 4, maxCount: 8, keyName: 'su32' }] },
          instanceType: 'p3.16xlarge',
        },
        error: 'Client.VcpuLimitExceeded',
        message: 'You have requested more vCPU capacity than your current vCPU limit of 64 allows.',
        harm: 'many GPU machines asked for',
      },
      {
        call: 'ec2:RunInstances',
        request: {
          instancesSet: { items: [{ imageId: 'ami-0abcdef1234567890', minCount: 1, maxCount: 1, keyName: 'su32' }] },
          instanceType: 'c5.24xlarge',
        },
        response: { instancesSet: { items: [{ instanceId: 'i-0aaaabbbbccccdddd', instanceType: 'c5.24xlarge' }] } },
        region: 'ap-southeast-3',
        harm: 'a very large machine started in another region',
      },
    ],
  },
  {
    name: 'miners over container clusters and scaling groups that cannot be ended',
    as: user('ci-bot', AGENTS.boto),
    steps: [
      { call: 'servicequotas:GetServiceQuota', request: { serviceCode: 'ec2', quotaCode: 'L-1216C47A' } },
      {
        call: 'ec2:RunInstances',
        request: { instancesSet: { items: [{ imageId: 'ami-0abcdef1234567890', minCount: 1, maxCount: 1 }] }, instanceType: 't3.micro' },
        error: 'Client.DryRunOperation',
        message: 'Request would have succeeded, but DryRun flag is set.',
        harm: 'permission to start machines tried with DryRun',
      },
      { call: 'iam:CreateServiceLinkedRole', request: { aWSServiceName: 'autoscaling.amazonaws.com' } },
      {
        call: 'ecs:RegisterTaskDefinition',
        request: { family: 'a1b2c3', cpu: '16384', memory: '32768', networkMode: 'awsvpc', requiresCompatibilities: ['FARGATE'], containerDefinitions: [{ name: 'yenik65958', image: 'docker.io/yenik65958/secret:user', command: ['/run.sh'] }] },
        harm: 'a task with an image of a public registry and the most processor there is',
      },
      { call: 'ecs:CreateCluster', request: { clusterName: 'JFVbAKmw-4' } },
      {
        call: 'ec2:CreateLaunchTemplate',
        request: {
          CreateLaunchTemplateRequest: {
            LaunchTemplateName: 'abc1',
            LaunchTemplateData: { ImageId: 'ami-0abcdef1234567890', InstanceType: 'g4dn.12xlarge', UserData: 'IyEvYmluL2Jhc2g=' },
          },
        },
      },
      {
        call: 'autoscaling:CreateAutoScalingGroup',
        request: { autoScalingGroupName: 'asg-gpu', minSize: 20, maxSize: 999, desiredCapacity: 20, launchTemplate: { launchTemplateName: 'abc1', version: '$Latest' } },
        harm: 'a scaling group of up to 999 machines',
      },
      {
        call: 'ec2:ModifyInstanceAttribute',
        request: { instanceId: 'i-0aaaabbbbccccdddd', disableApiTermination: { value: true } },
        response: ok,
        harm: 'termination protection switched on',
      },
      {
        call: 'lambda:AddPermission20150331v2',
        request: { functionName: 'generate-service-a1b2', statementId: 'FunctionURLAllowPublicAccess', action: 'lambda:InvokeFunctionUrl', principal: '*', functionUrlAuthType: 'NONE' },
        harm: 'everyone may call a function by its URL',
      },
    ],
  },
  {
    name: 'the credentials of a web server, taken over IMDSv1',
    as: role('web-prod', 'i-0123456789abcdef0', '198.51.100.201', AGENTS.boto),
    steps: [
      { call: 'sts:GetCallerIdentity', harm: "an instance role's credentials used from a place outside AWS" },
      { call: 's3:ListBuckets' },
      { call: 'lambda:ListFunctions20150331', request: { maxItems: 50 } },
      { call: 'lambda:GetFunction20150331v2', request: { functionName: 'billing-export' } },
      { call: 'iam:ListUsers', error: 'AccessDenied', message: `User: arn:aws:sts::${HOME}:assumed-role/web-prod/i-0123456789abcdef0 is not authorized to perform: iam:ListUsers` },
      { call: 'ec2:DescribeSecurityGroups', request: { securityGroupSet: {} } },
      {
        call: 'cloudtrail:StopLogging',
        request: { name: `arn:aws:cloudtrail:us-east-1:${HOME}:trail/main` },
        error: 'AccessDenied',
        harm: 'somebody tried to stop the trail',
      },
    ],
  },
  {
    name: 'a copy of a domain controller’s disk',
    as: role('AWSReservedSSO_AdministratorAccess_1a2b3c4d5e6f7a8b', 'helpdesk@example.com', '203.0.113.77', AGENTS.browser),
    steps: [
      { call: 'ec2:DescribeInstances', request: { maxResults: 1000, instancesSet: {}, filterSet: {} } },
      { call: 'ec2:CreateSnapshot', request: { volumeId: 'vol-0dc0dc0dc0dc0dc0d' }, response: { snapshotId: 'snap-0f1f2f3f4f5f6f7f8' } },
      {
        call: 'ec2:CreateVolume',
        request: { snapshotId: 'snap-0f1f2f3f4f5f6f7f8', zone: 'us-east-1a', volumeType: 'gp3', encrypted: false },
        response: { volumeId: 'vol-0eeeeeeeeeeeeeeee' },
      },
      {
        call: 'ec2:AttachVolume',
        request: { volumeId: 'vol-0eeeeeeeeeeeeeeee', instanceId: 'i-0bad0bad0bad0bad0', device: '/dev/sdf' },
        harm: 'a disk made of a snapshot attached to another machine',
      },
      { call: 'ec2:GetSerialConsoleAccessStatus' },
      {
        call: 'ec2:EnableSerialConsoleAccess',
        request: { EnableSerialConsoleAccessRequest: '' },
        harm: 'the serial console switched on',
      },
    ],
  },
  {
    name: 'disks and images given away, then held to ransom',
    as: user('backup-admin'),
    steps: [
      { call: 'ec2:CreateSnapshot', request: { volumeId: 'vol-0123456789abcdef0', description: 'x' }, response: { snapshotId: 'snap-0f1f2f3f4f5f6f7f8' } },
      {
        call: 'ec2:ModifySnapshotAttribute',
        request: {
          snapshotId: 'snap-0f1f2f3f4f5f6f7f8',
          createVolumePermission: { add: { items: [{ userId: STRANGER }] } },
          attributeType: 'CREATE_VOLUME_PERMISSION',
        },
        response: ok,
        harm: 'a snapshot shared with a strange account',
      },
      {
        call: 'ec2:SharedSnapshotCopyInitiated',
        request: { snapshotId: 'snap-0f1f2f3f4f5f6f7f8' },
        more: {
          eventType: 'AwsServiceEvent',
          userIdentity: { invokedBy: 'ec2.amazonaws.com' },
          sourceIPAddress: 'ec2.amazonaws.com',
          userAgent: 'ec2.amazonaws.com',
          requestParameters: null,
          serviceEventDetails: { snapshotId: 'snap-0f1f2f3f4f5f6f7f8', accountId: STRANGER },
        },
        harm: 'the strange account copied it',
      },
      {
        call: 'ec2:ModifyImageAttribute',
        request: { imageId: 'ami-0abcdef1234567890', launchPermission: { add: { items: [{ group: 'all' }] } }, attributeType: 'launchPermission' },
        response: ok,
        harm: 'an image made public',
      },
      {
        call: 'ec2:CreateStoreImageTask',
        request: { CreateStoreImageTaskRequest: { Bucket: 'stranger-drop', ImageId: 'ami-0abcdef1234567890' } },
        harm: 'an image written to a bucket',
      },
      ...[1, 2, 3, 4, 5, 6].map((n) => ({
        call: 'ec2:DeleteSnapshot' as const,
        request: { snapshotId: `snap-0f1f2f3f4f5f6f70${n}` },
        response: ok,
        after: 2,
        ...(n === 6 ? { harm: 'snapshots deleted one after the other' } : {}),
      })),
      { call: 'ec2:DisableEbsEncryptionByDefault', request: { DisableEbsEncryptionByDefaultRequest: '' }, harm: 'encryption of new disks switched off' },
    ],
  },
  {
    name: 'a machine’s start script rewritten while it is stopped',
    as: role('ops', 'mallory', '203.0.113.50'),
    steps: [
      { call: 'ec2:DescribeInstanceAttribute', request: { instanceId: 'i-0123456789abcdef0', attribute: 'userData' }, harm: 'a start script read' },
      { call: 'ec2:StopInstances', request: { instancesSet: { items: [{ instanceId: 'i-0123456789abcdef0' }] }, force: false } },
      {
        call: 'ec2:ModifyInstanceAttribute',
        request: { instanceId: 'i-0123456789abcdef0', userData: '<sensitiveDataRemoved>' },
        response: ok,
        harm: 'a start script changed',
      },
      { call: 'ec2:StartInstances', request: { instancesSet: { items: [{ instanceId: 'i-0123456789abcdef0' }] } } },
      {
        call: 'ec2:ModifyInstanceMetadataOptions',
        request: { ModifyInstanceMetadataOptionsRequest: { InstanceId: 'i-0123456789abcdef0', HttpTokens: 'optional', HttpEndpoint: 'enabled', HttpPutResponseHopLimit: 3 } },
        harm: 'the old metadata service allowed again',
      },
      {
        call: 'ec2:ReplaceIamInstanceProfileAssociation',
        request: { ReplaceIamInstanceProfileAssociationRequest: { AssociationId: 'iip-assoc-0123456789abcdef0', IamInstanceProfile: { Name: 'admin-profile' } } },
        harm: 'another role given to a machine',
      },
      { call: 'ssm:SendCommand', request: { documentName: 'AWS-RunShellScript', instanceIds: ['i-0123456789abcdef0'], parameters: 'HIDDEN_DUE_TO_SECURITY_REASONS' }, harm: 'a command run on a machine' },
      { call: 'ec2:GetPasswordData', request: { instanceId: 'i-0fedcba9876543210' }, harm: 'a Windows password asked for' },
    ],
  },
  {
    name: 'a network opened on the newer calls and the sixth version of the protocol',
    as: role('network-admin', 'eve', '2001:db8:77::9'),
    steps: [
      {
        call: 'ec2:ModifySecurityGroupRules',
        request: {
          ModifySecurityGroupRulesRequest: {
            GroupId: 'sg-0aa11bb22cc33dd44',
            SecurityGroupRule: {
              tag: 1,
              SecurityGroupRuleId: 'sgr-0aa11bb22cc33dd44',
              SecurityGroupRule: { IpProtocol: 'tcp', FromPort: 3389, ToPort: 3389, CidrIpv6: '::/0', Description: '' },
            },
          },
        },
        harm: 'remote desktop opened to everyone over IPv6',
      },
      {
        call: 'ec2:AuthorizeSecurityGroupIngress',
        request: {
          groupId: 'sg-0aa11bb22cc33dd44',
          ipPermissions: { items: [{ ipProtocol: '-1', groups: {}, ipRanges: { items: [{ cidrIp: '0.0.0.0/0' }] }, ipv6Ranges: {}, prefixListIds: {} }] },
        },
        response: ok,
        harm: 'everything opened to everyone',
      },
      {
        call: 'ec2:AuthorizeSecurityGroupIngress',
        request: {
          groupId: 'sg-0aa11bb22cc33dd44',
          ipPermissions: {
            items: [
              { ipProtocol: 'tcp', fromPort: 20, toPort: 25, ipRanges: { items: [{ cidrIp: '0.0.0.0/1' }, { cidrIp: '128.0.0.0/1' }] } },
            ],
          },
        },
        response: ok,
        harm: 'SSH opened to both halves of the Internet',
      },
      {
        call: 'ec2:CreateNetworkAclEntry',
        request: { networkAclId: 'acl-0123456789abcdef0', ruleNumber: 1, egress: false, ruleAction: 'allow', icmpTypeCode: {}, portRange: {}, aclProtocol: '-1', cidrBlock: '0.0.0.0/0' },
        harm: 'a network ACL that lets everything in',
      },
      { call: 'ec2:DeleteFlowLogs', request: { DeleteFlowLogsRequest: { FlowLogId: [{ content: 'fl-0aaaaaaaaaaaaaaaa', tag: 1 }, { content: 'fl-0bbbbbbbbbbbbbbbb', tag: 2 }] } }, harm: 'flow logs deleted' },
      {
        call: 'ec2:CreateVpcPeeringConnection',
        request: { vpcId: 'vpc-0123456789abcdef0', peerVpcId: 'vpc-0fedcba9876543210', peerOwnerId: STRANGER },
        response: { vpcPeeringConnection: { vpcPeeringConnectionId: 'pcx-0123456789abcdef0' } },
        harm: 'a network joined to that of a strange account',
      },
      { call: 'ec2:CreateRoute', request: { routeTableId: 'rtb-0123456789abcdef0', destinationCidrBlock: '10.99.0.0/16', vpcPeeringConnectionId: 'pcx-0123456789abcdef0' } },
      { call: 'ec2:CreateTrafficMirrorTarget', request: { CreateTrafficMirrorTargetRequest: { NetworkInterfaceId: 'eni-0aaaaaaaaaaaaaaaa' } } },
      { call: 'ec2:CreateTrafficMirrorFilter', request: { CreateTrafficMirrorFilterRequest: '' } },
      {
        call: 'ec2:CreateTrafficMirrorSession',
        request: { CreateTrafficMirrorSessionRequest: { NetworkInterfaceId: 'eni-0bbbbbbbbbbbbbbbb', TrafficMirrorTargetId: 'tmt-0123456789abcdef0', TrafficMirrorFilterId: 'tmf-0123456789abcdef0', SessionNumber: 1 } },
        harm: 'traffic copied to another interface',
      },
    ],
  },
];
