import { FieldValues, fieldPath, readField, type FieldPath, type RecordObject } from './field';

/** What tells of one event: a record that was parsed, or what finds in a record's text only what it is asked for. */
export interface EventSource {
  /** What a field holds. */
  field(path: FieldPath): FieldValues;
  /** The value of one member of the event itself; undefined when it has none of this name. */
  member(name: string): unknown;
  /** All of it. */
  whole(): RecordObject;
}

/** An event that was parsed. */
export function parsedEvent(event: RecordObject): EventSource {
  return {
    field: (path) => readField(event, path),
    member: (name) => (Object.hasOwn(event, name) ? event[name] : undefined),
    whole: () => event,
  };
}

/**
 * Numbers every distinct field of a rule set and every distinct question about one, so that an event reads and answers
 * each only once for all rules.
 */
export class FieldTable {
  private readonly slots = new Map<string, number>();
  private readonly paths: FieldPath[] = [];
  private questions = 0;
  /** By question: what the view that asked last was answered. */
  private readonly answers: number[] = [];
  private views = 0;
  /** By slot: what the event of the view that asked last holds, and the number of that view. */
  private readonly fields: FieldValues[] = [];
  private readonly askers: number[] = [];

  /** A number for a question. */
  newQuestion(): number {
    this.answers.push(0);
    return this.questions++;
  }

  /** A number for a view, by which its answers are told from those of others. */
  newView(): number {
    return ++this.views;
  }

  /** What this view was answered; undefined when it did not ask. */
  answer(question: number, view: number): boolean | undefined {
    const known = (this.answers[question] ?? 0) - 2 * view;
    return known === 0 ? false : known === 1 ? true : undefined;
  }

  keep(question: number, view: number, answer: boolean): void {
    this.answers[question] = 2 * view + (answer ? 1 : 0);
  }

  /** What a numbered field holds, read once for a view. */
  field(slot: number, view: number, event: EventSource): FieldValues {
    const known = this.fields[slot];
    if (known !== undefined && this.askers[slot] === view) return known;
    const path = this.paths[slot];
    const values = path === undefined ? new FieldValues() : event.field(path);
    this.fields[slot] = values;
    this.askers[slot] = view;
    return values;
  }

  /** The number of a dotted path. */
  slot(path: string): number {
    const known = this.slots.get(path);
    if (known !== undefined) return known;
    const slot = this.paths.length;
    this.paths.push(fieldPath(path));
    this.slots.set(path, slot);
    return slot;
  }

  /** Every dotted path that has a number. */
  get names(): readonly string[] {
    return [...this.slots.keys()];
  }
}

/** One event while rules look at it: fields are read when first asked for and kept for the next rule. */
export class EventView {
  private whole: FieldValues | undefined;
  private readonly number: number;

  constructor(
    private readonly event: EventSource,
    private readonly table: FieldTable,
  ) {
    this.number = table.newView();
  }

  /** What the event answered to a question; undefined when it was not asked. */
  answer(question: number): boolean | undefined {
    return this.table.answer(question, this.number);
  }

  keep(question: number, answer: boolean): void {
    this.table.keep(question, this.number, answer);
  }

  /** What a numbered field holds. */
  field(slot: number): FieldValues {
    return this.table.field(slot, this.number, this.event);
  }

  /** The whole event, for keywords: the text of each leaf and the compact JSON text. */
  all(): FieldValues {
    if (this.whole === undefined) {
      this.whole = new FieldValues();
      this.whole.add(this.event.whole(), 0);
    }
    return this.whole;
  }
}
