import assert from 'node:assert/strict';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { localPool } from '../../../src/case/loading/localPool';
import { nodePlatform } from '../../../src/platform/node';
import { Conversation } from '../../../src/worker/conversation';
import type { HostRequests, Message, Port, Requests } from '../../../src/worker/protocol';
import { serve } from '../../../src/worker/serve';
import { record, s3, utf8 } from '../../fixtures/log';

function portOf(port: MessagePort): Port {
  return {
    send: (message, transfer = []) => port.postMessage(message, transfer as ArrayBuffer[]),
    onMessage: (listener) => void port.on('message', (message: Message) => listener(message)),
  };
}

describe('the worker', () => {
  let channel: MessageChannel;
  beforeEach(() => (channel = new MessageChannel()));
  afterEach(() => channel.port1.close());

  const started = (asked: string[], rules: HostRequests['rules']): Conversation<Requests, HostRequests> => {
    serve(portOf(channel.port2), {
      platform: nodePlatform,
      poolFor: async (_, platform) => localPool(platform),
    });
    return new Conversation<Requests, HostRequests>(portOf(channel.port1), {
      read: (_, uri) => (asked.push(`read ${uri}`), utf8(s3(record(1)))),
      list: (_, uris) => (asked.push('list'), { files: uris.map((uri) => ({ uri, named: true })) }),
      rules: () => (asked.push('rules'), rules()),
      progress: () => undefined,
      changed: () => undefined,
      ruleProgress: () => undefined,
    });
  };

  it('asks for the rules when it begins to read a case, whose findings come next', async () => {
    const asked: string[] = [];
    const host = started(asked, () => ({ sources: [] }));
    const { events } = await host.ask('openCase', ['case', ['other:1', 'other:2']]);
    assert.equal(events, 1);
    assert.ok(asked.indexOf('rules') >= 0 && asked.indexOf('rules') < asked.indexOf('read other:1'), asked.join());
    await host.ask('findings', ['case']);
    assert.equal(asked.filter((what) => what === 'rules').length, 1);
  });

  it('reads a case whose rules cannot be had, and says so only when its findings are asked for', async () => {
    const host = started([], () => {
      throw new Error('There are no rules.');
    });
    assert.equal((await host.ask('openCase', ['case', ['other:1']])).events, 1);
    await assert.rejects(host.ask('findings', ['case']), /There are no rules/);
  });
});
