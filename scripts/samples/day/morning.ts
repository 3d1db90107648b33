import {
  AGENT,
  ALICE,
  assumed,
  AUTO_SCALING,
  BALANCER,
  CI,
  CONFIG,
  credentials,
  DEPLOY_BOT,
  FROM,
  role,
  roleArn,
  SHOP,
  signingIn,
} from '../people';
import { answered, done, millis, record, set, wrapped, type Call, type Json } from '../record';
import { IMAGE, SUBNET, TEMPLATE, TILL, VPC, WEB, WEB_GROUP, WEB_SCALED } from '../things';

const SIGN_IN = { LoginTo: 'https://console.aws.amazon.com/console/home?region=us-east-1', MobileVersion: 'No' };
const signIn = {
  service: 'signin',
  name: 'ConsoleLogin',
  from: FROM.office,
  agent: AGENT.browser,
  host: 'us-east-1.signin.aws.amazon.com',
  type: 'AwsConsoleSignIn',
} as const;
const atConsole = {
  who: ALICE,
  from: FROM.office,
  agent: AGENT.console,
  host: null,
  tail: { sessionCredentialFromConsole: 'true' },
} as const;
const ci = { who: role(CI), from: FROM.runner, agent: AGENT.terraform } as const;
const service = (name: string) => ({ from: `${name}.amazonaws.com`, agent: `${name}.amazonaws.com`, host: null });

/** A service's call at its own rhythm; the file of the afternoon holds it a second time. */
export const DELIVERED_TWICE: Json = record({
  at: '09:15:47',
  service: 'ec2',
  name: 'DescribeInstances',
  who: BALANCER,
  ...service('elasticloadbalancing'),
  read: true,
  request: { instancesSet: set({ instanceId: WEB }, { instanceId: WEB_SCALED }), filterSet: {} },
});

