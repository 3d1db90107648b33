/** A VS Code server to look at the extension with, as if it had been installed. */
import fs from 'node:fs';
import path from 'node:path';
import { extensionId, ROOT } from './extension';
import { startServer, type Server, type ServerOptions } from './server';
import { temporaryFolder } from './temporary';

/**
 * Starts a server whose only installed extension is the checkout. A link in the extensions folder is taken for an installed
 * extension: unlike with `extensionDevelopmentPath`, which a built workbench obeys only under its test driver, the person
 * sees toasts, and the title does not speak of a development host.
 */
export async function startDemoServer(options: ServerOptions): Promise<Server> {
  const extensionsDir = temporaryFolder('extensions');
  fs.symlinkSync(ROOT, path.join(extensionsDir, `${extensionId()}-0.0.0`), 'dir');
  return startServer({ ...options, extensionsDir });
}
