import { type FieldPath, FieldValues, readField, type RecordObject } from '../../../detection';
import { Numbered } from '../../../detection/pairs';
import { ANY_SESSION } from '../../../index/identityParts';
import type { LogIndex } from '../../../index/logIndex';
import { parseValue } from '../../../reading/recordScanner';
import { isObject } from '../../../record/types';

export const KEY = 'userIdentity.accessKeyId';
const OF_SESSION: readonly string[] = ['userIdentity.arn', 'userIdentity.principalId'];
const CONTEXT = 'userIdentity.sessionContext';
const ATTRIBUTES = `${CONTEXT}.attributes`;

/** A shape as a record, whose session is given attributes. */
interface Session {
  readonly shape: number;
  attributes: number;
  readonly record: RecordObject;
  readonly context: Record<string, unknown>;
}

/**
 * What fields of `userIdentity` hold, by the numbers of the index. Elements are read by their parts: of ten entries
 * nine differ from another one in their access key and the name of their session alone.
 */
export class IdentityFields {
  /** By shape, those without any part apart from those with some. */
  private readonly shapes: [whole: (RecordObject | undefined)[], divided: (RecordObject | undefined)[]] = [[], []];
  private readonly fields = new Map<FieldPath, [whole: FieldValues[], divided: FieldValues[]]>();
  /** By shape: what stands before the session's name. */
  private readonly parts = new Map<FieldPath, (string | typeof NO_TEXT)[]>();
  private readonly sessions = new Numbered();
  // the fields of one identity are asked for one after the other
  private session: Session = { shape: 0, attributes: 0, record: {}, context: {} };
  private last: { readonly id: number; readonly record: RecordObject } = { id: 0, record: {} };

  constructor(private readonly index: LogIndex) {}

  /** @param path within `userIdentity` */
  field(id: number, path: FieldPath): FieldValues {
    const { dictionaries } = this.index;
    const { text } = path;
    if (text === KEY) {
      const key = dictionaries.keyOf(id);
      if (key !== 0) return only(parseValue(dictionaries.identityKey(key)));
    }
    if (text === CONTEXT && dictionaries.isDivided(id)) return readField(this.whole(id), path);
    if (text.startsWith(ATTRIBUTES) && dictionaries.attributesOf(id) !== 0)
      return readField(this.withAttributes(dictionaries.shapeOf(id), dictionaries.attributesOf(id)), path);
    const ofSession = isOfSession(path) ? this.sessionText(id, path) : undefined;
    return ofSession === undefined ? this.ofShape(id, path) : only(ofSession);
  }

  /** The text of a field that ends with the name of the session; undefined where it is none, or holds something else. */
  sessionText(id: number, path: FieldPath): string | undefined {
    const session = this.index.dictionaries.sessionOf(id);
    if (session === 0) return undefined;
    let parts = this.parts.get(path);
    if (parts === undefined) this.parts.set(path, (parts = []));
    const shape = this.index.dictionaries.shapeOf(id);
    const before = (parts[shape] ??= beforeSession(this.ofShape(id, path)));
    return before === NO_TEXT ? undefined : before + this.index.dictionaries.identitySession(session);
  }

  /** Whether the shape of an identity decides alone what a field of it holds. */
  isOfShape(path: FieldPath): boolean {
    const { text } = path;
    return text !== KEY && text !== CONTEXT && !text.startsWith(ATTRIBUTES) && !isOfSession(path);
  }

  /** A number that is the same for identities of one shape. */
  shapeNumber(id: number): number {
    const { dictionaries } = this.index;
    return 2 * dictionaries.shapeOf(id) + (dictionaries.isDivided(id) ? 1 : 0);
  }

  /** A number above 0 that is the same for identities of one shape with one name of their session. */
  sessionNumber(id: number): number {
    return this.sessions.of(this.shapeNumber(id), this.index.dictionaries.sessionOf(id));
  }

  private ofShape(id: number, path: FieldPath): FieldValues {
    let fields = this.fields.get(path);
    if (fields === undefined) this.fields.set(path, (fields = [[], []]));
    const { dictionaries } = this.index;
    const shape = dictionaries.shapeOf(id);
    const divided = dictionaries.isDivided(id) ? 1 : 0;
    return (fields[divided][shape] ??= readField(this.shape(shape, divided), path));
  }

  private shape(shape: number, divided: 0 | 1): RecordObject {
    return (this.shapes[divided][shape] ??= {
      userIdentity: parseValue(this.index.dictionaries.shapeWithoutParts(shape, divided === 1)),
    });
  }

  /** A shape with the attributes of one of its sessions. */
  private withAttributes(shape: number, attributes: number): RecordObject {
    const { dictionaries } = this.index;
    if (this.session.shape !== shape) {
      const identity = parseValue(dictionaries.shapeWithoutParts(shape, true));
      const context = isObject(identity) ? identity['sessionContext'] : undefined;
      this.session = {
        shape,
        attributes: 0,
        record: { userIdentity: identity },
        context: isObject(context) ? context : {},
      };
    }
    if (this.session.attributes !== attributes) {
      this.session.attributes = attributes;
      this.session.context['attributes'] = parseValue(dictionaries.identityAttributes(attributes));
    }
    return this.session.record;
  }

  private whole(id: number): RecordObject {
    if (this.last.id !== id) this.last = { id, record: { userIdentity: this.index.valueOf('identity', id) } };
    return this.last.record;
  }
}

const NO_TEXT = Symbol('no text');

function beforeSession({ values }: FieldValues): string | typeof NO_TEXT {
  const [value] = values;
  if (values.length !== 1 || typeof value !== 'string' || !value.endsWith(ANY_SESSION)) return NO_TEXT;
  return value.slice(0, -ANY_SESSION.length);
}

/** Whether a field of `userIdentity` ends with the name of the session where there is one. */
export function isOfSession({ text }: FieldPath): boolean {
  return OF_SESSION.includes(text);
}

function only(value: unknown): FieldValues {
  const values = new FieldValues();
  values.add(value, 0);
  return values;
}
