import assert from 'node:assert/strict';
import { fileURLToPath, pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { pathOfUri, uriOfPath } from '../../../src/platform/fileUri';

describe('addresses of files', () => {
  const name = fc.oneof(
    fc.string({ unit: fc.constantFrom('a', 'Z', '7', '.', '_', '-'), maxLength: 6 }),
    fc.string({ unit: fc.constantFrom('a', '.', ' ', '%', '#', '?', ':', '~', '\\', 'é', '\n'), maxLength: 6 }),
  );
  const path = fc.tuple(fc.constantFrom('', '/', './', '/tmp/'), fc.array(name, { maxLength: 4 }));

  it('are those that node makes, and lead back', () => {
    fc.assert(
      fc.property(path, ([start, names]) => {
        const one = start + names.join('/');
        const uri = pathToFileURL(one).href;
        assert.equal(uriOfPath(one), uri);
        assert.equal(pathOfUri(uri), fileURLToPath(uri));
      }),
      { numRuns: 2000 },
    );
  });

  it('that others made are read as node does', () => {
    for (const uri of ['file:///a%20b', 'file:///a/./b', 'file:///a/../b', 'file:///a//b', 'file:///a?b#c'])
      assert.equal(pathOfUri(uri), fileURLToPath(uri));
    assert.throws(() => pathOfUri('https://example.com/a'));
  });
});
