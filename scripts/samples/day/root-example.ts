import { SANDBOX } from '../people';
import { DAY, set, type Json } from '../record';

/**
 * What the EC2 user guide shows as its example of a log entry, in content: the root user of the sandbox
 * terminates i-1a2b3c4d with an old CLI. The ids end in EXAMPLE and are no UUIDs: readers must not mind.
 */
export function rootExample(): Json[] {
  return [
    {
      eventVersion: '1.03',
      userIdentity: {
        type: 'Root',
        principalId: SANDBOX,
        arn: `arn:aws:iam::${SANDBOX}:root`,
        accountId: SANDBOX,
        accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
        userName: 'user',
      },
      eventTime: `${DAY}T08:27:45Z`,
      eventSource: 'ec2.amazonaws.com',
      eventName: 'TerminateInstances',
      awsRegion: 'us-west-2',
      sourceIPAddress: '198.51.100.1',
      userAgent: 'aws-cli/1.10.10 Python/2.7.9 Windows/7botocore/1.4.1',
      requestParameters: { instancesSet: set({ instanceId: 'i-1a2b3c4d' }) },
      responseElements: {
        instancesSet: set({
          instanceId: 'i-1a2b3c4d',
          currentState: { code: 32, name: 'shutting-down' },
          previousState: { code: 16, name: 'running' },
        }),
      },
      requestID: 'be112233-1ba5-4ae0-8e2b-1c302EXAMPLE',
      eventID: '6e12345-2a4e-417c-aa78-7594fEXAMPLE',
      eventType: 'AwsApiCall',
      recipientAccountId: SANDBOX,
    },
  ];
}
