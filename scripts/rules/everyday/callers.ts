import { createHash } from 'node:crypto';

import { AGENTS, HOME, role, STRANGER, user, type Caller, type Step } from '../intrusions/step';

/** Whoever acts on a usual day, each with a key and an id of its own, as real sessions have. */
const idOf = (prefix: string, text: string): string => prefix + createHash('sha256').update(text).digest('hex').toUpperCase().slice(0, 16);

const TERRAFORM = 'APN/1.0 HashiCorp/1.0 Terraform/1.11.2 (+https://www.terraform.io) terraform-provider-aws/5.91.0 (+https://registry.terraform.io/providers/hashicorp/aws) aws-sdk-go-v2/1.36.3 ua/2.1 os/linux lang/go#1.23.6 md/GOOS#linux md/GOARCH#amd64';
const CDK = 'aws-sdk-js/3.741.0 ua/2.1 os/linux#6.8.0-1021-azure lang/js md/nodejs#20.18.2 api/cloudformation#3.741.0 app/aws-cdk-cli';
const GO = 'aws-sdk-go-v2/1.36.3 ua/2.1 os/linux lang/go#1.24.1 md/GOOS#linux md/GOARCH#amd64';
const SHELL = 'aws-cli/2.24.10 md/awscrt#0.23.8 ua/2.0 os/macos#24.3.0 md/arch#arm64 lang/python#3.12.9 md/pyimpl#CPython cfg/retry-mode#standard md/installer#exe md/prompt#off';
/** An address of AWS's, where its machines and functions call from. */
const IN_AWS = '52.95.110.1';
/** Where the company's people sit. */
export const OFFICE = '192.0.2.10';

/** A session of a role, with its own key. */
export function session(name: string, as: string, from: string, agent: string, context: Record<string, unknown> = {}): Caller {
  const { identity } = role(name, 'x');
  const context0 = identity['sessionContext'] as { sessionIssuer: object; attributes: object };
  const id = idOf('AROA', name);
  return {
    identity: {
      ...identity,
      principalId: `${id}:${as}`,
      arn: `arn:aws:sts::${HOME}:assumed-role/${name}/${as}`,
      accessKeyId: idOf('ASIA', `${name} ${as}`),
      sessionContext: { ...context0, sessionIssuer: { ...context0.sessionIssuer, principalId: id }, ...context },
    },
    from,
    agent,
  };
}

/** A user with a long-term key of his own. */
export function keyHolder(name: string, agent: string, from: string): Caller {
  const { identity } = user(name);
  return { identity: { ...identity, principalId: idOf('AIDA', name), accessKeyId: idOf('AKIA', name) }, from, agent };
}
/** Somebody who came by Identity Center, in the console. */
export const browsing = (job: string, name: string, from = OFFICE): Caller => ({ ...session(`AWSReservedSSO_${job}_0123456789abcdef`, `${name}@example.com`, from, AGENTS.browser), more: { sessionCredentialFromConsole: 'true' } });
/** The same on the command line of a laptop. */
export const typing = (job: string, name: string, from = OFFICE): Caller => session(`AWSReservedSSO_${job}_0123456789abcdef`, `${name}@example.com`, from, SHELL);

const GITHUB = `arn:aws:iam::${HOME}:oidc-provider/token.actions.githubusercontent.com`;
const webIdFederationData = { federatedProvider: GITHUB, attributes: {} };
const build = (name: string, agent: string): Caller => session(name, 'GitHubActions', '192.0.2.121', agent, { webIdFederationData });
/** A job of GitHub’s, signed in by its token. */
export const githubTerraform = build('gha-terraform', TERRAFORM);
export const githubDeploy = build('gha-deploy', SHELL.replace('macos#24.3.0 md/arch#arm64', 'linux#6.8.0-1021-azure md/arch#x86_64'));
export const githubCdk = build('cdk-hnb659fds-deploy-role-111122223333-us-east-1', CDK);
/** How such a job gets its session. */
export const signIn = (name: string, ref = 'ref:refs/heads/main'): Step => ({
  call: 'sts:AssumeRoleWithWebIdentity',
  request: { roleArn: `arn:aws:iam::${HOME}:role/${name}`, roleSessionName: 'GitHubActions', durationSeconds: 3600 },
  response: { credentials: { accessKeyId: idOf('ASIA', `${name} GitHubActions`), sessionToken: 'x', expiration: 'May 2, 2026, 9:00:00 AM' }, subjectFromWebIdentityToken: `repo:acme/shop:${ref}`, assumedRoleUser: { assumedRoleId: `${idOf('AROA', name)}:GitHubActions`, arn: `arn:aws:sts::${HOME}:assumed-role/${name}/GitHubActions` }, provider: GITHUB, audience: 'sts.amazonaws.com' },
  as: { identity: { type: 'WebIdentityUser', principalId: `${GITHUB}:sts.amazonaws.com:repo:acme/shop:${ref}`, userName: `repo:acme/shop:${ref}`, identityProvider: GITHUB }, from: '192.0.2.121', agent: 'aws-sdk-js/3.734.0 ua/2.1 os/linux#6.8.0-1021-azure lang/js md/nodejs#20.18.1 api/sts#3.734.0 configure-aws-credentials-for-github-actions' },
});

