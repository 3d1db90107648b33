import * as vscode from 'vscode';

const MINUTE = 60_000;

/**
 * Looks whether a day is over: each minute, and when somebody comes back to the window or turns to another editor. There is
 * no timer that waits for midnight, which would come hours late on a machine that slept.
 */
export function watchDay(look: () => void): vscode.Disposable {
  const timer = setInterval(look, MINUTE);
  return vscode.Disposable.from(
    { dispose: () => clearInterval(timer) },
    vscode.window.onDidChangeWindowState(({ focused }) => {
      if (focused) look();
    }),
    vscode.window.onDidChangeActiveTextEditor(look),
  );
}
