import type { Catalogue } from '../catalogue/catalogue';
import { MEMBER, type MemberEntry, type StructureEntry } from '../catalogue/entries';
import { ANYWHERE, IN_STRUCTURE } from './exceptions';
import { bareStem, plainName, stem } from './names';
import { own } from '../own';

/** A member that a logged key stands for. */
export interface Found {
  readonly member: MemberEntry;
  /** The structure that has it. */
  readonly owner: string;
  /** Members passed on the way, for a key of a flattened structure. */
  readonly through: readonly string[];
  /** False when only a rule of thumb says so. */
  readonly certain: boolean;
}

const isList = (member: MemberEntry): boolean => (member[2] & MEMBER.list) !== 0;

/** Several members can share a stem; then a `…Set` means a list, and the shortest name is the likeliest. */
function best(candidates: readonly MemberEntry[], key: string): MemberEntry | undefined {
  const wantsList = /sets?$/i.test(key) || /[^s]s$/.test(key);
  return [...candidates].sort(
    (a, b) => Number(isList(b) === wantsList) - Number(isList(a) === wantsList) || a[0].length - b[0].length,
  )[0];
}

function byName(members: StructureEntry, key: string): MemberEntry | undefined {
  const plain = plainName(key);
  return (
    members.find(([name]) => name.toLowerCase() === plain) ??
    members.find(([, , , , wire]) => wire?.some((name) => name.toLowerCase() === plain) === true)
  );
}

function byStem(members: StructureEntry, key: string): MemberEntry | undefined {
  const wanted = stem(key);
  const names = ([name, , , , wire = []]: MemberEntry): readonly string[] => [name, ...wire];
  const same = best(
    members.filter((member) => names(member).some((name) => stem(name) === wanted)),
    key,
  );
  if (same !== undefined) return same;
  const bare = bareStem(key);
  return best(
    members.filter((member) => isList(member) && names(member).some((name) => bareStem(name) === bare)),
    key,
  );
}

async function byException(
  catalogue: Catalogue,
  structure: string,
  members: StructureEntry,
  key: string,
): Promise<Found | undefined> {
  const lower = plainName(key);
  const rows = [IN_STRUCTURE[structure] ?? {}, ANYWHERE].flatMap((table) => own(table, lower) ?? []);
  for (const row of rows) {
    const [first = '', second] = row.split('.');
    const member = members.find(([name]) => name === first);
    if (member === undefined) continue;
    if (second === undefined) return { member, owner: structure, through: [], certain: true };
    const inner = ((await catalogue.structure(member[1])) ?? []).find(([name]) => name === second);
    if (inner !== undefined) return { member: inner, owner: member[1], through: [first], certain: true };
  }
  return undefined;
}

/** A key of a flattened structure belongs one level down: `tenancy` → `Placement.Tenancy`. */
async function oneLevelDown(catalogue: Catalogue, members: StructureEntry, key: string): Promise<Found | undefined> {
  for (const member of members) {
    if (isList(member)) continue;
    const inner = await catalogue.structure(member[1]);
    const found = inner === undefined ? undefined : byName(inner, key);
    if (found !== undefined) return { member: found, owner: member[1], through: [member[0]], certain: false };
  }
  return undefined;
}

/** Finds the member of a structure that a logged key stands for: by name, by exception, by stem, one level down. */
export async function findMember(
  catalogue: Catalogue,
  structure: string,
  members: StructureEntry,
  key: string,
): Promise<Found | undefined> {
  const named = byName(members, key);
  if (named !== undefined) return { member: named, owner: structure, through: [], certain: true };
  const exception = await byException(catalogue, structure, members, key);
  if (exception !== undefined) return exception;
  const stemmed = byStem(members, key);
  if (stemmed !== undefined) return { member: stemmed, owner: structure, through: [], certain: false };
  return oneLevelDown(catalogue, members, key);
}
