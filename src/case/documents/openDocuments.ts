import type { FileOffset } from '../../reading/bytes/text';
import { type AnalysedDocument, analyseDocument, type DocumentAnalysis } from './documentAnalysis';
import { locate } from '../sources/locate';
import { problemsInLayout } from './problemsInLayout';
import type { ReadableAddress, ReadableViews } from '../readable/readableViews';
import type { SourceCache } from '../sources/sourceCache';

/** The text of a document that the editor has open. */
export interface DocumentRequest {
  /** Names the document in later questions. */
  readonly uri: string;
  /** Where its bytes come from: the file itself, that file laid out for people, or text that only the editor has. */
  readonly from: { readonly file: string } | { readonly readable: ReadableAddress } | { readonly text: string };
}

/** The documents that are open in an engine, each with its index. */
export class OpenDocuments {
  private readonly documents = new Map<string, AnalysedDocument>();

  constructor(
    private readonly cache: SourceCache,
    private readonly views: ReadableViews,
  ) {}

  get(uri: string): AnalysedDocument | undefined {
    return this.documents.get(uri);
  }

  /** Reads a document's records; it stays known under its uri until it is closed. */
  async open({ uri, from }: DocumentRequest, cap: number, signal?: AbortSignal): Promise<DocumentAnalysis> {
    const { bytes, fileOffset } = await this.bytesOf(from, cap, signal);
    const document = analyseDocument(bytes, fileOffset);
    signal?.throwIfAborted();
    this.documents.set(uri, document);
    const { analysis } = document;
    if ('text' in from) return analysis;
    if ('file' in from) {
      const source = await this.cache.get(from.file, cap, signal);
      return { ...analysis, problems: [...locate(source, source.problems), ...analysis.problems] };
    }
    const { records, beginning } = from.readable;
    // that it ends early is no fault of the log's
    if (beginning === true) return { ...analysis, problems: [] };
    if (records !== undefined) return analysis;
    const source = await this.cache.get(from.readable.source, cap, signal);
    return { ...analysis, ...problemsInLayout(source, analysis) };
  }

  close(uri: string): void {
    this.documents.delete(uri);
  }

  private async bytesOf(
    from: DocumentRequest['from'],
    cap: number,
    signal?: AbortSignal,
  ): Promise<{ bytes: Uint8Array; fileOffset?: FileOffset }> {
    if ('text' in from) return { bytes: new TextEncoder().encode(from.text) };
    if ('readable' in from) return { bytes: await this.views.get(from.readable, cap, signal) };
    return this.cache.get(from.file, cap, signal);
  }
}
