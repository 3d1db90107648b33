import { cli, CONFIG, DEPLOY_BOT, FROM, SHOP } from '../people';
import { answered, done, millis, record, set, wrapped, type Call, type Json } from '../record';
import { FAR, FAR_GROUP, FAR_IMAGE, FAR_INSTANCES, FAR_VPC } from '../things';

function leaked(at: string, name: string, command: string, rest: Partial<Call>): Call {
  const agent = cli(`ec2.${command}`);
  return { at, service: 'ec2', name, region: FAR, who: DEPLOY_BOT, from: FROM.intruder, agent, ...rest };
}

const anywhere = {
  ipProtocol: '-1',
  groups: {},
  ipRanges: set({ cidrIp: '0.0.0.0/0' }),
  ipv6Ranges: set({ cidrIpv6: '::/0' }),
  prefixListIds: {},
};

const launch = (instanceType: string, count: number): Json => ({
  instancesSet: set({ imageId: FAR_IMAGE, minCount: count, maxCount: count, keyName: 'support-key' }),
  instanceType,
  groupSet: set({ groupId: FAR_GROUP }),
  userData: '<sensitiveDataRemoved>',
  blockDeviceMapping: {},
  monitoring: { enabled: false },
  disableApiTermination: true,
  disableApiStop: false,
  clientToken: `0bad0000-0000-4000-a000-00000000000${count}`,
  tagSpecificationSet: set({ resourceType: 'instance', tags: [{ key: 'Name', value: 'ci-cache' }] }),
});

const CALLS: readonly Call[] = [
  leaked('13:36:05', 'DescribeInstanceTypeOfferings', 'describe-instance-type-offerings', {
    read: true,
    request: wrapped('DescribeInstanceTypeOfferings', {
      Filter: { tag: 1, Name: 'instance-type', Value: [{ tag: 1, content: 'p4d.24xlarge' }, { tag: 2, content: 'g5.12xlarge' }] },
    }),
  }),
  leaked('13:36:40', 'ImportKeyPair', 'import-key-pair', {
    request: wrapped('ImportKeyPair', { KeyName: 'support-key', PublicKeyMaterial: 'EXAMPLE-PUBLIC-KEY' }),
    response: answered('ImportKeyPair', {
      keyName: 'support-key',
      keyPairId: 'key-0bad0000000000023',
      keyFingerprint: '0f:11:8e:2c:b3:80:e9:d8:1f:25:5d:37:2d:7d:b8:ca',
    }),
  }),
  leaked('13:37:10', 'CreateSecurityGroup', 'create-security-group', {
    request: { groupName: 'ci-cache', groupDescription: 'ci-cache', vpcId: FAR_VPC },
    response: done({ groupId: FAR_GROUP }),
  }),
  leaked('13:37:24', 'AuthorizeSecurityGroupIngress', 'authorize-security-group-ingress', {
    request: { groupId: FAR_GROUP, ipPermissions: set(anywhere) },
    response: done({
      securityGroupRuleSet: set(
        {
          groupOwnerId: SHOP,
          groupId: FAR_GROUP,
          securityGroupRuleId: 'sgr-0bad0000000000057',
          isEgress: false,
          ipProtocol: '-1',
          fromPort: -1,
          toPort: -1,
          cidrIpv4: '0.0.0.0/0',
        },
        {
          groupOwnerId: SHOP,
          groupId: FAR_GROUP,
          securityGroupRuleId: 'sgr-0bad0000000000058',
          isEgress: false,
          ipProtocol: '-1',
          fromPort: -1,
          toPort: -1,
          cidrIpv6: '::/0',
        },
      ),
    }),
  }),
  leaked('13:38:02', 'RunInstances', 'run-instances', {
    error: {
      code: 'Server.InsufficientInstanceCapacity',
      message: 'We currently do not have sufficient p4d.24xlarge capacity in the Availability Zone you requested (sa-east-1a).',
    },
    request: launch('p4d.24xlarge', 2),
  }),
  leaked('13:38:49', 'RunInstances', 'run-instances', {
    request: launch('g5.12xlarge', 4),
    response: (requestId: string) => ({
      requestId,
      reservationId: 'r-0bad0000000000004',
      ownerId: SHOP,
      groupSet: {},
      instancesSet: set(
        ...FAR_INSTANCES.map((instanceId, index) => ({
          instanceId,
          imageId: FAR_IMAGE,
          instanceState: { code: 0, name: 'pending' },
          privateDnsName: `ip-172-31-8-1${index}.sa-east-1.compute.internal`,
          keyName: 'support-key',
          amiLaunchIndex: index,
          instanceType: 'g5.12xlarge',
          launchTime: millis('13:38:48'),
          placement: { availabilityZone: 'sa-east-1a', tenancy: 'default' },
          vpcId: FAR_VPC,
          privateIpAddress: `172.31.8.1${index}`,
          groupSet: set({ groupId: FAR_GROUP, groupName: 'ci-cache' }),
        })),
      ),
    }),
  }),
  {
    at: '13:41:30',
    service: 'ec2',
    name: 'DescribeInstances',
    region: FAR,
    who: CONFIG,
    from: 'config.amazonaws.com',
    agent: 'config.amazonaws.com',
    host: null,
    read: true,
    request: { instancesSet: set(...FAR_INSTANCES.map((instanceId) => ({ instanceId }))), filterSet: {} },
  },
];

/** The region in which the shop has nothing, and the intruder four large instances. */
export function unusedRegion(): Json[] {
  return CALLS.map(record);
}
