import { code } from '../markdown';
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

/**
 * The paragraph on further permissions that a call can need: in our own words where we have them, else by name.
 * @param action `RunInstances`, for EC2; undefined for other services.
 * @param dependents actions that the IAM data names.
 */
export function dependentsText(action: string | undefined, dependents: readonly string[]): string | undefined {
  const rows = own(DEPENDENTS, action ?? '') ?? [];
  const said = rows.join(' ');
  const others = dependents.filter((name) => !said.includes(`\`${name}\``));
  const all = [...rows, ...others.map((name) => code(name, 80))];
  return all.length === 0 ? undefined : `**May also need:** ${all.join(rows.length > 0 ? '; ' : ', ')}.`;
}
