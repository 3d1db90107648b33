import * as vscode from 'vscode';

/** Most hands do the second of two clicks within this time. */
const MILLISECONDS = 300;

/** Waits for a second click that comes late. */
export function lateClick(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, MILLISECONDS));
}

/**
 * Waits with a tab that a click has opened in preview until that was the only click, or the first of two. The second opens
 * the file once more, to keep its tab: had the tab been given away by then, VS Code would read the file anew beside it.
 */
export function whenClicked(tab: vscode.Tab): Promise<void> {
  return new Promise((resolve) => {
    if (!tab.isPreview) return resolve();
    const end = (): void => {
      clearTimeout(timer);
      listening.dispose();
      resolve();
    };
    const timer = setTimeout(end, MILLISECONDS);
    const listening = vscode.window.tabGroups.onDidChangeTabs(({ closed }) => {
      if (!tab.isPreview || closed.includes(tab)) end();
    });
  });
}
