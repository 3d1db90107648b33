import { DAY, type Json } from './record';

/** The shop's account, in which the day happens. */
export const SHOP = '111122223333';
/** The account to which the stolen snapshot goes. */
export const STRANGER = '444455556666';
/** The sandbox account of the root user's example. */
export const SANDBOX = '123456789012';

/** Where calls come from: every address is from a range reserved for documentation. */
export const FROM = {
  office: '203.0.113.24',
  home: '203.0.113.88',
  runner: '192.0.2.66',
  intruder: '198.51.100.77',
  intruderLater: '2001:db8:4d::77',
} as const;

const CLI_LINUX = 'md/awscrt#0.23.8 ua/2.0 os/linux#6.12.13-amd64 md/arch#x86_64 lang/python#3.12.9 md/pyimpl#CPython';

/** The user agents of the day. */
export const AGENT = {
  browser: 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/134.0 Safari/537.36',
  console: 'EC2ConsoleFrontend, aws-internal/3 aws-sdk-java/1.12.788 Linux/5.10 OpenJDK_64-Bit_Server_VM/25.442 java/1.8.0_442',
  terraform: 'APN/1.0 HashiCorp/1.0 Terraform/1.11.2 (+https://www.terraform.io) terraform-provider-aws/5.91.0 aws-sdk-go-v2/1.36.3 os/linux lang/go#1.23.7',
  github: 'aws-sdk-nodejs/3.758 linux/v20.18 configure-aws-credentials-for-github-actions',
  boto: 'Boto3/1.37.11 md/Botocore#1.37.11 ua/2.1 os/linux#6.8.0-1021-azure md/arch#x86_64 lang/python#3.12.9 md/pyimpl#CPython Botocore/1.37.11',
  scanner: 'TruffleHog',
  s3: '[aws-cli/2.24.10 md/command#s3.cp]',
} as const;

/** aws-cli v2 on the intruder's machine; the CLI names the command it runs. */
export function cli(command: string): string {
  return `aws-cli/2.24.10 ${CLI_LINUX} md/distrib#kali.2025 cfg/retry-mode#standard md/installer#source md/prompt#off md/command#${command}`;
}

/** IAM's unique ids are 21 characters; these say EXAMPLE and hold no account. */
function unique(prefix: string, name: string): string {
  return `${prefix}${name.toUpperCase().replaceAll('-', '').padEnd(10, 'X').slice(0, 10)}EXAMPLE`;
}

function session(createdAt: string, mfa: boolean, issuer?: Json): Json {
  return {
    ...(issuer ? { sessionIssuer: issuer } : {}),
    attributes: { creationDate: `${DAY}T${createdAt}Z`, mfaAuthenticated: String(mfa) },
  };
}

/** An IAM user with a long-term access key. */
export function user(name: string, accessKeyId: string): Json {
  return {
    type: 'IAMUser',
    principalId: unique('AIDA', name),
    arn: `arn:aws:iam::${SHOP}:user/${name}`,
    accountId: SHOP,
    accessKeyId,
    userName: name,
  };
}

/** The same user at the console, with the temporary key of the sign-in. */
export function atConsole(name: string, accessKeyId: string, signedInAt: string): Json {
  return { ...user(name, accessKeyId), sessionContext: session(signedInAt, true) };
}

/** The user of a sign-in, before there is any key. */
export function signingIn(name: string, ok: boolean): Json {
  const { type, principalId, arn, accountId, userName } = user(name, '');
  return ok ? { type, principalId, arn, accountId, userName } : { type, principalId, accountId, accessKeyId: '', userName };
}

/** What identifies a role session. */
export interface Session {
  role: string;
  path?: string;
  name: string;
  key: string;
  since: string;
}

/** ARN of the role behind a session. */
export function roleArn({ role, path = '/' }: Session): string {
  return `arn:aws:iam::${SHOP}:role${path}${role}`;
}

/** `assumedRoleUser` of the call that makes the session. */
export function assumed(to: Session): { assumedRoleId: string; arn: string } {
  return {
    assumedRoleId: `${unique('AROA', to.role)}:${to.name}`,
    arn: `arn:aws:sts::${SHOP}:assumed-role/${to.role}/${to.name}`,
  };
}

/** A role session; `more` is for invokedBy and the like. */
export function role(of: Session, more: Json = {}): Json {
  const { assumedRoleId, arn } = assumed(of);
  return {
    type: 'AssumedRole',
    principalId: assumedRoleId,
    arn,
    accountId: SHOP,
    accessKeyId: of.key,
    sessionContext: session(of.since, false, {
      type: 'Role',
      principalId: unique('AROA', of.role),
      arn: roleArn(of),
      accountId: SHOP,
      userName: of.role,
    }),
    ...more,
  };
}

/** A service that calls under its service-linked role. */
export function serviceRole(service: string, roleName: string, name: string, key: string, since: string): Json {
  const path = `/aws-service-role/${service}.amazonaws.com/`;
  return role({ role: roleName, path, name, key, since }, { invokedBy: `${service}.amazonaws.com` });
}

/** Answer of AssumeRole and its kin. */
export function credentials(to: Session, expires: string): Json {
  return { accessKeyId: to.key, sessionToken: 'EXAMPLE-SESSION-TOKEN', expiration: expires };
}

export const ALICE = atConsole('alice', 'ASIAALICECONSEXAMPLE', '08:51:40');
export const CAROL = atConsole('carol', 'ASIACAROLCONSEXAMPLE', '12:58:03');
export const DEPLOY_BOT = user('deploy-bot', 'AKIADEPLOYBOTEXAMPLE');

export const CI: Session = { role: 'terraform-ci', name: 'run-4182', key: 'ASIATERRAFORMEXAMPLE', since: '08:55:00' };
export const CI_LATER: Session = { ...CI, name: 'run-4187', key: 'ASIATERRALATEEXAMPLE', since: '14:05:00' };
/** First link of the intruder's chain: the role the bot may assume to release. */
export const RELEASE: Session = { role: 'deploy-release', name: 'botocore-session-1773496102', key: 'ASIARELEASESSEXAMPLE', since: '13:48:22' };
/** Second link: a role that trusts the first. */
export const BACKUP: Session = { role: 'backup-operator', name: 'nightly', key: 'ASIABACKUPOPREXAMPLE', since: '13:50:09' };

export const AUTO_SCALING = serviceRole('autoscaling', 'AWSServiceRoleForAutoScaling', 'AutoScaling', 'ASIAAUTOSCALEEXAMPLE', '09:00:02');
export const CONFIG = serviceRole('config', 'AWSServiceRoleForConfig', 'AWSConfig-Describe', 'ASIACONFIGSVCEXAMPLE', '08:40:11');
export const BALANCER = serviceRole('elasticloadbalancing', 'AWSServiceRoleForElasticLoadBalancing', 'ElasticLoadBalancing', 'ASIABALANCERSEXAMPLE', '08:35:50');
