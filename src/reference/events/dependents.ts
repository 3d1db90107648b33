import { own } from '../own';

/**
 * What an EC2 call can need besides its own permission: one row a call. Source: the EC2 user guide's text on granting
 * permissions, in our own words.
 */
const DEPENDENTS: Readonly<Record<string, readonly string[]>> = {
  AssociateIamInstanceProfile: ['`iam:PassRole` for the role of the instance profile'],
  CreateFleet: ['`ec2:RunInstances`, since a fleet launches instances', '`iam:PassRole` with an instance profile'],
  CreateFlowLogs: [
    '`iam:PassRole` for the role that delivers to CloudWatch Logs',
    '`logs:CreateLogDelivery` for delivery to S3 or Firehose',
  ],
  CreateImage: ['`ec2:CreateTags` when tags are set at once'],
  CreateSnapshot: ['`ec2:CreateTags` when tags are set at once'],
  CreateVolume: ['`ec2:CreateTags` when tags are set at once', 'permissions of the KMS key for an encrypted volume'],
  ReplaceIamInstanceProfileAssociation: ['`iam:PassRole` for the role of the new instance profile'],
  RequestSpotFleet: ['`iam:PassRole` for the fleet’s own role', '`iam:PassRole` with an instance profile'],
  RequestSpotInstances: ['`iam:PassRole` with an instance profile'],
  RunInstances: [
    '`iam:PassRole` with an instance profile',
    '`ec2:CreateTags` when tags are set at once',
    'permissions of the KMS key for encrypted volumes',
  ],
};

/** The paragraph on further permissions of an EC2 call, where we know of some. */
export function dependentsText(action: string): string | undefined {
  const rows = own(DEPENDENTS, action);
  return rows === undefined ? undefined : `**May also need:** ${rows.join('; ')}.`;
}
