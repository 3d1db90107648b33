import { foldCase } from '../caseFold';

/**
 * Where a rule's field is found in an event, and which texts it offers to compare.
 *
 * - A dotted path tries its whole rest as a literal key first, then steps into its first part.
 * - An array, on the way or at the end, means any of its elements.
 * - A field is present when its key is there, whatever it holds: null and an empty array too.
 * - Texts: a string is itself; a number or boolean its JSON text; null has none. An object offers the text of each
 *   leaf and its own compact JSON text, so that a policy held in a string is found as well as one held as JSON.
 */

/** A record as it was parsed; the engine only reads it. */
export type RecordObject = Readonly<Record<string, unknown>>;

// Deeper than any record of AWS; a hostile one must not exhaust the stack.
const maxArrayDepth = 64;
const maxLeaves = 20_000;

/** A dotted path, prepared: every rest of it with its first part. */
export interface FieldPath {
  readonly text: string;
  readonly steps: readonly { readonly rest: string; readonly head: string | undefined }[];
}

export function fieldPath(text: string): FieldPath {
  const steps: { rest: string; head: string | undefined }[] = [];
  let rest = text;
  for (;;) {
    const dot = rest.indexOf('.');
    if (dot < 0) {
      steps.push({ rest, head: undefined });
      return { text, steps };
    }
    steps.push({ rest, head: rest.slice(0, dot) });
    rest = rest.slice(dot + 1);
  }
}

/** What a field holds in one event. Texts are made when first asked for and kept. */
export class FieldValues {
  present = false;
  hasNull = false;
  /** Scalars and objects found, arrays taken apart, null left out. */
  readonly values: unknown[] = [];
  private textList: readonly string[] | undefined;
  private lowerList: readonly string[] | undefined;

  /** A field known to hold just this text, or known to be absent or null. */
  static known(text: string | null): FieldValues {
    const field = new FieldValues();
    if (text !== null) field.add(text, 0);
    return field;
  }

  /** Takes in one found value. */
  add(value: unknown, depth: number): void {
    this.present = true;
    if (value === null || value === undefined) this.hasNull = true;
    else if (!Array.isArray(value)) this.values.push(value);
    else if (depth < maxArrayDepth) for (const element of value) this.add(element, depth + 1);
  }

  /** The texts to compare, in the order in which a person would want to be told of a match. */
  texts(): readonly string[] {
    this.textList ??= this.makeTexts();
    return this.textList;
  }

  /** The same texts without their case. */
  lowers(): readonly string[] {
    this.lowerList ??= this.texts().map(foldCase);
    return this.lowerList;
  }

  private makeTexts(): readonly string[] {
    const [only] = this.values;
    return this.values.length === 1 && typeof only === 'string' ? [only] : this.values.flatMap(textsOfValue);
  }
}

/** What a field path holds in an event. */
export function readField(event: RecordObject, path: FieldPath): FieldValues {
  const found: Found = { field: undefined };
  collect(event, path, 0, 0, found);
  return found.field ?? absent;
}

/** What a field path of more than one part holds, given what the event has under the first. */
export function readFieldBelow(value: unknown, path: FieldPath): FieldValues {
  const found: Found = { field: undefined };
  collect(value, path, 1, 0, found);
  return found.field ?? absent;
}

interface Found {
  field: FieldValues | undefined;
}

// Most fields of most rules are not in most events: they share this one, which nobody changes.
const absent = new FieldValues();

function collect(value: unknown, path: FieldPath, step: number, depth: number, found: Found): void {
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    if (depth < maxArrayDepth) for (const element of value) collect(element, path, step, depth + 1, found);
    return;
  }
  const here = path.steps[step];
  if (here === undefined) return;
  const object = value as RecordObject;
  if (Object.hasOwn(object, here.rest)) (found.field ??= new FieldValues()).add(object[here.rest], depth);
  else if (here.head !== undefined && Object.hasOwn(object, here.head)) {
    collect(object[here.head], path, step + 1, depth, found);
  }
}

/** The texts of one value that is neither null nor an array. */
function textsOfValue(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value === 'number' || typeof value === 'boolean') return [String(value)];
  if (typeof value !== 'object' || value === null) return [];
  const texts = leafTexts(value);
  const json = compactJson(value);
  if (json !== undefined) texts.push(json);
  return texts;
}

/** The texts of all leaves under an object or array, without recursion. */
function leafTexts(root: object): string[] {
  const texts: string[] = [];
  const waiting: unknown[] = [root];
  while (waiting.length > 0 && texts.length < maxLeaves) {
    const value = waiting.pop();
    if (typeof value === 'string') texts.push(value);
    else if (typeof value === 'number' || typeof value === 'boolean') texts.push(String(value));
    else if (typeof value === 'object' && value !== null) {
      const children: unknown[] = Array.isArray(value) ? value : Object.values(value);
      for (let i = children.length - 1; i >= 0; i--) waiting.push(children[i]);
    }
  }
  return texts;
}

/** An object as JSON on one line; undefined of one that is nested deeper than the stack. */
export function compactJson(value: object): string | undefined {
  try {
    return JSON.stringify(value);
  } catch {
    return undefined;
  }
}
