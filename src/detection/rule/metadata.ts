import { derivedId } from './derivedId';
import { child, entry, textOf, textsOf, type MapNode } from '../yaml/tree';
import { writtenIn, type Report, type Span } from '../problem';

export const ruleLevels = ['informational', 'low', 'medium', 'high', 'critical'] as const;
export type RuleLevel = (typeof ruleLevels)[number];

export const ruleStatuses: readonly string[] = ['stable', 'test', 'experimental', 'deprecated', 'unsupported'];

/** What rules, correlations and filters say about themselves. Texts are as the author wrote them, never trusted. */
export interface Metadata {
  /** The id as written, or a stable one derived from the title: the same file gives the same id everywhere. */
  readonly id: string;
  /** The id as it is written, if it is: others may have the same. */
  readonly writtenId: (Span & { readonly text: string }) | undefined;
  /** What exceptions name it by: its id, unless it has none, or another document the same, and none has its title. */
  readonly reference: string;
  /** A short name for references between documents, if there is one. */
  readonly name: string | undefined;
  readonly title: string;
  /** `medium` when the document names none. */
  readonly level: RuleLevel;
  readonly status: string;
  readonly description: string;
  readonly author: string;
  readonly date: string;
  readonly modified: string;
  readonly tags: readonly string[];
  readonly falsepositives: readonly string[];
  readonly references: readonly string[];
  /** Fields that the author finds worth a look where the rule is true. Findings show what the rule compared instead. */
  readonly fields: readonly string[];
  readonly path: string;
  /** The line, from 1, where the document's title (or else the document) starts. */
  readonly line: number;
  /**
   * The document as it is written, which means the same wherever it stands; undefined where that depends on what stands
   * before it in its file.
   */
  readonly written: string | undefined;
}

/** The title of a document that has none. */
export const UNTITLED = 'Rule without a title';

/** Reads the metadata of a document. Missing or strange parts are warnings: they do not change what matches. */
export function readMetadata(root: MapNode, report: Report): Metadata {
  const title = textOf(child(root, 'title'))?.trim() ?? '';
  const idNode = child(root, 'id');
  const id = textOf(idNode)?.trim() ?? '';
  const titleEntry = entry(root, 'title');
  if (title === '') {
    const what = ['correlation', 'filter'].find((key) => child(root, key) !== undefined) ?? 'rule';
    report.warn(titleEntry?.keySpan ?? { start: root.start, end: root.start }, `A ${what} needs a title.`);
  }
  const ownId = id === '' ? derivedId(title === '' ? report.text.slice(root.start, root.end) : title) : id;
  const metadata: Metadata = {
    id: ownId,
    writtenId: id === '' ? undefined : idNode && { text: id, start: idNode.start, end: idNode.end },
    reference: ownId,
    name: textOf(child(root, 'name')),
    title: title === '' ? UNTITLED : title,
    level: readLevel(root, report),
    status: readStatus(root, report),
    description: textOf(child(root, 'description')) ?? '',
    author: textsOf(child(root, 'author')).join(', '),
    date: textOf(child(root, 'date')) ?? '',
    modified: textOf(child(root, 'modified')) ?? '',
    tags: textsOf(child(root, 'tags')),
    falsepositives: textsOf(child(root, 'falsepositives')),
    references: textsOf(child(root, 'references')),
    fields: textsOf(child(root, 'fields')),
    path: report.path,
    line: report.line(titleEntry?.keySpan.start ?? root.start),
    written: report.base === '' && !report.hasDirective ? writtenIn(report, root) : undefined,
  };
  report.ruleId = metadata.id;
  return metadata;
}

function readLevel(root: MapNode, report: Report): RuleLevel {
  const node = child(root, 'level');
  const text = textOf(node)?.toLowerCase();
  if (node === undefined || text === undefined) return 'medium';
  const level = ruleLevels.find((candidate) => candidate === text);
  if (level !== undefined) return level;
  const message = `There is no level "${text}"; it counts as medium.`;
  // people shorten them
  const [begun, ...others] = text.length < 2 ? [] : ruleLevels.filter((candidate) => candidate.startsWith(text));
  const otherwise = `Known are ${ruleLevels.join(', ')}.`;
  if (begun !== undefined && others.length === 0) report.mistake(node, message, begun, 'warning');
  else report.unknown('warning', { span: node, written: text, known: ruleLevels, message, otherwise });
  return 'medium';
}

function readStatus(root: MapNode, report: Report): string {
  const node = child(root, 'status');
  const text = textOf(node)?.toLowerCase() ?? '';
  if (node !== undefined && !ruleStatuses.includes(text)) {
    report.unknown('warning', {
      span: node,
      written: text,
      known: ruleStatuses,
      message: `There is no status "${text}".`,
      otherwise: `Known are ${ruleStatuses.join(', ')}.`,
    });
  }
  return text;
}
