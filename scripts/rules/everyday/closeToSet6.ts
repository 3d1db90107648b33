import { HOME } from '../intrusions/step';
import { policy, SISTER, type Everyday } from './activity';
import { awsService, browsing, by, ec2, machine, session, times } from './callers';

const arn = (service: string, rest: string, account = HOME): string => `arn:aws:${service}:us-east-1:${account}:${rest}`;
const terraform = (roleName: string) => session(roleName, 'run', '192.0.2.20', 'APN/1.0 HashiCorp/1.0 Terraform/1.13.4 (+https://www.terraform.io) terraform-provider-aws/6.20.0');

/** What looks like the steps of the sixth set of intrusions, and is none of them. */
export const closeToSet6: readonly Everyday[] = [
  {
    name: 'desks and directories for a new office',
    as: browsing('DeskAdmin', 'val'),
    steps: [{ call: 'ds:ResetUserPassword', request: { directoryId: 'd-1', userName: 'gil' } }, { call: 'ds:ShareDirectory', request: { directoryId: 'd-1', shareMethod: 'ORGANIZATIONS', shareTarget: { id: SISTER, type: 'ACCOUNT' } } }, { call: 'ds:CreateConditionalForwarder', request: { directoryId: 'd-1', remoteDomainName: 'corp.example.com', dnsIpAddrs: ['10.0.0.53'] } }, { call: 'workspaces:CreateWorkspaces', request: { workspaces: times(12, (n) => ({ directoryId: 'd-1', userName: `u${n}`, bundleId: 'wsb-1', workspaceProperties: { computeTypeName: 'STANDARD' } })) } }, { call: 'workspaces:UpdateWorkspaceImagePermission', request: { imageId: 'wsi-1', allowCopyImage: true, sharedAccountId: SISTER } }],
  },
  {
    name: 'machines are patched and asked with documents of the company’s own and of the sister’s',
    as: machine('ops-runner'),
    steps: [{ call: 'ssm:SendCommand', request: { documentName: 'AWS-RunPatchBaseline', targets: [{ key: 'InstanceIds', values: ['*'] }] } }, { call: 'ssm:SendCommand', request: { documentName: 'AWS-ConfigureAWSPackage', targets: [{ key: 'InstanceIds', values: ['*'] }] } }, { call: 'ssm:SendCommand', request: { documentName: arn('ssm', 'document/Restart'), targets: [{ key: 'tag:app', values: ['shop'] }] } }, { call: 'ssm:SendCommand', request: { documentName: arn('ssm', 'document/Inventory', SISTER), instanceIds: ['i-0a'] } }, { call: 'ssm:PutResourcePolicy', request: { resourceArn: arn('ssm', 'parameter/images/golden'), policy: policy({ Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${SISTER}:root` }, Action: 'ssm:GetParameter', Resource: '*' }) } }],
  },
  {
    name: 'networks grow at their edges: central way out, routers, logs, conditions',
    as: terraform('tf-network'),
    steps: [
      ec2('CreateTransitGatewayRoute', { TransitGatewayRouteTableId: 'tgw-rtb-0', DestinationCidrBlock: '0.0.0.0/0', TransitGatewayAttachmentId: 'tgw-attach-egress' }),
      ec2('CreateTransitGatewayConnectPeer', { TransitGatewayAttachmentId: 'tgw-attach-0', PeerAddress: '10.0.9.9', InsideCidrBlocks: { content: '169.254.100.0/29', tag: 1 } }),
      ec2('ReplaceTransitGatewayRoute', { TransitGatewayRouteTableId: 'tgw-rtb-0', DestinationCidrBlock: '10.20.0.0/16', TransitGatewayAttachmentId: 'tgw-attach-1' }),
      ec2('CreateFlowLogs', { ResourceType: 'TransitGateway', ResourceId: { content: 'tgw-0', tag: 1 }, LogDestinationType: 'kinesis-data-firehose', LogDestination: arn('firehose', 'deliverystream/flow', SISTER) }),
      ec2('ModifyVpnConnectionOptions', { VpnConnectionId: 'vpn-0', LocalIpv4NetworkCidr: '10.0.0.0/8' }),
      ec2('ModifyVerifiedAccessGroupPolicy', { VerifiedAccessGroupId: 'vagr-0', PolicyEnabled: true, PolicyDocument: 'permit(principal,action,resource) when { context.idp.groups.contains("dev") };' }),
      ec2('ModifyVerifiedAccessInstanceLoggingConfiguration', { VerifiedAccessInstanceId: 'vai-0', AccessLogs: { S3: { Enabled: true, BucketName: 'acme-logs' }, CloudWatchLogs: { Enabled: false } } }),
      { call: 'ec2:CreateNetworkAclEntry', request: { networkAclId: 'acl-0', ruleNumber: 10, egress: false, ruleAction: 'deny', aclProtocol: '-1', cidrBlock: '198.51.100.0/24' } },
      { call: 'directconnect:AcceptDirectConnectGatewayAssociationProposal', request: { directConnectGatewayId: 'd', proposalId: 'p', associatedGatewayOwnerAccount: SISTER } },
      ec2('EnableAddressTransfer', { AllocationId: 'eipalloc-0', TransferAccountId: SISTER }),
      { call: 'ec2:ModifyInstanceAttribute', request: { instanceId: 'i-0nat', sourceDestCheck: { value: false } } },
      ec2('LockSnapshot', { SnapshotId: 'snap-0', LockMode: 'compliance', LockDuration: 365 }),
    ],
  },
  {
    name: 'somebody writes down what the rule for all that goes out is for',
    spoken: ['vpc/security-group-rule-for-everything (ec2:ModifySecurityGroupRules)'],
    as: browsing('NetworkAdmin', 'ann'),
    steps: [ec2('ModifySecurityGroupRules', { GroupId: 'sg-0aa11bb22cc33dd44', SecurityGroupRule: { SecurityGroupRuleId: 'sgr-0aa11bb22cc33dd44', SecurityGroupRule: { IpProtocol: '-1', CidrIpv4: '0.0.0.0/0', Description: 'all out' }, tag: 1 } })],
  },
  {
    name: 'what a plan archives, and roles and users as they are kept',
    as: terraform('tf-identity'),
    steps: [
      ...by(awsService('dlm'), ...times(8, (n) => ec2('ModifySnapshotTier', { SnapshotId: `snap-0${n}`, StorageTier: 'archive' }, { after: 2 }))),
      { call: 'iam:CreateRole', request: { roleName: 'org-read', assumeRolePolicyDocument: policy({ Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:AssumeRole', Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } } }) } },
      { call: 'iam:AddRoleToInstanceProfile', request: { instanceProfileName: 'web', roleName: 'web' } },
      { call: 'iam:PutRolePolicy', request: { roleName: 'karpenter', policyName: 'own', policyDocument: policy({ Effect: 'Allow', Action: ['ec2:RunInstances', 'ec2:CreateFleet'], Resource: '*' }, { Effect: 'Allow', Action: 'iam:PassRole', Resource: `arn:aws:iam::${HOME}:role/node` }) } },
      { call: 'iam:UpdateUser', request: { userName: 'smtp', newPath: '/machines/' } },
      { call: 'cloudtrail:UpdateEventDataStore', request: { eventDataStore: 'e', retentionPeriod: 2557, terminationProtectionEnabled: true } },
    ],
  },
];
