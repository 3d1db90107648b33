import type { Head } from './head';

/** What a text has in it that speaks of a record in JSON. */
export const MENTION = /"event(?:Name|Source|Version)"/;

/** What speaks of a part of a record, in a text in a text, too. */
export const MENTION_ANYWHERE =
  /"(?:event(?:Name|Source|Version|Time|ID)|awsRegion|userIdentity|requestParameters|responseElements|sourceIPAddress)\\*"/;

/** The same of a record that is a text in JSON or in a cell. */
export const MENTION_IN_TEXT = /event(?:Name|Source|Version)\\*"/;

/** Whether the beginning of a source speaks of a record in JSON. */
export function mentionsRecord({ text }: Pick<Head, 'text'>): boolean {
  return MENTION.test(text);
}
