/** What a folder is searched for; a file that is named itself is taken whatever it is called. */
const LOG_NAME = /\.(?:json|jsonl|ndjson|csv|log|txt)(?:\.gz)?$|\.gz$/i;

/** The editor's own settings: the folder of a case is often that of a window, too. */
const EDITOR_SETTINGS = /(?:^|[\\/])\.vscode[\\/][^\\/]+$/;

const PACKED = /\.gz$/i;

/** Whether a file is called like one that is packed. */
export function hasPackedName(path: string): boolean {
  return PACKED.test(path);
}

/** How CloudTrail names its logs in a bucket: account, trail, region, time and a unique part. */
const BUCKET_LOG = /(?:^|\/)\d{12}_CloudTrail(?:-[A-Za-z]+)?_[a-z0-9-]+_\d{8}T\d{4}Z_[A-Za-z0-9]+\.json(?:\.gz)?$/;

/** Whether a file has the name of a log in a bucket: where it holds none it is a damaged one, and no other file. */
export function isBucketLogName(path: string): boolean {
  return BUCKET_LOG.test(path);
}

/** So many first bytes of a file of another name are looked at. */
export const LOOKED_AT = 1 << 12;

/** Of so many files of other names below all folders together. */
export const MOST_LOOKED_AT = 5000;

/** Members of a record, as JSON or inside its strings. */
const MEMBERS = ['eventVersion', 'eventSource', 'eventName'].map((name) => new RegExp(`"${name}\\\\*"\\s*:`));

/** An ending that says what a file is: those of dates, numbers and hosts do not. */
const ENDING = /\.([a-z][a-z0-9]{0,7})$/i;

/** Endings, beside none at all, that say little enough for a file to be a log. */
const OPEN_ENDING =
  /^(?:bak|backup|bin|copy|dat|data|dump|gzip|json\w*|log\w*|markdown|md|old|orig|out|save|te?mp|text)$/i;

/** Whether a file that is not called like a log may well be one: worth to be read whole where that is the only way to look. */
export function mayHoldLog(path: string): boolean {
  const ending = ENDING.exec(path)?.[1];
  return ending === undefined || OPEN_ENDING.test(ending);
}

/** Whether a file is called like a log. */
export function isLogName(path: string): boolean {
  return LOG_NAME.test(path) && !EDITOR_SETTINGS.test(path);
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
