import { elementsOf } from '../json/entries';
import { STOPPED } from '../json/jsonScanner';
import { type Node, type Piece } from './madeRecord';
import { objectAt, type Value } from '../json/members';
import { MAX_PATH } from './recordPaths';
import { RecordScanner } from '../recordScanner';
import { ofShownTime } from './shownTime';
import { fieldNamed, structOf, type StructNode } from '../json/struct';
import { insideOf, isLarge, numberOf, textOf, wordOf } from './valueText';
import { isoTime, timeOf } from '../../record/time';

/**
 * How a value is taken over: as it is; `set`: as it is unless it is the word null, as are all that follow; `boolean`: true or false, also from a string; `yesNo`: these as words; `time`: as
 * CloudTrail writes times; `json`: JSON or a struct (`{k=v}`) from a string that holds it; `struct`: the same, with the
 * names that CloudTrail gives its fields where an export wrote them in lower case; `arn`, `id`, `word`: only when it is
 * an ARN, is none, is one word; `members`: a map from paths of a record to their values, of which others become members;
 * `ownName`: only when the ARN beside it, if there is one, ends with it, because it may be a name from the request.
 */
export type TakenAs =
  'value' | 'set' | 'boolean' | 'yesNo' | 'time' | 'json' | 'struct' | 'arn' | 'id' | 'word' | 'members' | 'ownName';

/** What becomes of a value in the record that it is taken over into; undefined where nothing does. */
export function nodeOf(value: Value, as: Exclude<TakenAs, 'members'>): Node | undefined {
  const text = textOf(value);
  // so SQL engines write what has no value, where they make text of it
  if (as !== 'value' && text === 'null') return undefined;
  if (as === 'arn' || as === 'id')
    return (text?.startsWith('arn:') === true) === (as === 'arn') ? plain(value) : undefined;
  if (as === 'word') return /^\w+$/.test(text ?? '') ? plain(value) : undefined;
  if (as === 'yesNo') {
    const is = wordOf(value);
    return is === 'true' || is === 'false'
      ? { how: 'literal', literal: is === 'true' ? '"Yes"' : '"No"', value }
      : undefined;
  }
  if (as === 'boolean' && text !== undefined && /^(?:true|false)$/i.test(text))
    return { how: 'literal', literal: text.toLowerCase(), value };
  if (as === 'time') {
    const time = timeOf(text === undefined ? numberOf(value) : (ofShownTime(text) ?? text));
    // what was never set
    if (time === 0) return undefined;
    if (!Number.isNaN(time) && text !== isoTime(time)) return { how: 'literal', literal: `"${isoTime(time)}"`, value };
  }
  if (as === 'struct' && value.kind === 'json' && !isLarge(value)) {
    const named = renamed(value, new RecordScanner(value.layer.bytes, value.end));
    if (named !== undefined) return named;
  }
  if (as === 'json' || as === 'struct') {
    const inside = insideOf(value);
    if (inside !== undefined) {
      const scanner = new RecordScanner(inside.layer.bytes, inside.end, true);
      const end = scanner.value(scanner.space(inside.start));
      if (end !== STOPPED && scanner.space(end) === inside.end)
        return { how: 'json', value: { ...inside, start: scanner.space(inside.start), end } };
      const struct = isLarge(value) ? undefined : structOf(inside, as === 'struct');
      if (struct !== undefined) return ofStruct(struct, as);
    }
  }
  return plain(value);
}

/** A value as it is. */
export function plain(value: Value): Piece {
  return { how: value.kind, value };
}

/** An object, or a list of them, with the names that CloudTrail gives its fields. */
function renamed(value: Value, scanner: RecordScanner, depth = 0): Node | undefined {
  const { layer, start } = value;
  const c = layer.bytes[start];
  if (depth > MAX_PATH || (c !== 0x7b && c !== 0x5b)) return undefined;
  const inner = (one: Value): Node => renamed(one, scanner, depth + 1) ?? plain(one);
  if (c === 0x5b) {
    const items = [...elementsOf(value, scanner, start)].map((one, n): [string, Node] => [`#${n}`, inner(one)]);
    return items.length === 0 ? undefined : new Map(items);
  }
  const object = objectAt(layer, scanner, start);
  if (object === undefined) return undefined;
  const members = [...object.members].filter(([, [from]]) => layer.bytes[from] !== 0x6e);
  return new Map(
    members.map(([name, [from, to]]) => [fieldNamed(name), inner({ layer, start: from, end: to, kind: 'json' })]),
  );
}

function ofStruct(node: StructNode, as: 'json' | 'struct'): Node {
  if (!(node instanceof Map)) return plain(node);
  const members = [...node].map(([name, inner]): [string, Node] => {
    const isTime = as === 'struct' && name === 'creationDate' && !(inner instanceof Map);
    return [name, (isTime ? nodeOf(inner, 'time') : undefined) ?? ofStruct(inner, as)];
  });
  return new Map(members);
}
