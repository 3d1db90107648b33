/** The extension under test, as its manifest names it. */
import fs from 'node:fs';
import path from 'node:path';
import { errorsOf, hostLog } from './host-log';
import type { Server } from './server';

/** The checkout that this file is part of. */
export const ROOT = path.resolve(__dirname, '..', '..');

/** `publisher.name` of the extension in a folder. */
export function extensionId(folder = ROOT): string {
  const manifest = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8')) as Record<string, string>;
  return `${manifest['publisher']}.${manifest['name']}`;
}

/** The errors of this extension in the extension hosts' logs of a server, run from the checkout or installed. */
export function extensionErrors(server: Server): string[] {
  const id = extensionId();
  return errorsOf(hostLog(server), id, [path.join(ROOT, 'dist') + path.sep]);
}
