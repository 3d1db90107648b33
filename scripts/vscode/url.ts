/** The address of a workbench on a running server. */
import path from 'node:path';
import type { Server } from './server';

export interface WindowOptions {
  /** A folder or a .code-workspace file to open; an empty window when not given. */
  folder?: string;
  /** The folder of an extension that is loaded from its sources' build. */
  extension?: string;
  /** A module with a `run()` that the extension host calls, without its .js. */
  tests?: string;
}

/** A URL that opens the window in any browser on this machine. */
export function workbenchUrl(server: Server, options: WindowOptions): string {
  const query = new URLSearchParams();
  if (server.token) query.set('tkn', server.token);
  const { folder, extension, tests } = options;
  if (!folder) query.set('ew', 'true');
  else query.set(folder.endsWith('.code-workspace') ? 'workspace' : 'folder', path.resolve(folder));
  const payload = [['skipWelcome', 'true']];
  if (extension) payload.push(['extensionDevelopmentPath', server.remoteUri(extension)]);
  if (tests) payload.push(['extensionTestsPath', server.remoteUri(tests)]);
  query.set('payload', JSON.stringify(payload));
  return `${server.origin}/?${query.toString()}`;
}
