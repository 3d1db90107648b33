import type { ExceptionUse } from './exceptionsUsed';

/** What is known about the exceptions in one log or case. */
interface Answer {
  readonly isCase: boolean;
  /** What they left out when the rules last ran over it; of exceptions as they were then. */
  uses: readonly ExceptionUse[] | undefined;
  /** Ends the question that is being answered. */
  abort: AbortController | undefined;
  /** Whether `uses` is about the rules, the exceptions and the text that there are now. */
  current: boolean;
}

/**
 * What exceptions left out of each log and case that is open. That one left out nothing is true only once every one of
 * them has answered, with the exceptions as they are now.
 */
export class ExceptionAnswers {
  private readonly answers = new Map<string, Answer>();

  constructor(
    private readonly ask: (key: string, signal: AbortSignal) => Promise<readonly ExceptionUse[]>,
    private readonly changed: () => void,
  ) {}

  /** A log or a case is being read, or the rules run over it. */
  awaits(key: string, isCase: boolean): void {
    const known = this.answers.get(key);
    known?.abort?.abort();
    if (known !== undefined && !known.current) return;
    this.answers.set(key, { isCase, uses: known?.uses, abort: undefined, current: false });
    this.changed();
  }

  /** The rules or the exceptions changed: they run over everything again. */
  rulesChanged(): void {
    for (const answer of this.answers.values()) {
      answer.abort?.abort();
      answer.current = false;
    }
    this.changed();
  }

  /** The rules ran over a log or a case: asks what the exceptions left out there. */
  ran(key: string, isCase: boolean): void {
    const known = this.answers.get(key);
    known?.abort?.abort();
    const abort = new AbortController();
    const answer: Answer = { isCase, uses: known?.uses, abort, current: false };
    this.answers.set(key, answer);
    this.ask(key, abort.signal).then(
      (uses) => {
        if (abort.signal.aborted) return;
        answer.uses = uses;
        answer.current = true;
        this.changed();
      },
      // superseded, or the worker is gone: then the rules run again
      () => undefined,
    );
  }

  /** It is open no longer, or cannot be read: nothing is to be expected of it. */
  gone(key: string): void {
    const known = this.answers.get(key);
    if (known === undefined) return;
    known.abort?.abort();
    this.answers.delete(key);
    this.changed();
  }

  /** Events that exceptions left out of a log or a case when the rules last ran over it, each once. */
  leftOut(key: string): number {
    return (this.answers.get(key)?.uses ?? []).reduce((sum, { first }) => sum + first, 0);
  }

  /** Whether there is anything that the rules run over. */
  get isAnyOpen(): boolean {
    return this.answers.size > 0;
  }

  /** The exceptions that left out nothing of anything that is open; none are named before all have answered. */
  unused(): { readonly uses: readonly ExceptionUse[]; readonly inCase: boolean } {
    const all = [...this.answers.values()];
    if (!all.every(({ current }) => current)) return { uses: [], inCase: false };
    const answers = all.map(({ uses = [] }) => uses);
    const used = new Set(answers.flatMap((uses) => uses.filter(({ events }) => events > 0).map(placeOf)));
    const known = new Map(answers.flatMap((uses) => uses.map((use) => [placeOf(use), use] as const)));
    return {
      uses: [...known].flatMap(([place, use]) => (used.has(place) ? [] : [use])),
      inCase: all.some(({ isCase }) => isCase),
    };
  }
}

/** Where an exception stands: two may have the same id. */
function placeOf({ path, line }: ExceptionUse): string {
  return `${line} ${path}`;
}
