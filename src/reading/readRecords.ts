import { type Container } from './containers/container';
import { containerOf, CONTAINERS, type ContainerId, TRANSLATIONS } from './containers';
import { SLOT } from './fields';
import type { RecordVisitor } from './finds';
import { headOf } from './head';
import { bytesInWords, type SourceProblem } from './problem';
import { Reading } from './reading';
import type { Steps } from './steps';
import type { FileOffset } from './bytes/text';
import { type WrongBytes, wrongBytesIn } from './bytes/utf8';

export interface ReadResult {
  readonly container: ContainerId;
  readonly records: number;
  /** How many of them do not stand in the source as they are: inside strings, or made of other fields. */
  readonly indirect: number;
  readonly problems: readonly SourceProblem[];
}

/**
 * Finds every CloudTrail record in the bytes of a source, whatever holds it: see containers/. Never throws. What should
 * be a record and is none is reported. `fileOffset`: where in the file, in bytes, places of its UTF-8 are; `room`: to so
 * many bytes may grow what is packed in strings.
 */
export function readRecords(
  bytes: Uint8Array,
  visit: RecordVisitor,
  fileOffset?: FileOffset,
  room?: number,
): ReadResult {
  const reading = new RecordReading(bytes, visit, fileOffset, room);
  reading.next();
  return reading.result;
}

/** The same in parts, between which other work may be done, or the reading be given up. */
export class RecordReading {
  private readonly reading: Reading;
  private readonly recognised: Container<ContainerId>;
  private readonly steps: Steps<string | undefined>;
  /** What the source turned out to be, once it was read. */
  private found: Container<ContainerId> | undefined;
  /** How values begin in which no record was found, and how many of them were looked at. */
  private readonly beginnings = new Map<string, number>();

  constructor(bytes: Uint8Array, visit: RecordVisitor, fileOffset?: FileOffset, room?: number) {
    const head = headOf(bytes);
    this.recognised = containerOf(head);
    this.reading = new Reading(bytes, head, TRANSLATIONS, visit, fileOffset, room);
    this.reading.otherAt = (start, end) => this.otherAt(start, end);
    this.steps = this.recognised.read(this.reading);
  }

  /** See {@link Reading.otherAt}. Of many values that begin alike only a few are looked at. */
  private otherAt(start: number, end: number): string | undefined {
    if (start === this.reading.head.start) return undefined;
    const { bytes } = this.reading;
    const key = new TextDecoder().decode(bytes.subarray(start, Math.min(end, start + MAX_BEGINNING))).split(':', 1)[0] ?? ''; // prettier-ignore
    const times = this.beginnings.get(key) ?? 0;
    if (times === MAX_ALIKE || (times === 0 && this.beginnings.size === MAX_BEGINNINGS)) return undefined;
    this.beginnings.set(key, times + 1);
    const { id, name, rows, packed, csv } = containerOf(headOf(bytes.subarray(start, end)));
    // what holds events in another way is read wherever it stands
    return id === this.recognised.id || (rows ?? packed ?? csv) === undefined ? undefined : name;
  }

  /** Reads on until `isDue` says that it is enough for now; true when all was read. */
  next(isDue: () => boolean = () => false): boolean {
    this.reading.isDue = isDue;
    const step = this.steps.next();
    if (step.done === true) this.end(step.value);
    return step.done === true;
  }

  /** End in the source of the last record that was found. */
  get lastEnd(): number {
    return this.reading.finds.lastEnd;
  }

  /** What the source is, as far as it was read. */
  get container(): ContainerId {
    return (this.found ?? named(this.reading.soFar()) ?? this.recognised).id;
  }

  /** What was found so far. */
  get result(): ReadResult {
    const { finds } = this.reading;
    const { records, indirect } = finds;
    return { container: this.container, records, indirect, problems: finds.allProblems() };
  }

  private end(name: string | undefined): void {
    const { finds, head } = this.reading;
    if (head.commentsAt < head.start) finds.note(COMMENTS, head.commentsAt);
    let container = named(name) ?? this.recognised;
    // a name in it hides no record
    if (container.about === 'logs' && finds.records > 0) container = named('json') ?? container;
    if (finds.records > 0) this.sayWrong();
    const isNothing = finds.records === 0 && container.about === undefined && container.plain !== true;
    if (isNothing && finds.problems.length === 0)
      finds.report(`This looks like "${container.name}", but no CloudTrail record is in it.`, 'warning', head.start);
    this.found = container;
  }

  private sayWrong(): void {
    const { bytes, finds } = this.reading;
    const wrong = wrongBytesIn(bytes);
    if (wrong.count > 0) finds.note(wrongInWords(wrong), wrong.first);
  }
}

/** What is said of bytes that are no UTF-8. */
function wrongInWords({ count, places }: WrongBytes): string {
  const where = places === 1 ? 'here' : `in ${places.toLocaleString('en-US')} places, here first`;
  const [are, they] = count === 1 ? ['is', 'it is'] : ['are', 'they are'];
  return `${bytesInWords(count)} ${are} no UTF-8, ${where}: ${they} shown as \ufffd. Text is damaged or in another encoding there.`;
}

/** So much of a value tells it from others. */
const MAX_BEGINNING = 64;
const MAX_BEGINNINGS = 64;
const MAX_ALIKE = 8;

const COMMENTS = 'The comment before the JSON is passed over.';

function named(name: string | undefined): Container<ContainerId> | undefined {
  return CONTAINERS.find(({ id }) => id === name);
}

/** Span of a captured field's value in `spans`, or undefined. */
export function spanOf(spans: Int32Array, field: keyof typeof SLOT): readonly [number, number] | undefined {
  const start = spans[2 * SLOT[field]] as number;
  return start < 0 ? undefined : [start, spans[2 * SLOT[field] + 1] as number];
}
