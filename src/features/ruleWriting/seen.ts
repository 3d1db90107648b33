import type { FieldsSeen, ValuesSeen } from '../../case/rules/ruleWriting/fields';
import type { RuleWritingWorker } from '../../case/rules/ruleWriting/ruleWriting';
import type { TrialScope, TrialScopes } from './scope';

/**
 * The fields and values of the events that rules are tried on, each question asked once: what takes long in a large
 * case goes on while somebody types, and is there at the next letter.
 */
export class SeenInScope {
  private scope: TrialScope | undefined;
  /** Ends what is being asked of other events. */
  private asking = new AbortController();
  private readonly answers = new Map<string, Promise<unknown>>();

  constructor(
    private readonly worker: RuleWritingWorker,
    private readonly scopes: TrialScopes,
  ) {}

  /** Fields of the events with one of these names, or of all when no event has one. */
  fields(names: readonly string[]): Promise<FieldsSeen | undefined> {
    return this.once(JSON.stringify(names), ({ key }, signal) => this.worker.fieldsSeen(key, names, signal));
  }

  /** Values of a field in such events. */
  values(field: string, names: readonly string[]): Promise<ValuesSeen | undefined> {
    return this.once(JSON.stringify([field, names]), ({ key }, signal) =>
      this.worker.valuesSeen(key, field, names, signal),
    );
  }

  private once<T>(
    question: string,
    ask: (scope: TrialScope, signal: AbortSignal) => Promise<T>,
  ): Promise<T | undefined> {
    const scope = this.scopes.current;
    if (scope !== this.scope) {
      this.asking.abort();
      this.asking = new AbortController();
      this.answers.clear();
    }
    this.scope = scope;
    if (scope === undefined) return Promise.resolve(undefined);
    const known = this.answers.get(question) as Promise<T | undefined> | undefined;
    if (known !== undefined) return known;
    const answer: Promise<T | undefined> = ask(scope, this.asking.signal).catch(() => {
      if (this.answers.get(question) === answer) this.answers.delete(question);
      return undefined;
    });
    this.answers.set(question, answer);
    return answer;
  }
}
