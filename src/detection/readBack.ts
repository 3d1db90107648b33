import { LineMap, Report, type RuleProblem, writtenIn } from './problem';
import { Collection } from './yaml/merge';
import { readDocuments } from './yaml/read';
import type { TreeNode } from './yaml/tree';

/** What a rule file says. */
export interface ReadBack {
  /** Each document with what others of its file lend to it; the same text for the same contents. */
  readonly documents: readonly string[];
  /** The first thing that keeps the file, or a document of it, from being read. */
  readonly problem: RuleProblem | undefined;
}

/** What a rule file says, document by document, for those who write into one and look whether it is read as it was meant. */
export function readBack(text: string): ReadBack {
  const { documents, problems } = readDocuments('', text);
  const collection = new Collection(new Map());
  const said = documents.map(({ root, report, action }) => {
    if (root?.kind === 'map') {
      const resolved = collection.resolve(root, writtenIn(report, root));
      return typeof resolved === 'object' ? contentsOf(resolved.root) : JSON.stringify([resolved, contentsOf(root)]);
    }
    collection.refuse(action);
    return root === undefined ? '' : contentsOf(root);
  });
  const all = [...problems, ...documents.flatMap(({ report }) => report.problems)];
  return { documents: said, problem: all.find(({ severity }) => severity === 'error') };
}

/** A problem with what would be written behind a text. */
export function problemBehind(text: string, message: string): RuleProblem {
  const report = new Report('', text, new LineMap(text));
  report.error({ start: text.length, end: text.length }, message);
  return report.problems[0] as RuleProblem;
}

function contentsOf(node: TreeNode): string {
  return JSON.stringify(plain(node));
}

function plain(node: TreeNode): unknown {
  switch (node.kind) {
    case 'map':
      return { map: node.entries.map(({ key, value }) => [key, plain(value)]) };
    case 'list':
      return node.items.map(plain);
    case 'scalar':
      return typeof node.value === 'number' ? { number: node.source } : node.value;
  }
}
