import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type Facet, FacetReader } from '../../../src/query/facets';
import { type Group, groupsOf } from '../../../src/query/groups';
import { type Identity, identityOf } from '../../../src/record/identity';
import { indexOf } from '../../fixtures/index';
import { record, s3 } from '../../fixtures/log';

const FACETS: readonly (readonly [facet: Facet, of: (identity: Identity) => string | undefined])[] = [
  ['identity', ({ label }) => label],
  ['roleSession', ({ session, label }) => (session === undefined ? undefined : label)],
  ['role', ({ issuerArn, role }) => issuerArn ?? role],
  ['accessKey', ({ accessKeyId }) => accessKeyId],
];

const assumed = (role: string, session: string, accessKeyId: unknown): object => ({
  type: 'AssumedRole',
  principalId: `AROA1:${session}`,
  arn: `arn:aws:sts::111122223333:assumed-role/${role}/${session}`,
  ...(accessKeyId === undefined ? {} : { accessKeyId }),
});

/** The issuer names the role. */
const issued = (userName: string, session: string): object => ({
  type: 'AssumedRole',
  principalId: `AROA1:${session}`,
  arn: `a/${session}`,
  sessionContext: { sessionIssuer: { userName } },
});

const readerOf = (identities: readonly unknown[]): FacetReader =>
  new FacetReader(indexOf(s3(...identities.map((userIdentity, n) => record(n, { userIdentity })))));

/** Undefined comes last. */
const sorted = (values: readonly (string | undefined)[]): (string | undefined)[] => [...values].sort();

function check(identities: readonly unknown[]): void {
  const reader = readerOf(identities);
  for (const [facet, of] of FACETS) {
    const expected = identities.map((identity) => of(identityOf(identity)));
    const found = expected.map((_, n) => reader.value(facet, n));
    assert.deepEqual(sorted(found), sorted(expected), facet);
    const values = reader.values(facet);
    const order = reader.entries(facet)?.order();
    if (order !== undefined)
      assert.deepEqual(
        Array.from(order, (n) => values[n]),
        sorted([...new Set(values)]),
        facet,
      );
    const groups = new Map<string | undefined, Group>();
    for (const value of expected) {
      const count = (groups.get(value)?.count ?? 0) + 1;
      groups.set(value, { value, count, errors: 0 });
    }
    const byName = sorted([...groups.keys()]).map((value) => groups.get(value) as Group);
    const last = byName.filter(({ value }) => value === undefined);
    const first = byName.filter(({ value }) => value !== undefined).sort((a, b) => b.count - a.count);
    assert.deepEqual(groupsOf(reader, facet), [...first, ...last], facet);
  }
}

describe('values of a text and a name', () => {
  it('are in their order, by count, then by name', () => {
    const many = Array.from({ length: 400 }, (_, n) =>
      assumed(n % 3 === 0 ? 'Admin' : 'A', `i-${((n * 7919) % 300).toString(16)}`, `ASIA${(n * 104729) % 350}`),
    );
    check([...many, 'alice', 'role A / session é', assumed('Admin', 'é', 'AKIA1'), {}, { type: 'IAMUser' }]);
    const reader = readerOf(many);
    for (const [facet] of FACETS) assert.ok(reader.entries(facet)?.order(), facet);
  });

  it('are what each identity says, whatever that is', () => {
    const role = fc.constantFrom('Admin', 'A', 'Admin / session bob');
    const session = fc.constantFrom('bob', 'bob2', 'a', 'é', 'b/c', '', '"', '~');
    const key = fc.constantFrom('ASIA1', 'ASIA2', 'ASIA', undefined);
    const odd = fc.constantFrom<unknown>(
      '\ue000',
      'role A / session \ue000',
      assumed('\ue000', 'bob', 'ASIA1'),
      assumed('A', '\ue000', 'ASIA1'),
      ...['AS"IA', 'ASÏA', '', '~', ' ', 7].map((key) => assumed('A', 'bob', key)),
    );
    const text = fc.constantFrom(
      'alice',
      'role Admin / session bob',
      'role Admin / session é',
      'role Admin / session ',
      'role A / session ~',
      'role A / session ',
      '',
    );
    const identity = fc.oneof(
      { weight: 20, arbitrary: fc.tuple(role, session, key).map((of) => assumed(...of)) },
      { weight: 20, arbitrary: fc.tuple(role, session).map((of) => issued(...of)) },
      { weight: 10, arbitrary: text },
      { weight: 10, arbitrary: fc.record({ type: fc.constant('IAMUser'), userName: text, accessKeyId: key }) },
      { weight: 1, arbitrary: odd },
    );
    fc.assert(fc.property(fc.array(identity, { maxLength: 40 }), check), { numRuns: 500 });
  });
});
