import assert from 'node:assert/strict';
import { parse } from 'yaml';
import { sourceLayer } from '../../../../src/reading/layers/layer';
import { yamlText } from '../../../../src/reading/layers/yamlText';
import { WRAPPINGS } from '../../../fixtures/containers';
import { read, record, utf8 } from '../../../fixtures/log';

describe('lookup-events in YAML', () => {
  const event = (text: string, rest = ''): string => `- CloudTrailEvent: ${text}\n  EventId: x\n${rest}`;
  const single = (n: number): string => `'${JSON.stringify(record(n, { userAgent: "it's" })).replaceAll("'", "''")}'`;
  const forged = `CloudTrailEvent: '${JSON.stringify(record(9))}'`;

  // nobody can tell it from a record whose own quotes or name are damaged
  const BESIDE = /speaks of a record, but is not the text of a CloudTrailEvent/;
  const answers: readonly (readonly [what: string, source: string, names: number[], said: RegExp[]])[] = [
    ['whole', `Events:\n${event(single(1))}${event(single(2))}NextToken: abc\n`, [1, 2], []],
    [
      'with a record that is cut off',
      `Events:\n${event(`${single(1).slice(0, -40)}'`)}${event(single(2))}`,
      [2],
      [/broken or cut off/],
    ],
    [
      'with a hole where a text begins',
      `Events:\n${event(single(1))}${event(single(2)).replace(/CloudTrailEvent: '[{]"/, '\0'.repeat(19))}${event(single(3))}`,
      [1, 3],
      [BESIDE],
    ],
    ['with something else', `Events:\n${event("'null'")}${event(single(2))}`, [2], [/is no CloudTrail record/]],
    ['that is cut off', `Events:\n${event(single(1))}${event(single(2)).slice(0, 200)}`, [1], [/never closed/]],
    [
      'with a text in a block',
      `Events:\n${event(single(1), `  Note: |-\n    ${forged}\n  Other: x\n`)}`,
      [1],
      [BESIDE],
    ],
    [
      'with a text in brackets',
      `Events:\n${event(single(1), `  Resources: [{Name: "a\n  ${forged}"}]\n`)}`,
      [1],
      [BESIDE],
    ],
    ['with a text in quotes', `Events:\n${event(single(1), `  Username: "a\n  ${forged}"\n`)}`, [1], [BESIDE]],
    ['with a text in a list', `Events:\n${event(single(1), `  Names:\n  - "a\n    ${forged}"\n`)}`, [1], [BESIDE]],
  ];
  for (const [what, source, names, said] of answers) {
    it(what, () => {
      const result = read(source);
      assert.equal(result.container, 'lookup-events-yaml');
      assert.deepEqual(
        result.names,
        names.map((n) => `Event${n}`),
      );
      assert.equal(result.problems.length, said.length);
      for (const [n, pattern] of said.entries()) assert.match(result.problems[n]?.message ?? '', pattern);
    });
  }

  it('says what the YAML library says', () => {
    const text = `it's "x" \\ é\u{1f600} ${'long '.repeat(30)}\n\u0001`;
    for (const { container, wrap } of WRAPPINGS) {
      if (container !== 'lookup-events-yaml') continue;
      const source = wrap([record(1, { userAgent: text, requestParameters: { [text]: [text, '\u2028 '] } })]);
      const parsed = parse(source) as
        { Events: { CloudTrailEvent: string }[] } | { Events: { CloudTrailEvent: string }[] }[];
      const [first] = (Array.isArray(parsed) ? parsed[0] : parsed)?.Events ?? [];
      assert.deepEqual(read(source).found[0]?.value, JSON.parse(first?.CloudTrailEvent ?? ''));
    }
    const folded = String.raw`a\x41\u00e9\U0001F600\/\ \_\N\e\0` + '\n\n\n   b\\\n   \\ c \t\\\\"';
    const bytes = utf8(`x: "${folded}`);
    const layer = yamlText(sourceLayer(bytes), 4, bytes.length - 1, 0x22);
    assert.equal(new TextDecoder().decode(layer.bytes), (parse(new TextDecoder().decode(bytes)) as { x: string }).x);
    assert.equal(layer.sourceStart(layer.bytes.indexOf(0x62)), bytes.lastIndexOf(0x62));
  });

  it('comes back from what never ends', () => {
    for (const part of [
      "- CloudTrailEvent: '",
      '- CloudTrailEvent: ["',
      "  a: '\n",
      '  a: [{\n',
      '  a: |\n',
      '- '.repeat(9),
      "''",
    ]) {
      const source = `Events:\n${event(single(1))}${part.repeat(2e5)}`;
      assert.deepEqual(read(source).names, ['Event1']);
    }
  });
});
