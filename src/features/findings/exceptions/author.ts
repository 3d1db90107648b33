import * as vscode from 'vscode';
import { type Answer, askForText, type Turn } from './questions';

const REMEMBERED = 'exceptions.author';

/** What is used of the git extension that comes with VS Code; see its api/git.d.ts. */
interface Git {
  getAPI(version: 1): { readonly repositories: readonly { getConfig(key: string): Promise<string> }[] };
}

/** Who signs an exception, where it need not be asked for: the name in git, or what the person said before. */
export async function knownAuthor(memory: vscode.Memento): Promise<string | undefined> {
  return (await nameInGit()) ?? memory.get<string>(REMEMBERED);
}

/** Asks who signs. */
export async function askForAuthor(turn: Turn, memory: vscode.Memento): Promise<Answer<string>> {
  const name = await askForText(turn, {
    title: vscode.l10n.t('Who Makes the Exception?'),
    prompt: vscode.l10n.t('Your name stands in every exception for those who review it. It is asked for once.'),
  });
  if (typeof name !== 'string') return name;
  if (name.trim() !== '') await memory.update(REMEMBERED, name.trim());
  return name.trim();
}

async function nameInGit(): Promise<string | undefined> {
  const git = vscode.extensions.getExtension<Git>('vscode.git');
  if (git?.isActive !== true) return undefined;
  try {
    const [repository] = git.exports.getAPI(1).repositories;
    const name = (await repository?.getConfig('user.name'))?.trim();
    return name === '' ? undefined : name;
  } catch {
    // git is switched off, or its extension is not the one we know
    return undefined;
  }
}