const CALLS: readonly Call[] = [
  // Alice mistypes her password, then starts her day in the console.
  {
    ...signIn,
    at: '08:51:12',
    who: signingIn('alice', false),
    error: { message: 'Failed authentication' },
    response: { ConsoleLogin: 'Failure' },
    extra: { ...SIGN_IN, MFAUsed: 'No' },
  },
  {
    ...signIn,
    at: '08:51:40',
    who: signingIn('alice', true),
    response: { ConsoleLogin: 'Success' },
    extra: { ...SIGN_IN, MFAIdentifier: `arn:aws:iam::${SHOP}:mfa/alice-phone`, MFAUsed: 'Yes' },
  },
  {
    ...atConsole,
    at: '08:52:05',
    service: 'ec2',
    name: 'DescribeInstances',
    read: true,
    request: { maxResults: 50, instancesSet: {}, filterSet: {} },
  },
  {
    ...atConsole,
    at: '08:52:06',
    service: 'ec2',
    name: 'DescribeVolumes',
    read: true,
    request: { maxResults: 500, volumeSet: {}, filterSet: {} },
  },
  {
    ...atConsole,
    at: '08:53:30',
    service: 'ec2',
    name: 'CreateTags',
    request: {
      resourcesSet: set({ resourceId: TILL }),
      tagSet: set({ key: 'Name', value: 'Café Müller – Kasse 2 ☕' }),
    },
    response: done(),
  },
  // The CI role plans and applies; one lookup finds nothing, which Terraform expects.
  {
    at: '08:55:00',
    service: 'sts',
    name: 'AssumeRoleWithWebIdentity',
    who: {
      type: 'WebIdentityUser',
      principalId: 'token.actions.example.com:sts.amazonaws.com:repo:example-shop/infra:ref:refs/heads/main',
      userName: 'repo:example-shop/infra:ref:refs/heads/main',
      identityProvider: 'token.actions.example.com',
    },
    from: FROM.runner,
    agent: AGENT.github,
    read: true,
    request: { roleArn: roleArn(CI), roleSessionName: CI.name, durationSeconds: 3600 },
    response: {
      credentials: credentials(CI, 'Mar 14, 2026, 9:55:00 AM'),
      subjectFromWebIdentityToken: 'repo:example-shop/infra:ref:refs/heads/main',
      assumedRoleUser: assumed(CI),
      audience: 'sts.amazonaws.com',
    },
    resources: [{ accountId: SHOP, type: 'AWS::IAM::Role', ARN: roleArn(CI) }],
  },
  { ...ci, at: '08:55:04', service: 'sts', name: 'GetCallerIdentity', read: true },
  {
    ...ci,
    at: '08:55:09',
    service: 'ec2',
    name: 'DescribeVpcs',
    read: true,
    request: { vpcSet: set({ vpcId: VPC }), filterSet: {} },
  },
  {
    ...ci,
    at: '08:55:12',
    service: 'ec2',
    name: 'DescribeSecurityGroups',
    read: true,
    error: { code: 'Client.InvalidGroup.NotFound', message: "The security group 'sg-0a11ce0000000dead' does not exist" },
    request: {
      securityGroupSet: {},
      securityGroupIdSet: set({ groupId: 'sg-0a11ce0000000dead' }),
      filterSet: {},
    },
  },
  {
    ...ci,
    at: '08:55:31',
    service: 'ec2',
    name: 'AuthorizeSecurityGroupIngress',
    request: {
      groupId: WEB_GROUP,
      ipPermissions: set({
        ipProtocol: 'tcp',
        fromPort: 443,
        toPort: 443,
        groups: {},
        ipRanges: set({ cidrIp: '10.20.0.0/16', description: 'office network by VPN' }),
        ipv6Ranges: {},
        prefixListIds: {},
      }),
    },
    response: done({
      securityGroupRuleSet: set({
        groupOwnerId: SHOP,
        groupId: WEB_GROUP,
        securityGroupRuleId: 'sgr-0a11ce00000000020',
        description: 'office network by VPN',
        isEgress: false,
        ipProtocol: 'tcp',
        fromPort: 443,
        toPort: 443,
        cidrIpv4: '10.20.0.0/16',
      }),
    }),
  },
  {
    ...ci,
    at: '08:55:40',
    service: 'ec2',
    name: 'CreateLaunchTemplateVersion',
    request: wrapped('CreateLaunchTemplateVersion', {
      LaunchTemplateId: TEMPLATE,
      ClientToken: 'terraform-20260314085539',
      VersionDescription: 'web 41',
      LaunchTemplateData: {
        ImageId: IMAGE,
        InstanceType: 't3.small',
        MetadataOptions: { HttpTokens: 'required', HttpPutResponseHopLimit: 1 },
        SecurityGroupId: { tag: 1, content: WEB_GROUP },
        TagSpecification: {
          tag: 1,
          ResourceType: 'instance',
          Tag: [
            { tag: 1, Key: 'Name', Value: 'web' },
            { tag: 2, Key: 'owner', Value: 'ops@example.com' },
          ],
        },
      },
    }),
    response: answered('CreateLaunchTemplateVersion', {
      launchTemplateVersion: { launchTemplateId: TEMPLATE, launchTemplateName: 'web', versionNumber: 41, defaultVersion: false },
    }),
  },
  // Auto Scaling adds a web server; Config and the balancer look at it.
  {
    at: '09:00:02',
    service: 'sts',
    name: 'AssumeRole',
    who: { type: 'AWSService', invokedBy: 'autoscaling.amazonaws.com' },
    ...service('autoscaling'),
    read: true,
    request: {
      roleArn: `arn:aws:iam::${SHOP}:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling`,
      roleSessionName: 'AutoScaling',
      durationSeconds: 3600,
    },
    response: {
      credentials: { accessKeyId: 'ASIAAUTOSCALEEXAMPLE', sessionToken: 'EXAMPLE-SESSION-TOKEN', expiration: 'Mar 14, 2026, 10:00:02 AM' },
    },
    resources: [
      {
        accountId: SHOP,
        type: 'AWS::IAM::Role',
        ARN: `arn:aws:iam::${SHOP}:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling`,
      },
    ],
  },
  {
    at: '09:00:06',
    service: 'ec2',
    name: 'DescribeInstances',
    who: AUTO_SCALING,
    ...service('autoscaling'),
    read: true,
    request: { instancesSet: set({ instanceId: WEB }), filterSet: {} },
  },
  {
    at: '09:00:09',
    service: 'ec2',
    name: 'RunInstances',
    who: AUTO_SCALING,
    ...service('autoscaling'),
    request: {
      instancesSet: set({ minCount: 1, maxCount: 1 }),
      blockDeviceMapping: {},
      availabilityZone: 'us-east-1a',
      subnetId: SUBNET,
      monitoring: { enabled: false },
      disableApiTermination: false,
      disableApiStop: false,
      clientToken: 'fleet-0a11ce00-0000-4000-a000-0000000000a2-0',
      launchTemplate: { launchTemplateId: TEMPLATE, version: '41' },
      tagSpecificationSet: set({ resourceType: 'instance', tags: [{ key: 'aws:autoscaling:groupName', value: 'web' }] }),
    },
    response: (requestId: string) => ({
      requestId,
      reservationId: 'r-0a11ce000000000a2',
      ownerId: SHOP,
      groupSet: {},
      instancesSet: set({
        instanceId: WEB_SCALED,
        imageId: IMAGE,
        instanceState: { code: 0, name: 'pending' },
        privateDnsName: 'ip-10-20-1-52.ec2.internal',
        amiLaunchIndex: 0,
        instanceType: 't3.small',
        launchTime: millis('09:00:08'),
        placement: { availabilityZone: 'us-east-1a', tenancy: 'default' },
        subnetId: SUBNET,
        vpcId: VPC,
        privateIpAddress: '10.20.1.52',
        groupSet: set({ groupId: WEB_GROUP, groupName: 'web' }),
        metadataOptions: { state: 'pending', httpTokens: 'required', httpPutResponseHopLimit: 1, httpEndpoint: 'enabled' },
      }),
      requesterId: SHOP,
    }),
  },
  {
    at: '09:05:11',
    service: 'ec2',
    name: 'DescribeInstances',
    who: CONFIG,
    ...service('config'),
    read: true,
    request: { instancesSet: set({ instanceId: WEB_SCALED }), filterSet: {} },
  },
  {
    at: '09:05:13',
    service: 'ec2',
    name: 'DescribeFlowLogs',
    who: CONFIG,
    ...service('config'),
    read: true,
    request: wrapped('DescribeFlowLogs'),
  },
  // The key that will leak, doing what it is for, from where it belongs.
  {
    at: '09:10:20',
    service: 'autoscaling',
    name: 'StartInstanceRefresh',
    who: DEPLOY_BOT,
    from: FROM.runner,
    agent: AGENT.boto,
    request: { autoScalingGroupName: 'web', preferences: { minHealthyPercentage: 90 } },
    response: { instanceRefreshId: '0a11ce00-0000-4000-a000-000000000041' },
  },
  {
    at: '09:10:52',
    service: 'ec2',
    name: 'DescribeInstances',
    who: DEPLOY_BOT,
    from: FROM.runner,
    agent: AGENT.boto,
    read: true,
    request: {
      instancesSet: {},
      filterSet: set({ name: 'tag:aws:autoscaling:groupName', valueSet: set({ value: 'web' }) }),
    },
  },
];

/** The morning of 14 March in us-east-1, in the order of delivery, which is not quite the order of time. */
export function morning(): Json[] {
  const records = CALLS.map(record);
  const [first, second, ...rest] = records;
  return [second, first, ...rest, DELIVERED_TWICE].filter((r) => r !== undefined);
}
