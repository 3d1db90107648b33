/** Logs made for one journey. */

/** A record of a call that succeeded, with what a journey wants in it. */
export function record(at: string, members: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    eventVersion: '1.11',
    userIdentity: {
      type: 'IAMUser',
      principalId: 'AIDAALICEXXXXXEXAMPLE',
      arn: 'arn:aws:iam::111122223333:user/alice',
      accountId: '111122223333',
      accessKeyId: 'AKIAALICEXXXXXEXAMPLE',
      userName: 'alice',
    },
    eventTime: `2026-03-14T${at}Z`,
    eventSource: 'ec2.amazonaws.com',
    eventName: 'DescribeInstances',
    awsRegion: 'us-east-1',
    sourceIPAddress: '203.0.113.24',
    userAgent: 'aws-cli/2.24.10',
    requestParameters: null,
    responseElements: null,
    requestID: `request-${at}`,
    eventID: `event-${at}`,
    readOnly: true,
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: '111122223333',
    eventCategory: 'Management',
    ...members,
  };
}

/** A log as S3 holds it, on one line. */
export function oneLine(...records: readonly unknown[]): string {
  return JSON.stringify({ Records: records });
}

/** The same, laid out. */
export function pretty(...records: readonly unknown[]): string {
  return `${JSON.stringify({ Records: records }, null, 2)}\n`;
}
