/** Records of which several tests say how they are explained. */
import type { Json } from './helper';

export const EC2 = 'ec2.amazonaws.com';

/** The value at a path of a record. */
export function valueAt(record: Json, path: readonly string[]): unknown {
  return path.reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], record);
}

/** A launch, with what it was answered. */
export const RUN: Json = {
  eventVersion: '1.09',
  eventTime: '2026-03-14T08:27:45Z',
  eventSource: EC2,
  eventName: 'RunInstances',
  awsRegion: 'us-west-2',
  sourceIPAddress: '203.0.113.9',
  userAgent: 'aws-cli/2.17.3 os/linux#5.10 md/command#ec2.run-instances',
  errorCode: 'Client.UnauthorizedOperation',
  errorMessage: 'You are not authorized. Encoded authorization failure message: abcdefghijklmnopqrstuvwxyz',
  userIdentity: {
    type: 'AssumedRole',
    principalId: 'AROAY34FZKBOKMUTVV7A:bob',
    arn: 'arn:aws:sts::111122223333:assumed-role/Admin/bob',
    accountId: '111122223333',
    accessKeyId: 'ASIAY34FZKBOKMUTVV7A',
    sessionContext: {
      sessionIssuer: { type: 'Role', arn: 'arn:aws:iam::111122223333:role/Admin', userName: 'Admin' },
      attributes: { creationDate: '2026-03-14T08:00:00Z', mfaAuthenticated: 'false' },
      sourceIdentity: 'bob@example.org',
    },
  },
  requestParameters: {
    instancesSet: { items: [{ imageId: 'ami-0123456789abcdef0', minCount: 3, maxCount: 3 }] },
    instanceType: 'm5.large',
    userData: '<sensitiveDataRemoved>',
    tenancy: 'dedicated',
    metadataOptions: { httpTokens: 'optional' },
  },
  responseElements: null,
  recipientAccountId: '111122223333',
};

/** A security group that is opened. */
export const OPEN: Json = {
  eventSource: EC2,
  eventName: 'AuthorizeSecurityGroupIngress',
  requestParameters: {
    groupId: 'sg-0123456789abcdef0',
    ipPermissions: {
      items: [{ ipProtocol: '-1', fromPort: 3389, toPort: 3389, ipRanges: { items: [{ cidrIp: '0.0.0.0/0' }] } }],
    },
  },
};
