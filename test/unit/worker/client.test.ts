import assert from 'node:assert/strict';
import { WorkerClient, type WorkerHandle } from '../../../src/worker/client';
import type { Handlers, HostRequests, Message } from '../../../src/worker/protocol';

/** A worker in this thread: it answers with the method's name, or dies of `peek`. */
class Worker implements WorkerHandle {
  readonly asked: string[] = [];
  stopped = false;
  private listener: (message: Message) => void = () => undefined;
  private ended: (error: Error) => void = () => undefined;

  send(message: Message): void {
    if (message.kind !== 'request') return;
    this.asked.push(message.method);
    if (message.method === 'readable') return;
    queueMicrotask(() => {
      if (message.method === 'peek') this.ended(new Error('out of memory'));
      else this.listener({ kind: 'answer', id: message.id, value: message.method });
    });
  }

  onMessage(listener: (message: Message) => void): void {
    this.listener = listener;
  }

  onEnd(listener: (error: Error) => void): void {
    this.ended = listener;
  }

  stop(): void {
    this.stopped = true;
    this.ended(new Error('exit'));
  }
}

describe('worker client', () => {
  let workers: Worker[];
  let deaths: string[];
  let client: WorkerClient;
  const rule = (): Promise<unknown> => client.ask('rule', ['']);
  const die = (): Promise<unknown> => client.ask('peek', ['']);

  beforeEach(() => {
    workers = [];
    deaths = [];
    const start = (): Worker => {
      const worker = new Worker();
      workers.push(worker);
      return worker;
    };
    client = new WorkerClient(start, {} as Handlers<HostRequests>);
    client.onDeath(({ message }) => deaths.push(message));
  });

  it('starts a worker at the first question, and tells it the settings first', async () => {
    client.configure({ inflatedCap: 7 });
    assert.equal(workers.length, 0);
    assert.equal(await rule(), 'rule');
    assert.equal(await rule(), 'rule');
    client.configure({ inflatedCap: 8 });
    assert.deepEqual(
      workers.map(({ asked }) => asked),
      [['configure', 'rule', 'rule', 'configure']],
    );
  });

  it('rejects what a dead worker owes, tells of its death and starts another', async () => {
    client.configure({ inflatedCap: 7 });
    const owed = client.ask('readable', [{ uri: '' }] as never);
    await assert.rejects(die(), /out of memory/);
    await assert.rejects(owed, /out of memory/);
    assert.deepEqual(deaths, ['out of memory']);
    assert.equal(await rule(), 'rule');
    assert.deepEqual(workers[1]?.asked, ['configure', 'rule']);
  });

  it('stays down after three deaths without an answer in between', async () => {
    for (let n = 0; n < 2; n++) await assert.rejects(die(), /out of memory/);
    assert.equal(await rule(), 'rule');
    for (let n = 0; n < 3; n++) await assert.rejects(die(), /out of memory/);
    await assert.rejects(rule(), /failed repeatedly/);
    await assert.rejects(rule(), /failed repeatedly/);
    assert.deepEqual([workers.length, deaths.length], [5, 5]);
  });

  it('asks again from within the news of a death', async () => {
    const again: Promise<unknown>[] = [];
    client.onDeath(() => again.push(rule()));
    await assert.rejects(die());
    assert.deepEqual(await Promise.all(again), ['rule']);
  });

  it('is down for good when it is disposed of, which is no death', async () => {
    await rule();
    const waiting = client.ask('readable', [{ uri: '' }] as never);
    client.dispose();
    await assert.rejects(waiting, /stopped/);
    await assert.rejects(rule(), /stopped/);
    assert.deepEqual([workers.length, workers[0]?.stopped, deaths], [1, true, []]);
  });
});
