import { ci, person, policy, SISTER, terraform, type Everyday } from './activity';

const wrapped = (action: string, request: unknown) => ({ call: `ec2:${action}` as const, request: { [`${action}Request`]: request } });
const HOME = '111122223333';

/** More of it: calls whose parameters tell upkeep from an attack. */
export const limitsAndGuards: readonly Everyday[] = [
  {
    name: 'networks grow inside the company',
    as: person('NetworkAdmin', 'ann'),
    steps: [
      { call: 'ec2:AcceptVpcPeeringConnection', request: { vpcPeeringConnectionId: 'pcx-0' }, response: { vpcPeeringConnection: { requesterVpcInfo: { ownerId: SISTER }, accepterVpcInfo: { ownerId: HOME } } } },
      { ...wrapped('AcceptTransitGatewayVpcAttachment', { TransitGatewayAttachmentId: 'tgw-attach-0' }), response: { AcceptTransitGatewayVpcAttachmentResponse: { transitGatewayVpcAttachment: { vpcOwnerId: Number(SISTER) } } } },
      { call: 'ec2:AuthorizeSecurityGroupIngress', request: { groupId: 'sg-0', ipPermissions: { items: [{ ipProtocol: 'tcp', fromPort: 5432, toPort: 5432, groups: { items: [{ userId: SISTER, groupId: 'sg-1' }, { groupId: 'sg-2' }] }, ipRanges: {}, ipv6Ranges: {}, prefixListIds: {} }] } } },
      wrapped('ModifyManagedPrefixList', { PrefixListId: 'pl-0', CurrentVersion: 4, AddEntry: [{ Cidr: '192.0.2.0/24', Description: 'office', tag: 1 }, { Cidr: '10.0.0.0/8', tag: 2 }] }),
      { call: 'ec2:CreateDhcpOptions', request: { dhcpConfigurationSet: { items: [{ key: 'domain-name', valueSet: { items: [{ value: 'corp.example' }] } }, { key: 'domain-name-servers', valueSet: { items: [{ value: '10.0.0.2' }, { value: 'AmazonProvidedDNS' }] } }, { key: 'ntp-servers', valueSet: { items: [{ value: '203.0.113.123' }] } }] } } },
      wrapped('ModifyVpcEndpoint', { VpcEndpointId: 'vpce-0', PolicyDocument: policy({ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*', Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } } }), AddRouteTableId: { content: 'rtb-0', tag: 1 } }),
      wrapped('ModifyTransitGateway', { TransitGatewayId: 'tgw-0', Options: { DnsSupport: 'enable', VpnEcmpSupport: 'enable' } }),
      { call: 'network-firewall:UpdateLoggingConfiguration', request: { firewallName: 'edge', loggingConfiguration: { logDestinationConfigs: [{ logType: 'ALERT', logDestinationType: 'S3', logDestination: { bucketName: 'acme-firewall' } }] } } },
    ],
  },
  {
    name: 'machines are looked after by hand',
    as: person('OnCall', 'dan'),
    steps: [
      wrapped('ModifyInstanceMetadataOptions', { InstanceId: 'i-0', HttpTokens: 'required', HttpPutResponseHopLimit: 3 }),
      { call: 'ec2:DetachVolume', request: { volumeId: 'vol-0', instanceId: 'i-0', force: true } },
      { call: 'ec2:StopInstances', request: { instancesSet: { items: [{ instanceId: 'i-0' }] }, force: true } },
      { call: 'ec2:StopInstances', request: { instancesSet: { items: Array.from({ length: 14 }, (_, n) => ({ instanceId: `i-1${n}` })) }, force: false } },
      wrapped('AllocateHosts', { InstanceType: 'mac2-m2.metal', Quantity: 1, AvailabilityZone: 'us-east-1a' }),
      wrapped('CreateCapacityReservation', { InstanceType: 'm7i.2xlarge', InstancePlatform: 'Linux/UNIX', AvailabilityZone: 'us-east-1a', InstanceCount: 4 }),
      { call: 'ssm:StartAutomationExecution', request: { documentName: 'AWS-RestartEC2Instance', parameters: { InstanceId: ['i-0'] } } },
      { call: 'monitoring:DeleteAlarms', request: { alarmNames: ['web-cpu-high', 'TargetTracking-web-AlarmLow', 'orders-5xx'] } },
      { call: 'rds:ModifyDBInstance', request: { dBInstanceIdentifier: 'orders', backupRetentionPeriod: 14, applyImmediately: true } },
      { call: 's3:DeleteObject', request: { bucketName: 'acme-logs', key: `AWSLogs/${HOME}/elasticloadbalancing/us-east-1/2025/01/01/x.log.gz` }, more: { managementEvent: false, eventCategory: 'Data' } },
    ],
  },
  {
    name: 'Terraform sets up backups, guard rails and functions',
    as: terraform,
    steps: [
      { call: 'backup:UpdateRegionSettings', request: { resourceTypeOptInPreference: { EBS: true, EC2: true, RDS: true, 'Storage Gateway': false, VirtualMachine: false } } },
      { call: 'organizations:UpdatePolicy', request: { policyId: 'p-a1b2c3d4', content: policy({ Effect: 'Deny', Action: 'organizations:LeaveOrganization', Resource: '*' }) } },
      { call: 'cloudformation:CreateStackInstances', request: { stackSetName: 'base', deploymentTargets: { organizationalUnitIds: ['ou-a1b2-sandbox1'] }, regions: ['us-east-1'] } },
      { call: 'guardduty:UpdateOrganizationConfiguration', request: { detectorId: 'd', autoEnableOrganizationMembers: 'ALL' } },
      { call: 'iam:PutRolePolicy', request: { roleName: 'developer', policyName: 'power', policyDocument: policy({ Effect: 'Allow', NotAction: ['iam:*', 'organizations:*', 'account:*'], Resource: '*' }) } },
      { call: 'lambda:AddPermission20150331v2', request: { functionName: 'resize', statementId: 's3', action: 'lambda:InvokeFunction', principal: 's3.amazonaws.com', sourceAccount: HOME, sourceArn: 'arn:aws:s3:::acme-images' } },
      { call: 'lambda:AddPermission20150331v2', request: { functionName: 'addresses', statementId: 'sns', action: 'lambda:InvokeFunction', principal: 'sns.amazonaws.com', sourceArn: 'arn:aws:sns:us-east-1:806199016981:AmazonIpSpaceChanged' } },
      { call: 'ssm:UpdateServiceSetting', request: { settingId: '/ssm/managed-instance/default-ec2-instance-management-role', settingValue: 'service-role/AWSSystemsManagerDefaultEC2InstanceManagementRole' } },
      { call: 'ssm:UpdateDocument', request: { name: 'SSM-SessionManagerRunShell', documentVersion: '$LATEST', content: JSON.stringify({ schemaVersion: '1.0', sessionType: 'Standard_Stream', inputs: { s3BucketName: 'acme-sessions', cloudWatchLogGroupName: '', idleSessionTimeout: '20' } }) } },
      { call: 'bedrock:PutModelInvocationLoggingConfiguration', request: { loggingConfig: { cloudWatchConfig: { logGroupName: '/bedrock' }, textDataDeliveryEnabled: true } } },
    ],
  },
  {
    name: 'a pipeline runs its task and reads its parameters',
    as: ci,
    steps: [
      { call: 'ssm:GetParametersByPath', request: { path: '/orders/prod', recursive: true, withDecryption: true } },
      { call: 'ssm:GetParametersByPath', request: { path: '/', recursive: false, withDecryption: true } },
      { call: 'ecs:RunTask', request: { cluster: 'prod', taskDefinition: 'migrate:12', overrides: { taskRoleArn: `arn:aws:iam::${HOME}:role/migrate`, containerOverrides: [{ name: 'app', command: ['npm', 'run', 'migrate'] }] } } },
      { call: 'ec2:RunInstances', request: { instanceType: 'm7i.large' }, error: 'Client.DryRunOperation' },
      { call: 'backup:UpdateRecoveryPointLifecycle', request: { backupVaultName: 'main', recoveryPointArn: 'x', lifecycle: { moveToColdStorageAfterDays: 30, deleteAfterDays: 365 } } },
    ],
  },
];
