import type { Column } from '../index/columns';
import { KEY, SESSION } from '../index/dictionaries';
import { ANY_SESSION } from '../index/identityParts';
import type { LogIndex } from '../index/logIndex';
import type { Identity } from '../record/identity';
import { dayOf, hourOf } from '../record/time';
import { userAgentFamily } from '../record/userAgent';
import type { Composition } from './composed';

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
export type Derivation = OfEntry | { readonly ofTime: (ms: number) => string };

export interface OfEntry {
  readonly column: Column;
  readonly derive: (index: LogIndex, id: number) => string | undefined;
  readonly composition?: Composition;
}

const plain = (column: Column): Derivation => ({ column, derive: (index, id) => index.textOf(column, id) });

const ofCaller = (read: (caller: Omit<Identity, 'accessKeyId'>) => string | undefined): Derivation => ({
  column: 'identity',
  derive: (index, id) => index.callerText(id, read),
  composition: {
    part: SESSION,
    text: (index, id) => index.callerText(id, read, index.dictionaries.sessionOf(id) === 0 ? undefined : ANY_SESSION),
    name: (index, session) => index.dictionaries.identitySession(session),
    arePlain: () => true,
    order: (index) => index.dictionaries.sessionOrder(),
  },
});

const KEY_FACET: Derivation = {
  column: 'identity',
  derive: (index, id) => index.accessKeyOf(id),
  composition: {
    part: KEY,
    text: (index, id) => (index.dictionaries.keyOf(id) === 0 ? index.accessKeyOf(id) : ANY_SESSION),
    name: (index, key) => index.dictionaries.identityKey(key).slice(1, -1),
    arePlain: (index) => index.dictionaries.areKeysPlain(),
    order: (index) => index.dictionaries.keyOrder(),
  },
};

export const DERIVATIONS: Readonly<Record<Facet, Derivation>> = {
  eventName: plain('eventName'),
  identity: ofCaller((identity) => identity.label),
  eventSource: plain('eventSource'),
  sourceIPAddress: plain('sourceIPAddress'),
  accessKey: KEY_FACET,
  roleSession: ofCaller((identity) => (identity.session === undefined ? undefined : identity.label)),
  role: ofCaller((identity) => identity.issuerArn ?? identity.role),
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
