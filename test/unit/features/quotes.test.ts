import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';

const ROOT = path.join(__dirname, '..', '..', '..');

/** What is wrong with the marks in each line of a text that is no comment. */
function oddMarks(text: string): string[] {
  return text.split('\n').flatMap((line, n) => {
    if (/^\s*(?:\/\/|\/?\*)/.test(line)) return [];
    // characters that people type are looked for in regular expressions
    const said = line.replace(/\[[^\]]*[“”][^\]]*\]/g, '');
    return /[“”„]|[A-Za-z]'[a-z]/.test(said) ? [`line ${n + 1}: ${said.trim()}`] : [];
  });
}

describe('what people read', () => {
  it('is quoted "so", as in VS Code and in Problems, with an apostrophe that’s no quote', () => {
    const sources = fs.readdirSync(path.join(ROOT, 'src'), { recursive: true, encoding: 'utf8' });
    const files = sources.filter((name) => name.endsWith('.ts')).map((name) => path.join('src', name));
    assert.ok(files.length > 100);
    for (const file of [...files, 'package.json', 'package.nls.json'])
      assert.deepEqual(oddMarks(fs.readFileSync(path.join(ROOT, file), 'utf8')), [], file);
  });

  it('would be told of', () => {
    assert.deepEqual(oddMarks("ok: 'It’s \"fine\"'\nsaid: 'a “b”'\n// “c”\nsaid: \"it's\"\nmarks: /^[“”]/"), [
      "line 2: said: 'a “b”'",
      'line 4: said: "it\'s"',
    ]);
  });
});
