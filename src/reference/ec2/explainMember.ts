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
    typeText(member, mapped.kind === 'element'),
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

async function filterDetails(catalogue: Catalogue, place: MemberPlace, mapped: Mapped): Promise<string[]> {
  const input = place.entry.input;
  const filters = input === undefined ? undefined : await catalogue.filters(input);
  if (filters === undefined) return [];
  if (mapped.owner !== 'Filter') return mapped.member?.[1] === 'Filter' ? [filterList(filters)] : [];
  const isName = mapped.member?.[0] === 'Name';
  const name = isName && typeof place.value === 'string' ? place.value : filterNameAt(place.root, place.path);
  if (name === undefined) return [];
  const text = filterText(filters, name);
  const unknown = 'not among the filters that this build knows for the call.';
  return [
    `**Filter** ${code(name, 120)}: ${text === '' ? 'a filter of this call; no description is known.' : (text ?? unknown)}`,
  ];
}

async function memberCard(catalogue: Catalogue, place: MemberPlace, mapped: Mapped, member: MemberEntry) {
  const documentation = await catalogue.documentation(member);
  const { first, rest } = splitFirst(documentation);
  const [name, type] = member;
  const values = SCALARS[type] === undefined ? await catalogue.enumValues(type) : undefined;
  const redacted = redactedText(place.value);
  const path = mapped.apiPath.join('.');
  const title = mapped.certain ? `**${path}**` : `Probably **${path}**`;
  const element = mapped.kind === 'element' && (member[2] & MEMBER.list) !== 0 ? ' (one element)' : '';
  const page = apiPage('ec2', place.action);
  const owner = mapped.owner;
  const typePage = owner === undefined || mapped.apiPath.length < 2 ? undefined : apiPage('ec2', owner);
  return card({
    head: `${title}${element}${first === '' ? '' : `: ${first}`}`,
    facts: factLine(place, mapped, member, values?.length),
    details: [
      redacted,
      ec2ValueText(owner ?? '', name, place.value),
      ...(await filterDetails(catalogue, place, mapped)),
      values === undefined || redacted !== undefined ? undefined : enumValueText(values, place.value, documentation),
      rest,
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
