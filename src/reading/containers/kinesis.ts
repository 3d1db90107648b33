import { member } from '../../record/types';
import { readJson } from '../walk/jsonReader';
import { container } from './container';
import { MESSAGES } from './subscription';

const PACKED = { names: ['data', 'Data'], inside: MESSAGES };

/**
 * Records of Kinesis and Firehose, of which each holds its data in base64: what a Lambda function gets of them, or
 * answers with, and what `aws kinesis get-records` answers.
 */
export const kinesis = container({
  id: 'kinesis',
  name: 'records of Kinesis or Firehose',
  recognise: ({ first }) => LISTS.some((name) => isRecord(firstOf(member(first, name)))),
  read: (reading) => readJson(reading, { packed: PACKED, lists: LISTS, mixed: true }),
  packed: PACKED,
});

const LISTS = ['Records', 'records'];

function firstOf(list: unknown): unknown {
  return Array.isArray(list) ? list[0] : undefined;
}

function isRecord(value: unknown): boolean {
  const isText = (of: unknown, name: string): boolean => typeof member(of, name) === 'string';
  return (
    isText(member(value, 'kinesis'), 'data') ||
    (isText(value, 'recordId') && isText(value, 'data')) ||
    (isText(value, 'SequenceNumber') && isText(value, 'Data'))
  );
}
