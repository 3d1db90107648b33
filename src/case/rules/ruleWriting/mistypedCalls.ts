import { Turns } from '../../turns';
import type { CallNames } from '../../../reference/services/callNames';
import type { WrittenField, WrittenText } from '../../../detection';
import { nearest, wrongLetters } from '../../../detection/near';

/** A call that a rule asks for by its whole name. */
export interface NamedCall extends WrittenText {
  /** As the same map asks for it. */
  readonly eventSource: string | undefined;
}

/** Names that have so many letters may have two wrong, as nothing else is so near. */
const LONG = 12;

/** So many names that are none are looked at: a rule may list thousands, and each is compared with all calls. */
const MOST_LOOKED_FOR = 20;
const WORK_OF_A_SEARCH = 64;

/** The calls that the fields of a rule name. Parts of names and patterns are none. */
export function callsNamed(fields: readonly WrittenField[]): NamedCall[] {
  return fields
    .filter(({ field, use, modifiers }) => field === 'eventName' && use === 'match' && modifiers.length === 0)
    .flatMap(({ values, eventSource }) => values.map((value) => ({ ...value, eventSource })))
    .filter(({ text }) => /^\w{6,100}$/.test(text));
}

/** A name that no call has, and that of the call that was probably meant. */
export interface MistypedCall {
  readonly call: NamedCall;
  readonly meant: string;
}

/**
 * The names that no call has and that are near to one that a call has.
 * @param callsOf the calls of a service by its event source, or of all
 */
export async function mistypedCalls(
  named: readonly NamedCall[],
  callsOf: (eventSource: string | undefined) => Promise<CallNames>,
): Promise<MistypedCall[]> {
  const found: MistypedCall[] = [];
  const known = new Map<string | undefined, { readonly calls: CallNames; readonly names: ReadonlySet<string> }>();
  const turns = new Turns();
  let looked = 0;
  for (const call of named) {
    let ofSource = known.get(call.eventSource);
    if (ofSource === undefined) {
      const calls = await callsOf(call.eventSource);
      ofSource = { calls, names: new Set(calls.names.map((name) => name.toLowerCase())) };
      known.set(call.eventSource, ofSource);
    }
    if (ofSource.names.has(call.text.toLowerCase())) continue;
    if (++looked > MOST_LOOKED_FOR) break;
    const meant = callMeant(call.text, ofSource.calls);
    if (meant !== undefined) found.push({ call, meant });
    if (turns.due(WORK_OF_A_SEARCH)) await turns.next();
  }
  return found;
}

function callMeant(name: string, { names, exact }: CallNames): string | undefined {
  const meant = nearest(name, names);
  if (meant === undefined || wrongLetters(name, meant) > (name.length < LONG ? 1 : 2)) return undefined;
  return isOtherForm(name, meant) && !exact.has(meant) ? undefined : meant;
}

/** IAM has one name for `DeleteObject` and `DeleteObjects`, and one for `ListObjects` and `ListObjectsV2`. */
const ENDING = /^(?:e?s|v?\d+)$/i;

function isOtherForm(name: string, other: string): boolean {
  const [short, long] = name.length < other.length ? [name, other] : [other, name];
  return long.toLowerCase().startsWith(short.toLowerCase()) && ENDING.test(long.slice(short.length));
}
