import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { buildCatalogue } from '../../../scripts/catalogue';
import { tableText } from '../../../scripts/catalogue/table';
import { Catalogue } from '../../../src/reference/catalogue/catalogue';
import { ASSETS } from '../../../src/reference/catalogue/entries';
import { LineTable } from '../../../src/reference/catalogue/lineTable';
import { openCatalogue, REFERENCE_DIR } from './helper';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('catalogue: tables', () => {
  const key = fc.stringMatching(/^[A-Za-z:.0-9-]{1,12}$/);

  it('find every key that they hold, whatever its letter case, and no other', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(key, { selector: (text) => text.toLowerCase(), maxLength: 40 }),
        key,
        (keys, other) => {
          const table = new LineTable(bytes(tableText(keys.map((name, index) => [name, { index, text: 'ä\t"\n' }]))));
          keys.forEach((name, index) => {
            const found = table.get(name.toUpperCase());
            assert.deepEqual(found, { key: name, value: { index, text: 'ä\t"\n' } });
          });
          assert.deepEqual([...table.keys()].sort(), [...keys].sort());
          const holds = keys.some((name) => name.toLowerCase() === other.toLowerCase());
          assert.equal(table.get(other) !== undefined, holds);
        },
      ),
    );
  });

  it('answer undefined for text that can be no key', () => {
    const table = new LineTable(bytes(tableText([['a', 1]])));
    for (const text of ['', '\t', 'a\t1', 'ä', '\u0000', 'a\n', '__proto__']) assert.equal(table.get(text), undefined);
    assert.equal(new LineTable(new Uint8Array()).get('a'), undefined);
  });

  it('refuse two entries of one name and keys that are not printable', () => {
    assert.throws(() =>
      tableText([
        ['a', 1],
        ['A', 2],
      ]),
    );
    assert.throws(() => tableText([['a\tb', 1]]));
  });
});

describe('catalogue: what the build makes', () => {
  let catalogue: Catalogue;
  before(async function () {
    this.timeout(60_000);
    catalogue = await openCatalogue();
  });

  it('has all 823 EC2 actions, each with a summary', async () => {
    const names = await catalogue.actionNames();
    assert.equal(names.length, 823);
    for (const name of names) {
      const action = await catalogue.action(name);
      assert.match(action?.entry.summary ?? '', /^[A-Z\\].{8,}\.$/s, name);
    }
  });

  it('has the request and response structures that the actions name', async () => {
    for (const name of await catalogue.actionNames()) {
      const action = await catalogue.action(name);
      for (const structure of [action?.entry.input, action?.entry.output]) {
        if (structure !== undefined) assert.ok(await catalogue.structure(structure), `${name}: ${structure}`);
      }
    }
  });

  it('has the IAM facts of EC2 for all but the newest actions', async () => {
    const without: string[] = [];
    for (const name of await catalogue.actionNames()) {
      if ((await catalogue.iam('ec2', name)) === undefined) without.push(name);
    }
    assert.ok(without.length <= 21, without.join(' '));
  });

  it('has the actions that others depend on, of all services', async () => {
    const run = await catalogue.iam('ec2', 'RunInstances');
    assert.ok(run?.entry[4]?.includes('iam:PassRole'), String(run?.entry[4]));
    const create = await catalogue.iam('lambda', 'CreateFunction');
    assert.ok(create?.entry[4]?.includes('iam:PassRole'), String(create?.entry[4]));
  });

  it('costs at most 900 KB in the package', () => {
    const sizes = readdirSync(REFERENCE_DIR).map(
      (file) => deflateRawSync(readFileSync(join(REFERENCE_DIR, file))).length,
    );
    const total = sizes.reduce((sum, size) => sum + size, 0);
    assert.ok(total <= 900_000, `${total} bytes`);
  });

  it('is not made again when it is there', async () => {
    const path = join(REFERENCE_DIR, ASSETS.actions);
    const { mtimeMs, ino } = statSync(path);
    await buildCatalogue(REFERENCE_DIR);
    assert.deepEqual({ mtimeMs: statSync(path).mtimeMs, ino: statSync(path).ino }, { mtimeMs, ino });
  });

  it('knows the places of Regions', async () => {
    const regions = await catalogue.regions();
    assert.equal(regions.get('us-west-2'), 'US West (Oregon)');
    assert.ok(regions.size > 35);
  });
});

describe('catalogue: reading', () => {
  it('reads an asset once, however many ask at the same time, and nothing before', async () => {
    const asked: string[] = [];
    const catalogue = new Catalogue((asset) => {
      asked.push(asset);
      return Promise.resolve(bytes(tableText([['RunInstances', { summary: 'S.', more: '' }]])));
    });
    assert.deepEqual(asked, []);
    await Promise.all([catalogue.action('RunInstances'), catalogue.action('runinstances'), catalogue.actionNames()]);
    assert.deepEqual(asked, [ASSETS.actions]);
  });

  it('tries again after a read that failed', async () => {
    let fail = true;
    const catalogue = new Catalogue(() =>
      fail ? Promise.reject(new Error('gone')) : Promise.resolve(bytes(tableText([['us-east-1', 'P']]))),
    );
    await assert.rejects(catalogue.action('X'), /gone/);
    await assert.rejects(catalogue.regions(), /gone/);
    fail = false;
    assert.equal(await catalogue.action('X'), undefined);
    assert.equal((await catalogue.regions()).get('us-east-1'), 'P');
  });
});
