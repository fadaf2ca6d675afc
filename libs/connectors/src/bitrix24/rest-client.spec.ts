import type { CrmCallContext, LimiterStore } from '@voronka/contracts';
import type { OutboundRequest, OutboundResponse } from '@voronka/platform';
import { OutboundError } from '@voronka/platform';
import { webhookAuth } from './auth.ts';
import { toQuery } from './batch-query.ts';
import { Bitrix24RestClient, cautiousSeconds } from './rest-client.ts';

const context: CrmCallContext = { correlationId: 'c', lane: 'interactive' };
const secret = 's3cretc0de';
const clientText = 'Анна +79161234567';

type Reply = { status: number; body: unknown } | OutboundError;

/** A portal that answers what it is told and a limiter that notes what it is asked; anything else fails the test. */
function portal(replies: Reply[], waits: number[] = []) {
  const requests: OutboundRequest[] = [];
  const limiterLog: string[] = [];
  const limiter: LimiterStore = {
    take: (key, limit) => {
      limiterLog.push(`take ${key} ${limit.lane}`);
      return Promise.resolve(waits.shift() ?? 0);
    },
    block: async (key, forMs) => void limiterLog.push(`block ${key} ${forMs}`),
  };
  const client = {
    request: (request: OutboundRequest): Promise<OutboundResponse> => {
      requests.push(request);
      const reply = replies.shift();
      if (!reply) throw new Error('An unplanned request');
      if (reply instanceof OutboundError) return Promise.reject(reply);
      const body = Buffer.from(typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body));
      return Promise.resolve({ status: reply.status, headers: {}, body, text: () => body.toString('utf8') });
    },
    close: () => Promise.resolve(),
  };
  const auth = webhookAuth(`https://demo.bitrix24.ru/rest/1/${secret}/`);
  return { rest: new Bitrix24RestClient({ auth, client, limiter, timeoutMs: 1000 }), requests, limiterLog };
}

const vendor = (status: number, error: string, text = clientText): Reply => ({
  status,
  body: { error, error_description: text },
});
const html = (status: number): Reply => ({ status, body: `<html>${clientText}</html>` });
const request = (kind: OutboundError['kind'], sent: boolean) =>
  new OutboundError(kind, sent, 'https://x/***', 'ECONNRESET');

describe('Bitrix24RestClient', () => {
  it('posts JSON to the address of the method and gives the result', async () => {
    const { rest, requests } = portal([{ status: 200, body: { result: 42, time: {} } }]);
    await expect(rest.write('crm.lead.add', { fields: { TITLE: 'x' } }, context)).resolves.toBe(42);
    expect(requests).toEqual([
      expect.objectContaining({
        method: 'POST',
        url: `https://demo.bitrix24.ru/rest/1/${secret}/crm.lead.add`,
        body: '{"fields":{"TITLE":"x"}}',
        timeoutMs: 1000,
      }),
    ]);
  });

  it('reads all pages', async () => {
    const { rest, requests } = portal([
      { status: 200, body: { result: [{ ID: '1' }], next: 50 } },
      { status: 200, body: { result: [{ ID: '2' }] } },
    ]);
    await expect(rest.readAll('user.get', {}, context)).resolves.toEqual([{ ID: '1' }, { ID: '2' }]);
    expect(requests.map(({ body }) => body)).toEqual(['{"start":0}', '{"start":50}']);
  });

  it('reads several things as one request, also when PHP makes arrays of empty maps', async () => {
    const { rest, requests } = portal([
      { status: 200, body: { result: { result: { a: 1, b: [] }, result_error: [] } } },
    ]);
    const commands = {
      a: { method: 'profile', params: {} },
      b: { method: 'crm.duplicate.findbycomm', params: { values: ['+7 (916)'] } },
    };
    await expect(rest.readBatch(commands, context)).resolves.toEqual({ a: 1, b: [] });
    expect(JSON.parse(String(requests[0]?.body))).toEqual({
      halt: 0,
      cmd: { a: 'profile?', b: 'crm.duplicate.findbycomm?values%5B0%5D=%2B7%20(916)' },
    });
  });

  it('names the command of a batch that was refused, and notices one that was forgotten', async () => {
    const refused = { result: { result: [], result_error: { a: { error: 'ERROR_METHOD_NOT_FOUND' } } } };
    const { rest } = portal([
      { status: 200, body: refused },
      { status: 200, body: { result: { result: [], result_error: [] } } },
    ]);
    const commands = { a: { method: 'profile', params: {} } };
    await expect(rest.readBatch(commands, context)).rejects.toMatchObject({
      code: 'Crm.Rejected',
      details: { method: 'profile', reason: 'unknownMethod' },
    });
    await expect(rest.readBatch(commands, context)).rejects.toMatchObject({ code: 'Crm.UnreadableAnswer' });
  });
});

