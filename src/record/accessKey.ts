/**
 * Whether an access key ends by itself, as its first letters say; undefined of one that is neither.
 * Source: IAM User Guide, "IAM identifiers", unique ID prefixes.
 */
export function kindOfKey(accessKeyId: string): 'long-term' | 'temporary' | undefined {
  if (accessKeyId.startsWith('AKIA')) return 'long-term';
  return accessKeyId.startsWith('ASIA') ? 'temporary' : undefined;
}
