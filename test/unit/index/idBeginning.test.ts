import assert from 'node:assert/strict';
import fc from 'fast-check';
import { idBeginning, idBeginningText } from '../../../src/index/idBeginning';
import { utf8 } from '../../fixtures/log';

const beginningOf = (id: string): number => {
  const json = utf8(`:${JSON.stringify(id)}`);
  return idBeginning(json, 1, json.length);
};

describe('what an eventID begins with', () => {
  const ids: readonly (readonly [id: string, beginning: number])[] = [
    ['0a11ce00-0000-4000-a000-00000000005f', 0x0a11ce00],
    ['ffffffff-', 0xffffffff],
    ['00000000-0000-4000-a000-00000000005f', 0],
    ['0A11CE00-0000-4000-a000-00000000005f', 0],
    ['0a11ce0-00', 0],
    ['0a11ce00', 0],
    ['0a11ce00_', 0],
    ['0g11ce00-', 0],
    ['', 0],
  ];
  for (const [id, beginning] of ids)
    it(`is ${beginning === 0 ? 'no number' : 'a number'} of "${id}"`, () => {
      assert.equal(beginningOf(id), beginning);
      if (beginning !== 0) assert.ok(id.startsWith(idBeginningText(beginning)));
    });

  it('puts ids in their order', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.oneof(fc.uuid(), fc.string()), (a, b) => {
        const [one, other] = [beginningOf(a), beginningOf(b)];
        if (one === 0 || one === other) return;
        const text = other === 0 ? b : idBeginningText(other);
        assert.equal(idBeginningText(one) < text, a < b);
      }),
    );
  });
});