/** A machine with its role, of the second kind of metadata service. */
export const machine = (name: string, id = 'i-0a1b2c3d4e5f60718', agent = GO): Caller => session(name, id, IN_AWS, agent, { ec2RoleDelivery: '2.0' });
/** A pod that has its role by the cluster’s provider of tokens. */
export const pod = (name: string, agent = GO): Caller => session(name, '1746172691234567890', IN_AWS, agent, { webIdFederationData: { federatedProvider: `arn:aws:iam::${HOME}:oidc-provider/oidc.eks.us-east-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE`, attributes: {} } });
/** A function, or a task, with its role. */
export const program = (name: string, as: string): Caller => session(name, as, IN_AWS, AGENTS.boto.replace('1.34.51', '1.37.11'));
/** A service of AWS under a role that it has in the account. */
export const serviceRole = (host: string, name: string, as = host): Caller => {
  const made = session(name, as, `${host}.amazonaws.com`, `${host}.amazonaws.com`);
  return { ...made, identity: { ...made.identity, invokedBy: `${host}.amazonaws.com` } };
};
/** A service of AWS by itself. */
export const awsService = (host: string): Caller => ({ identity: { type: 'AWSService', invokedBy: `${host}.amazonaws.com` }, from: `${host}.amazonaws.com`, agent: `${host}.amazonaws.com` });
/** A service of AWS with the rights of whoever called it. */
export const behalf = (caller: Caller, host: string): Caller => ({ identity: { ...caller.identity, invokedBy: `${host}.amazonaws.com` }, from: `${host}.amazonaws.com`, agent: `${host}.amazonaws.com` });
/** A product of another company’s that was let in with a role. */
export const vendor = (name: string, as: string, agent: string = AGENTS.boto): Caller => session(name, as, '203.0.113.77', agent);
/** How it gets its session. */
export const vendorSignIn = (name: string, as: string): Step => ({
  call: 'sts:AssumeRole',
  request: { roleArn: `arn:aws:iam::${HOME}:role/${name}`, roleSessionName: as, externalId: '6c1f0c3e-4b6a-4a7e-9b1d-0d9f4a2f7c11', durationSeconds: 3600 },
  response: { credentials: { accessKeyId: idOf('ASIA', `${name} ${as}`), sessionToken: 'x', expiration: 'May 2, 2026, 9:00:00 AM' }, assumedRoleUser: { assumedRoleId: `${idOf('AROA', name)}:${as}`, arn: `arn:aws:sts::${HOME}:assumed-role/${name}/${as}` } },
  as: { identity: { type: 'AWSAccount', principalId: 'AROAVENDOREXAMPLE001:scanner', accountId: STRANGER }, from: '203.0.113.77', agent: AGENTS.boto },
});

