import type { Catalogue } from '../catalogue/catalogue';
import { card, code, link } from '../markdown';
import { actionCandidates } from '../services/action';
import { iamPage } from '../services/links';
import { ownSentence, sentenceForType } from '../services/ownSentences';
import { iamPrefixOf } from '../services/prefix';
import { ec2EventCard } from './ec2Event';
import { iamFacts, type IamFacts } from './iamFacts';
import { serviceEventCard } from './serviceEvent';
import { own } from '../own';

async function permissions(
  catalogue: Catalogue,
  prefix: string,
  candidates: readonly (readonly string[])[],
): Promise<readonly IamFacts[]> {
  for (const names of candidates) {
    const found = await Promise.all(names.map((name) => catalogue.iam(prefix, name)));
    const facts = found.flatMap((iam) =>
      iam === undefined ? [] : [iamFacts(prefix, iam.name, iam.entry, iam.service)],
    );
    if (facts.length > 0) return facts;
  }
  return [];
}

/** Names that people know better than those of the IAM reference. */
const SERVICE_NAMES: Readonly<Record<string, string>> = { signin: 'AWS sign-in', sso: 'AWS IAM Identity Center' };

/**
 * What an event is, as Markdown.
 * @param here what the record at hand says, Markdown.
 * @returns undefined when neither the catalogue nor a sentence of our own knows the event or its service.
 */
export async function eventText(
  catalogue: Catalogue,
  eventSource: string,
  eventName: string,
  eventType: string | undefined,
  here: string | undefined,
): Promise<string | undefined> {
  const prefix = iamPrefixOf(eventSource);
  if (prefix === undefined || eventName === '') return undefined;
  if (prefix === 'ec2') {
    const action = await catalogue.action(eventName);
    if (action !== undefined) {
      const [iam] = await permissions(catalogue, prefix, [[action.name]]);
      return ec2EventCard(action.name, action.entry, iam, here);
    }
  }
  const note = ownSentence(eventSource, eventName);
  const iamName = await catalogue.serviceName(prefix);
  const serviceName = own(SERVICE_NAMES, prefix) ?? iamName;
  const actions = await permissions(catalogue, prefix, actionCandidates(prefix, eventName));
  const [first] = actions;
  if (first !== undefined) {
    const ownName = first.action.slice(prefix.length + 1);
    const sameName = ownName.toLowerCase() === eventName.toLowerCase();
    const shown = sameName ? ownName : eventName;
    return serviceEventCard(
      {
        prefix,
        serviceName: serviceName ?? prefix,
        iamName: iamName ?? prefix,
        eventName: shown,
        actions,
        sameName,
        note,
      },
      here,
    );
  }
  const sentence = note ?? sentenceForType(eventType);
  if (sentence === undefined && serviceName === undefined) return undefined;
  const unknown = `The IAM reference${serviceName === undefined ? '' : ` of ${serviceName}`} lists no call or event under this name.`;
  return card({
    head: `${code(eventName, 120)}: ${sentence ?? unknown}`,
    facts: [serviceName, here].filter((part) => part !== undefined).join('\n\n'),
    links: iamName === undefined ? [] : [link(`IAM reference of ${serviceName ?? iamName}`, iamPage(iamName))],
  });
}

/** The service behind an event source, as Markdown. */
export async function serviceText(catalogue: Catalogue, eventSource: string): Promise<string | undefined> {
  const prefix = iamPrefixOf(eventSource);
  const iamName = prefix === undefined ? undefined : await catalogue.serviceName(prefix);
  const name = own(SERVICE_NAMES, prefix ?? '') ?? iamName;
  if (prefix === undefined || name === undefined) return undefined;
  return card({
    head: `**${name}**`,
    facts: `IAM prefix ${code(prefix, 60)}`,
    links: iamName === undefined ? [] : [link(`IAM reference of ${name}`, iamPage(iamName))],
  });
}
