import { HOME, type Step } from '../intrusions/step';
import { policy, SISTER, type Everyday } from './activity';
import { behalf, browsing, by, ec2, githubTerraform, items, port, signIn, typing } from './callers';

const arn = (service: string, rest: string): string => `arn:aws:${service}:us-east-1:${HOME}:${rest}`;
const sister = (role: string): Step['as'] => ({ identity: { type: 'AssumedRole', principalId: `AROASISTEREXAMPLE001:${role}`, arn: `arn:aws:sts::${SISTER}:assumed-role/${role}/GitHubActions`, accountId: SISTER }, from: '192.0.2.121', agent: 'APN/1.0 HashiCorp/1.0 Terraform/1.11.2' });

/** Networks, names, certificates. */
export const network: readonly Everyday[] = [
  {
    name: 'two networks of the company’s are peered, both sides by Terraform',
    as: githubTerraform,
    steps: [
      signIn('gha-terraform'),
      { call: 'ec2:CreateVpcPeeringConnection', request: { vpcId: 'vpc-0aa', peerVpcId: 'vpc-0bb', peerOwnerId: SISTER, peerRegion: 'eu-west-1' }, response: { vpcPeeringConnection: { vpcPeeringConnectionId: 'pcx-0a' } } },
      { call: 'ec2:AcceptVpcPeeringConnection', request: { vpcPeeringConnectionId: 'pcx-0b' } },
      ec2('ModifyVpcPeeringConnectionOptions', { VpcPeeringConnectionId: 'pcx-0a', RequesterPeeringConnectionOptions: { AllowDnsResolutionFromRemoteVpc: true } }),
      { call: 'ec2:CreateRoute', request: { routeTableId: 'rtb-0', destinationCidrBlock: '10.40.0.0/16', vpcPeeringConnectionId: 'pcx-0a' } },
      { call: 'ec2:CreateRoute', request: { routeTableId: 'rtb-1', destinationCidrBlock: '10.40.0.0/16', vpcPeeringConnectionId: 'pcx-0a' } },
      { call: 'ec2:ReplaceRoute', request: { routeTableId: 'rtb-1', destinationCidrBlock: '10.50.0.0/16', transitGatewayId: 'tgw-0aa' } },
      port('Authorize', 5432, 5432, { cidr: '10.40.0.0/16' }),
      port('Authorize', 0, 0, { cidr: '10.0.0.0/8' }, '-1'),
      { call: 'route53:CreateVPCAssociationAuthorization', request: { hostedZoneId: 'Z2', vPC: { vPCId: 'vpc-0bb', vPCRegion: 'eu-west-1' } } },
      { call: 'route53:AssociateVPCWithHostedZone', request: { hostedZoneId: 'Z3', vPC: { vPCId: 'vpc-0aa', vPCRegion: 'us-east-1' } } },
    ],
  },
  {
    name: 'a transit gateway and an endpoint service for the other account',
    as: githubTerraform,
    steps: [
      signIn('gha-terraform'),
      { call: 'ram:CreateResourceShare', request: { name: 'tgw', allowExternalPrincipals: false, resourceArns: [arn('ec2', 'transit-gateway/tgw-0aa')], principals: [`arn:aws:organizations::${HOME}:organization/o-ab12cd34ef`] } },
      { call: 'ram:AssociateResourceShare', request: { resourceShareArn: 's', principals: [SISTER] } },
      ec2('AcceptTransitGatewayVpcAttachment', { TransitGatewayAttachmentId: 'tgw-attach-0a' }),
      ec2('CreateTransitGatewayRoute', { DestinationCidrBlock: '10.40.0.0/16', TransitGatewayRouteTableId: 'tgw-rtb-0', TransitGatewayAttachmentId: 'tgw-attach-0a' }),
      ec2('CreateVpcEndpointServiceConfiguration', { AcceptanceRequired: true, NetworkLoadBalancerArn: { tag: 1, content: 'nlb' } }),
      ec2('ModifyVpcEndpointServicePermissions', { ServiceId: 'vpce-svc-0a', AddAllowedPrincipals: { tag: 1, content: `arn:aws:iam::${SISTER}:root` } }),
      ec2('AcceptVpcEndpointConnections', { ServiceId: 'vpce-svc-0a', VpcEndpointId: { tag: 1, content: 'vpce-0a' } }),
      ec2('CreateVpcEndpoint', { VpcId: 'vpc-0aa', VpcEndpointType: 'Gateway', ServiceName: 'com.amazonaws.us-east-1.s3', RouteTableId: { tag: 1, content: 'rtb-0' } }),
      ec2('CreateVpcEndpoint', { VpcId: 'vpc-0aa', VpcEndpointType: 'Interface', ServiceName: 'com.amazonaws.us-east-1.ssm', PrivateDnsEnabled: true, PolicyDocument: policy({ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }) }),
      ec2('ModifyVpcEndpoint', { VpcEndpointId: 'vpce-0a', PolicyDocument: policy({ Effect: 'Allow', Principal: '*', Action: 's3:*', Resource: '*', Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-ab12cd34ef' } } }) }),
      { call: 'ec2:CreateVpcPeeringConnection', request: { vpcId: 'vpc-0bb', peerVpcId: 'vpc-0aa', peerOwnerId: HOME }, as: sister('gha-terraform') },
    ],
  },
  {
    name: 'a certificate is renewed, listeners and the edge get it',
    as: browsing('NetworkAdmin', 'ann'),
    steps: [
      { call: 'acm:ImportCertificate', request: { certificate: { hb: [], offset: 0 }, certificateChain: { hb: [] }, privateKey: { hb: [] }, certificateArn: arn('acm', 'certificate/legacy') } },
      { call: 'elasticloadbalancing:AddListenerCertificates', request: { listenerArn: 'l', certificates: [{ certificateArn: 'c' }] } },
      { call: 'elasticloadbalancing:ModifyListener', request: { listenerArn: 'l', sslPolicy: 'ELBSecurityPolicy-TLS13-1-2-2021-06', defaultActions: [{ type: 'forward', targetGroupArn: 't' }] } },
      { call: 'elasticloadbalancing:ModifyRule', request: { ruleArn: 'r', actions: [{ type: 'redirect', redirectConfig: { host: 'www.example.com', statusCode: 'HTTP_301' } }] } },
      { call: 'elasticloadbalancing:SetSecurityGroups', request: { loadBalancerArn: 'b', securityGroups: ['sg-0aa'] } },
      { call: 'elasticloadbalancing:ModifyLoadBalancerAttributes', request: { loadBalancerArn: 'b', attributes: [{ key: 'idle_timeout.timeout_seconds', value: '120' }] } },
      { call: 'cloudfront:UpdateDistribution2020_05_31', request: { id: 'E1', distributionConfig: { aliases: { items: ['www.example.com'] }, origins: { items: [{ id: 'site', domainName: 'acme-site.s3.us-east-1.amazonaws.com' }] }, logging: { enabled: true, bucket: 'acme-cdn-logs.s3.amazonaws.com' }, webACLId: arn('wafv2', 'global/webacl/edge/1') } } },
      { call: 'cloudfront:CreateInvalidation2020_05_31', request: { distributionId: 'E1', invalidationBatch: { paths: { items: ['/*'] } } } },
      { call: 'wafv2:UpdateIPSet', request: { name: 'blocked', addresses: ['203.0.113.99/32'] } },
      { call: 'wafv2:UpdateWebACL', request: { name: 'edge', defaultAction: { allow: {} }, rules: [{ name: 'AWS-AWSManagedRulesCommonRuleSet', overrideAction: { none: {} } }, { name: 'new-rate', action: { count: {} } }] } },
      { call: 'route53:ChangeResourceRecordSets', request: { hostedZoneId: 'Z1', changeBatch: { changes: [{ action: 'UPSERT', resourceRecordSet: { name: 'example.com', type: 'MX', resourceRecords: [{ value: '10 mx.example.net' }] } }, { action: 'UPSERT', resourceRecordSet: { name: '_dmarc.example.com', type: 'TXT' } }] } } },
      { call: 'acm:DeleteCertificate', request: { certificateArn: arn('acm', 'certificate/old') } },
    ],
  },
  {
    name: 'a VPN for the branch, and one for the people at home, both logged',
    as: githubTerraform,
    steps: [
      signIn('gha-terraform'),
      { call: 'ec2:CreateCustomerGateway', request: { type: 'ipsec.1', bgpAsn: 65010, ipAddress: '198.51.100.5' } },
      { call: 'ec2:CreateVpnConnection', request: { type: 'ipsec.1', customerGatewayId: 'cgw-0', transitGatewayId: 'tgw-0aa' } },
      ec2('CreateClientVpnEndpoint', { ClientCidrBlock: '10.250.0.0/22', ServerCertificateArn: arn('acm', 'certificate/vpn'), Authentication: { tag: 1, Type: 'federated-authentication', FederatedAuthentication: { SAMLProviderArn: `arn:aws:iam::${HOME}:saml-provider/okta` } }, ConnectionLogOptions: { Enabled: true, CloudwatchLogGroup: '/vpn' }, SplitTunnel: true }),
      ec2('AssociateClientVpnTargetNetwork', { ClientVpnEndpointId: 'cvpn-endpoint-0a', SubnetId: 'subnet-0a' }),
      ec2('AuthorizeClientVpnIngress', { ClientVpnEndpointId: 'cvpn-endpoint-0a', TargetNetworkCidr: '10.20.0.0/16', AccessGroupId: 'engineers' }),
      { call: 'ec2:EnableVgwRoutePropagation', request: { routeTableId: 'rtb-0', gatewayId: 'vgw-0' } },
      ec2('CreateManagedPrefixList', { PrefixListName: 'offices', MaxEntries: 20, AddressFamily: 'IPv4', Entry: [{ tag: 1, Cidr: '192.0.2.0/24', Description: 'HQ' }, { tag: 2, Cidr: '198.51.100.5/32', Description: 'branch' }] }),
      { call: 'ec2:AuthorizeSecurityGroupIngress', request: { groupId: 'sg-0aa11bb22cc33dd44', ipPermissions: items({ ipProtocol: 'tcp', fromPort: 22, toPort: 22, groups: {}, ipRanges: {}, ipv6Ranges: {}, prefixListIds: items({ prefixListId: 'pl-0a' }) }) } },
    ],
  },
  {
    name: 'rules of groups are tidied: changed, described, narrowed',
    as: browsing('NetworkAdmin', 'ann'),
    steps: [
      ec2('ModifySecurityGroupRules', { GroupId: 'sg-0aa11bb22cc33dd44', SecurityGroupRule: { tag: 1, SecurityGroupRuleId: 'sgr-0a', SecurityGroupRule: { IpProtocol: 'tcp', FromPort: 22, ToPort: 22, CidrIpv4: '192.0.2.10/32', Description: 'ann at the office' } } }),
      ec2('ModifySecurityGroupRules', { GroupId: 'sg-0aa11bb22cc33dd44', SecurityGroupRule: { tag: 1, SecurityGroupRuleId: 'sgr-0b', SecurityGroupRule: { IpProtocol: 'tcp', FromPort: 443, ToPort: 443, CidrIpv4: '0.0.0.0/0' } } }),
      ec2('UpdateSecurityGroupRuleDescriptionsIngress', { GroupId: 'sg-0aa11bb22cc33dd44' }),
      port('Revoke', 22, 22, { cidr: '0.0.0.0/0' }),
      port('Authorize', 22, 22, { cidr: '192.0.2.10/32' }),
      { call: 'ec2:AuthorizeSecurityGroupIngress', request: { groupId: 'sg-0aa11bb22cc33dd44', ipPermissions: items({ ipProtocol: 'icmp', fromPort: -1, toPort: -1, groups: {}, ipRanges: items({ cidrIp: '0.0.0.0/0', description: 'ping' }), ipv6Ranges: {}, prefixListIds: {} }) } },
      { call: 'ec2:AuthorizeSecurityGroupIngress', request: { groupId: 'sg-0aa11bb22cc33dd44', ipPermissions: items({ ipProtocol: 'tcp', fromPort: 22, toPort: 22, groups: {}, ipRanges: items({ cidrIp: '192.0.2.10/32' }), ipv6Ranges: {}, prefixListIds: {} }) }, error: 'Client.InvalidPermission.Duplicate', message: 'the specified rule already exists' },
      { call: 'ec2:CreateNetworkAclEntry', request: { networkAclId: 'acl-0', ruleNumber: 90, egress: false, ruleAction: 'deny', aclProtocol: '-1', cidrBlock: '203.0.113.99/32' } },
      { call: 'ec2:ReplaceNetworkAclAssociation', request: { associationId: 'aclassoc-0', networkAclId: 'acl-0' } },
      { call: 'ec2:DeleteSecurityGroup', request: { groupId: 'sg-0old' }, error: 'Client.DependencyViolation', message: 'resource sg-0old has a dependent object' },
      { call: 'ec2:DeleteSecurityGroup', request: { groupId: 'sg-0old' } },
    ],
  },
  {
    name: 'Terraform moves the flow logs to another bucket',
    as: githubTerraform,
    steps: [
      signIn('gha-terraform'),
      ec2('CreateFlowLogs', { ResourceId: { tag: 1, content: 'vpc-0aa' }, ResourceType: 'VPC', TrafficType: 'ALL', LogDestinationType: 's3', LogDestination: 'arn:aws:s3:::acme-flow' }),
      ec2('DeleteFlowLogs', { FlowLogId: { tag: 1, content: 'fl-0old' } }),
    ],
  },
  {
    name: 'CloudFormation replaces a stack’s network in a test account',
    as: typing('Developer', 'gil'),
    steps: [
      { call: 'cloudformation:DeleteStack', request: { stackName: 'net-test' } },
      ...by(
        behalf(typing('Developer', 'gil'), 'cloudformation'),
        { call: 'ec2:DeleteRoute', request: { routeTableId: 'rtb-0t', destinationCidrBlock: '0.0.0.0/0' } },
        { call: 'ec2:DisassociateRouteTable', request: { associationId: 'rtbassoc-0' } },
        { call: 'ec2:DeleteRouteTable', request: { routeTableId: 'rtb-0t' } },
        { call: 'ec2:DeleteNetworkAclEntry', request: { networkAclId: 'acl-0t', ruleNumber: 100, egress: false } },
        { call: 'ec2:DeleteNetworkAcl', request: { networkAclId: 'acl-0t' } },
        ec2('DeleteFlowLogs', { FlowLogId: { tag: 1, content: 'fl-0t' } }),
        ec2('DeleteNatGateway', { NatGatewayId: 'nat-0t' }),
        { call: 'ec2:DetachInternetGateway', request: { internetGatewayId: 'igw-0t', vpcId: 'vpc-0t' } },
        { call: 'ec2:DeleteInternetGateway', request: { internetGatewayId: 'igw-0t' } },
        { call: 'ec2:DeleteSubnet', request: { subnetId: 'subnet-0t' } },
        { call: 'ec2:DeleteVpc', request: { vpcId: 'vpc-0t' } },
      ),
    ],
  },
];
