import assert from 'node:assert/strict';
import { ByteCache } from '../../../../src/case/sources/byteCache';

describe('a cache of bytes', () => {
  const make = (value: string) => () => Promise.resolve(value);
  const sizeOf = ({ length }: string): number => length;

  it('makes what it does not have, once', async () => {
    const cache = new ByteCache<string>(10);
    assert.equal(await cache.getOr('a', make('first'), sizeOf), 'first');
    assert.equal(await cache.getOr('a', make('second'), sizeOf), 'first');
  });

  it('lets go of what was used longest ago when it is full, and keeps the last even when it is too large alone', async () => {
    const cache = new ByteCache<string>(10);
    for (const key of ['a', 'b', 'a', 'c']) await cache.getOr(key, make('12345'), sizeOf);
    assert.deepEqual(
      ['a', 'b', 'c'].map((key) => cache.get(key)),
      ['12345', undefined, '12345'],
    );
    await cache.getOr('d', make('more than ten'), sizeOf);
    assert.deepEqual(
      ['a', 'c', 'd'].map((key) => cache.get(key)),
      [undefined, undefined, 'more than ten'],
    );
  });

  it('does not keep what was made of something that was forgotten meanwhile', async () => {
    const cache = new ByteCache<string>(10);
    let finish = (_: string): void => undefined;
    const old = cache.getOr('a', () => new Promise<string>((resolve) => (finish = resolve)), sizeOf);
    cache.forgetWhere((key) => key === 'a');
    finish('old');
    assert.equal(await old, 'old');
    assert.equal(await cache.getOr('a', make('new'), sizeOf), 'new');
  });
});
