export { Reference, type LoadAsset } from './reference';
export type { ExplainRequest } from './explain/request';
export { ledTo, type RuleHit } from './explain/ruleHits';
export { type AddressDatabase, awsNetworks, openDatabase } from './addresses/database';
export { AwsRanges, type AwsRange } from './identifiers/ipRanges';
export { hintFor, type Hint, type HintContext, type HintKind } from './hints';
