import assert from 'node:assert/strict';
import { writtenAt } from '../../../../../src/case/rules/ruleWriting/writtenAt';

/** The rule, in which the first line is no YAML, around a selection. */
const broken = (selection: string): string =>
  `title: a: b\ndetection:\n  selection:\n    eventSource: ec2.amazonaws.com\n${selection}\n  condition: selection\n`;

/** What is written, with the cursor, ¦, and what is found there: the part, its text, the field, the event asked for. */
const rows: readonly (readonly [selection: string, ...found: string[]])[] = [
  ['    event¦Name: RunInstances', 'field', 'eventName', 'eventName'],
  ['    ¦eventName: RunInstances', 'field', 'eventName', 'eventName'],
  ['    eventN¦', 'field', 'eventN', 'eventN'],
  ['    eventName|conta¦ins: Run', 'modifier', 'contains', 'eventName'],
  ["    'eventName|start¦swith': Run", 'modifier', 'startswith', 'eventName'],
  ["    'event¦Name|contains': Run", 'field', 'eventName', 'eventName'],
  ['    eventName: Run¦Instances # x', 'value', 'RunInstances', 'eventName'],
  ["    eventName: 'Run¦Instances'", 'value', 'RunInstances', 'eventName'],
  ['    eventName: [A, Run¦Instances, B]', 'value', 'RunInstances', 'eventName'],
  ['    eventName: [\n      A, Run¦Instances\n    ]', 'value', 'RunInstances', 'eventName'],
  ['    eventName:\n      - A\n      - Run¦Instances', 'value', 'RunInstances', 'eventName'],
  ['    errorCode: "x\n    eventName: Run¦Instances', 'value', 'RunInstances', 'eventName'],
  ['    eventName: A\n    request¦Parameters.a[].b: x', 'field', 'requestParameters.a[].b', 'requestParameters.a.b', 'A'],
  ['    eventName: [A, B]\n    c:\n      - ¦d', 'value', 'd', 'c', 'A'],
  ['    eventName: A\n    c:\n      - ¦d\n  other:\n    eventName: B\n    c: e', 'value', 'd', 'c', 'A'],
  ['    a|fieldref: user¦Agent', 'field', 'userAgent', 'userAgent'],
  ['    # event¦Name'],
  ['  other: |\n    event¦Name: x'],
];

describe('What stands at a place of a rule that is no YAML', () => {
  for (const [marked, ...expected] of rows) {
    it(marked.trim(), () => {
      const text = broken(marked);
      const before = text.slice(0, text.indexOf('¦')).split('\n');
      const lines = text.replace('¦', '').split('\n');
      const found = writtenAt(lines.join('\n'), before.length - 1, before.at(-1)?.length ?? 0);
      if (found === undefined) return assert.deepEqual(expected, []);
      const { part, text: written, field } = found;
      const [kind, own, name, eventName] = expected;
      assert.deepEqual([part, written.text, field.field], [kind, own, name]);
      const { line, column, endLine, endColumn } = written.at;
      assert.equal(line, endLine);
      assert.equal(lines[line - 1]?.slice(column - 1, endColumn - 1), own);
      assert.equal(field.eventSource, 'ec2.amazonaws.com');
      if (eventName !== undefined) assert.equal(field.eventName, eventName);
    });
  }

  it('is a field, a modifier or a value in braces, too', () => {
    const text = 'title: a: b\ndetection:\n  selection: { eventName: A, userAgent|contains: x }\n';
    const line = text.split('\n')[2] ?? '';
    const at = (word: string): unknown => {
      const found = writtenAt(text, 2, line.indexOf(word) + 1);
      return [found?.part, found?.text.text, found?.field.field, found?.field.eventName];
    };
    assert.deepEqual(at('eventName'), ['field', 'eventName', 'eventName', undefined]);
    assert.deepEqual(at('A,'), ['value', 'A', 'eventName', undefined]);
    assert.deepEqual(at('contains'), ['modifier', 'contains', 'userAgent', 'A']);
    assert.deepEqual(at('x }'), ['value', 'x', 'userAgent', 'A']);
  });

  it('is nothing where no field can stand', () => {
    const text = broken('    a: b');
    for (const line of [0, 1, 2, 5]) assert.equal(writtenAt(text, line, 5), undefined);
  });
});
