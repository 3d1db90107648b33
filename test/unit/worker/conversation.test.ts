import assert from 'node:assert/strict';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { Cancelled, Conversation, HandOver } from '../../../src/worker/conversation';
import type { Handlers, Message, Port } from '../../../src/worker/protocol';

interface Questions {
  readonly double: (n: number) => number;
  readonly wait: () => string;
  readonly fail: (message: string) => never;
  readonly bytes: () => Uint8Array;
  readonly odd: () => unknown;
}

/** A real port of node's: messages are copied and come later, as between threads. */
function portOf(port: MessagePort): Port {
  return {
    send: (message, transfer = []) => port.postMessage(message, transfer as ArrayBuffer[]),
    onMessage: (listener) => void port.on('message', (message: Message) => listener(message)),
  };
}

describe('conversation', () => {
  let channel: MessageChannel;
  let asking: Conversation<Questions, object>;
  let signals: AbortSignal[];
  let given: Uint8Array;

  beforeEach(() => {
    channel = new MessageChannel();
    signals = [];
    given = Uint8Array.of(1, 2, 3);
    const handlers: Handlers<Questions> = {
      double: (_, n) => 2 * n,
      wait: (signal) => {
        signals.push(signal);
        return new Promise<string>((_, reject) => signal.addEventListener('abort', () => reject(new Error('gave up'))));
      },
      fail: (_, message) => {
        throw new Error(message);
      },
      bytes: async () => new HandOver(given, [given.buffer]),
      odd: () => () => 'a function cannot be sent',
    };
    new Conversation<object, Questions>(portOf(channel.port1), handlers);
    asking = new Conversation<Questions, object>(portOf(channel.port2), {});
  });
  afterEach(() => channel.port1.close());

  const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));

  it('answers each question with its own answer', async () => {
    assert.deepEqual(await Promise.all([1, 2, 3].map((n) => asking.ask('double', [n]))), [2, 4, 6]);
  });

  it('rejects with the message of a failure', async () => {
    await assert.rejects(asking.ask('fail', ['no such file']), { name: 'Error', message: 'no such file' });
    await assert.rejects(asking.ask('nothing' as 'fail', ['']), /Unknown request: nothing/);
    await assert.rejects(asking.ask('odd', []), /could not be cloned/);
    assert.equal(await asking.ask('double', [4]), 8, 'and goes on');
  });

  it('rejects a question that cannot be sent', async () => {
    await assert.rejects(asking.ask('double', [(() => 1) as unknown as number]), /could not be cloned/);
    assert.equal(await asking.ask('double', [4]), 8);
  });

  it('hands bytes over instead of copying them', async () => {
    assert.deepEqual([...(await asking.ask('bytes', []))], [1, 2, 3]);
    assert.equal(given.length, 0, 'the giver has them no more');
  });

  it('rejects at once when cancelled, and aborts the signal on the other side', async () => {
    const controller = new AbortController();
    const waiting = asking.ask('wait', [], controller.signal);
    await turn();
    assert.equal(signals[0]?.aborted, false);
    controller.abort();
    await assert.rejects(waiting, (error: Error) => error instanceof Cancelled && error.name === 'AbortError');
    assert.equal(signals[0]?.aborted, false, 'the other side hears of it later');
    await turn();
    assert.equal(signals[0]?.aborted, true);
  });

  it('does not ask what is cancelled already, nor cancel what was answered', async () => {
    await assert.rejects(asking.ask('wait', [], AbortSignal.abort()), Cancelled);
    const controller = new AbortController();
    assert.equal(await asking.ask('double', [1], controller.signal), 2);
    controller.abort();
    await turn();
    assert.equal(signals.length, 0);
    assert.equal(await asking.ask('double', [2]), 4);
  });

  it('rejects all that waits, and all that is asked later, when the other side is gone', async () => {
    const waiting = [asking.ask('wait', []), asking.ask('wait', [], new AbortController().signal)];
    asking.end(new Error('The worker ended.'));
    for (const answer of [...waiting, asking.ask('double', [1])]) await assert.rejects(answer, /The worker ended/);
  });

  it('aborts what it works on when the other side is gone', async () => {
    const { port1, port2 } = new MessageChannel();
    let signal: AbortSignal | undefined;
    const working = new Conversation<object, Pick<Questions, 'wait'>>(portOf(port1), {
      wait: (aborted) => {
        signal = aborted;
        return new Promise<string>(() => undefined);
      },
    });
    port2.postMessage({ kind: 'request', id: 1, method: 'wait', args: [] } satisfies Message);
    await turn();
    working.end(new Error('gone'));
    assert.equal(signal?.aborted, true);
    port1.close();
  });
});
