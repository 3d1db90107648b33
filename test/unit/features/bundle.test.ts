import assert from 'node:assert/strict';
import { build } from 'esbuild';
import { product } from '../../../scripts/bundles';

/** What the start may cost: all of it is read and compiled before anything shows. */
const MOST = 300_000;

describe('the extension as it starts', function () {
  this.timeout(60_000);

  for (const entry of ['src/extension.ts', 'src/extension.web.ts']) {
    it(`is small, and without what only hovers and who writes rules need: ${entry}`, async () => {
      const options = product.find(({ entryPoints }) => Object.values(entryPoints ?? {}).includes(entry));
      const entryPoints = { extension: entry };
      const { metafile } = await build({ ...options, entryPoints, minify: true, metafile: true, write: false });
      const [output] = Object.values(metafile.outputs);
      assert.ok(output !== undefined && output.bytes < MOST, `${output?.bytes} bytes`);
      const loaded = Object.keys(output.inputs).filter((path) =>
        /^src\/(?:reference\/(?:ec2|errors|fields|services)\/|case\/rules\/ruleWriting\/(?:asked|draft|words)\.)/.test(
          path,
        ),
      );
      assert.deepEqual(loaded, []);
    });
  }
});
