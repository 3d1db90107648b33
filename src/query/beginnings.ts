import { ANY_SESSION } from '../index/identityParts';

const PLAIN = /^[\w+=,.@-]+$/;

/** A text that values share, without the name after it. */
export interface Beginning {
  readonly text: string | undefined;
  readonly named: boolean;
  /** Its place among all of them, or that of the named one that it begins with; the last for no text. */
  rank: number;
  /** What comes after that, and is no name. */
  rest?: string;
}

/** Of a text with {@link ANY_SESSION} where the name stands. */
export function beginningIn(text: string | undefined): Beginning {
  const named = text?.endsWith(ANY_SESSION) === true;
  return { text: named ? text?.slice(0, -ANY_SESSION.length) : text, named, rank: 0 };
}

/** Whether different texts stay different whatever plain names come after those with one. Notes the places of all. */
export function areApart(beginnings: readonly Beginning[]): boolean {
  const sorted = beginnings
    .flatMap((beginning) => (beginning.text === undefined ? [] : [{ beginning, text: beginning.text }]))
    .sort((a, b) => (a.text === b.text ? 0 : a.text < b.text ? -1 : 1) || (a.beginning.named ? -1 : 1));
  let rank = 0;
  let last: string | undefined;
  for (const { beginning, text } of sorted) {
    if (text.includes(ANY_SESSION)) return false;
    if (last !== undefined && text.startsWith(last)) {
      const rest = text.slice(last.length);
      if (beginning.named || PLAIN.test(rest)) return false;
      beginning.rest = rest;
    } else {
      rank++;
      if (beginning.named) last = text;
    }
    beginning.rank = rank;
  }
  for (const beginning of beginnings) if (beginning.text === undefined) beginning.rank = beginnings.length;
  return true;
}
