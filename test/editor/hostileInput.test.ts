import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { logText, record, removeWritten, writeGzip } from './support/files';
import { assertHarmless } from './support/harmless';
import { cleanUp, hoversAt, openReadable, problemsOf, symbolsOf } from './support/logs';

/** Texts that an attacker writes into the fields that are theirs to choose. */
const TEXTS: Readonly<Record<string, string>> = {
  html: '<img src=x onerror=alert(1)><script>alert(1)</script><a href="https://evil.example/">x</a>',
  'a command link': '[click](command:workbench.action.terminal.new) <command:workbench.action.quit>',
  'an image': '![x](https://evil.example/p.png) ![x][1]\n\n[1]: https://evil.example/q.png',
  'bare addresses': 'https://evil.example/ www.evil.example mailto:x@evil.example',
  'code that ends early': 'a` [x](https://evil.example/) <b>y</b> `b`` [x](https://evil.example/) ``c',
  'Markdown blocks': '\n\n# Title\n\n---\n> q\n- [ ] x\n\n| a |\n|---|\n| <b>x</b> |',
  'theme icons': '$(error) $(sync~spin)',
  'control characters': 'a\u0000b\u0007c\u001b[31md\u0085e\u2028f\r\ng',
  'characters that turn the direction': 'exe.\u202egnp\u202c \u2066x\u2069 \u200b\u200f\ufeff',
  'a long text': 'A'.repeat(30_000),
};

const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/;

/** A record in which every text that a caller chooses is `text`. */
function poisoned(text: string): Record<string, unknown> {
  return record({
    userAgent: text,
    userIdentity: { type: 'IAMUser', userName: text, arn: `arn:aws:iam::111122223333:user/${text}`, principalId: text },
    errorCode: text,
    errorMessage: text,
    requestParameters: {
      instancesSet: { items: [{ instanceId: text }] },
      tagSet: { items: [{ key: text, value: text }] },
    },
    [text]: text,
  });
}

describe('Text of an attacker in a log', () => {
  afterEach(async () => {
    await cleanUp();
    removeWritten();
  });

  for (const [what, text] of Object.entries(TEXTS)) {
    it(`stays text in every hover, outline and problem: ${what}`, async () => {
      const names = ['DeleteFlowLogs', text];
      const records = names.map((eventName) => ({ ...poisoned(text), eventName }));
      const document = await openReadable(writeGzip(logText(...records, { ...records[0], errorCode: undefined })));
      const symbols = await symbolsOf(document);
      assert.equal(symbols.length, names.length + 1);
      for (const { name, detail } of symbols) {
        assert.doesNotMatch(name, UNSEEN);
        assert.doesNotMatch(detail, UNSEEN);
        assert.ok(name.length < 1000, 'a label has an end');
      }
      const problems = await problemsOf(document);
      assert.ok(problems.some(({ range }) => document.getText(range) === '"DeleteFlowLogs"'));
      for (const { message } of problems) {
        assert.match(message, /^[\w ,]+ · ./, 'its identity is named');
        assert.doesNotMatch(message, UNSEEN);
        assert.ok(message.length < 1000, 'a message has an end');
      }
      const [first, second] = symbols as [vscode.DocumentSymbol, vscode.DocumentSymbol];
      assert.ok((await everyHover(document, first.range)) > 10);
      await everyHover(document, second.selectionRange);
    });
  }
});

/** Asks for the hover of every key and every value on some lines; each has to be harmless. Says how many there are. */
async function everyHover(document: vscode.TextDocument, { start: from, end: to }: vscode.Range): Promise<number> {
  let count = 0;
  for (let line = from.line; line <= to.line; line++) {
    const { firstNonWhitespaceCharacterIndex: start, range } = document.lineAt(line);
    for (const character of new Set([start + 1, Math.max(start + 1, range.end.character - 3)])) {
      for (const hover of await hoversAt(document, new vscode.Position(line, character))) {
        await assertHarmless(hover);
        count++;
      }
    }
  }
  return count;
}
