import { QUOTE } from './jsonBytes';
import { JsonScanner, STOPPED } from './jsonScanner';
import type { Value } from './members';

/** A value of a struct, or its members by name; of an array they are named `#0`, `#1`, …. */
export type StructNode = Map<string, StructNode> | Value;

const MAX_DEPTH = 12;
const [OPEN, CLOSE, OPEN_LIST, CLOSE_LIST, COMMA, SPACE, EQUALS] = [0x7b, 0x7d, 0x5b, 0x5d, 0x2c, 0x20, 0x3d];
/** Parameters that are JSON as text in CloudTrail, too. */
const TEXTS = /^(?:policy|\w*policyDocument)$/i;

/** Fields of a record as CloudTrail spells them, by their names in lower case: SQL engines know no upper case. */
const NAMES = new Map(
  [
    'type principalId arn accountId invokedBy accessKeyId userName identityProvider credentialId onBehalfOf userId',
    'identityStoreArn sessionContext attributes mfaAuthenticated creationDate sessionIssuer ec2RoleDelivery',
    'webIdFederationData federatedProvider sourceIdentity inScopeOf issuerType sourceArn sourceAccount',
    'credentialsIssuedTo ec2IssuedInVpc tlsVersion cipherSuite',
    'clientProvidedHostHeader reason updatedFields originalRequestID originalEventID',
  ]
    .join(' ')
    .split(' ')
    .map((name) => [name.toLowerCase(), name]),
);

/** The name that CloudTrail gives a field, where it is one by its name in lower case. */
export function fieldNamed(name: string): string {
  return NAMES.get(name) ?? name;
}

/**
 * What SQL engines print of a struct or a map, `{type=IAMUser, sessioncontext={…}}`, or of a list of them, as members.
 * Values are not quoted there, so one that itself holds `, name=` is taken for two; one that is JSON is taken as JSON,
 * because CloudTrail's tables hold all below a parameter so. Undefined when the text is no struct.
 * `ofRecord`: names in lower case become those of a record's fields.
 */
export function structOf(value: Value, ofRecord: boolean): StructNode | undefined {
  const parser = new Parser(value, ofRecord);
  const node = parser.value(0);
  return parser.isWhole() ? node : undefined;
}

class Parser {
  private at: number;
  private failed = false;

  constructor(
    private readonly text: Value,
    private readonly ofRecord: boolean,
  ) {
    this.at = text.start;
    this.space();
  }

  isWhole(): boolean {
    this.space();
    return !this.failed && this.at === this.text.end;
  }

  value(depth: number, inList = false, name = ''): StructNode {
    const start = this.at;
    const c = this.byte();
    if (depth > MAX_DEPTH || (c !== OPEN && c !== OPEN_LIST)) return this.plain(inList);
    const json = this.json(name);
    if (json !== undefined) return json;
    const node = c === OPEN ? this.struct(depth) : this.list(depth);
    if (!this.failed || depth === 0) return node;
    // text that begins as one does
    this.failed = false;
    this.at = start;
    return this.plain(inList);
  }

  /** An object or an array in JSON; undefined where none stands. */
  private json(name: string): Value | undefined {
    const { layer, end } = this.text;
    const { bytes } = layer;
    const scanner = new JsonScanner(bytes, end, true);
    const inside = scanner.space(this.at + 1);
    const next = bytes[inside];
    const isObject = bytes[this.at] === OPEN && (next === QUOTE || next === CLOSE);
    const isList = next === QUOTE || next === CLOSE_LIST || (next === OPEN && bytes[inside + 1] === QUOTE);
    const isArray = bytes[this.at] === OPEN_LIST && isList;
    const after = isObject || isArray ? scanner.value(this.at) : STOPPED;
    const following = after < end ? (bytes[after] as number) : COMMA;
    if (after === STOPPED || ![COMMA, CLOSE, CLOSE_LIST].includes(following)) return undefined;
    const value = { layer, start: this.at, end: after, kind: TEXTS.test(name) ? ('text' as const) : ('json' as const) };
    this.at = after;
    return value;
  }

  private struct(depth: number): StructNode {
    const members = new Map<string, StructNode>();
    this.at++;
    while (!this.failed && this.byte() !== CLOSE) {
      const name = this.name();
      if (name === undefined) this.failed = true;
      else {
        const value = this.value(depth + 1, false, name);
        if (!isNull(value)) members.set(name, value);
        this.separator(CLOSE);
      }
    }
    this.at++;
    return members;
  }

  private list(depth: number): StructNode {
    const items = new Map<string, StructNode>();
    this.at++;
    while (!this.failed && this.byte() !== CLOSE_LIST) {
      items.set(`#${items.size}`, this.value(depth + 1, true));
      this.separator(CLOSE_LIST);
    }
    this.at++;
    return items;
  }

  /** `name=`, with nothing in it that a name does not have. */
  private name(): string | undefined {
    const end = this.nameEnd(this.at);
    if (end < 0) return undefined;
    const name = new TextDecoder().decode(this.text.layer.bytes.subarray(this.at, end));
    this.at = end + 1;
    return this.ofRecord ? fieldNamed(name) : name;
  }

  /** Offset of the `=` after a name at `at`, or -1. */
  private nameEnd(at: number): number {
    for (let i = at; i < this.text.end && i - at < 128; i++) {
      const c = this.text.layer.bytes[i] as number;
      if (c === EQUALS) return i > at ? i : -1;
      if (c <= SPACE || c === COMMA || c === OPEN || c === CLOSE || c === OPEN_LIST || c === CLOSE_LIST) return -1;
    }
    return -1;
  }

  /** Text up to what ends it: the closing bracket, or a comma before the next name or item. */
  private plain(inList: boolean): Value {
    const { layer, end } = this.text;
    const start = this.at;
    let depth = 0;
    let i = start;
    for (; i < end; i++) {
      const c = layer.bytes[i] as number;
      if (c === OPEN || c === OPEN_LIST) depth++;
      else if (c === CLOSE || c === CLOSE_LIST) {
        if (depth-- === 0) break;
      } else if (depth === 0 && c === COMMA && layer.bytes[i + 1] === SPACE) {
        if (inList || this.nameEnd(i + 2) > 0) break;
      }
    }
    this.at = i;
    return { layer, start, end: i, kind: 'text' };
  }

  private separator(close: number): void {
    if (this.byte() === COMMA) {
      this.at++;
      this.space();
    } else if (this.byte() !== close) this.failed = true;
  }

  private byte(): number {
    return this.at < this.text.end ? (this.text.layer.bytes[this.at] as number) : 0;
  }

  private space(): void {
    while (this.byte() === SPACE) this.at++;
  }
}

function isNull(node: StructNode): boolean {
  if (node instanceof Map) return false;
  const { layer, start, end } = node;
  return end === start || (end - start === 4 && new TextDecoder().decode(layer.bytes.subarray(start, end)) === 'null');
}
