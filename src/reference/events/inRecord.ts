import { identityOf } from '../../record/identity';
import { outcomeOf } from '../../record/outcome';
import { type SignInFactor, signInFactor } from '../../record/signIn';
import { text, type CloudTrailRecord } from '../../record/types';
import { code, facts } from '../markdown';
import { mainParameters } from './mainParameters';

const OUTCOMES = {
  success: () => 'succeeded',
  'dry-run': () => 'dry run: it would have been allowed, nothing was done',
  denied: (error: string) => `**denied:** ${code(error, 120)}`,
  failed: (error: string) => `**failed:** ${code(error, 120)}`,
} as const;

const FACTORS: Readonly<Record<SignInFactor, string>> = {
  given: 'with a second factor',
  none: 'with no second factor',
  unseen: 'with no second factor that AWS asked for',
};

/** How the call of a record ended, as Markdown. */
export function outcomeText(record: CloudTrailRecord): string {
  const outcome = outcomeOf(text(record['errorCode']), text(record['errorMessage']));
  return OUTCOMES[outcome.kind](outcome.error ?? '');
}

/** One line on what the record at hand says: who, with what, where, how it ended. */
export function inRecordLine(record: CloudTrailRecord): string {
  const who = identityOf(record['userIdentity']).label;
  const region = text(record['awsRegion']);
  const factor = signInFactor(record);
  return `**Here:** ${facts(
    code(who, 160),
    factor && FACTORS[factor],
    mainParameters(record['requestParameters']),
    region === undefined ? undefined : code(region, 40),
    outcomeText(record),
  )}`;
}
