import assert from 'node:assert/strict';
import type { Catalogue } from '../../../src/reference/catalogue/catalogue';
import { MEMBER } from '../../../src/reference/catalogue/entries';
import { ANYWHERE, IN_STRUCTURE } from '../../../src/reference/ec2/exceptions';
import { findMember } from '../../../src/reference/ec2/findMember';
import { mapPath, type Mapped } from '../../../src/reference/ec2/mapPath';
import { openCatalogue, sharedRecords } from './helper';
import { REQUESTS, RESPONSES } from './shapes';

type Side = 'request' | 'response';

async function map(catalogue: Catalogue, action: string, side: Side, path: string): Promise<Mapped | undefined> {
  const entry = (await catalogue.action(action))?.entry;
  assert.ok(entry, action);
  return mapPath(catalogue, side === 'request' ? entry.input : entry.output, path.split('.'));
}

describe('EC2 paths: as logged → as the API names them', () => {
  let catalogue: Catalogue;
  before(async function () {
    this.timeout(60_000);
    catalogue = await openCatalogue();
  });

  for (const [side, table] of [
    ['request', REQUESTS],
    ['response', RESPONSES],
  ] as const) {
    for (const [action, rows] of Object.entries(table)) {
      it(`${action} ${side}`, async () => {
        for (const [path, expected] of Object.entries(rows)) {
          const mapped = await map(catalogue, action, side, path);
          const shown = mapped === undefined ? 'nothing' : mapped.apiPath.join('.') || mapped.kind;
          assert.equal(shown, expected, path);
        }
      });
    }
  }

  it('what is found by a rule of thumb is not certain', async () => {
    assert.equal((await map(catalogue, 'DescribeVpcs', 'request', 'vpcSet'))?.certain, false);
    assert.equal((await map(catalogue, 'DescribeVpcs', 'request', 'filterSet'))?.certain, true);
    assert.equal((await map(catalogue, 'RunInstances', 'request', 'instanceType'))?.certain, true);
  });

  it('what fits nothing is undefined, and no path throws', async () => {
    for (const path of [
      'nonsense',
      'constructor',
      '__proto__',
      'instanceType.deeper.still',
      'monitoring.nonsense',
      '',
      '0',
      'tag',
      'content',
    ]) {
      assert.equal((await map(catalogue, 'RunInstances', 'request', path))?.member, undefined, path);
    }
    assert.equal(await mapPath(catalogue, 'RunInstancesRequest', []), undefined);
    assert.equal(await mapPath(catalogue, 'RunInstancesRequest', new Array<string>(5000).fill('items')), undefined);
    assert.equal(await mapPath(catalogue, 'NoSuchStructure', ['a']), undefined);
  });
});

describe('EC2 paths: the exceptions', () => {
  it('name members that the API has', async () => {
    const catalogue = await openCatalogue();
    const inputs = new Set<string>([
      'Filter',
      'DhcpConfiguration',
      'NewDhcpConfiguration',
      'SubnetIpv6CidrBlockAssociation',
    ]);
    for (const name of await catalogue.actionNames()) inputs.add((await catalogue.action(name))?.entry.input ?? '');
    const members = new Set<string>();
    for (const structure of inputs)
      for (const [name] of (await catalogue.structure(structure)) ?? []) members.add(name);
    for (const [key, names] of Object.entries(ANYWHERE)) {
      for (const name of names) assert.ok(members.has(name), `${key}: ${name}`);
    }
    for (const [structure, rows] of Object.entries(IN_STRUCTURE)) {
      const own = (await catalogue.structure(structure))?.map(([name]) => name) ?? [];
      for (const names of Object.values(rows)) {
        for (const name of names) assert.ok(own.includes(name.split('.')[0] ?? ''), `${structure}: ${name}`);
      }
    }
  });

  it('make their keys certain', async () => {
    const catalogue = await openCatalogue();
    for (const key of Object.keys(ANYWHERE)) {
      const certain = await findMember(catalogue, 'None', [[ANYWHERE[key]?.[0] ?? '', 'string', MEMBER.list, '']], key);
      assert.equal(certain?.certain, true, key);
    }
  });
});

