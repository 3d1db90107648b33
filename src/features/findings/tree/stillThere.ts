import * as vscode from 'vscode';

/** So long somebody may be waiting for the rules; whoever waited longer may be elsewhere without our knowing. */
const MOST_MILLISECONDS = 5000;

/**
 * Whether a person is still where they are now, when the answer is asked for: VS Code does not tell which view has the
 * focus, but whoever went to an editor, another tab, a terminal or another window is not to be led away from there.
 */
export function stillThere(): () => boolean {
  const since = Date.now();
  const before = whereabouts();
  return () => {
    const now = whereabouts();
    return Date.now() - since < MOST_MILLISECONDS && now.every((part, n) => part === before[n]);
  };
}

function whereabouts(): readonly unknown[] {
  const { activeTextEditor: editor, activeTerminal, tabGroups, state } = vscode.window;
  const cursor = editor?.document.offsetAt(editor.selection.active);
  return [editor?.document, cursor, activeTerminal, tabGroups.activeTabGroup.activeTab?.label, state.focused];
}
