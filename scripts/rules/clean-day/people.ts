import type { Random } from '../../bench/random';

export type Json = { [key: string]: unknown };

const ACCOUNT = '111122223333';

/** Somebody or something that makes calls: identity, address, user agent, and members that its records have besides. */
export interface Caller {
  readonly identity: Json;
  readonly from: string;
  readonly agent: string;
  readonly more: Json;
}

/** A new session of a role. */
export function session(
  random: Random,
  role: string,
  name: string,
  from: string,
  agent: string,
  more: Json = {},
): Caller {
  const issuer = `AROA${role.toUpperCase().replace(/[^A-Z]/g, '').padEnd(10, 'X').slice(0, 10)}EXAMPLE`;
  const { delivery, ...rest } = more;
  return {
    identity: {
      type: 'AssumedRole',
      principalId: `${issuer}:${name}`,
      arn: `arn:aws:sts::${ACCOUNT}:assumed-role/${role}/${name}`,
      accountId: ACCOUNT,
      accessKeyId: `ASIA${random.code(9)}EXAMPLE`,
      sessionContext: {
        sessionIssuer: {
          type: 'Role',
          principalId: issuer,
          arn: `arn:aws:iam::${ACCOUNT}:role/${role}`,
          accountId: ACCOUNT,
          userName: role,
        },
        attributes: { creationDate: '2026-03-14T00:00:00Z', mfaAuthenticated: 'false' },
        ...(delivery === undefined ? {} : { ec2RoleDelivery: delivery }),
      },
    },
    from,
    agent,
    more: rest,
  };
}

/** An AWS service under its service-linked role. */
export function service(random: Random, name: string): Caller {
  const host = `${name}.amazonaws.com`;
  const caller = session(random, `AWSServiceRoleFor-${name}`, name, host, host);
  return { ...caller, identity: { ...caller.identity, invokedBy: host } };
}

/** A machine outside AWS with a long-term key. */
export function longTerm(name: string, from: string, agent: string): Caller {
  const identity = {
    type: 'IAMUser',
    principalId: `AIDA${name.toUpperCase().replace(/[^A-Z]/g, '').padEnd(10, 'X').slice(0, 10)}EXAMPLE`,
    arn: `arn:aws:iam::${ACCOUNT}:user/${name}`,
    accountId: ACCOUNT,
    accessKeyId: `AKIA${name.toUpperCase().replace(/[^A-Z]/g, '').padEnd(9, 'X').slice(0, 9)}EXAMPLE`,
    userName: name,
  };
  return { identity, from, agent, more: {} };
}

/** A person in the console, by single sign-on. */
export function inConsole(random: Random, person: string, from: string): Caller {
  const agent = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/134.0 Safari/537.36';
  return session(random, 'AWSReservedSSO_Developer_0a11ce0a11ce0a11', `${person}@example.com`, from, agent, {
    sessionCredentialFromConsole: 'true',
  });
}

/** The same person on the command line. */
export function onCommandLine(random: Random, person: string, from: string): Caller {
  const agent = 'aws-cli/2.24.10 md/awscrt#0.23.8 ua/2.0 os/macos#24.3.0 md/arch#arm64 lang/python#3.12.9 md/prompt#off';
  return session(random, 'AWSReservedSSO_Developer_0a11ce0a11ce0a11', `${person}@example.com`, from, agent);
}