describe('failures', () => {
  const table: [string, Reply, string, string][] = [
    ['refused connection', request('unreachable', false), 'Crm.Unreachable', 'Crm.Unreachable'],
    ['no connection in time', request('timedOut', false), 'Crm.Unreachable', 'Crm.Unreachable'],
    ['dropped after sending', request('unreachable', true), 'Crm.Unreachable', 'Crm.Ambiguous'],
    ['no answer in time', request('timedOut', true), 'Crm.TimedOut', 'Crm.Ambiguous'],
    ['too large an answer', request('tooLarge', true), 'Crm.UnreadableAnswer', 'Crm.Ambiguous'],
    ['private address', request('forbiddenAddress', false), 'Crm.AddressForbidden', 'Crm.AddressForbidden'],
    ['401', vendor(401, 'NO_AUTH_FOUND'), 'Crm.Unauthorized', 'Crm.Unauthorized'],
    ['403', vendor(403, 'insufficient_scope'), 'Crm.Unauthorized', 'Crm.Unauthorized'],
    ['400 with an empty code: access', vendor(400, '', 'Access denied.'), 'Crm.Unauthorized', 'Crm.Unauthorized'],
    ['400 with an empty code', vendor(400, ''), 'Crm.Rejected', 'Crm.Rejected'],
    ['400', vendor(400, 'ERROR_CORE'), 'Crm.Rejected', 'Crm.Rejected'],
    ['200 with an error', vendor(200, 'ERROR_CORE'), 'Crm.Rejected', 'Crm.Rejected'],
    ['429', vendor(429, 'OPERATION_TIME_LIMIT'), 'Crm.RateLimited', 'Crm.RateLimited'],
    ['503 of the limit', vendor(503, 'QUERY_LIMIT_EXCEEDED'), 'Crm.RateLimited', 'Crm.RateLimited'],
    ['503 by hand', vendor(503, 'OVERLOAD_LIMIT'), 'Crm.RateLimited', 'Crm.RateLimited'],
    ['500', vendor(500, 'INTERNAL_SERVER_ERROR'), 'Crm.ServerError', 'Crm.Ambiguous'],
    ['deleted portal', vendor(500, 'PORTAL_DELETED'), 'Crm.NotConfigured', 'Crm.NotConfigured'],
    ['502 page', html(502), 'Crm.UnreadableAnswer', 'Crm.Ambiguous'],
    ['200 page', html(200), 'Crm.UnreadableAnswer', 'Crm.Ambiguous'],
    ['403 page', html(403), 'Crm.Unauthorized', 'Crm.Unauthorized'],
    ['redirect', html(302), 'Crm.NotConfigured', 'Crm.NotConfigured'],
    ['empty body', { status: 200, body: '' }, 'Crm.UnreadableAnswer', 'Crm.Ambiguous'],
    ['JSON without a result', { status: 200, body: {} }, 'Crm.UnreadableAnswer', 'Crm.Ambiguous'],
  ];

  it.each(table)('%s', async (_, reply, readCode, writeCode) => {
    const { rest } = portal([reply, reply]);
    const failures = [
      await rest.read('crm.lead.get', {}, context).catch((error: unknown) => error),
      await rest.write('crm.lead.add', {}, context).catch((error: unknown) => error),
    ];
    expect(failures).toEqual([
      expect.objectContaining({ code: readCode }),
      expect.objectContaining({ code: writeCode }),
    ]);
  });

  it.each(table)('hold neither secret nor text of the vendor: %s', async (_, reply) => {
    const { rest } = portal([reply]);
    const error: unknown = await rest.write('crm.lead.add', {}, context).catch((reason: unknown) => reason);
    const { message, details } = error as { message: string; details: object };
    expect(message + JSON.stringify(details)).not.toMatch(/Анна|79161234567|s3cretc0de/);
  });

  it('do not pass on a code that is a sentence', async () => {
    const { rest } = portal([vendor(400, `Поле ${clientText} неверно`)]);
    await expect(rest.read('x', {}, context)).rejects.toMatchObject({ details: { vendorCode: 'other' } });
  });
});

