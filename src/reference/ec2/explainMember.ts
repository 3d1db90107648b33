import type { Catalogue } from '../catalogue/catalogue';
import { MEMBER, type ActionEntry, type MemberEntry } from '../catalogue/entries';
import { card, code, facts, link } from '../markdown';
import { apiPage } from '../services/links';
import { enumList, enumValueText } from './enumText';
import { filterList, filterNameAt, filterText } from './filters';
import { mapPath, type Mapped } from './mapPath';
import { ec2ValueText, redactedText } from './values';

/** A place below `requestParameters` or `responseElements` of an EC2 record. */
export interface MemberPlace {
  readonly action: string;
  readonly entry: ActionEntry;
  readonly side: 'request' | 'response';
  /** Keys and array indices below `requestParameters` or `responseElements`. */
  readonly path: readonly string[];
  readonly value?: unknown;
  /** The whole `requestParameters` or `responseElements`, for what stands beside the place. */
  readonly root?: unknown;
}

const SCALARS: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'number',
  boolean: 'true or false',
  Date: 'time',
  Uint8Array: 'binary data, in base64',
};

function typeText(member: MemberEntry, element: boolean): string {
  const [, type, flags] = member;
  const isList = (flags & MEMBER.list) !== 0 && !element;
  const known = SCALARS[type];
  if (!isList) return known ?? `type ${code(type)}`;
  return known === undefined ? `list of ${code(type)}` : `list of ${type === 'string' ? 'texts' : `${known}s`}`;
}

function factLine(place: MemberPlace, mapped: Mapped, member: MemberEntry, values: number | undefined): string {
  const flags = member[2];
  return facts(
    `${place.side === 'request' ? 'parameter' : 'response'} of ${code(place.action)}`,
    typeText(member, mapped.kind === 'element' && !Array.isArray(place.value)),
    values === undefined ? undefined : `one of ${values} values`,
    place.side === 'request' && (flags & MEMBER.required) !== 0 ? '**required**' : undefined,
    (flags & MEMBER.sensitive) !== 0 ? 'secret' : undefined,
    (flags & MEMBER.deprecated) !== 0 ? 'deprecated' : undefined,
  );
}

/** First sentence or line for the head, the rest for the details. */
function splitFirst(documentation: string): { first: string; rest: string } {
  const [paragraph = '', ...others] = documentation.split('\n\n');
  if (/^(- |> )/.test(paragraph)) return { first: '', rest: documentation };
  return { first: paragraph, rest: others.join('\n\n') };
}

/** What a filter adds to the card of a member: the filter itself is what the place is about. */
interface FilterWords {
  readonly head?: string;
  readonly fact?: string;
  readonly details: readonly string[];
}

const NO_FILTER: FilterWords = { details: [] };

async function filterWords(catalogue: Catalogue, place: MemberPlace, mapped: Mapped): Promise<FilterWords> {
  const input = place.entry.input;
  const filters = input === undefined ? undefined : await catalogue.filters(input);
  if (filters === undefined) return NO_FILTER;
  const list = filterList(filters);
  if (mapped.owner !== 'Filter') {
    if (mapped.member?.[1] !== 'Filter') return NO_FILTER;
    return { head: '**Filters**: Only what matches every one of them is returned.', details: [list] };
  }
  const isName = mapped.member?.[0] === 'Name';
  const name = isName && typeof place.value === 'string' ? place.value : filterNameAt(place.root, place.path);
  if (name === undefined) return NO_FILTER;
  const text = filterText(filters, name);
  const known = text === '' ? 'a filter of this call; no description is known.' : text;
  const head = `**Filter** ${code(name, 120)}: ${known ?? 'not among the filters that this build knows for the call.'}`;
  return {
    head,
    ...(isName ? {} : { fact: 'what it has to match' }),
    details: known === undefined ? [list] : [],
  };
}

/** `` `true` `` of "The default is `true`", where the documentation gives the default as one value. */
function defaultOf(documentation: string): string | undefined {
  const found = /\b[Dd]efault(?: value)?(?::| is) (`[^`\n]{1,60}`|\d{1,12}\b)/.exec(documentation)?.[1];
  return found === undefined ? undefined : `default ${found.startsWith('`') ? found : code(found)}`;
}

async function memberCard(catalogue: Catalogue, place: MemberPlace, mapped: Mapped, member: MemberEntry) {
  const documentation = await catalogue.documentation(member);
  const { first, rest } = splitFirst(documentation);
  const [name, type] = member;
  const values = SCALARS[type] === undefined ? await catalogue.enumValues(type) : undefined;
  const redacted = redactedText(place.value, place.path.at(-1));
  const guess = mapped.certain ? '' : 'Probably ';
  const inList = mapped.kind === 'element' && (member[2] & MEMBER.list) !== 0;
  const element = !inList ? '' : Array.isArray(place.value) ? ' (its elements)' : ' (one element)';
  const page = apiPage('ec2', place.action);
  const owner = mapped.owner;
  const typePage = owner === undefined || mapped.apiPath.length < 2 ? undefined : apiPage('ec2', owner);
  const filter = await filterWords(catalogue, place, mapped);
  const plain = `**${mapped.apiPath.join('.')}**${element}${first === '' ? '' : `: ${first}`}`;
  return card({
    head: guess + (filter.head ?? plain),
    facts: facts(
      filter.fact,
      factLine(place, mapped, member, values?.length),
      place.side === 'request' ? defaultOf(documentation) : undefined,
    ),
    here: [
      redacted,
      ec2ValueText(owner ?? '', name, place.value),
      values === undefined || redacted !== undefined ? undefined : enumValueText(values, place.value, documentation),
    ],
    details: [
      ...filter.details,
      filter.head === undefined ? rest : undefined,
      values === undefined ? undefined : enumList(values, documentation),
    ],
    links: [
      page === undefined ? undefined : link(`API reference: ${place.action}`, page),
      typePage === undefined ? undefined : link(owner ?? '', typePage),
    ],
  });
}

/**
 * Explains a key or value below the request or response of an EC2 call by the API member that it maps to.
 * @returns undefined when no member fits.
 */
export async function explainMember(catalogue: Catalogue, place: MemberPlace): Promise<string | undefined> {
  const root = place.side === 'request' ? place.entry.input : place.entry.output;
  const mapped = await mapPath(catalogue, root, place.path);
  const key = place.path.findLast((part) => !/^\d+$/.test(part)) ?? '';
  if (mapped === undefined) return undefined;
  if (mapped.kind === 'wrapper') {
    const what = place.side === 'request' ? 'parameters of the request' : 'response';
    return `${code(key, 80)}: the ${what} of ${code(place.action)}, in the newer of the two forms that EC2 logs.`;
  }
  if (mapped.kind === 'index')
    return `${code(key, 40)}: the position in a list, counted from 1. A part of the log, not of the call.`;
  if (mapped.kind === 'note') return mapped.note === undefined ? undefined : `${code(key, 80)}: ${mapped.note}`;
  return mapped.member === undefined ? undefined : memberCard(catalogue, place, mapped, mapped.member);
}
