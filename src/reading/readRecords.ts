import { containerOf, CONTAINERS, type ContainerId, TRANSLATIONS } from './containers';
import { SLOT } from './fields';
import type { RecordVisitor } from './finds';
import { headOf } from './head';
import type { SourceProblem } from './problem';
import { Reading } from './reading';
import type { FileOffset } from './text';

export interface ReadResult {
  readonly container: ContainerId;
  readonly records: number;
  /** How many of them do not stand in the source as they are: inside strings, or made of other fields. */
  readonly indirect: number;
  readonly problems: readonly SourceProblem[];
}

/**
 * Finds every CloudTrail record in the bytes of a source, whatever holds it: see containers/. Never throws. What should
 * be a record and is none is reported. `fileOffset`: where in the file, in bytes, places of its UTF-8 are.
 */
export function readRecords(bytes: Uint8Array, visit: RecordVisitor, fileOffset?: FileOffset): ReadResult {
  const head = headOf(bytes);
  const recognised = containerOf(head);
  const reading = new Reading(bytes, head, TRANSLATIONS, visit, fileOffset);
  const named = recognised.read(reading);
  const { finds } = reading;
  let container = CONTAINERS.find(({ id }) => id === named) ?? recognised;
  // a name in it hides no record
  if (container.about === 'logs' && finds.records > 0)
    container = CONTAINERS.find(({ id }) => id === 'json') ?? container;
  const isNothing = finds.records === 0 && container.about === undefined && container.plain !== true;
  if (isNothing && finds.problems.length === 0)
    finds.report(`This looks like “${container.name}”, but no CloudTrail record is in it.`, 'warning', head.start);
  const { records, indirect } = finds;
  return { container: container.id, records, indirect, problems: finds.allProblems() };
}

/** Span of a captured field's value in `spans`, or undefined. */
export function spanOf(spans: Int32Array, field: keyof typeof SLOT): readonly [number, number] | undefined {
  const start = spans[2 * SLOT[field]] as number;
  return start < 0 ? undefined : [start, spans[2 * SLOT[field] + 1] as number];
}