describe('limiter', () => {
  it('is asked before every request, by portal and lane', async () => {
    const { rest, limiterLog } = portal([{ status: 200, body: { result: 1 } }]);
    await rest.read('profile', {}, { correlationId: 'c', lane: 'bulk' });
    expect(limiterLog).toEqual([
      'take bitrix24:demo.bitrix24.ru:local:profile bulk',
      'take bitrix24:demo.bitrix24.ru:local bulk',
    ]);
  });

  it('is waited for when the wait is short', async () => {
    const { rest, limiterLog, requests } = portal([{ status: 200, body: { result: 1 } }], [20, 10]);
    await rest.read('profile', {}, context);
    expect(limiterLog).toHaveLength(3);
    expect(requests).toHaveLength(1);
  });

  describe('of a method that has worked for long', () => {
    const worked = (operating: number) => ({ operating, operating_reset_at: 1_060, finish: 1_000.5 });
    const key = 'bitrix24:demo.bitrix24.ru:local:crm.lead.list';

    it('keeps bulk work away until its minutes expire (failure 9)', async () => {
      const { rest, limiterLog } = portal([{ status: 200, body: { result: [], time: worked(cautiousSeconds) } }]);
      await rest.read('crm.lead.list', {}, context);
      expect(limiterLog).toEqual(['take bitrix24:demo.bitrix24.ru:local interactive', `block ${key} 59500`]);
    });

    it('is told by every command of a batch', async () => {
      const result = { result: { a: [], b: 1 }, result_error: [], result_time: { a: worked(400), b: worked(1) } };
      const { rest, limiterLog } = portal([{ status: 200, body: { result, time: worked(0) } }]);
      const commands = { a: { method: 'crm.lead.list', params: {} }, b: { method: 'profile', params: {} } };
      await rest.readBatch(commands, context);
      expect(limiterLog.filter((line) => line.startsWith('block'))).toEqual([`block ${key} 59500`]);
    });

    it.each([worked(cautiousSeconds - 1), { ...worked(400), finish: 1_060 }, {}, null])(
      'leaves it to everybody below that, and where nothing is told: %j',
      async (time) => {
        const { rest, limiterLog } = portal([{ status: 200, body: { result: [], time } }]);
        await rest.read('crm.lead.list', {}, context);
        expect(limiterLog).toHaveLength(1);
      },
    );
  });

  it('turns a long wait into a retryable failure without a request', async () => {
    const { rest, requests } = portal([], [2500]);
    await expect(rest.write('crm.lead.add', {}, context)).rejects.toMatchObject({
      code: 'Crm.RateLimited',
      details: { retryAfterMs: 2500 },
    });
    expect(requests).toHaveLength(0);
  });

  it.each([
    [vendor(503, 'QUERY_LIMIT_EXCEEDED'), 1500],
    [vendor(429, 'OPERATION_TIME_LIMIT'), 10_000],
    [html(429), 10_000],
  ])('keeps all processes away after the portal said "too many"', async (reply, ms) => {
    const { rest, limiterLog } = portal([reply]);
    await expect(rest.read('profile', {}, context)).rejects.toMatchObject({ details: { retryAfterMs: ms } });
    expect(limiterLog.at(-1)).toBe(`block bitrix24:demo.bitrix24.ru:local ${ms}`);
  });
});

describe('webhookAuth', () => {
  it.each(['https://demo.bitrix24.ru/rest/1/s3cretc0de/', 'https://demo.bitrix24.ru/rest/1/s3cretc0de'])(
    'takes %s',
    async (address) => {
      const endpoint = 'https://demo.bitrix24.ru/rest/1/s3cretc0de/';
      const access = await webhookAuth(address).access();
      expect(access).toEqual({ endpoint, body: {}, account: 'demo.bitrix24.ru' });
      // There is one webhook, and no other after it.
      await expect(webhookAuth(address).another(access, 'unknown')).resolves.toBeNull();
    },
  );

  it.each(['', 'https://demo.bitrix24.ru/', 'https://demo.bitrix24.ru/rest/s3cretc0de/', 's3cretc0de'])(
    'refuses "%s" without repeating it',
    (address) => {
      let failure: unknown;
      try {
        webhookAuth(address);
      } catch (error) {
        failure = error;
      }
      expect(failure).toMatchObject({ code: 'Crm.NotConfigured' });
      expect((failure as Error).message).not.toContain('s3cretc0de');
    },
  );
});

describe('toQuery', () => {
  it('writes PHP brackets and leaves absent values out', () => {
    expect(toQuery({ a: [{ b: 1 }, 'я'], c: null, d: undefined, e: true })).toBe(
      'a%5B0%5D%5Bb%5D=1&a%5B1%5D=%D1%8F&e=true',
    );
  });
});
