import assert from 'node:assert/strict';
import { writingContext } from '../../../../../src/case/rules/ruleWriting/context';
import { ruleDocuments } from '../../../../../src/case/rules/ruleWriting/navigation/file';
import { RuleFile } from '../../../../../src/case/rules/ruleWriting/navigation/subject';
import { ruleSymbols } from '../../../../../src/case/rules/ruleWriting/navigation/symbols';
import { ruleHeads } from '../../../../../src/case/rules/ruleWriting/recognise';

const HEAD = 'title: a\nlogsource:\n  product: aws\n  service: cloudtrail\ndetection:\n';
/** What a file may be full of, in one line or in many. */
const PARTS = [
  ...['- ', '? ', '[', '{', '{a: ', '- - a: {\n', '[a,\n', '{a: [\n', 'a: [b\n', '- {a: b}\n', 'rules: [a, b, c]\n'],
  ...["'", '"', '\\"', "a: '\n", 'a: "', '#', ' #', ' ', '\n', 'a', 'a ', 'a: ', ': ', 'a: b\n', '- a\n', '  - a: b\n'],
  ...['---\n', '---\ntitle: x\n', 'x: |\n ', 'condition: a and (\n', 'condition: >-\n', '1 of ', '&a ', '*a '],
];

// what takes the square of its length does not end before the suite's timeout
describe('rule files that are made to keep the editor busy', () => {
  const read = (text: string): number => {
    const documents = ruleDocuments(text);
    const file = new RuleFile(documents, []);
    assert.ok(ruleSymbols(file).length <= documents.length);
    file.subjectAt({ line: 5, character: 4 });
    writingContext(text, 5, 4);
    return documents.length;
  };

  for (const part of PARTS)
    for (const [where, lead] of [
      ['in a selection', '  s: '],
      ['at the top', ''],
    ] as const)
      it(`are read: ${JSON.stringify(part)} ${where}`, () => {
        const text = HEAD + lead + part.repeat((part.includes('\n') ? 150_000 : 240_000) / part.length);
        assert.ok(ruleHeads(text).length <= 1 + text.length / part.length);
        assert.ok(read(text) > 0);
      });

  it('are not read where a document is larger than any rule', () => {
    assert.equal(read(`${HEAD}  s: x\n# ${'x'.repeat(250_000)}\n---\n${HEAD}  s: y\n`), 1);
    const text = `${HEAD}  s: x\n# `;
    const [line, character] = [HEAD.split('\n').length - 1, 3];
    assert.ok(writingContext(text, line, character));
    assert.equal(writingContext(text + 'x'.repeat(250_000), line, character), undefined);
  });
});
