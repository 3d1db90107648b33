import { NumberList } from '../../index/numberList';
import type { FindingHit, Findings } from '../ruleAnswers';
import type { FindingGroup } from './findingGroups';

/**
 * Findings as they cross between threads: a case has hundreds of thousands, and as objects each of them would hold the
 * thread that takes them up for as long as making several.
 */
export interface PackedFindings extends Pick<Findings, 'rules' | 'problems' | 'unread' | 'uncounted'> {
  /** Each text that hits and groups name, once. */
  readonly texts: readonly string[];
  /** Whole numbers below 2^32, one hit after the other and then one group after the other. */
  readonly numbers: Uint32Array<ArrayBuffer>;
  /** Of each hit what was counted, then of each group the first and the last time. */
  readonly measures: Float64Array<ArrayBuffer>;
  readonly hits: number;
}

/** Whether a hit's chain is cut, and whether it has a value. */
const CUT = 1;
const VALUE = 2;

/** Packs findings. What it makes is the receiver's: the buffers of both arrays may be handed over. */
export function packFindings({ rules, hits, groups, problems, unread, uncounted }: Findings): PackedFindings {
  const texts = new Map<string, number>();
  const textNumber = (text: string): number => {
    let number = texts.get(text);
    if (number === undefined) texts.set(text, (number = texts.size));
    return number;
  };
  const list = new NumberList();
  const measures = new Float64Array(hits.length + 2 * groups.length);
  for (const [n, { rule, row, chain, isCut, group, count, value }] of hits.entries()) {
    measures[n] = count;
    list.push(rule);
    list.push(row);
    list.push((isCut ? CUT : 0) | (value === undefined ? 0 : VALUE));
    if (value !== undefined) list.push(textNumber(value));
    pushAll(list, chain);
    list.push(group.length);
    for (const shared of group) {
      list.push(textNumber(shared.field));
      list.push(textNumber(shared.value));
    }
  }
  for (const [n, { rule, identity, network, from, hits: own, first, last }] of groups.entries()) {
    measures[hits.length + 2 * n] = first;
    measures[hits.length + 2 * n + 1] = last;
    list.push(rule);
    list.push(textNumber(identity));
    list.push(textNumber(network));
    list.push(textNumber(from));
    pushAll(list, own);
  }
  const numbers = list.numbers.slice(0, list.length);
  return { rules, problems, unread, uncounted, texts: [...texts.keys()], numbers, measures, hits: hits.length };
}

/** The findings that were packed. */
export function unpackFindings({
  rules,
  problems,
  unread,
  uncounted,
  texts,
  numbers,
  measures,
  hits,
}: PackedFindings): Findings {
  let at = 0;
  const next = (): number => numbers[at++] as number;
  const text = (): string => texts[next()] as string;
  const list = (): readonly number[] => {
    const length = next();
    if (length === 0) return NONE;
    const own = new Array<number>(length);
    for (let n = 0; n < length; n++) own[n] = next();
    return own;
  };
  const shared = (): FindingHit['group'] => {
    const length = next();
    return length === 0 ? NONE : Array.from({ length }, () => ({ field: text(), value: text() }));
  };
  const hitAt = (n: number): FindingHit => {
    const rule = next();
    const row = next();
    const flags = next();
    const value = (flags & VALUE) === 0 ? undefined : text();
    return {
      rule,
      row,
      chain: list(),
      isCut: (flags & CUT) !== 0,
      group: shared(),
      count: measures[n] as number,
      value,
    };
  };
  const groupAt = (n: number): FindingGroup => {
    const [first, last] = [measures[hits + 2 * n] as number, measures[hits + 2 * n + 1] as number];
    return { rule: next(), identity: text(), network: text(), from: text(), hits: list(), first, last };
  };
  const allHits = Array.from({ length: hits }, (_, n) => hitAt(n));
  const groups = Array.from({ length: (measures.length - hits) / 2 }, (_, n) => groupAt(n));
  return { rules, hits: allHits, groups, problems, unread, uncounted };
}

const NONE: readonly never[] = [];

/** The count of some numbers, then themselves. */
function pushAll(list: NumberList, numbers: readonly number[]): void {
  list.push(numbers.length);
  for (const number of numbers) list.push(number);
}
