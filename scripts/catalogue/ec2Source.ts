import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { parseDocComment, type DocComment } from './docComment';

/** One member of an API structure as the SDK's type declarations give it. */
export interface SourceMember {
  readonly name: string;
  /** `string`, `number`, `boolean`, `Date`, `Uint8Array`, or the name of a structure or enum. */
  readonly type: string;
  readonly list: boolean;
  readonly required: boolean;
  readonly doc: DocComment;
}

export interface SourceAction {
  readonly name: string;
  readonly doc: DocComment;
  readonly input?: string | undefined;
  readonly output?: string | undefined;
}

export interface SourceModels {
  readonly structures: ReadonlyMap<string, readonly SourceMember[]>;
  readonly enums: ReadonlyMap<string, readonly string[]>;
}

function parseFile(path: string): ts.SourceFile {
  return ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.ES2022, false);
}

/** The doc comment next to the declaration; others before it (such as the one of a type re-export) are not its own. */
function docOf(file: ts.SourceFile, node: ts.Node): DocComment {
  const ranges = ts.getLeadingCommentRanges(file.text, node.pos) ?? [];
  const last = ranges.findLast((range) => file.text.startsWith('/**', range.pos));
  return parseDocComment(last === undefined ? '' : file.text.slice(last.pos, last.end));
}

function memberOf(file: ts.SourceFile, node: ts.PropertySignature): SourceMember {
  const text = node.type === undefined ? 'string' : file.text.slice(node.type.pos, node.type.end);
  const core = text.replace(/\|\s*undefined\b/g, '').trim();
  const list = core.endsWith('[]');
  return {
    name: (node.name as ts.Identifier).text,
    type: core.replace(/\[\]$/, '').replace(/^_/, ''),
    list,
    // Every member may be undefined by its type; those that the API requires have no question mark.
    required: node.questionToken === undefined,
    doc: docOf(file, node),
  };
}

function enumValues(file: ts.SourceFile, declaration: ts.VariableDeclaration): string[] {
  if (declaration.type === undefined || !ts.isTypeLiteralNode(declaration.type)) return [];
  return declaration.type.members.flatMap((member) =>
    ts.isPropertySignature(member) && member.type !== undefined
      ? [file.text.slice(member.type.pos, member.type.end).trim().replace(/^"|"$/g, '')]
      : [],
  );
}

/** Reads every structure and enum of the SDK's `models` declarations. */
export function readModels(packageDir: string): SourceModels {
  const folder = join(packageDir, 'dist-types', 'models');
  const structures = new Map<string, SourceMember[]>();
  const enums = new Map<string, string[]>();
  for (const name of readdirSync(folder).filter((entry) => /^(models_\d+|enums)\.d\.ts$/.test(entry))) {
    const file = parseFile(join(folder, name));
    for (const statement of file.statements) {
      if (ts.isInterfaceDeclaration(statement)) {
        const members = statement.members.filter(ts.isPropertySignature).map((member) => memberOf(file, member));
        structures.set(statement.name.text.replace(/^_/, ''), members);
      } else if (ts.isVariableStatement(statement)) {
        for (const declaration of statement.declarationList.declarations) {
          enums.set((declaration.name as ts.Identifier).text.replace(/^_/, ''), enumValues(file, declaration));
        }
      }
    }
  }
  return { structures, enums };
}

/** Reads every action of the SDK's `commands` declarations. */
export function readActions(packageDir: string): SourceAction[] {
  const folder = join(packageDir, 'dist-types', 'commands');
  const actions: SourceAction[] = [];
  for (const entry of readdirSync(folder).filter((name) => name.endsWith('Command.d.ts'))) {
    const file = parseFile(join(folder, entry));
    const name = entry.replace(/Command\.d\.ts$/, '');
    const declared = file.statements.find(
      (node) => ts.isClassDeclaration(node) && node.name?.text === `${name}Command`,
    );
    if (declared === undefined) throw new Error(`No class ${name}Command in ${entry}`);
    const shape = (side: 'input' | 'output'): string | undefined =>
      new RegExp(`api: \\{[^}]*?\\b${side}: (?:_)?([A-Z]\\w*)`).exec(file.text.slice(declared.pos, declared.end))?.[1];
    actions.push({ name, doc: docOf(file, declared), input: shape('input'), output: shape('output') });
  }
  return actions;
}
