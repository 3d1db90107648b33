/** Code of the error that a pipe or a device is refused with: it would be read for ever. */
export const NO_FILE = 'NO_ORDINARY_FILE';

/** A file system error in words, without the path, which its reader knows. */
export function reasonInWords(error: unknown, isFolder = false): string {
  const { code = '', path = '' } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT' && path.includes('\ufffd')) return OTHER_NAME;
  if (isFolder && (code === 'EACCES' || code === 'EPERM')) return 'Permission to read the folder is denied.';
  return REASONS[code] ?? `The file cannot be read (${code || String(error)}).`;
}

/** Node gives names as text, from which the bytes of such a one cannot be had again. */
const OTHER_NAME =
  'There is no file of just this name: bytes of its name are no UTF-8, shown as \ufffd. Rename the file to read it.';

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'There is no such file.',
  EACCES: 'Permission to read the file is denied.',
  EPERM: 'Permission to read the file is denied.',
  [NO_FILE]: 'This is no ordinary file.',
  EISDIR: 'This is a folder, not a file.',
  ELOOP: 'The path is a loop of symbolic links.',
  EBUSY: 'The file is locked by another program.',
  ERR_FS_FILE_TOO_LARGE: 'The file is larger than 2 GiB.',
};
