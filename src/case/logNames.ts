/** What a folder is searched for; a file that is named itself is taken whatever it is called. */
const LOG_NAME = /\.(?:json|jsonl|ndjson|csv|log|txt)(?:\.gz)?$|\.gz$/i;

/** So many first bytes of a file of another name are looked at. */
export const LOOKED_AT = 1 << 12;

/** Of so many files of other names below all folders together. */
export const MOST_LOOKED_AT = 5000;

/** Members of a record, as JSON or inside its strings. */
const MEMBERS = ['eventVersion', 'eventSource', 'eventName'].map((name) => new RegExp(`"${name}\\\\*"\\s*:`));

/** Whether a file is called like a log. */
export function isLogName(path: string): boolean {
  return LOG_NAME.test(path);
}

/**
 * Whether the first bytes of a file, unpacked, are those of a log, whatever it is called: Firehose gives its objects no
 * ending.
 */
export function beginsLikeLog(head: Uint8Array): boolean {
  const isWide = head[0] === 0 || head[1] === 0 || head[0] === 0xff || head[0] === 0xfe;
  const text = new TextDecoder('latin1').decode(isWide ? head.filter((byte) => byte !== 0) : head);
  return MEMBERS.filter((member) => member.test(text)).length > 1;
}
