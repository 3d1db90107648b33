import assert from 'node:assert/strict';
import { fileURLToPath, pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { pathOfUri, uriOfPath } from '../../../src/platform/fileUri';

describe('addresses of files', () => {
  const name = fc.oneof(
    fc.string({ unit: fc.constantFrom('a', 'Z', '7', '.', '_', '-'), maxLength: 6 }),
    fc.string({
      unit: fc.constantFrom(
        'a',
        '.',
        ' ',
        '%',
        '#',
        '?',
        ':',
        '~',
        '\\',
        'é',
        '\n',
        '(',
        ')',
        '[',
        '$',
        '+',
        '=',
        '@',
        ',',
        '&',
        '!',
        "'",
        '*',
        ';',
      ),
      maxLength: 6,
    }),
  );
  const path = fc.tuple(fc.constantFrom('', '/', './', '/tmp/'), fc.array(name, { maxLength: 4 }));

  it('mean the same as those that node makes, and lead back', () => {
    fc.assert(
      fc.property(path, ([start, names]) => {
        const one = start + names.join('/');
        const uri = pathToFileURL(one).href;
        assert.equal(fileURLToPath(uriOfPath(one)), fileURLToPath(uri));
        assert.equal(pathOfUri(uriOfPath(one)), fileURLToPath(uri));
        assert.equal(pathOfUri(uri), fileURLToPath(uri));
      }),
      { numRuns: 2000 },
    );
  });

  // what VS Code makes of the same paths is compared in test/editor/fileUri.test.ts
  it('escape all that VS Code does', () => {
    for (const [one, uri] of [
      ['/a/log (1).json', 'file:///a/log%20%281%29.json'],
      ['/year=2026/a+b', 'file:///year%3D2026/a%2Bb'],
      ['/o@x/[y]$(z)', 'file:///o%40x/%5By%5D%24%28z%29'],
      ["/a'b!c*d,e;f&g:h~i", 'file:///a%27b%21c%2Ad%2Ce%3Bf%26g%3Ah~i'],
      ['/é 50%#?', 'file:///%C3%A9%2050%25%23%3F'],
    ] as const)
      assert.equal(uriOfPath(one), uri);
  });

  it('that others made are read as node does', () => {
    for (const uri of ['file:///a%20b', 'file:///a/./b', 'file:///a/../b', 'file:///a//b', 'file:///a?b#c'])
      assert.equal(pathOfUri(uri), fileURLToPath(uri));
    assert.throws(() => pathOfUri('https://example.com/a'));
  });
});
