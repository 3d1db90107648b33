import assert from 'node:assert/strict';
import { read, record, s3 } from '../../../fixtures/log';

describe('a text with fences', () => {
  const one = JSON.stringify(record(1));
  const csv =
    'User name,Event time,Event source,Event name\nalice,2026-03-14T08:27:45Z,ec2.amazonaws.com,RunInstances\n';
  const packed = Buffer.from(s3(record(2))).toString('base64');
  const said = (text: string): unknown[] =>
    read(text).problems.map(({ message, severity, offset }) => [severity, message.split(',')[0], offset]);

  const others: readonly (readonly [what: string, block: string, message: string])[] = [
    ['a CSV', csv, 'Here begins a log of another kind'],
    ['packed text', `${packed}\n`, 'Here begins text that may be a packed log in base64'],
    ['packed text in lines', packed.replace(/.{76}/g, '$&\n'), 'Here begins text that may be a packed log in base64'],
  ];
  for (const [what, block, message] of others)
    for (const fence of ['```', '~~~'])
      for (const end of ['', fence])
        it(`says that ${what} is left out: ${fence} … ${end}`, () => {
          const text = `# Case\n\n${fence}json\n${one}\n${fence}\n\nand\n\n${fence}\n${block}${end}`;
          assert.deepEqual(read(text).names, ['Event1']);
          assert.deepEqual(said(text), [['error', message, text.indexOf(block)]]);
        });

  it('says nothing of other text', () => {
    for (const block of ['aws s3 ls, and so on\n', '', 'eyes on this: nothing that is packed begins so\n', `${one}\n`])
      assert.deepEqual(said(`# Case\n\n\`\`\`\n${one}\n\`\`\`\n~~~\n${block}~~~\n`), []);
  });
});
