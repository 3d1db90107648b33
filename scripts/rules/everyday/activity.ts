import { AGENTS, role, type Caller, type Intrusion, type Step } from '../intrusions/step';

/** A further account of the company's: the setting `cloudtrail.accounts` names it. */
export const SISTER = '777788889999';

const TERRAFORM = 'APN/1.0 HashiCorp/1.0 Terraform/1.11.2 (+https://www.terraform.io) terraform-provider-aws/5.91.0';
/** How the command line names itself on a developer’s machine. */
export const SHELL = 'aws-cli/2.24.10 md/awscrt#0.23.8 ua/2.0 os/macos#24.3.0 md/arch#arm64 lang/python#3.12.9';
/** Somebody who signed in by Identity Center. */
export const person = (job: string, name: string): Caller => role(`AWSReservedSSO_${job}_0123456789abcdef`, `${name}@example.com`, '192.0.2.10', AGENTS.browser);
export const terraform = role('terraform', 'run-1', '192.0.2.20', TERRAFORM);
export const ci = role('github-deploy', 'GitHubActions', '192.0.2.21', AGENTS.boto);

/** A role that a service of AWS uses on the account's behalf. */
export const service = (name: string, roleName: string): Caller => {
  const { identity } = role(roleName, 'x');
  return { identity: { ...identity, invokedBy: `${name}.amazonaws.com` }, from: `${name}.amazonaws.com`, agent: `${name}.amazonaws.com` };
};

/** The text of a policy. */
export const policy = (...statements: object[]): string => JSON.stringify({ Version: '2012-10-17', Statement: statements });

/** A port opened to a network. */
export const open = (port: number, cidr: string): Step => ({
  call: 'ec2:AuthorizeSecurityGroupIngress',
  request: { groupId: 'sg-0aa11bb22cc33dd44', ipPermissions: { items: [{ ipProtocol: 'tcp', fromPort: port, toPort: port, ipRanges: { items: [{ cidrIp: cidr }] } }] } },
});

/** Machines started. */
export const run = (type: string, count = 1): Step => ({ call: 'ec2:RunInstances', request: { instanceType: type, instancesSet: { items: [{ imageId: 'ami-0abcdef1234567890', minCount: count, maxCount: count }] } } });
export const GITHUB = 'token.actions.githubusercontent.com';

/** What administrators do on any day: none of it is an attack, and each says which rules speak of it all the same. */
export interface Everyday extends Intrusion {
  /** Rules of medium level or higher that speak of it, each with the call: somebody should have known of that. */
  readonly spoken?: readonly string[];
  /** How many events rules of level low or higher tell of when it is done every hour of a day; not asked where absent. */
  readonly told?: number;
}

