import type { Catalogue } from '../catalogue/catalogue';
import { iamPrefixOf } from './prefix';

/** Names of calls, as events bear them. */
export interface CallNames {
  readonly names: readonly string[];
  /** Those that are written as the API's model has them; of the others there may be some that IAM calls otherwise. */
  readonly exact: ReadonlySet<string>;
}

const EC2 = 'ec2.amazonaws.com';

/** The calls of a service by its event source, or of all services; none of one that is not known. */
export async function callNames(catalogue: Catalogue, eventSource: string | undefined): Promise<CallNames> {
  const ofEc2 = await catalogue.actionNames();
  if (eventSource?.toLowerCase() === EC2) return { names: ofEc2, exact: new Set(ofEc2) };
  const prefix = eventSource === undefined ? '' : iamPrefixOf(eventSource);
  if (prefix === undefined) return { names: [], exact: new Set() };
  const names = (await catalogue.iamNames()).flatMap((name) => {
    const colon = name.indexOf(':');
    return prefix === '' || name.slice(0, colon) === prefix ? [name.slice(colon + 1)] : [];
  });
  if (prefix !== '') return { names, exact: new Set() };
  return { names: [...new Set([...ofEc2, ...names])], exact: new Set(ofEc2) };
}