/** Calls that only look, one after another. */
export const reads = (after: number, ...calls: string[]): Step[] => calls.map((call) => ({ call: call as Step['call'], after }));
/** The same calls in several regions. */
export const inRegions = (steps: readonly Step[], ...regions: string[]): Step[] => regions.flatMap((region) => steps.map((step) => ({ ...step, region })));
/** The steps of somebody else within an activity. */
export const by = (as: Caller, ...steps: Step[]): Step[] => steps.map((step) => ({ as, ...step }));
/** Numbers from one, for steps that are done again and again. */
export const times = <T>(count: number, make: (n: number) => T): T[] => Array.from({ length: count }, (_, n) => make(n + 1));
/** A list as EC2 writes it. */
export const items = (...list: unknown[]): { items: unknown[] } => ({ items: list });
/** Machines named in a request. */
export const instances = (...ids: string[]): object => ({ instancesSet: items(...ids.map((instanceId) => ({ instanceId }))) });
/** A request that EC2 logs under the name of its call. */
export const ec2 = (action: string, request: unknown, more: Omit<Step, 'call' | 'request'> = {}): Step => ({ call: `ec2:${action}`, request: { [`${action}Request`]: request }, ...more });
/** A rule of a security group, as a request adds or takes it. */
export const port = (verb: 'Authorize' | 'Revoke', from: number, to: number, where: { cidr?: string; group?: string }, protocol = 'tcp', way = 'Ingress'): Step => ({
  call: `ec2:${verb}SecurityGroup${way}`,
  request: { groupId: 'sg-0aa11bb22cc33dd44', ipPermissions: items({ ipProtocol: protocol, ...(protocol === '-1' ? {} : { fromPort: from, toPort: to }), groups: where.group === undefined ? {} : items({ groupId: where.group }), ipRanges: where.cidr === undefined ? {} : items({ cidrIp: where.cidr, description: 'x' }), ipv6Ranges: {}, prefixListIds: {} }) },
});
/** A role that a service of AWS may take on. */
export const roleFor = (roleName: string, ...services: string[]): Step => ({
  call: 'iam:CreateRole',
  request: { roleName, assumeRolePolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement: services.map((name) => ({ Effect: 'Allow', Principal: { Service: `${name}.amazonaws.com` }, Action: 'sts:AssumeRole' })) }), maxSessionDuration: 3600 },
});
/** A policy written into a role. */
export const grant = (roleName: string, ...statements: [action: string | string[], resource: string | string[]][]): Step => ({
  call: 'iam:PutRolePolicy',
  request: { roleName, policyName: 'own', policyDocument: JSON.stringify({ Version: '2012-10-17', Statement: statements.map(([Action, Resource]) => ({ Effect: 'Allow', Action, Resource })) }) },
});
/** A policy of AWS’s put on a role. */
export const attach = (roleName: string, name: string): Step => ({ call: 'iam:AttachRolePolicy', request: { roleName, policyArn: `arn:aws:iam::aws:policy/${name}` } });
/** An object read or written. */
export const object = (call: 'GetObject' | 'PutObject' | 'DeleteObject' | 'HeadObject', bucketName: string, key: string, after = 1): Step => ({ call: `s3:${call}`, request: { bucketName, key, Host: `${bucketName}.s3.us-east-1.amazonaws.com` }, more: { managementEvent: false, eventCategory: 'Data' }, after });
/** How a run of Terraform begins: it takes the lock, reads its state, then asks for all that stands in it. */
export const lockAndRead: Step[] = [
  { call: 'sts:GetCallerIdentity', after: 2 },
  { call: 'dynamodb:PutItem', request: { tableName: 'tf-lock', key: { LockID: 'acme-tfstate/shop' } }, more: { managementEvent: false, eventCategory: 'Data' }, after: 1 },
  object('GetObject', 'acme-tfstate', 'shop/terraform.tfstate'),
  ...reads(1, 'ec2:DescribeVpcs', 'ec2:DescribeSubnets', 'ec2:DescribeSecurityGroups', 'ec2:DescribeAvailabilityZones', 'iam:GetRole', 'iam:ListRolePolicies', 'iam:GetRolePolicy', 'iam:ListAttachedRolePolicies', 'kms:DescribeKey', 'kms:GetKeyPolicy', 'kms:GetKeyRotationStatus', 's3:GetBucketPolicy', 's3:GetBucketAcl', 's3:GetBucketCors', 's3:GetBucketWebsite', 's3:GetBucketVersioning', 's3:GetBucketLogging', 's3:GetBucketLifecycle', 's3:GetBucketReplication', 's3:GetBucketEncryption', 's3:GetBucketObjectLockConfiguration', 's3:GetBucketTagging', 'secretsmanager:DescribeSecret', 'secretsmanager:GetResourcePolicy', 'ec2:DescribeInstanceAttribute', 'ec2:DescribeInstanceTypes', 'ssm:GetParameter', 'route53:ListTagsForResource', 'rds:DescribeDBClusters'),
];
/** How it ends. */
export const unlock: Step[] = [object('PutObject', 'acme-tfstate', 'shop/terraform.tfstate'), { call: 'dynamodb:DeleteItem', request: { tableName: 'tf-lock', key: { LockID: 'acme-tfstate/shop' } }, more: { managementEvent: false, eventCategory: 'Data' } }];
