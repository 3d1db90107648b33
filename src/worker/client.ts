import { Conversation } from './conversation';
import type { Handlers, HostRequests, Port, Requests, WorkerSettings } from './protocol';

/** A worker that runs, as its platform gives it. */
export interface WorkerHandle extends Port {
  /** Called once when the worker is gone without being stopped. */
  onEnd(listener: (error: Error) => void): void;
  stop(): void;
}

/** After this many deaths in a row without an answer in between, the worker stays down. */
const MAX_DEATHS = 3;

/** The editor's end: starts the worker at the first question and again when it died, and passes questions on. */
export class WorkerClient {
  private worker: WorkerHandle | undefined;
  private conversation: Conversation<Requests, HostRequests> | undefined;
  private settings: WorkerSettings | undefined;
  private deaths = 0;
  private disposed = false;
  private readonly deathListeners: ((error: Error) => void)[] = [];

  constructor(
    private readonly start: () => WorkerHandle,
    private readonly handlers: Handlers<HostRequests>,
  ) {}

  /** Told when a worker died: what it knew has to be opened again. */
  onDeath(listener: (error: Error) => void): void {
    this.deathListeners.push(listener);
  }

  /** Starts the worker ahead of the first question. */
  warm(): void {
    this.connected();
  }

  configure(settings: WorkerSettings): void {
    this.settings = settings;
    if (this.conversation) void this.conversation.ask('configure', [settings]).catch(() => undefined);
  }

  /** Asks the worker; rejects with `Cancelled` when the signal is aborted. */
  readonly ask: Conversation<Requests, HostRequests>['ask'] = async (method, args, signal) => {
    const answer = await this.connected().ask(method, args, signal);
    this.deaths = 0;
    return answer;
  };

  dispose(): void {
    const { worker, conversation } = this;
    this.disposed = true;
    // its end is no death
    this.worker = this.conversation = undefined;
    conversation?.end(new Error('The worker was stopped.'));
    worker?.stop();
  }

  private connected(): Conversation<Requests, HostRequests> {
    if (this.conversation) return this.conversation;
    if (this.disposed) throw new Error('The worker was stopped.');
    if (this.deaths >= MAX_DEATHS)
      throw new Error('The worker that reads logs failed repeatedly. Reload the window to try again.');
    const worker = this.start();
    const conversation = new Conversation<Requests, HostRequests>(worker, this.handlers);
    worker.onEnd((error) => {
      if (this.worker !== worker) return;
      this.worker = this.conversation = undefined;
      this.deaths++;
      conversation.end(error);
      for (const listener of this.deathListeners) listener(error);
    });
    this.worker = worker;
    this.conversation = conversation;
    if (this.settings) void conversation.ask('configure', [this.settings]).catch(() => undefined);
    return conversation;
  }
}
