/** How a call ended, in the four ways that an investigator tells apart. */
export type OutcomeKind = 'success' | 'denied' | 'dry-run' | 'failed';

export interface Outcome {
  readonly kind: OutcomeKind;
  /** `errorCode` as logged, or the `errorMessage` of a failed sign-in, which has no code. */
  readonly error?: string;
}

const DENIED =
  /unauthori[sz]ed|accessdenied|access denied|not ?authori[sz]ed|forbidden|failed authentication|invalidclienttokenid|authfailure|expiredtoken|signaturedoesnotmatch/i;

/**
 * Judges a call by its error. `Client.DryRunOperation` means that the call would have succeeded: a permission probe,
 * not a failure. A failed console sign-in carries only an `errorMessage`.
 * Source: EC2 API error codes; CloudTrail user guide, "AWS Management Console sign-in events".
 */
export function outcomeOf(errorCode: string | undefined, errorMessage?: string): Outcome {
  const error = errorCode || errorMessage || undefined;
  if (error === undefined) return { kind: 'success' };
  if (/(^|\.)DryRunOperation$/.test(error)) return { kind: 'dry-run', error };
  return { kind: DENIED.test(error) ? 'denied' : 'failed', error };
}
