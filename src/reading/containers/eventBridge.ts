import { member } from '../../record/types';
import { readJson } from '../walk/jsonReader';
import { partialJson } from '../json/partialJson';
import { container } from './container';

/** Events that EventBridge passed on, alone or wrapped by SQS or SNS: the record is their `detail`. */
export const eventBridge = container({
  id: 'eventbridge',
  name: 'EventBridge events',
  recognise: ({ first }) => isEnvelope(first, 0),
  read: (reading) => readJson(reading, { mixed: true, lists: ['Messages'] }),
});

/** Where the wrappers keep what they wrap, from the outside to the inside. */
const WRAPPINGS: readonly (readonly (string | number)[])[] = [
  ['Messages', 0, 'Body'],
  ['Records', 0, 'body'],
  ['Records', 0, 'Sns', 'Message'],
  ['Body'],
  ['body'],
  ['Message'],
];

function isEnvelope(value: unknown, depth: number): boolean {
  const type = member(value, 'detail-type');
  if (typeof type === 'string') return /via CloudTrail$/.test(type);
  if (depth > 3) return false;
  return WRAPPINGS.some((path) => {
    const inner = path.reduce<unknown>(
      (at, key) => (typeof key === 'number' ? (Array.isArray(at) ? (at[key] as unknown) : undefined) : member(at, key)),
      value,
    );
    return typeof inner === 'string' && inner.trimStart().startsWith('{') && isEnvelope(partialJson(inner), depth + 1);
  });
}
