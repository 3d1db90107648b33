import { JsonShape, readShape } from '../walk/jsonReader';
import { speaksOfRecord } from '../walk/leftOut';
import { MENTION, mentionsRecord } from '../mention';
import type { Reading } from '../reading';
import { isFiller } from '../walk/recovery';
import type { Steps } from '../steps';
import { Walk } from '../walk/walk';
import { container } from './container';
import { reportForeignJson } from './foreignJson';

/** Any JSON: records are found wherever they stand in it, and it is named by how they do. */
export const json = container({
  id: 'json',
  name: 'records inside other JSON',
  plain: true,
  recognise: ({ isJson }) => isJson,
  read: readPlainJson,
});

const named = <Id extends string>(id: Id, name: string) =>
  container({ id, name, plain: true, recognise: () => false, read: readPlainJson });

export const array = named('array', 'array of records');
export const ndjson = named('ndjson', 'records one after another');
export const single = named('single', 'single record');

/** Reads JSON whose records stand in it as they are, and answers with the container that it is. */
export function* readPlainJson(reading: Reading): Steps<string> {
  const { finds, bytes, head } = reading;
  const shape = new JsonShape(new Walk(reading.source, reading));
  const isArray = bytes[head.start] === 0x5b;
  reading.soFar = () => {
    if (shape.list !== undefined) return 's3';
    if (shape.roots > 1) return 'ndjson';
    return isArray ? 'array' : finds.records === 1 && !finds.nested ? 'single' : 'json';
  };
  yield* readShape(reading, shape);
  if (finds.records > 0) return reading.soFar() ?? 'json';
  const { list, leftOut, broken } = shape;
  // the same name holds other things elsewhere: notifications of S3, messages of SQS
  if (list !== undefined && leftOut > 0 && !broken) finds.problems.length = 0;
  else if (list !== undefined) return 's3';
  if (isArray && isFiller(bytes, head.start + 1, bytes.length)) return 'array';
  // what broke off in its first record, or has it too deep inside, is a log all the same
  if (broken && speaksOfRecord(bytes, shape.walk.scanner.faultAt, MENTION)) return isArray ? 'array' : 'single';
  if (finds.problems.length > 0 && mentionsRecord(head)) return 'json';
  if (finds.problems.length === 0) reportForeignJson(reading);
  return 'foreign-json';
}