const lowerFirst = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);
const upperFirst = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

/** `InstanceIds` → `instance`, `Addresses` → `address`: how the older form names its lists before `Set`. */
function listStem(name: string): string {
  const bare = name.replace(/(?<=[a-z])(Ids?|Set)$/, '');
  return lowerFirst(
    bare
      .replace(/ies$/, 'y')
      .replace(/(ss|ch|x)es$/, '$1')
      .replace(/([^su])s$/, '$1'),
  );
}

describe('EC2 paths: written from the shapes of all actions, in both forms of the log', () => {
  it('at least 99% come back to the member they were made from', async function () {
    this.timeout(60_000);
    const catalogue = await openCatalogue();
    let total = 0;
    const misses: string[] = [];
    const check = async (root: string, path: readonly string[], want: readonly string[]): Promise<void> => {
      total++;
      const mapped = await mapPath(catalogue, root, path);
      if (mapped?.apiPath.join('.') !== want.join('.'))
        misses.push(`${root} ${path.join('.')} → ${mapped?.apiPath.join('.') ?? 'nothing'}, not ${want.join('.')}`);
    };
    const walk = async (
      root: string,
      structure: string,
      older: string[],
      newer: string[],
      api: string[],
    ): Promise<void> => {
      if (api.length > 4) return;
      for (const [name, type, flags, , wire = []] of (await catalogue.structure(structure)) ?? []) {
        const want = [...api, name];
        const list = (flags & MEMBER.list) !== 0;
        const inOlder = [...older, ...(list ? [`${listStem(name)}Set`, 'items', '0'] : [lowerFirst(name)])];
        const inNewer = [...newer, upperFirst(wire[0] ?? name)];
        await check(root, inOlder, want);
        await check(root, inNewer, want);
        if (list) await check(root, [...inNewer, '0', 'tag'], want);
        if ((await catalogue.structure(type)) !== undefined) await walk(root, type, inOlder, inNewer, want);
      }
    };
    for (const name of await catalogue.actionNames()) {
      const input = (await catalogue.action(name))?.entry.input;
      if (input !== undefined) await walk(input, input, [], [`${name}Request`], []);
    }
    console.log(`      ${total - misses.length} of ${total} paths`);
    assert.ok(total > 15_000);
    assert.ok(misses.length / total <= 0.01, misses.slice(0, 40).join('\n'));
  });
});

describe('EC2 paths: of the real logs', () => {
  const collect = (value: unknown, path: readonly string[], into: Set<string>): void => {
    if (Array.isArray(value)) for (const item of value) collect(item, [...path, '0'], into);
    else if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value)) {
        into.add([...path, key].join('\t'));
        collect(inner, [...path, key], into);
      }
    }
  };

  for (const [side, field, least] of [
    ['request', 'requestParameters', 0.97],
    ['response', 'responseElements', 0.95],
  ] as const) {
    it(`at least ${least * 100}% of distinct ${side} paths are mapped`, async function () {
      const records = sharedRecords()?.filter((record) => record['eventSource'] === 'ec2.amazonaws.com');
      if (records === undefined) return this.skip();
      const catalogue = await openCatalogue();
      const paths = new Set<string>();
      for (const record of records) collect(record[field], [String(record['eventName'])], paths);
      const misses: string[] = [];
      for (const path of paths) {
        const [action = '', ...rest] = path.split('\t');
        if ((await map(catalogue, action, side, rest.join('.'))) === undefined) misses.push(path.replaceAll('\t', '.'));
      }
      console.log(`      ${paths.size - misses.length} of ${paths.size}; not mapped: ${misses.join(', ') || 'none'}`);
      assert.ok(paths.size > 0 && misses.length / paths.size <= 1 - least);
    });
  }
});
