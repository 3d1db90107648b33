import assert from 'node:assert/strict';
import { analyseDocument } from '../../../../src/case/documents/documentAnalysis';
import type { Findings } from '../../../../src/case/engine';
import type { DocumentRequest } from '../../../../src/case/documents/openDocuments';
import type { LogWorker } from '../../../../src/case/documents/logWorker';
import { OpenLogs } from '../../../../src/case/documents/openLogs';
import type { LogDocument } from '../../../../src/case/documents/logDocument';
import { record, s3, utf8 } from '../../../fixtures/log';

const NONE: Findings = { rules: [], hits: [], groups: [], problems: [], unread: 0, uncounted: 0 };
const DEATH = 'The worker ended with code 1.';

/** A worker whose answers come when a test says so, or at once when it does not care. */
class Scripted {
  readonly calls: string[] = [];
  /** Answers of `open` that are held back, by text; called with an error they reject. */
  readonly held = new Map<string, (error?: Error) => void>();
  hold = (_text: string): boolean => false;
  onOpen = (_request: DocumentRequest): void => undefined;
  onFindings = (_uri: string): Promise<Findings> => Promise.resolve(NONE);

  open(request: DocumentRequest, signal: AbortSignal): ReturnType<LogWorker['open']> {
    const text = 'text' in request.from ? request.from.text : '';
    this.calls.push(`open ${request.uri}`);
    return new Promise((resolve, reject) => {
      // not every answer is quicker than the cancelling of its question
      signal.addEventListener('abort', () => this.held.has(text) || reject(new Error('Cancelled')));
      const answer = (error?: Error): void => (error ? reject(error) : resolve(analyseDocument(utf8(text)).analysis));
      try {
        this.onOpen(request);
      } catch (error) {
        return reject(error instanceof Error ? error : new Error(String(error)));
      }
      if (this.hold(text)) this.held.set(text, answer);
      else answer();
    });
  }

  findings(uri: string): Promise<Findings> {
    this.calls.push(`findings ${uri}`);
    return this.onFindings(uri);
  }

  close(uri: string): void {
    this.calls.push(`close ${uri}`);
  }
}

const text = (...numbers: number[]): { text: string } => ({ text: s3(...numbers.map((n) => record(n))) });
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const names = (document: LogDocument | undefined): string[] | undefined =>
  document && Array.from({ length: document.records }, (_, n) => document.event(n).eventName);

