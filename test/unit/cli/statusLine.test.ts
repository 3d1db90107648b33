import assert from 'node:assert/strict';
import { StatusLine } from '../../../src/cli/statusLine';

describe('the status line of a terminal', () => {
  const on = (terminal: { isTTY?: boolean; columns?: number }, kind = 'xterm') => {
    const written: string[] = [];
    let time = 0;
    const line = new StatusLine({ ...terminal, write: (text) => written.push(text) }, kind, () => time);
    const at = (milliseconds: number): StatusLine => {
      time = milliseconds;
      return line;
    };
    return { at, written };
  };

  it('takes the place of the one before, and is gone before anything else is written', () => {
    const { at, written } = on({ isTTY: true, columns: 80 });
    at(700).show('1 %');
    at(900).show('2 %');
    at(901).clear();
    at(902).clear();
    assert.deepEqual(written, ['\r\u001b[K1 %', '\r\u001b[K2 %', '\r\u001b[K']);
  });

  it('is not there for what is over at once, nor oftener than can be read', () => {
    const { at, written } = on({ isTTY: true });
    at(10).show('1 %');
    at(599).show('2 %');
    at(600).show('3 %');
    at(650).show('4 %');
    at(700).show('5 %');
    assert.deepEqual(written, ['\r\u001b[K3 %', '\r\u001b[K5 %']);
  });

  it('stays on one line', () => {
    const { at, written } = on({ isTTY: true, columns: 10 });
    at(1000).show('0123456789abc');
    assert.deepEqual(written, ['\r\u001b[K012345678']);
  });

  it('is whole in a terminal that does not know its width', () => {
    const { at, written } = on({ isTTY: true, columns: 0 });
    at(1000).show('Running the rules: 43 %');
    assert.deepEqual(written, ['\r\u001b[KRunning the rules: 43 %']);
  });

  for (const [what, terminal, kind] of [
    ['a file or a pipe', {}, 'xterm'],
    ['a terminal without a cursor', { isTTY: true }, 'dumb'],
  ] as const)
    it(`is not there in ${what}`, () => {
      const { at, written } = on(terminal, kind);
      at(1000).show('1 %');
      at(1001).clear();
      assert.deepEqual(written, []);
    });
});
