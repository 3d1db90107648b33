import type { Random } from './random';

const ACCOUNTS = ['111122223333', '444455556666', '777788889999'];
const ROLES = [
  'Admin',
  'ReadOnly',
  'ci-deploy',
  'eks-node',
  'lambda-thumbnails',
  'backup',
  'AWSReservedSSO_Dev_0a1b2c3d4e5f6a7b',
];
const PEOPLE = ['alice', 'bob', 'carol', 'dörte', 'eve', 'mallory', 'øyvind', '李雷'];
const SERVICES = ['autoscaling', 'ec2', 'elasticloadbalancing', 'cloudtrail', 'config', 's3', 'lambda'];

/** Who makes calls, and from where. */
export interface Caller {
  readonly identity: object;
  readonly account: string;
  readonly address: string;
  /** Set for calls that an AWS service makes by itself. */
  readonly service?: string;
}

/**
 * Callers as a real account has them: some at work at any time, each for a while. About one call in ten is the first of
 * a caller's new session, which is what makes a new userIdentity element.
 */
export class Callers {
  private readonly active: Caller[] = [];
  private readonly users = PEOPLE.map((name) => ({ name, id: '', key: '' }));

  constructor(private readonly random: Random) {
    for (const user of this.users) {
      user.id = `AIDA${random.code(17)}`;
      user.key = `AKIA${random.code(16)}`;
    }
  }

  next(day: string): Caller {
    const { random, active } = this;
    if (active.length < 30 || random.chance(0.1)) {
      const caller = this.start(day);
      if (active.length < 60) active.push(caller);
      else active[random.below(active.length)] = caller;
      return caller;
    }
    return random.pick(active);
  }

  private start(day: string): Caller {
    const { random } = this;
    const account = random.pickEarly(ACCOUNTS);
    const address = `${random.pick([198, 203])}.51.100.${random.below(256)}`;
    const kind = random.next();
    if (kind < 0.08) {
      const service = `${random.pick(SERVICES)}.amazonaws.com`;
      return { account, address: service, service, identity: { type: 'AWSService', invokedBy: service } };
    }
    if (kind < 0.14) return { account, address, identity: this.user(account) };
    return { account, address, identity: this.session(account, day) };
  }

  private user(account: string): object {
    const user = this.random.pick(this.users);
    return {
      type: 'IAMUser',
      principalId: user.id,
      arn: `arn:aws:iam::${account}:user/${user.name}`,
      accountId: account,
      accessKeyId: user.key,
      userName: user.name,
    };
  }

  private session(account: string, day: string): object {
    const { random } = this;
    const role = random.pickEarly(ROLES);
    const roleId = `AROA${account}${(role.length * 9973).toString(36).toUpperCase().padStart(5, 'A')}`;
    const name = random.chance(0.5) ? `i-0${random.hex(16)}` : `${random.pick(PEOPLE)}@example.com`;
    return {
      type: 'AssumedRole',
      principalId: `${roleId}:${name}`,
      arn: `arn:aws:sts::${account}:assumed-role/${role}/${name}`,
      accountId: account,
      accessKeyId: `ASIA${random.code(16)}`,
      sessionContext: {
        sessionIssuer: {
          type: 'Role',
          principalId: roleId,
          arn: `arn:aws:iam::${account}:role/${role}`,
          accountId: account,
          userName: role,
        },
        ...(random.chance(0.2) ? { webIdFederationData: {} } : {}),
        attributes: {
          creationDate: `${day}T${String(random.below(24)).padStart(2, '0')}:${String(random.below(60)).padStart(2, '0')}:07Z`,
          mfaAuthenticated: random.chance(0.1) ? 'true' : 'false',
        },
        ...(role === 'eks-node' ? { ec2RoleDelivery: '2.0' } : {}),
      },
    };
  }
}
