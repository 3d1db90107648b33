import type { ActionEntry } from '../catalogue/entries';
import { card, code, codeBlock, link } from '../markdown';
import { apiPage, iamPage } from '../services/links';
import { dependentsText } from './dependents';
import { iamDetails, resourceLine, type IamFacts } from './iamFacts';

/** Calls that only read start with one of these; EC2 logs them with `readOnly: true`. */
const READS = /^(Describe|Get|List|Search|Export(?!Image|ClientVpn|Transit))/;

/** Whether EC2 logs a call as read-only, judged by its name and access level. */
export function isReadOnly(name: string, accessLevel: string | undefined): boolean {
  return accessLevel === undefined ? READS.test(name) : /^(List|Read)$/.test(accessLevel);
}

/**
 * Renders the hover of one EC2 action.
 * @param iam absent for actions that are too new for the IAM data, or need no permission of their own.
 * @param inRecord what the record at hand says, Markdown.
 */
export function ec2EventCard(
  name: string,
  entry: ActionEntry,
  iam: IamFacts | undefined,
  inRecord: string | undefined,
): string {
  const level = iam === undefined ? undefined : `access level **${iam.accessLevel}**`;
  const readOnly = `normally logged as ${code(`readOnly: ${isReadOnly(name, iam?.accessLevel)}`)}`;
  const facts = ['Amazon EC2', level, readOnly, iam === undefined ? undefined : resourceLine(iam)];
  const line = facts.filter((fact) => fact !== undefined).join(' · ');
  const page = apiPage('ec2', name);
  const [title, input] = entry.example ?? [];
  return card({
    head: `**${name}**${entry.deprecated === true ? ' (deprecated)' : ''}: ${entry.summary}`,
    facts: inRecord === undefined ? line : `${line}\n\n${inRecord}`,
    details: [
      entry.more,
      dependentsText(name, iam?.dependents ?? []),
      ...(iam === undefined
        ? ['The IAM reference that this build was made from has no permission of this name.']
        : iamDetails(iam)),
      input === undefined ? undefined : `**Example:** ${title ?? ''}\n\n${codeBlock(input, 'javascript')}`,
    ],
    links: [
      page === undefined ? undefined : link('API reference', page),
      link('IAM: actions, resources and condition keys', iamPage('Amazon EC2')),
    ],
  });
}
