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

/** The values of a facet with a number each, given out as rows are met. */
interface Numbering {
  /** What a row's cell or time stands for: dictionary numbers, or whole units of time. */
  readonly numbers: Map<number, number> | Int32Array;
  readonly values: (string | undefined)[];
  readonly byValue: Map<string | undefined, number>;
}

const UNITS = { day: 86_400_000, hour: 3_600_000 } as const;

/** Reads facet values of one index, each dictionary entry once. */
export class FacetReader {
  private readonly numberings = new Map<Facet, Numbering>();

  constructor(readonly index: LogIndex) {}

  /** The value of `facet` in `row`; undefined when the record does not have it. */
  value(facet: Facet, row: number): string | undefined {
    return this.values(facet)[this.number(facet, row)];
  }

  /** The number of a row's value: small, and the same for equal values. {@link values} has the value behind it. */
  number(facet: Facet, row: number): number {
    const numbering = this.numbering(facet);
    const derivation = DERIVATIONS[facet];
    if ('ofTime' in derivation) {
      const time = this.index.time(row);
      const unit = Math.floor(time / UNITS[facet as keyof typeof UNITS]);
      const numbers = numbering.numbers as Map<number, number>;
      let number = numbers.get(unit);
      if (number === undefined) numbers.set(unit, (number = numberOf(numbering, derivation.ofTime(time) || undefined)));
      return number;
    }
    const id = this.index.id(derivation.column, row);
    const numbers = numbering.numbers as Int32Array;
    let number = numbers[id] as number;
    if (number < 0) numbers[id] = number = numberOf(numbering, derivation.derive(this.index, id));
    return number;
  }

  /** Values by their numbers, as far as numbers were given out. */
  values(facet: Facet): readonly (string | undefined)[] {
    return this.numbering(facet).values;
  }

  private numbering(facet: Facet): Numbering {
    let numbering = this.numberings.get(facet);
    if (numbering === undefined) {
      const derivation = DERIVATIONS[facet];
      const numbers =
        'ofTime' in derivation
          ? new Map<number, number>()
          : new Int32Array(this.index.dictionaries[derivation.column].size).fill(-1);
      this.numberings.set(facet, (numbering = { numbers, values: [], byValue: new Map() }));
    }
    return numbering;
  }
}

function numberOf({ values, byValue }: Numbering, value: string | undefined): number {
  let number = byValue.get(value);
  if (number === undefined) {
    byValue.set(value, (number = values.length));
    values.push(value);
  }
  return number;
}

/** The facet a person means by `name`, in any case and by the record's own member names too. */
export function facetNamed(name: string): Facet | undefined {
  const wanted = name.toLowerCase();
  return FACETS.find((facet) => facet.toLowerCase() === wanted) ?? ALIASES.get(wanted);
}

const ALIASES: ReadonlyMap<string, Facet> = new Map<string, Facet>(
  Object.entries({
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
  } satisfies Record<string, Facet>),
);
