import { LEFT_BY_MERGE } from './lines';
import { beginsOddly, ofLines, ofValue, type Saying, spanAt, wantsQuotes } from './mistake';
import { isApostrophe, isWithoutEscapes } from './quotes';

// The mistakes in one value, most of which quotes mend.

export const oddBeginning: Saying = (place, _, enclosed) => beginsOddly(place.valueStart, enclosed);

export const alias: Saying = (place, { message }, enclosed) => {
  if (/empty/.test(message)) return beginsOddly(place, enclosed);
  return ofValue(
    place.span(),
    'A space is missing before this colon, or quotes around the text that begins with * or &.',
  );
};

export const tag: Saying = (place, _, enclosed) => {
  const name = /^[^\s,\]}]{1,80}/.exec(place.rest)?.[0] ?? '!';
  const said = `A text that begins with ! needs quotes: without them ${name} is a type, which is unknown or does not fit here.`;
  return wantsQuotes(place, said, enclosed);
};

export const escape: Saying = (place, _, enclosed) => {
  const start = place.valueStart;
  const written = /^\\./.exec(place.rest)?.[0] ?? '\\';
  const said = `In double quotes ${written} has no meaning here: use single quotes, or write \\\\ for one backslash.`;
  const mistake = wantsQuotes(start, said, enclosed);
  // in single quotes a backslash is just that
  const isMended = isWithoutEscapes(start.text.slice(mistake.span.start, mistake.span.end));
  return isMended ? mistake : ofValue(place.span(2), said);
};

/** What follows where nothing can. */
export const unexpected: Saying = (place, { message }, enclosed) => {
  const start = place.valueStart;
  if (/^>{7}/.test(place.line.rest)) return ofLines(place.line.value(), LEFT_BY_MERGE);
  if (/^(?:Block scalar header|Not a YAML token)/.test(message)) return beginsOddly(start, enclosed);
  if (/^Unexpected (?:,|empty item)/.test(message)) return ofLines(place.span(), 'There is a comma too many here.');
  if (/block-seq-ind on same line/.test(message) && start.at === place.at) {
    const said = 'A list begins in the line below its key, and a text that begins with - needs quotes.';
    return wantsQuotes(start, said, enclosed);
  }
  const opened = enclosed.quoteAt(place.at);
  if (opened !== undefined && opened < place.lineStart)
    return ofLines(spanAt(opened), 'The quote that opens here is not closed in its line, but below.');
  if (/^["']/.test(start.rest) && start.at < place.at) {
    const { start: from, end: to } = start.value();
    const said = isApostrophe(start.text.slice(from, to))
      ? "An apostrophe in single quotes is written twice: ''."
      : 'The text goes on behind its closing quote: all of it needs quotes.';
    return wantsQuotes(start, said, enclosed);
  }
  if (/^[\]}]/.test(place.rest) && start.at < place.at)
    return ofLines(place.span(), `No bracket is open that this ${place.sign} could close.`);
  for (const one of [start, place.line]) if (/^[*&!|>@`%?{}[\],]/.test(one.rest)) return beginsOddly(one, enclosed);
  if (/^[\]}]/.test(place.rest))
    return ofLines(place.span(), `No bracket is open that this ${place.sign} could close.`);
  return ofLines(
    place.value(),
    'This does not belong to what stands above: lines that belong together begin in one column.',
  );
};
