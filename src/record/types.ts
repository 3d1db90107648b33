/**
 * One CloudTrail record as it stands in a log. Every member is optional and may have another type than the
 * documentation says: logs are hostile input, so readers narrow before they use a value.
 * Source: CloudTrail user guide, "record contents" and "userIdentity element".
 */
export type CloudTrailRecord = Readonly<Record<string, unknown>>;

/** A JSON object, the only shape a record or its `userIdentity` may have. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value when it is a string with something in it, else undefined. */
export function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The member `key` of `value` when `value` is an object. */
export function member(value: unknown, key: string): unknown {
  return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}
