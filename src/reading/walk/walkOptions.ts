import type { Rows } from '../translation/rows';

/** What a container asks of the walk. */
export interface WalkOptions {
  /** Members of the outermost objects that are lists of records: an element that gives none is reported. */
  readonly lists?: readonly string[];
  /** Elements of the lists that are no records are nothing to wonder at. */
  readonly mixed?: boolean;
  /** Where rows stand in the lists; an array that is all there is, is a list too. */
  readonly rows?: Rows;
  /** How deep the lists may stand, where not in the outermost object alone. */
  readonly listDepth?: number;
  /** How deep arrays may stand of which it is counted what is no record; in others it is nothing to wonder at. */
  readonly othersDepth?: number;
  /** Where text is packed. */
  readonly packed?: Packed;
  /** Elements of the lists that are nothing to be told of. */
  readonly beside?: RegExp;
}

/** Members that hold text in base64, of gzip or not, and how the JSON in it is walked over. */
export interface Packed {
  readonly names: readonly string[];
  readonly inside: WalkOptions;
}
