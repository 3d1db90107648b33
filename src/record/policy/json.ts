/** One value or a list of them, as policies write both. */
export function listed(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : [value];
}

/** The members of an object; none of anything else. */
export function membersOf(value: unknown): [string, unknown][] {
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}

/** A text, or a number as its text; anything else is the empty text. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
}

/** The texts of one value or a list of them; what is no text is left out. */
export function textsOf(value: unknown): string[] {
  return listed(value).filter((one) => typeof one === 'string');
}

/**
 * What a text of JSON holds; IAM gives policies back with the signs of a URL. Never a text, which could hold another;
 * undefined of a text that is no JSON, which no service takes for a policy.
 */
export function heldJson(text: string): object | undefined {
  if (!/^\s*(?:\{|\[|%7b)/i.test(text)) return undefined;
  try {
    const value: unknown = JSON.parse(/^\s*%7b/i.test(text) ? decodeURIComponent(text) : text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
