import { errorText } from '../case/errorText';
import type { Handlers, Message, Port } from './protocol';

/** A request that was given up, by the asker or because the other side is gone. */
export class Cancelled extends Error {
  constructor(message = 'Cancelled') {
    super(message);
    this.name = 'AbortError';
  }
}

/** An answer whose buffers move to the other side instead of being copied: its giver keeps nothing of them. */
export class HandOver<T> {
  constructor(
    readonly value: T,
    readonly buffers: readonly ArrayBufferLike[],
  ) {}
}

/**
 * Both directions of requests over one port: each side answers with its handlers and asks with {@link ask}. A request
 * that is cancelled rejects at once on the asking side and aborts its signal on the other.
 */
export class Conversation<Asked, Answered> {
  private nextId = 1;
  private readonly waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  private readonly running = new Map<number, AbortController>();
  private ended: Error | undefined;

  constructor(
    private readonly port: Port,
    private readonly handlers: Handlers<Answered>,
  ) {
    port.onMessage((message) => this.receive(message));
  }

  /** `buffers`: those in the arguments that move to the other side instead of being copied. */
  ask<Name extends keyof Asked & string>(
    method: Name,
    args: Asked[Name] extends (...args: infer Args) => unknown ? Args : never,
    signal?: AbortSignal,
    buffers: readonly ArrayBufferLike[] = [],
  ): Promise<Asked[Name] extends (...args: never[]) => infer Answer ? Answer : never> {
    if (this.ended) return Promise.reject(this.ended);
    if (signal?.aborted) return Promise.reject(new Cancelled());
    const id = this.nextId++;
    return new Promise((resolve, reject) => {
      const cancel = (): void => {
        this.waiting.delete(id);
        this.port.send({ kind: 'cancel', id });
        reject(new Cancelled());
      };
      signal?.addEventListener('abort', cancel, { once: true });
      const done = (): void => signal?.removeEventListener('abort', cancel);
      this.waiting.set(id, {
        resolve: (value) => {
          done();
          resolve(value as never);
        },
        reject: (error) => {
          done();
          reject(error);
        },
      });
      try {
        this.port.send({ kind: 'request', id, method, args }, buffers);
      } catch (error) {
        // arguments that cannot be sent
        this.take(id)?.reject(error instanceof Error ? error : new Error(String(error)));
      }
    });
  }

  /** The other side is gone: all that waits is rejected with `error`, and so is all that is asked later. */
  end(error: Error): void {
    this.ended = error;
    for (const { reject } of this.waiting.values()) reject(error);
    this.waiting.clear();
    for (const controller of this.running.values()) controller.abort();
  }

  private receive(message: Message): void {
    switch (message.kind) {
      case 'request':
        void this.answer(message.id, message.method, message.args);
        break;
      case 'cancel':
        this.running.get(message.id)?.abort(new Cancelled());
        break;
      case 'answer':
        this.take(message.id)?.resolve(message.value);
        break;
      case 'failure':
        this.take(message.id)?.reject(message.cancelled ? new Cancelled() : new Error(message.message));
        break;
    }
  }

  private take(id: number) {
    const entry = this.waiting.get(id);
    this.waiting.delete(id);
    return entry;
  }

  private async answer(id: number, method: string, args: readonly unknown[]): Promise<void> {
    const controller = new AbortController();
    this.running.set(id, controller);
    try {
      const handler = (this.handlers as Record<string, (signal: AbortSignal, ...args: readonly unknown[]) => unknown>)[
        method
      ];
      if (handler === undefined) throw new Error(`Unknown request: ${method}`);
      const answer = await handler(controller.signal, ...args);
      if (answer instanceof HandOver) this.port.send({ kind: 'answer', id, value: answer.value }, answer.buffers);
      else this.port.send({ kind: 'answer', id, value: answer });
    } catch (error) {
      const message = errorText(error);
      this.port.send({ kind: 'failure', id, message, cancelled: controller.signal.aborted });
    } finally {
      this.running.delete(id);
    }
  }
}
