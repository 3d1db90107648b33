import { identityOf } from '../../record/identity';
import { outcomeOf } from '../../record/outcome';
import { text, type CloudTrailRecord } from '../../record/types';
import { code, facts } from '../markdown';
import { mainParameters } from './mainParameters';

const OUTCOMES = {
  success: () => 'succeeded',
  'dry-run': () => 'dry run: it would have been allowed, nothing was done',
  denied: (error: string) => `**denied:** ${code(error, 120)}`,
  failed: (error: string) => `**failed:** ${code(error, 120)}`,
} as const;

/** How the call of a record ended, as Markdown. */
export function outcomeText(record: CloudTrailRecord): string {
  const outcome = outcomeOf(text(record['errorCode']), text(record['errorMessage']));
  return OUTCOMES[outcome.kind](outcome.error ?? '');
}

/** One line on what the record at hand says: who, with what, where, how it ended. */
export function inRecordLine(record: CloudTrailRecord): string {
  const who = identityOf(record['userIdentity']).label;
  const region = text(record['awsRegion']);
  return `**Here:** ${facts(
    code(who, 160),
    mainParameters(record['requestParameters']),
    region === undefined ? undefined : code(region, 40),
    outcomeText(record),
  )}`;
}
