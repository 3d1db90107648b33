/** What the shop owns, and what the intruder makes. */
export const VPC = 'vpc-0a11ce0000000c0de';
export const SUBNET = 'subnet-0a11ce00000000a01';
export const WEB_GROUP = 'sg-0a11ce00000000443';
export const WEB = 'i-0a11ce000000000a1';
export const WEB_SCALED = 'i-0a11ce000000000a2';
export const TILL = 'i-0a11ce000000000b7';
export const IMAGE = 'ami-0a11ce0000000beef';
export const DATA_VOLUME = 'vol-0a11ce00000000d47';
export const FLOW_LOG = 'fl-0a11ce00000000f10';
export const TEMPLATE = 'lt-0a11ce00000000071';

/** In the region nobody used before. */
export const FAR = 'sa-east-1';
export const FAR_IMAGE = 'ami-0bad0000000000a5a';
export const FAR_VPC = 'vpc-0bad0000000000da7';
export const FAR_GROUP = 'sg-0bad0000000000057';
export const FAR_INSTANCES = [
  'i-0bad0000000000001',
  'i-0bad0000000000002',
  'i-0bad0000000000003',
  'i-0bad0000000000004',
] as const;
export const STOLEN_SNAPSHOT = 'snap-0bad00000000005a9';
