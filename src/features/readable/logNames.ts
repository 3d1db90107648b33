import * as vscode from 'vscode';
import { LANGUAGE } from '../shared';

interface Manifest {
  readonly contributes?: { readonly languages?: readonly { id?: string; filenamePatterns?: readonly string[] }[] };
}

/** Tells by its name alone whether VS Code will take a file for a log: before it has read it. */
export class LogNames {
  private readonly patterns: readonly string[];

  constructor(manifest: unknown) {
    const { languages = [] } = (manifest as Manifest).contributes ?? {};
    const patterns = languages.find(({ id }) => id === LANGUAGE)?.filenamePatterns ?? [];
    // a pattern without a folder is one of names, in whatever folder
    this.patterns = patterns.map((pattern) => (pattern.includes('/') ? pattern : `**/${pattern}`));
  }

  has(uri: vscode.Uri): boolean {
    // all that matching by name asks of a document
    const named = { uri, languageId: LANGUAGE } as vscode.TextDocument;
    return this.patterns.some((pattern) => vscode.languages.match({ pattern }, named) > 0);
  }
}
