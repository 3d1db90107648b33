import { FieldValues, fieldPath, readField, type FieldPath, type RecordObject } from './field';

/** Numbers every distinct field of a rule set, so that an event reads each only once for all rules. */
export class FieldTable {
  private readonly slots = new Map<string, number>();
  private readonly paths: FieldPath[] = [];

  /** The number of a dotted path. */
  slot(path: string): number {
    const known = this.slots.get(path);
    if (known !== undefined) return known;
    const slot = this.paths.length;
    this.paths.push(fieldPath(path));
    this.slots.set(path, slot);
    return slot;
  }

  path(slot: number): FieldPath | undefined {
    return this.paths[slot];
  }
}

/** One event while rules look at it: fields are read when first asked for and kept for the next rule. */
export class EventView {
  private readonly fields: (FieldValues | undefined)[] = [];
  private whole: FieldValues | undefined;

  constructor(
    private readonly event: RecordObject,
    private readonly table: FieldTable,
  ) {}

  /** What a numbered field holds. */
  field(slot: number): FieldValues {
    const known = this.fields[slot];
    if (known !== undefined) return known;
    const path = this.table.path(slot);
    const values = path === undefined ? new FieldValues() : readField(this.event, path);
    this.fields[slot] = values;
    return values;
  }

  /** The whole event, for keywords: the text of each leaf and the compact JSON text. */
  all(): FieldValues {
    if (this.whole === undefined) {
      this.whole = new FieldValues();
      this.whole.add(this.event, 0);
    }
    return this.whole;
  }
}
