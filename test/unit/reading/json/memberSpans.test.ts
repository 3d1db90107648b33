import assert from 'node:assert/strict';
import fc from 'fast-check';
import { MemberSpans } from '../../../../src/reading/json/memberSpans';
import { utf8 } from '../../../fixtures/log';

const NAMES = ['eventName', 'errorCode', 'requestParameters', 'a', 'ä', '', 'userIdentity.type'];

/** The values that were found, by name; undefined when nothing is known. */
function found(text: string, cut = 0): Record<string, unknown> | undefined {
  const members = new MemberSpans(NAMES);
  // something stands before and after it
  const bytes = utf8(`{"a":0},${text},{"a":1}`);
  const start = 8;
  const end = start + utf8(text).length - cut;
  if (!members.find(bytes, start, end)) return undefined;
  const values: Record<string, unknown> = {};
  for (const [slot, name] of NAMES.entries()) {
    const [from = -1, to = -1] = members.spans.subarray(2 * slot, 2 * slot + 2);
    if (from >= 0) values[name] = JSON.parse(new TextDecoder().decode(bytes.subarray(from, to)));
  }
  return values;
}

const member = fc.tuple(fc.oneof(fc.constantFrom(...NAMES), fc.string()), fc.jsonValue());

describe('the members of a record that are asked for', () => {
  it('are those that parsing it gives, the last of one name', () => {
    fc.assert(
      fc.property(fc.array(member), fc.constantFrom('', ' ', '\n  '), (members, space) => {
        const pairs = members.map(([key, value]) => `${JSON.stringify(key)}${space}:${space}${JSON.stringify(value)}`);
        const text = `{${space}${pairs.join(`${space},${space}`)}${space}}`;
        const parsed = JSON.parse(text) as Record<string, unknown>;
        const expected = Object.fromEntries(Object.entries(parsed).filter(([key]) => NAMES.includes(key)));
        const isPlain = members.every(([key]) => !JSON.stringify(key).includes('\\'));
        assert.deepEqual(found(text), isPlain ? expected : undefined);
      }),
      { numRuns: 500 },
    );
  });

  it('are not found in text, whatever it holds', () => {
    const text = JSON.stringify({ b: '{"errorCode":"x"}', c: { errorCode: 'y', d: [{ a: 1 }] }, e: ['a', '\\', '"'] });
    assert.deepEqual(found(text), {});
  });

  it('are not known of a name with escapes, of what is no object, and of one that is cut off', () => {
    for (const text of ['{"\\u0061":1}', '[1]', '"a"', '{"a" 1}', '{"a":1 "b":2}', '{a:1}', ''])
      assert.equal(found(text), undefined, text);
    const whole = '{"a":"x","requestParameters":{"b":[1,"2"]},"errorCode":null}';
    assert.deepEqual(found(whole), { a: 'x', requestParameters: { b: [1, '2'] }, errorCode: null });
    for (let cut = 1; cut < whole.length; cut++) assert.equal(found(whole, cut), undefined, `${cut} less`);
  });
});
