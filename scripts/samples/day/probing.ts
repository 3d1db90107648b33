import { AGENT, AUTO_SCALING, CAROL, cli, DEPLOY_BOT, FROM, SHOP } from '../people';
import { done, record, set, wrapped, type Call, type Json } from '../record';
import { DATA_VOLUME, IMAGE, TILL, WEB_GROUP, WEB_SCALED } from '../things';
import { DELIVERED_TWICE } from './morning';

const bot = `arn:aws:iam::${SHOP}:user/deploy-bot`;
const dryRun = { code: 'Client.DryRunOperation', message: 'Request would have succeeded, but DryRun flag is set.' };

/** A call with the leaked key; aws-cli says which command it was. */
function leaked(at: string, service: string, name: string, command: string, rest: Partial<Call>): Call {
  return { at, service, name, who: DEPLOY_BOT, from: FROM.intruder, agent: cli(`${service}.${command}`), ...rest };
}

function denied(action: string, on: string): { code: string; message: string } {
  return {
    code: 'AccessDenied',
    message: `User: ${bot} is not authorized to perform: ${action} on resource: ${on} because no identity-based policy allows the ${action} action`,
  };
}

const CALLS: readonly Call[] = [
  // A secret scanner finds the key in a public place and asks whether it lives.
  {
    at: '13:21:07',
    service: 'sts',
    name: 'GetCallerIdentity',
    who: DEPLOY_BOT,
    from: FROM.intruder,
    agent: AGENT.scanner,
    read: true,
  },
  leaked('13:21:52', 'iam', 'GetAccountAuthorizationDetails', 'get-account-authorization-details', {
    read: true,
    host: 'iam.amazonaws.com',
    error: denied('iam:GetAccountAuthorizationDetails', '*'),
  }),
  leaked('13:22:15', 's3', 'ListBuckets', 'list-buckets', {
    agent: '[aws-cli/2.24.10 md/command#s3api.list-buckets]',
    read: true,
    error: denied('s3:ListAllMyBuckets', '*'),
    request: { Host: 's3.us-east-1.amazonaws.com' },
    extra: { SignatureVersion: 'SigV4', AuthenticationMethod: 'AuthHeader', bytesTransferredIn: 0, bytesTransferredOut: 415 },
  }),
  // What is here?
  leaked('13:22:40', 'ec2', 'DescribeRegions', 'describe-regions', {
    read: true,
    request: { regionSet: {}, allRegions: true },
  }),
  leaked('13:22:58', 'ec2', 'DescribeInstances', 'describe-instances', {
    read: true,
    request: { instancesSet: {}, filterSet: {} },
  }),
  leaked('13:23:05', 'ec2', 'DescribeSecurityGroups', 'describe-security-groups', {
    read: true,
    request: { securityGroupSet: {}, securityGroupIdSet: {}, filterSet: {} },
  }),
  leaked('13:23:11', 'ec2', 'DescribeSnapshots', 'describe-snapshots', {
    read: true,
    request: { maxResults: 100, snapshotSet: {}, ownersSet: set({ owner: 'self' }), sharedUsersSet: {}, filterSet: {} },
  }),
  leaked('13:23:20', 'ec2', 'DescribeFlowLogs', 'describe-flow-logs', { read: true, request: wrapped('DescribeFlowLogs') }),
  // What may this key do? DryRun tells without doing.
  leaked('13:23:44', 'ec2', 'RunInstances', 'run-instances', {
    error: dryRun,
    request: {
      instancesSet: set({ imageId: IMAGE, minCount: 1, maxCount: 1 }),
      instanceType: 't3.micro',
      blockDeviceMapping: {},
      monitoring: { enabled: false },
      disableApiTermination: false,
      disableApiStop: false,
    },
  }),
  leaked('13:23:51', 'ec2', 'CreateKeyPair', 'create-key-pair', {
    error: dryRun,
    request: { keyName: 'x', keyType: 'rsa', keyFormat: 'pem' },
  }),
  leaked('13:23:58', 'ec2', 'AuthorizeSecurityGroupIngress', 'authorize-security-group-ingress', {
    error: dryRun,
    request: { groupId: WEB_GROUP, ipPermissions: {}, ipProtocol: 'tcp', fromPort: 22, toPort: 22, cidrIp: '0.0.0.0/0' },
  }),
  leaked('13:24:02', 'ec2', 'CreateSnapshot', 'create-snapshot', {
    error: {
      code: 'Client.UnauthorizedOperation',
      message: `You are not authorized to perform this operation. User: ${bot} is not authorized to perform: ec2:CreateSnapshot on resource: arn:aws:ec2:us-east-1:${SHOP}:volume/${DATA_VOLUME} because no identity-based policy allows the ec2:CreateSnapshot action. Encoded authorization failure message: EXAMPLE-4Wt0ZzJx9mQkq7uNnL2bVYc8Hs1pRf6TgXoEdAiKjMw3yBhU5v-EXAMPLE`,
    },
    request: { volumeId: DATA_VOLUME, description: 'nightly' },
  }),
  leaked('13:24:15', 'iam', 'CreateUser', 'create-user', {
    host: 'iam.amazonaws.com',
    error: denied('iam:CreateUser', `arn:aws:iam::${SHOP}:user/support`),
    request: { userName: 'support' },
  }),
  // Meanwhile the shop goes on.
  {
    at: '13:25:02',
    service: 's3',
    name: 'GetBucketPolicy',
    who: CAROL,
    from: FROM.home,
    agent: '[S3Console/0.4, aws-internal/3 aws-sdk-java/1.12.788]',
    read: true,
    error: { code: 'NoSuchBucketPolicy', message: 'The bucket policy does not exist' },
    request: { bucketName: 'example-shop-exports', Host: 's3.us-east-1.amazonaws.com', policy: '' },
    resources: [{ accountId: SHOP, type: 'AWS::S3::Bucket', ARN: 'arn:aws:s3:::example-shop-exports' }],
    tail: { sessionCredentialFromConsole: 'true' },
  },
  // A way in: SSH from everywhere, a key of one's own, and what the instances are told at boot.
  leaked('13:25:30', 'ec2', 'AuthorizeSecurityGroupIngress', 'authorize-security-group-ingress', {
    request: { groupId: WEB_GROUP, ipPermissions: {}, ipProtocol: 'tcp', fromPort: 22, toPort: 22, cidrIp: '0.0.0.0/0' },
    response: done({
      securityGroupRuleSet: set({
        groupOwnerId: SHOP,
        groupId: WEB_GROUP,
        securityGroupRuleId: 'sgr-0bad0000000000022',
        isEgress: false,
        ipProtocol: 'tcp',
        fromPort: 22,
        toPort: 22,
        cidrIpv4: '0.0.0.0/0',
      }),
    }),
  }),
  leaked('13:26:12', 'ec2', 'CreateKeyPair', 'create-key-pair', {
    request: { keyName: 'support-key', keyType: 'rsa', keyFormat: 'pem' },
    response: (requestId: string) => ({
      requestId,
      keyName: 'support-key',
      keyFingerprint: '1f:51:ae:28:bf:89:e9:d8:1f:25:5d:37:2d:7d:b8:ca:9f:f5:f1:6f',
      keyMaterial: '<sensitiveDataRemoved>',
      keyPairId: 'key-0bad0000000000022',
    }),
  }),
  leaked('13:26:58', 'ec2', 'DescribeInstanceAttribute', 'describe-instance-attribute', {
    read: true,
    request: { instanceId: TILL, attribute: 'userData' },
  }),
  {
    at: '13:31:17',
    service: 'ec2',
    name: 'TerminateInstances',
    who: AUTO_SCALING,
    from: 'autoscaling.amazonaws.com',
    agent: 'autoscaling.amazonaws.com',
    host: null,
    request: { instancesSet: set({ instanceId: WEB_SCALED }) },
    response: (requestId: string) => ({
      requestId,
      instancesSet: set({
        instanceId: WEB_SCALED,
        currentState: { code: 32, name: 'shutting-down' },
        previousState: { code: 16, name: 'running' },
      }),
    }),
  },
];

/** The first quarter of an hour of the intrusion, with one event of the morning delivered again. */
export function probing(): Json[] {
  return [DELIVERED_TWICE, ...CALLS.map(record)];
}
