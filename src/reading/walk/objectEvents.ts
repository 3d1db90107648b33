import { FIELDS_INSTEAD, findOriginal, findRecord } from '../translation/eventFields';
import { provesRecord } from '../fields';
import { STOPPED } from '../json/jsonScanner';
import type { Layer } from '../layers/layer';
import { type Fields, keysAmong, objectAt } from '../json/members';
import { RecordScanner } from '../recordScanner';
import { translationOf } from '../translation/translation';
import type { WalkContext } from './walkContext';

/** An object whose first key says nothing is tried as a record up to this size; beyond it, it is a container. */
const MAX_ODD_RECORD = 1 << 20;
/** In a larger one in which nothing was found, which is gone over once more for each level, no record is looked for. */
const MAX_LATE = 64 << 20;
/** The member of a record that holds it as text. */
const TEXT = { originals: ['_raw'] };

function textOf(layer: Layer, { textAt, textEnd }: RecordScanner): Fields {
  return { get: () => ({ layer, start: textAt, end: textEnd, kind: 'json' }) };
}

/** Tells of the events that objects of a layer are. */
export class ObjectEvents {
  /** Goes over objects whose first key says nothing. */
  private odd: RecordScanner | undefined;
  /** Members by which events are known that are written otherwise. */
  private marks: ReadonlySet<string> | undefined;

  constructor(
    private readonly layer: Layer,
    private readonly scanner: RecordScanner,
    private readonly context: WalkContext,
  ) {}

  /**
   * Tells of the event that the object at `at` is: returns the offset after it, undefined where it is none, or STOPPED
   * where it is a broken one. `slot`: of its first key, where that is one of a record's, or -1.
   */
  at(at: number, depth: number, slot: number): number | undefined {
    const { scanner } = this;
    const isField = slot >= 0;
    let steps = isField ? scanner : this.limitedAt(at);
    let end = steps.record(at);
    if (end === STOPPED && isField) return STOPPED;
    // a large one that shows what it is before the limit
    if (end === STOPPED && steps.fault === 'end' && steps.end < scanner.end && steps.isRecord())
      end = (steps = scanner).record(at);
    // what begins as a record does is one or nothing: so it is known by its beginning when it is read again
    return end === STOPPED ? undefined : this.event(steps, at, end, depth, !provesRecord(slot));
  }

  /** The same of a large object in which none was found, after all; `end`: of the object. */
  late(at: number, end: number, depth: number): boolean {
    const size = end - at;
    if (size <= MAX_ODD_RECORD || size > MAX_LATE) return false;
    const steps = new RecordScanner(this.layer.bytes, end);
    return steps.record(at) === end && this.event(steps, at, end, depth, true) !== undefined;
  }

  /**
   * Tells of the event that the object that `steps` went over is, if it is one: returns the offset after it.
   * `mayBeOther`: one that is written otherwise.
   */
  private event(steps: RecordScanner, at: number, end: number, depth: number, mayBeOther: boolean): number | undefined {
    if (!steps.isRecord()) return mayBeOther ? this.translate(steps, at, end, depth) : undefined;
    const { layer, context } = this;
    const original = steps.textAt < 0 ? 'none' : findOriginal(context, textOf(layer, steps), TEXT, depth);
    if (original === 'read') return end;
    if (original === 'broken') context.finds.report(FIELDS_INSTEAD, 'warning', layer.sourceStart(at));
    const { finds, source } = context;
    finds.nested ||= depth > 0;
    if (layer !== source) finds.indirect++;
    finds.emit(layer, at, end, steps.spans);
    return end;
  }

  /** An event that is written otherwise, when the object at `at` is one: returns the offset after it. */
  private translate(steps: RecordScanner, at: number, end: number, depth: number): number | undefined {
    const { layer, context } = this;
    this.marks ??= new Set(context.translations.flatMap(({ marks }) => marks));
    const there = keysAmong(steps, at, this.marks);
    if (!context.translations.some(({ marks }) => marks.every((mark) => there.has(mark)))) return undefined;
    const object = objectAt(layer, steps, at);
    const translation = object && translationOf(object, context.translations);
    if (object === undefined || translation === undefined) return undefined;
    const place = [layer.sourceStart(at), layer.sourceEnd(end)] as const;
    return findRecord(context, object.fields, translation, place, depth) ? end : undefined;
  }

  private limitedAt(at: number): RecordScanner {
    const { bytes } = this.layer;
    const scanner = (this.odd ??= new RecordScanner(bytes, bytes.length, true));
    scanner.end = Math.min(bytes.length, at + MAX_ODD_RECORD);
    return scanner;
  }
}
