import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { readTexts, type TextFile } from '../../../src/cli/textFiles';

describe('text files', () => {
  let folder: string;
  before(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cloudtrail-texts-'))));
  after(() => fs.rmSync(folder, { recursive: true }));

  async function all(paths: readonly string[], slow?: number): Promise<TextFile[]> {
    const files: TextFile[] = [];
    for await (const file of readTexts(paths, slow)) files.push(file);
    return files;
  }

  const ways = [
    ['one after the other', Infinity],
    ['many at a time', 0],
    ['as the disk is', undefined],
  ] as const;
  for (const [way, slow] of ways) {
    it(`come in their order, with why there is none: ${way}`, async () => {
      const paths = Array.from({ length: 100 }, (_, n) => path.join(folder, `${n}.yml`));
      for (const [n, one] of paths.entries()) fs.writeFileSync(one, `é ${n}\n`.repeat(n % 7 === 0 ? 20_000 : 1));
      const below = path.join(folder, 'below');
      fs.mkdirSync(below, { recursive: true });
      paths.splice(3, 0, path.join(folder, 'nowhere.yml'));
      paths.splice(60, 0, below);
      paths.push(paths[0] as string);
      const files = await all(paths, slow);
      assert.deepEqual(
        files.map((file) => file.path),
        paths,
      );
      for (const { path: one, text, failure } of files as readonly {
        path: string;
        text?: string;
        failure?: string;
      }[]) {
        if (one.endsWith('nowhere.yml')) assert.equal(failure, 'There is no such file.');
        else if (one === below) assert.equal(failure, 'This is a folder, not a file.');
        else assert.equal(text, fs.readFileSync(one, 'utf8'));
      }
      assert.deepEqual(await all([], slow), []);
    });
  }
});
