import { base64, base64Offsets, splitAtDashes, utf16Bytes, utf8Bytes } from '../match/encode';
import { anyDash, dashes, plainText, type Pattern, type Token } from '../match/pattern';
import type { Modifier } from './modifier';
import { literalValue, type RuleValue } from './value';

/** Text of a value that is to be compared as text; numbers and booleans by their JSON text. */
export function asText(value: RuleValue): (RuleValue & { kind: 'text' }) | undefined {
  if (value.kind === 'text') return value;
  if (value.kind === 'number') return literalValue(value.raw, false);
  return value.kind === 'boolean' ? literalValue(String(value.boolean), false) : undefined;
}

/** A modifier that turns literal text into other literal text; `keep` leaves wildcards where they are. */
function encoder(change: (text: string, bytes: boolean) => readonly string[], keep: boolean, bytes: boolean): Modifier {
  return (value) => {
    const text = asText(value);
    if (text === undefined) return 'needs a text';
    const plain = plainText(text.pattern);
    if (plain !== undefined) return change(plain, text.bytes).map((form) => literalValue(form, bytes));
    if (text.pattern.includes(anyDash)) return `has more than ${maxWrittenOut} dashes, too many to encode each form`;
    if (!keep) return 'cannot encode wildcards; write contains, startswith or endswith after it';
    const pattern: Pattern = text.pattern.map((token) =>
      typeof token === 'string' ? (change(token, text.bytes)[0] ?? '') : token,
    );
    return [{ ...text, pattern, bytes }];
  };
}

const toUtf16 = (littleEnd: boolean): Modifier => encoder((text) => [utf16Bytes(text, littleEnd)], true, true);
const toBytes = (text: string, bytes: boolean): string => (bytes ? text : utf8Bytes(text));

const encodeAtOffsets = encoder((text, bytes) => base64Offsets(toBytes(text, bytes)), false, false);

/** A form without a letter would stand in every text, and without that form the value would not be found everywhere. */
const atOffsets: Modifier = (value, placeholders) => {
  const forms = encodeAtOffsets(value, placeholders);
  const isEmpty = typeof forms !== 'string' && forms.some((form) => form.kind === 'text' && form.raw === '');
  return isEmpty ? 'is too short: of a single byte no letter of the base64 may be left' : forms;
};

// Each dash multiplies the texts by five.
const maxWrittenOut = 4;

const windash: Modifier = (value) => {
  const text = asText(value);
  if (text === undefined) return 'needs a text';
  const parts = text.pattern.map((token): readonly Token[] =>
    typeof token === 'string' ? splitAtDashes(token) : [token],
  );
  const many = parts.reduce((sum, { length }) => sum + length - 1, 0) > maxWrittenOut;
  let patterns: Token[][] = [[]];
  for (const [first, ...others] of parts) {
    if (first !== undefined) for (const pattern of patterns) add(pattern, first);
    for (const part of others) {
      const forms: readonly Token[] = many ? [anyDash] : dashes;
      patterns = patterns.flatMap((pattern) => forms.map((form) => add(add([...pattern], form), part)));
    }
  }
  return patterns.map((pattern) => ({ ...text, pattern }));
};

/** Adds a token; neighbouring texts are one, and an empty one is none. */
function add(pattern: Token[], token: Token): Token[] {
  const last = pattern.at(-1);
  if (typeof last === 'string' && typeof token === 'string') pattern[pattern.length - 1] = last + token;
  else if (token !== '') pattern.push(token);
  return pattern;
}

/** The modifiers that make other texts of a text. */
export const textModifiers: Readonly<Record<string, Modifier>> = {
  windash,
  base64: encoder((text, bytes) => [base64(toBytes(text, bytes))], false, false),
  base64offset: atOffsets,
  utf16le: toUtf16(true),
  wide: toUtf16(true),
  utf16be: toUtf16(false),
  utf16: encoder((text) => [`\u00ff\u00fe${utf16Bytes(text, true)}`], false, true),
};
