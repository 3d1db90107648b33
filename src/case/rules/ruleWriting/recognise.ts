// not by way of the engine's index: the editor's half need not hold the engine
import { isCloudTrail, mistakenPart } from '../../../detection/rule/logsource';
import { DOCUMENT_MARK, LINE_END } from './lines';

/** A Sigma document for CloudTrail inside a YAML text. */
export interface RuleHead {
  readonly kind: 'rule' | 'correlation' | 'filter';
  /** The line, from 0, of its title, or else of its first key. */
  readonly line: number;
  /** What an exception says of its end, as it is written, and of what it is for; empty where it says nothing. */
  readonly expires: string;
  readonly reason: string;
}

/** More than any rule file has; longer ones are not looked at. */
const MAX_CHARACTERS = 1_000_000;
/** By the key that a document is of its kind by. */
export const KINDS = { detection: 'rule', correlation: 'correlation', filter: 'filter' } as const;
/** Keys that nearly every Sigma document has, and a document of another kind has seldom beside one of the three. */
const SIGNS = /^(?:title|logsource|falsepositives)$/;
const INNER_SIGNS = /^\s+['"]?(?:condition|type|rules|timespan)['"]?\s*:/;
const TOP_KEY = /^(?:([A-Za-z_-]+)|'([^']+)'|"([^"]+)")\s*:(?=\s|$)(.*)$/;

/**
 * The Sigma documents for CloudTrail in a YAML text, by their looks: the text may be half-written. A `detection`,
 * `correlation` or `filter` at the top, or as yet a title and a logsource alone, which is CloudTrail's or none.
 */
export function ruleHeads(text: string): RuleHead[] {
  if (text.length > MAX_CHARACTERS || !/^['"]?(?:detection|correlation|filter|logsource)['"]?\s*:/m.test(text)) return [];
  const heads: RuleHead[] = [];
  let lines: { line: number; text: string }[] = [];
  const end = (): void => {
    const head = headOf(lines);
    if (head !== undefined) heads.push(head);
    lines = [];
  };
  for (const [number, line] of text.split(LINE_END).entries()) {
    if (DOCUMENT_MARK.test(line)) end();
    else lines.push({ line: number, text: line });
  }
  end();
  return heads;
}

function headOf(lines: readonly { line: number; text: string }[]): RuleHead | undefined {
  let kind: RuleHead['kind'] | undefined;
  let first: number | undefined;
  let title: number | undefined;
  let signs = 0;
  let source: string | undefined;
  let isShared = false;
  const said = { expires: '', reason: '' };
  let top = '';
  for (const { line, text } of lines) {
    const match = TOP_KEY.exec(text);
    if (match === null) {
      if (top === 'logsource') source = `${source ?? ''}\n${text}`;
      if (top in KINDS && INNER_SIGNS.test(text)) signs++;
      continue;
    }
    top = match[1] ?? match[2] ?? match[3] ?? '';
    first ??= line;
    if (SIGNS.test(top)) signs++;
    if (top === 'title') title ??= line;
    if (top === 'logsource') source = match[4] ?? '';
    if (top === 'expires' || top === 'reason') said[top] = scalarText(match[4] ?? '');
    if (Object.hasOwn(KINDS, top)) kind ??= KINDS[top as keyof typeof KINDS];
    if (top === 'action') isShared = true;
  }
  // who writes from the top is helped before the detection, and where that is mistyped
  if (title !== undefined && source !== undefined && !isShared) kind ??= 'rule';
  if (kind === undefined || first === undefined || signs === 0 || !isForCloudTrail(source)) return undefined;
  return { kind, line: title ?? first, ...said };
}

/** The text of a value on its key's line; a comment behind it is none of it. */
function scalarText(written: string): string {
  const quoted = /^\s*(?:'([^']*)'|"([^"\\]*)")/.exec(written);
  return quoted?.[1] ?? quoted?.[2] ?? written.replace(/(?:^|\s)#.*$/, '').trim();
}

/** As the engine decides it, but by the text: in a half-written logsource what is there so far counts, and so does one with a mistake. */
function isForCloudTrail(source: string | undefined): boolean {
  if (source === undefined) return true;
  const [product, service, category] = ['product', 'service', 'category'].map((key) => partOf(source, key));
  const parts = { product, service, category };
  if (isCloudTrail(parts) || mistakenPart(parts) !== undefined) return true;
  return service === undefined && (product === 'aws' || (product === undefined && category === undefined));
}

function partOf(source: string, key: string): string | undefined {
  const match = new RegExp(`(?:^|[\\s{,])['"]?${key}['"]?\\s*:[ \\t]*['"]?([^\\s'",}#]+)`, 'm').exec(source);
  return match?.[1]?.toLowerCase();
}
