import { card, code, link } from '../markdown';
import { apiPage, iamPage } from '../services/links';
import { dependentsText } from './dependents';
import { iamDetails, resourceLine, type IamFacts } from './iamFacts';

/** What is known of the call of a service other than EC2. */
export interface ServiceEvent {
  readonly prefix: string;
  readonly serviceName: string;
  /** The service's name in the IAM reference, which its page is named after. */
  readonly iamName: string;
  readonly eventName: string;
  /** The IAM actions that the call needs, at least one. */
  readonly actions: readonly IamFacts[];
  /** Whether the IAM action has the call's own name. */
  readonly sameName: boolean;
  /** Our own sentence on the call. */
  readonly note?: string | undefined;
}

/** Renders the hover of a call by the IAM action behind it. */
export function serviceEventCard(event: ServiceEvent, inRecord: string | undefined): string {
  const [first] = event.actions;
  if (first === undefined) return '';
  const line = [event.serviceName, `access level **${first.accessLevel}**`, resourceLine(first)]
    .filter((fact) => fact !== undefined)
    .join(' · ');
  const actions = event.actions.map(({ action }) => code(action)).join(', ');
  const page = event.sameName ? apiPage(event.prefix, event.eventName) : undefined;
  const shown = event.sameName ? `**${event.eventName}**` : code(event.eventName);
  return card({
    head: `${shown}: ${event.note ?? first.description}`,
    facts: inRecord === undefined ? line : `${line}\n\n${inRecord}`,
    details: [
      event.sameName ? undefined : `**Permission behind it:** ${actions}`,
      event.note === undefined ? undefined : `What ${code(first.action)} permits: ${first.description}`,
      ...event.actions.slice(1).map(({ action, description }) => `${code(action)}: ${description}`),
      dependentsText(undefined, [...new Set(event.actions.flatMap(({ dependents }) => dependents))]),
      ...iamDetails(first),
    ],
    links: [
      page === undefined ? undefined : link('API reference', page),
      link('IAM: actions, resources and condition keys', iamPage(event.iamName)),
    ],
  });
}
