import type { Catalogue } from '../catalogue/catalogue';
import { MEMBER, type MemberEntry, type StructureEntry } from '../catalogue/entries';
import { ELEMENT_KEYS, GROUPING, LOG_KEYS } from './exceptions';
import { findMember } from './findMember';
import { isIndex, isListStep, isWrapper, plainName } from './names';
import { own } from '../own';

/** What a JSON key path below `requestParameters` or `responseElements` stands for in the EC2 API. */
export interface Mapped {
  /**
   * `member`: a member of the API; `element`: one element of the list that `member` is; `index`: the 1-based position
   * in a list; `wrapper`: the root key around the whole request; `note`: no API member, explained by `note`.
   */
  readonly kind: 'member' | 'element' | 'index' | 'wrapper' | 'note';
  /** Names of the API from the request's or response's root: `['Placement', 'Tenancy']`. */
  readonly apiPath: readonly string[];
  readonly member?: MemberEntry | undefined;
  /** The structure that `member` is of. */
  readonly owner?: string | undefined;
  /** False when a rule of thumb found the member; the hover then says "probably". */
  readonly certain: boolean;
  readonly note?: string | undefined;
}

interface State extends Mapped {
  /** The structure whose members the next key names; absent for scalars. */
  readonly structure?: string | undefined;
  readonly list: boolean;
  /** The logged key of the list and the structure it stood in, for {@link ELEMENT_KEYS}. */
  readonly listKey?: string;
  readonly parent?: State;
}

const SCALARS = new Set(['string', 'number', 'boolean', 'Date', 'Uint8Array']);
/** No API structure is nested deeper; a log may be. */
const MAX_DEPTH = 64;

/** One walk along one path. */
class Walk {
  private newDialect = false;

  constructor(
    private readonly catalogue: Catalogue,
    private readonly root: string | undefined,
  ) {}

  async along(path: readonly string[]): Promise<Mapped | undefined> {
    let state: State | undefined = {
      kind: 'note',
      apiPath: [],
      certain: true,
      structure: this.root,
      list: false,
    };
    for (const [position, key] of path.entries()) {
      state = await this.step(state, key, position === 0);
      if (state === undefined) return undefined;
    }
    return path.length === 0 ? undefined : state;
  }

  private async step(state: State, key: string, first: boolean): Promise<State | undefined> {
    if (isIndex(key)) return { ...state, kind: state.member === undefined ? state.kind : 'element' };
    const structure = state.structure;
    // An action without a response structure still logs a wrapper and keys such as `_return`.
    if (structure === undefined && state.member !== undefined) return this.intoScalar(state, key);
    const members = structure === undefined ? [] : ((await this.catalogue.structure(structure)) ?? []);
    if (first && isWrapper(key) && !members.some(([name]) => plainName(name) === plainName(key))) {
      this.newDialect = true;
      return { ...state, kind: 'wrapper' };
    }
    if (this.newDialect && key === 'tag') return { ...state, kind: 'index' };
    if (state.list && isListStep(key) && !members.some(([name]) => name.toLowerCase() === key.toLowerCase())) {
      return { ...state, kind: state.member === undefined ? state.kind : 'element' };
    }
    return this.intoStructure(state, key, members, structure ?? '');
  }

  /** A list of scalars takes any element key, for each kind of list has its own: `items[].instanceId`. */
  private async intoScalar(state: State, key: string): Promise<State | undefined> {
    if (state.member === undefined) return undefined;
    if (this.newDialect && key === 'tag') return { ...state, kind: 'index' };
    if (isListStep(key) || key === 'content' || !state.list) {
      return state.list || key === 'content' || key.toLowerCase() === 'value'
        ? { ...state, kind: 'element' }
        : undefined;
    }
    const swapped = own(
      own(own(ELEMENT_KEYS, state.parent?.structure ?? ''), state.listKey?.toLowerCase() ?? ''),
      key.toLowerCase(),
    );
    if (swapped === undefined || state.parent === undefined) return { ...state, kind: 'element' };
    const owner = state.parent.structure;
    const member = ((await this.catalogue.structure(owner ?? '')) ?? []).find(([name]) => name === swapped);
    if (member === undefined) return { ...state, kind: 'element' };
    return { ...state, kind: 'element', member, owner, apiPath: [...state.parent.apiPath, member[0]] };
  }

  private async intoStructure(
    state: State,
    key: string,
    members: StructureEntry,
    structure: string,
  ): Promise<State | undefined> {
    const lower = key.toLowerCase();
    if (own(GROUPING, structure)?.includes(lower) === true) {
      const note =
        'Log only: EC2 puts the image, the counts and the key name of the instances to launch under this key. What was launched is in the response.';
      return { ...state, kind: 'note', note, member: undefined, list: true };
    }
    const found = await findMember(this.catalogue, structure, members, key);
    if (found === undefined) {
      const note = state.apiPath.length === 0 ? own(LOG_KEYS, plainName(key)) : undefined;
      if (note === undefined) return undefined;
      return { kind: 'note', note, apiPath: [], certain: true, list: false };
    }
    const [, type, flags] = found.member;
    const isStructure = !SCALARS.has(type) && (await this.catalogue.structure(type)) !== undefined;
    return {
      kind: 'member',
      apiPath: [...state.apiPath, ...found.through, found.member[0]],
      member: found.member,
      owner: found.owner,
      certain: state.certain && found.certain,
      structure: isStructure ? type : undefined,
      list: (flags & MEMBER.list) !== 0,
      listKey: key,
      parent: state,
    };
  }
}

/**
 * Maps a logged key path to the EC2 API, through both dialects that EC2 writes.
 * @param root the request or response structure of the action; absent when the action has none.
 * @param path keys and array indices below `requestParameters` or `responseElements`.
 * @returns undefined when nothing fits.
 */
export async function mapPath(
  catalogue: Catalogue,
  root: string | undefined,
  path: readonly string[],
): Promise<Mapped | undefined> {
  return path.length > MAX_DEPTH ? undefined : new Walk(catalogue, root).along(path);
}
