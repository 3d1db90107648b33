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

  const rule = 'title: Späher\n';
  const utf16 = (text: string): Buffer => Buffer.from(text, 'utf16le');
  const encodings: readonly (readonly [name: string, bytes: Buffer, text: string | undefined])[] = [
    ['UTF-8', Buffer.from(rule), rule],
    ['UTF-8 with a sign for what was lost before', Buffer.from('title: \ufffd'), 'title: \ufffd'],
    ['UTF-16, little end first', utf16(`\ufeff${rule}`), rule],
    ['UTF-16, big end first', utf16(`\ufeff${rule}`).swap16(), rule],
    ['UTF-16 that is cut', utf16(`\ufeff${rule}`).subarray(0, -1), undefined],
    ['UTF-16 without a mark', utf16(rule), undefined],
    ['Latin-1', Buffer.from(rule, 'latin1'), undefined],
  ];
  for (const [name, bytes, text] of encodings) {
    it(`${text === undefined ? 'are refused' : 'are read'} in ${name}`, async () => {
      const one = path.join(folder, 'encoded.yml');
      fs.writeFileSync(one, bytes);
      for (const [, slow] of ways) {
        const [file] = await all([one], slow);
        if (text === undefined) assert.match(file?.failure ?? '', /not text in UTF-8, nor in UTF-16/);
        else assert.deepEqual(file, { path: one, text });
      }
    });
  }
});
