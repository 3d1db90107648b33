/** Something that can be ended. The shape is that of the editor's Disposable, so that either serves. */
export interface Disposable {
  dispose(): void;
}

/** Listeners of one kind of news. */
export class Emitter<T> {
  private readonly listeners = new Set<(news: T) => void>();

  readonly event = (listener: (news: T) => void): Disposable => {
    this.listeners.add(listener);
    return { dispose: () => this.listeners.delete(listener) };
  };

  fire(news: T): void {
    for (const listener of [...this.listeners]) listener(news);
  }
}
