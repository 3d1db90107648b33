import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ASSETS, MEMBER, type ActionEntry, type MemberEntry } from '../../src/reference/catalogue/entries';
import { readActions, readModels, type SourceAction, type SourceMember, type SourceModels } from './ec2Source';
import { readWire, type Wire } from './ec2Wire';
import { filtersOf, htmlToMarkdown } from './html';
import { splitSummary } from './summary';
import { writeTable } from './table';

/** Shorter texts cost less when repeated than a reference and a second look-up. */
const SHARED_MIN_LENGTH = 60;

function actionEntry({ doc, name, input, output }: SourceAction): ActionEntry {
  const { summary, more } = splitSummary(name, htmlToMarkdown(doc.html));
  return {
    summary,
    more,
    ...(doc.deprecated || /\bThis action is deprecated\b/.test(doc.html) ? { deprecated: true as const } : {}),
    ...(input === undefined ? {} : { input }),
    ...(output === undefined ? {} : { output }),
    ...(doc.example === undefined ? {} : { example: [doc.example.title, doc.example.input] as const }),
  };
}

/** Filter lists can be ten times as long as all else of a structure, so they live in a table of their own. */
function documentation(member: SourceMember): { markdown: string; filters: Record<string, string> } {
  const filters = member.list && member.type === 'Filter' ? filtersOf(member.doc.html) : {};
  const markdown = htmlToMarkdown(member.doc.html);
  if (Object.keys(filters).length === 0) return { markdown, filters };
  const prose = markdown.split('\n\n').filter((paragraph) => !/^- /.test(paragraph));
  return { markdown: prose.join('\n\n'), filters };
}

class SharedTexts {
  private readonly uses = new Map<string, number>();
  private readonly numbers = new Map<string, number>();

  count(text: string): void {
    this.uses.set(text, (this.uses.get(text) ?? 0) + 1);
  }

  reference(text: string): string | number {
    if (text.length < SHARED_MIN_LENGTH || (this.uses.get(text) ?? 0) < 2) return text;
    const number = this.numbers.get(text) ?? this.numbers.size;
    this.numbers.set(text, number);
    return number;
  }

  entries(): (readonly [string, string])[] {
    return [...this.numbers].map(([text, number]) => [String(number), text] as const);
  }
}

function flagsOf(member: SourceMember, wire: Wire | undefined): number {
  return (
    (member.list ? MEMBER.list : 0) |
    (member.required ? MEMBER.required : 0) |
    (wire?.sensitive === true ? MEMBER.sensitive : 0) |
    (member.doc.deprecated ? MEMBER.deprecated : 0)
  );
}

function wireNames(member: SourceMember, wire: Wire | undefined): string[] {
  const own = member.name.toLowerCase();
  const seen = new Set([own]);
  return (wire?.names ?? []).filter((name) => {
    const key = name.toLowerCase();
    return !seen.has(key) && seen.add(key);
  });
}

function writeStructures(models: SourceModels, wires: Map<string, Map<string, Wire>>, outDir: string): void {
  const texts = new SharedTexts();
  const filters: [string, Record<string, string>][] = [];
  const prepared = [...models.structures].map(([structure, members]) => {
    const rows = members.map((member) => ({ member, doc: documentation(member) }));
    const found = Object.assign({}, ...rows.map(({ doc }) => doc.filters)) as Record<string, string>;
    if (Object.keys(found).length > 0) filters.push([structure, found]);
    for (const { doc } of rows) texts.count(doc.markdown);
    return { structure, rows };
  });
  const structures = prepared.map(({ structure, rows }) => {
    const entry = rows.map(({ member, doc }): MemberEntry => {
      const wire = wires.get(structure)?.get(member.name);
      const names = wireNames(member, wire);
      const base = [member.name, member.type, flagsOf(member, wire), texts.reference(doc.markdown)] as const;
      return names.length === 0 ? base : [...base, names];
    });
    return [structure, entry] as const;
  });
  writeTable(join(outDir, ASSETS.structures), structures);
  writeTable(join(outDir, ASSETS.filters), filters);
  writeTable(join(outDir, ASSETS.texts), texts.entries());
}

/** Writes the EC2 part of the catalogue from the folder of the pinned `@aws-sdk/client-ec2`. */
export function writeEc2(packageDir: string, outDir: string): void {
  const models = readModels(packageDir);
  const sdk = createRequire(__filename)(packageDir) as Record<string, unknown>;
  writeTable(
    join(outDir, ASSETS.actions),
    readActions(packageDir).map((action) => [action.name, actionEntry(action)] as const),
  );
  writeTable(join(outDir, ASSETS.enums), models.enums);
  writeStructures(models, readWire(sdk), outDir);
}
