import assert from 'node:assert/strict';
import { build } from 'esbuild';
import { product } from '../../../scripts/bundles';

/** What the start may cost: all of it is read and compiled before anything shows. */
const MOST = 300_000;

describe('the extension as it starts', () => {
  it('is small, and without what only hovers need', async () => {
    const options = product.find(({ entryPoints }) => entryPoints !== undefined && 'scanner' in entryPoints);
    const { metafile } = await build({
      ...options,
      entryPoints: { extension: 'src/extension.ts' },
      minify: true,
      metafile: true,
      write: false,
    });
    const [output] = Object.values(metafile.outputs);
    assert.ok(output !== undefined && output.bytes < MOST, `${output?.bytes} bytes`);
    const loaded = Object.keys(output.inputs).filter((path) => /^src\/reference\/(?:ec2|errors|services)\//.test(path));
    assert.deepEqual(loaded, []);
  }).timeout(30_000);
});
