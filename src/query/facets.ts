import type { Column } from '../index/columns';
import type { LogIndex } from '../index/logIndex';
import { type Identity, identityOf } from '../record/identity';
import { dayOf, hourOf } from '../record/time';
import { userAgentFamily } from '../record/userAgent';

/** What rows can be grouped and filtered by, without reading a record again. */
export const FACETS = [
  'eventName',
  'identity',
  'eventSource',
  'sourceIPAddress',
  'accessKey',
  'roleSession',
  'role',
  'region',
  'account',
  'errorCode',
  'userAgent',
  'eventType',
  'readOnly',
  'day',
  'hour',
] as const;

export type Facet = (typeof FACETS)[number];

/** How a facet gets its value from a row: by a dictionary entry (computed once for each) or by the row's time. */
type Derivation =
  | { readonly column: Column; readonly derive: (index: LogIndex, id: number) => string | undefined }
  | { readonly ofTime: (ms: number) => string };

const plain = (column: Column): Derivation => ({ column, derive: (index, id) => index.textOf(column, id) });

const ofIdentity = (read: (identity: Identity) => string | undefined): Derivation => ({
  column: 'identity',
  derive: (index, id) => read(identityOf(index.valueOf('identity', id))),
});

const DERIVATIONS: Readonly<Record<Facet, Derivation>> = {
  eventName: plain('eventName'),
  identity: ofIdentity((identity) => identity.label),
  eventSource: plain('eventSource'),
  sourceIPAddress: plain('sourceIPAddress'),
  accessKey: ofIdentity((identity) => identity.accessKeyId),
  roleSession: ofIdentity((identity) => (identity.session === undefined ? undefined : identity.label)),
  role: ofIdentity((identity) => identity.issuerArn ?? identity.role),
  region: plain('awsRegion'),
  account: plain('recipientAccountId'),
  errorCode: plain('error'),
  userAgent: {
    column: 'userAgent',
    derive: (index, id) => {
      const agent = index.textOf('userAgent', id);
      return agent === undefined ? undefined : userAgentFamily(agent);
    },
  },
  eventType: plain('eventType'),
  readOnly: {
    column: 'readOnly',
    derive: (index, id) => {
      const value = index.textOf('readOnly', id);
      return value === undefined ? undefined : value === 'true' ? 'read' : 'write';
    },
  },
  day: { ofTime: dayOf },
  hour: { ofTime: hourOf },
};

/** Reads facet values of one index, each dictionary entry once. */
export class FacetReader {
  private readonly memo = new Map<Facet, (string | undefined)[]>();

  constructor(readonly index: LogIndex) {}

  /** The value of `facet` in `row`; undefined when the record does not have it. */
  value(facet: Facet, row: number): string | undefined {
    const derivation = DERIVATIONS[facet];
    if ('ofTime' in derivation) return derivation.ofTime(this.index.time(row)) || undefined;
    return this.ofId(facet, derivation, this.index.id(derivation.column, row));
  }

  /** The dictionary column that decides the facet, for those who remember an answer by its entries. */
  static column(facet: Facet): Column | undefined {
    const derivation = DERIVATIONS[facet];
    return 'ofTime' in derivation ? undefined : derivation.column;
  }

  private ofId(facet: Facet, derivation: Extract<Derivation, { column: Column }>, id: number): string | undefined {
    let memo = this.memo.get(facet);
    if (memo === undefined) this.memo.set(facet, (memo = []));
    if (!(id in memo)) memo[id] = derivation.derive(this.index, id);
    return memo[id];
  }
}

/** The facet a person means by `name`, in any case and by the record's own member names too. */
export function facetNamed(name: string): Facet | undefined {
  const wanted = name.toLowerCase();
  return FACETS.find((facet) => facet.toLowerCase() === wanted) ?? ALIASES[wanted];
}

const ALIASES: Readonly<Record<string, Facet>> = {
  name: 'eventName',
  event: 'eventName',
  who: 'identity',
  source: 'eventSource',
  service: 'eventSource',
  ip: 'sourceIPAddress',
  sourceip: 'sourceIPAddress',
  accesskeyid: 'accessKey',
  key: 'accessKey',
  session: 'roleSession',
  awsregion: 'region',
  recipientaccountid: 'account',
  error: 'errorCode',
  agent: 'userAgent',
  type: 'eventType',
};
