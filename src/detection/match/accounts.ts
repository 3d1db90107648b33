/**
 * The AWS accounts that a value of a request names: an account id, an ARN with one in it, or whoever a policy lets in.
 *
 * Of a policy, as JSON or as the text that holds it, only the principals of what it allows are taken: an account in a
 * condition or in the name of a resource is not let in. Any other object or list names what its leaves name.
 */
export function accountsIn(root: unknown): string[] {
  const accounts: string[] = [];
  const waiting: unknown[] = [root];
  while (waiting.length > 0 && accounts.length < maxAccounts) {
    const value = waiting.pop();
    if (typeof value === 'object' && value !== null) {
      const policy = Array.isArray(value) ? undefined : statementsOf(value);
      const inner: unknown[] = policy === undefined ? Object.values(value) : policy.flatMap(principalsOf);
      for (let i = inner.length - 1; i >= 0; i--) waiting.push(inner[i]);
      continue;
    }
    const text = typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
    const account = accountOf(text);
    if (account !== undefined) accounts.push(account);
    else if (looksLikeJson.test(text)) waiting.push(parsed(text));
  }
  return accounts;
}

// A policy of AWS holds a few dozen at most.
const maxAccounts = 10_000;
const looksLikeJson = /^\s*(?:\{|\[|%7b)/i;

function accountOf(text: string): string | undefined {
  if (/^\d{12}$/.test(text)) return text;
  return /^arn:[\w-]+:[\w-]*:[\w-]*:(\d{12}):/.exec(text)?.[1];
}

/** What a text of JSON holds; IAM gives policies back with the signs of a URL. Never a text, which could hold another. */
function parsed(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(/^\s*%7b/i.test(text) ? decodeURIComponent(text) : text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The statements of a policy; undefined of an object that is none. */
function statementsOf(value: object): readonly unknown[] | undefined {
  if (!Object.hasOwn(value, 'Statement')) return undefined;
  const statements = (value as Readonly<Record<string, unknown>>)['Statement'];
  return Array.isArray(statements) ? (statements as readonly unknown[]) : [statements];
}

/** Whom a statement lets in: AWS principals, not services, nor those whom it only keeps out. */
function principalsOf(statement: unknown): unknown[] {
  if (typeof statement !== 'object' || statement === null) return [];
  const { Effect, Principal } = statement as Readonly<Record<string, unknown>>;
  if (Effect !== 'Allow') return [];
  if (typeof Principal !== 'object' || Principal === null) return [Principal];
  return [(Principal as Readonly<Record<string, unknown>>)['AWS']];
}