describe('open logs', () => {
  let worker: Scripted;
  let logs: OpenLogs;
  let news: string[];

  beforeEach(() => {
    worker = new Scripted();
    // only what open logs themselves ask of the worker; the rest is asked by features
    logs = new OpenLogs(worker as unknown as LogWorker);
    news = [];
    logs.onDidChange(({ uri, version, document, findings, failure }) =>
      news.push(
        `${uri}${version}${document ? ' document' : ''}${findings ? ' findings' : ''}${failure === undefined ? '' : ' failure'}`,
      ),
    );
    logs.onDidClose((uri) => news.push(`${uri} closed`));
    logs.onDidActivate((uri) => news.push(`${uri} active`));
  });

  it('tell of a document, then of its findings', async () => {
    assert.deepEqual(names(await logs.update('a', 1, text(1, 2))), ['Event1', 'Event2']);
    await settled();
    assert.deepEqual(news, ['a1', 'a1 document', 'a1 document findings']);
    assert.equal(logs.state('a')?.document?.version, 1);
  });

  it('run no rules over the first records of a log that is about to grow, nor when rules change', async () => {
    const readable = { source: 'file:///a' };
    await logs.update('a', 1, { readable: { ...readable, beginning: true } });
    logs.detectAgain();
    await settled();
    assert.equal(logs.state('a')?.beginning, true);
    assert.deepEqual(worker.calls, ['open a']);
    await logs.update('a', 2, { readable });
    await settled();
    assert.ok(logs.state('a')?.beginning !== true);
    assert.deepEqual(worker.calls, ['open a', 'open a', 'findings a']);
  });

  it('give who waits for an older version the newer one, and end the older reading', async () => {
    const [first, second] = [logs.update('a', 1, text(1)), logs.update('a', 2, text(2))];
    assert.deepEqual(
      [names(await first), names(await second), names(await logs.document('a'))],
      [['Event2'], ['Event2'], ['Event2']],
    );
    assert.deepEqual(worker.calls, ['open a', 'findings a']);
  });

  it('never show an older version that was read after all', async () => {
    worker.hold = (source) => source.includes('Event1');
    const first = logs.update('a', 1, text(1));
    await settled();
    const second = logs.update('a', 2, text(2));
    await second;
    worker.held.get(text(1).text)?.();
    assert.deepEqual(names(await first), ['Event2']);
    await settled();
    assert.deepEqual(news, ['a1', 'a2', 'a2 document', 'a2 document findings']);
    assert.deepEqual(worker.calls, ['open a', 'open a', 'findings a']);
  });

  it('keep the last document in sight until the next is read', async () => {
    await logs.update('a', 1, text(1));
    await settled();
    const reading = logs.update('a', 2, text(2));
    assert.deepEqual([logs.state('a')?.version, logs.state('a')?.document?.version], [2, 1]);
    await reading;
    assert.equal(logs.state('a')?.document?.version, 2);
  });

  it('wait for a version that is not asked for yet', async () => {
    await logs.update('a', 1, text(1));
    const waiting = logs.document('a', 2);
    await settled();
    void logs.update('a', 2, text(2));
    assert.deepEqual(names(await waiting), ['Event2']);
    const never = logs.document('a', 3);
    logs.close('a');
    assert.equal(await never, undefined);
  });

  it('forget a log that is closed while it is read', async () => {
    worker.hold = () => true;
    logs.activate('a');
    const reading = logs.update('a', 1, text(1));
    await settled();
    logs.close('a');
    worker.held.get(text(1).text)?.();
    assert.equal(await reading, undefined);
    assert.deepEqual([logs.state('a'), logs.active, await logs.document('a')], [undefined, undefined, undefined]);
    await settled();
    assert.deepEqual(news, ['a active', 'a1', 'a closed', 'undefined active']);
    assert.deepEqual(worker.calls, ['open a', 'close a']);
    logs.close('a');
    assert.equal(worker.calls.length, 2, 'what is closed is not closed again');
  });

  it('tell why a log cannot be read, and read it when asked again', async () => {
    worker.onOpen = () => {
      throw new Error('There is no such file.');
    };
    assert.equal(await logs.update('a', 1, text(1)), undefined);
    assert.equal(logs.state('a')?.failure, 'There is no such file.');
    worker.onOpen = () => undefined;
    assert.deepEqual(names(await logs.update('a', 1, text(1))), ['Event1']);
    assert.equal(logs.state('a')?.failure, undefined);
  });

  it('keep the document when its findings fail', async () => {
    worker.onFindings = () => Promise.reject(new Error('no rules'));
    await logs.update('a', 1, text(1));
    await settled();
    const state = logs.state('a');
    assert.deepEqual([names(state?.document), state?.failure], [['Event1'], 'no rules']);
  });

  it('follow the active log', async () => {
    await logs.update('a', 1, text(1));
    logs.activate('a');
    logs.activate('a');
    assert.equal(logs.active?.uri, 'a');
    logs.activate('b');
    assert.equal(logs.active, undefined);
    assert.deepEqual(
      news.filter((item) => item.endsWith('active')),
      ['a active', 'b active'],
    );
  });

  it('are read again when the worker that knew them is gone', async () => {
    await Promise.all([logs.update('a', 1, text(1)), logs.update('b', 7, text(2))]);
    await settled();
    worker.calls.length = 0;
    logs.reopen();
    assert.deepEqual([names(await logs.document('a')), names(await logs.document('b'))], [['Event1'], ['Event2']]);
    assert.equal(logs.state('b')?.version, 7);
    assert.deepEqual(worker.calls.slice(0, 2), ['open a', 'open b']);
  });

  /** The worker dies of opening these texts: all it owes is rejected, and open logs hear of it at once. */
  const deadly = (deadlyText: string): { deaths: number } => {
    const count = { deaths: 0 };
    worker.onOpen = ({ from }) => {
      if (!('text' in from) || !from.text.includes(deadlyText)) return;
      count.deaths++;
      for (const [held, answer] of worker.held) {
        worker.held.delete(held);
        answer(new Error(DEATH));
      }
      queueMicrotask(() => logs.reopen());
      throw new Error(DEATH);
    };
    return count;
  };

  it('set the log aside that the worker dies of, and only that', async () => {
    const count = deadly('Event13');
    // the innocent is being read whenever the worker dies for the first time
    worker.hold = (source) => count.deaths === 0 && source.includes('Event2');
    void logs.update('read', 1, text(1));
    await settled();
    void logs.update('reading', 1, text(2));
    await settled();
    const bad = logs.update('bad', 1, text(13));
    assert.equal(await bad, undefined);
    for (let turn = 0; turn < 5; turn++) await settled();
    assert.equal(count.deaths, 2);
    assert.match(logs.state('bad')?.failure ?? '', /left alone/);
    assert.deepEqual(
      [names(await logs.document('read')), names(await logs.document('reading'))],
      [['Event1'], ['Event2']],
    );
    worker.onOpen = () => undefined;
    assert.deepEqual(names(await logs.update('bad', 2, text(13))), ['Event13'], 'a person may try again');
  });

  it('set a log aside whose findings the worker dies of', async () => {
    let deaths = 0;
    worker.onFindings = (uri) => {
      if (uri !== 'bad') return Promise.resolve(NONE);
      deaths++;
      queueMicrotask(() => logs.reopen());
      return Promise.reject(new Error(DEATH));
    };
    await logs.update('good', 1, text(1));
    await logs.update('bad', 1, text(2));
    for (let turn = 0; turn < 8; turn++) await settled();
    assert.equal(deaths, 2);
    assert.match(logs.state('bad')?.failure ?? '', /left alone/);
    assert.ok(logs.state('good')?.findings);
  });

  it('run changed rules over every log again', async () => {
    await Promise.all([logs.update('a', 1, text(1)), logs.update('b', 1, text(2))]);
    await settled();
    worker.calls.length = 0;
    logs.detectAgain();
    await settled();
    assert.deepEqual(worker.calls, ['findings a', 'findings b']);
  });

  describe('are settled', () => {
    /** What a question for the settled state has brought so far. */
    function asked(uri: string): { readonly answers: string[] } {
      const answers: string[] = [];
      void logs.settled(uri).then((state) => {
        answers.push(state?.failure ?? (state?.findings === undefined ? 'none' : String(state.findings.unread)));
      });
      return { answers };
    }
    let runs: ((unread: number | Error) => void)[];
    beforeEach(() => {
      runs = [];
      worker.onFindings = () =>
        new Promise((resolve, reject) =>
          runs.push((unread) => (unread instanceof Error ? reject(unread) : resolve({ ...NONE, unread }))),
        );
    });

    it('once the rules are through, and once more when they run anew', async () => {
      void logs.update('a', 1, text(1));
      const first = asked('a');
      await settled();
      assert.deepEqual(first.answers, []);
      runs[0]?.(1);
      await settled();
      assert.deepEqual(first.answers, ['1']);
      logs.detectAgain();
      const second = asked('a');
      await settled();
      assert.deepEqual(second.answers, []);
      // and again before that run ends
      logs.detectAgain();
      runs[1]?.(2);
      await settled();
      assert.deepEqual(second.answers, []);
      runs[2]?.(3);
      await settled();
      assert.deepEqual(second.answers, ['3']);
    });

    it('when a newer version of them is', async () => {
      worker.hold = (source) => source.includes('Event1');
      void logs.update('a', 1, text(1));
      const { answers } = asked('a');
      await settled();
      worker.hold = () => false;
      void logs.update('a', 2, text(2));
      worker.held.get(text(1).text)?.();
      await settled();
      assert.deepEqual(answers, []);
      runs[0]?.(7);
      await settled();
      assert.deepEqual(answers, ['7']);
    });

    it('when all of them is there, not their beginning alone', async () => {
      const readable = { source: 'file:///a' };
      void logs.update('a', 1, { readable: { ...readable, beginning: true } });
      const { answers } = asked('a');
      await settled();
      void logs.update('a', 2, { readable });
      await settled();
      assert.deepEqual(answers, []);
      runs[0]?.(4);
      await settled();
      assert.deepEqual(answers, ['4']);
    });

    it('when they fail, are closed, or were never open', async () => {
      void logs.update('a', 1, text(1));
      void logs.update('b', 1, text(2));
      const failing = asked('a');
      const closing = asked('b');
      const absent = asked('c');
      await settled();
      runs[0]?.(new Error('no memory'));
      logs.close('b');
      await settled();
      assert.deepEqual([failing.answers, closing.answers, absent.answers], [['no memory'], ['none'], ['none']]);
      worker.onOpen = () => {
        throw new Error('broken');
      };
      void logs.update('d', 1, text(1));
      const broken = asked('d');
      await settled();
      assert.deepEqual(broken.answers, ['broken']);
    });
  });
});
