import type { CrmCallContext, LimiterStore } from '@voronka/contracts';
import type { OutboundRequest, OutboundResponse } from '@voronka/platform';
import { OutboundError } from '@voronka/platform';
import type { AmocrmAuth } from './auth.ts';
import { longLivedAuth } from './auth.ts';
import { AmocrmRestClient } from './rest-client.ts';

const context: CrmCallContext = { correlationId: 'c', lane: 'interactive' };
const clientText = 'Анна +79161234567';
const accountUrl = 'https://demo.amocrm.ru';

type Reply = { status: number; body: unknown } | OutboundError;

/** An account that answers what it is told and a limiter that notes what it is asked; anything else fails the test. */
function account(replies: Reply[], auth: AmocrmAuth = longLivedAuth(accountUrl, 's3cret')) {
  const requests: OutboundRequest[] = [];
  const limiterLog: string[] = [];
  const limiter: LimiterStore = {
    take: (key, limit) => {
      // The most that leave within less than a second.
      limiterLog.push(`take ${key} ${Math.ceil(limit.capacity + limit.drainPerSecond) - 1}/s`);
      return Promise.resolve(0);
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
  return { rest: new AmocrmRestClient({ auth, client, limiter, timeoutMs: 1000 }), requests, limiterLog };
}

const problem = (status: number, more: object = {}): Reply => ({
  status,
  body: { status, detail: clientText, ...more },
});
const page = (status: number): Reply => ({ status, body: `<html>${clientText}</html>` });
const lost = (kind: OutboundError['kind'], sent: boolean) =>
  new OutboundError(kind, sent, 'https://x/***', 'ECONNRESET');
const complaint = (code: string, path: string) => ({ 'validation-errors': [{ errors: [{ code, path }] }] });

describe('AmocrmRestClient', () => {
  it('sends the token in a header, and JSON to the address of the call', async () => {
    const { rest, requests } = account([{ status: 200, body: { id: 1 } }]);
    await expect(rest.write('PATCH', 'leads/1', { price: 5 }, context)).resolves.toEqual({ id: 1 });
    expect(requests).toEqual([
      expect.objectContaining({
        method: 'PATCH',
        url: `${accountUrl}/api/v4/leads/1`,
        headers: expect.objectContaining({ authorization: 'Bearer s3cret' }) as unknown,
        body: '{"price":5}',
      }),
    ]);
  });

  it('reads an empty answer as nothing, and all pages of a list', async () => {
    const list = (id: number, links: object) => ({
      status: 200,
      body: { _links: links, _embedded: { users: [{ id }] } },
    });
    const { rest, requests } = account([{ status: 204, body: '' }, list(1, { next: {} }), list(2, {})]);
    await expect(rest.read('leads', [['query', 'a b']], context)).resolves.toBeNull();
    await expect(rest.readAll('users', 'users', [], context)).resolves.toEqual([{ id: 1 }, { id: 2 }]);
    expect(requests.map(({ url }) => url)).toEqual([
      `${accountUrl}/api/v4/leads?query=a+b`,
      `${accountUrl}/api/v4/users?limit=250&page=1`,
      `${accountUrl}/api/v4/users?limit=250&page=2`,
    ]);
  });

  it('takes a place of the account and of the integration, below the limits of both', async () => {
    const { rest, limiterLog } = account([{ status: 204, body: '' }]);
    await rest.read('leads', [], context);
    expect(limiterLog).toEqual([
      'take amocrm:demo.amocrm.ru 39/s',
      expect.stringMatching(/^take amocrm:demo\.amocrm\.ru:[0-9a-f]{16} 7\/s$/),
    ]);
    expect(limiterLog.join()).not.toContain('s3cret');
  });

  it('leaves the integration alone after "too many", and the whole account after a block (failure 8)', async () => {
    const { rest, limiterLog } = account([page(429), page(403)]);
    await expect(rest.read('leads', [], context)).rejects.toMatchObject({ code: 'Crm.RateLimited' });
    await expect(rest.read('leads', [], context)).rejects.toMatchObject({ code: 'Crm.Blocked' });
    expect(limiterLog.filter((line) => line.startsWith('block'))).toEqual([
      expect.stringMatching(/^block amocrm:demo\.amocrm\.ru:[0-9a-f]{16} 1500$/),
      'block amocrm:demo.amocrm.ru 600000',
    ]);
  });

  it('sends again once with another token, which a refused call allows, and no third time', async () => {
    const asked: string[] = [];
    const auth: AmocrmAuth = {
      renewsItself: true,
      accountUrl,
      integration: 'i',
      accessToken: () => Promise.resolve('old'),
      renew: async (refused) => {
        asked.push(refused);
        return 'new';
      },
    };
    const { rest, requests } = account([problem(401), { status: 200, body: {} }, problem(401), problem(401)], auth);
    await rest.write('POST', 'leads', [], context);
    await expect(rest.write('POST', 'leads', [], context)).rejects.toMatchObject({ code: 'Crm.Unauthorized' });
    expect(asked).toEqual(['old', 'old']);
    expect(requests.map(({ headers }) => headers?.authorization)).toEqual([
      'Bearer old',
      'Bearer new',
      'Bearer old',
      'Bearer new',
    ]);
  });
});

describe('failures', () => {
  const table: [string, Reply, string, string][] = [
    ['refused connection', lost('unreachable', false), 'Crm.Unreachable', 'Crm.Unreachable'],
    ['dropped after sending', lost('unreachable', true), 'Crm.Unreachable', 'Crm.Ambiguous'],
    ['no answer in time', lost('timedOut', true), 'Crm.TimedOut', 'Crm.Ambiguous'],
    ['too large an answer', lost('tooLarge', true), 'Crm.UnreadableAnswer', 'Crm.Ambiguous'],
    ['private address', lost('forbiddenAddress', false), 'Crm.AddressForbidden', 'Crm.AddressForbidden'],
    ['401', problem(401), 'Crm.Unauthorized', 'Crm.Unauthorized'],
    ['402', problem(402), 'Crm.Unpaid', 'Crm.Unpaid'],
    ['403 in JSON', problem(403), 'Crm.Unauthorized', 'Crm.Unauthorized'],
    ['403 as a page', page(403), 'Crm.Blocked', 'Crm.Blocked'],
    ['404', problem(404), 'Crm.Rejected', 'Crm.Rejected'],
    ['422', problem(422), 'Crm.Rejected', 'Crm.Rejected'],
    ['429 in JSON', problem(429), 'Crm.RateLimited', 'Crm.RateLimited'],
    ['429 as a page', page(429), 'Crm.RateLimited', 'Crm.RateLimited'],
    ['400 that asks to repeat', problem(400, { detail: 'Ошибка, повторите' }), 'Crm.ServerError', 'Crm.Ambiguous'],
    ['400 without a reason', problem(400), 'Crm.Rejected', 'Crm.Rejected'],
    ['500 in JSON', problem(500), 'Crm.ServerError', 'Crm.Ambiguous'],
    ['504 as a page', page(504), 'Crm.UnreadableAnswer', 'Crm.Ambiguous'],
    ['200 as a page', page(200), 'Crm.UnreadableAnswer', 'Crm.Ambiguous'],
    ['redirect', page(302), 'Crm.NotConfigured', 'Crm.NotConfigured'],
  ];

  it.each(table)('%s: a read is %s apart from a write', async (_, reply, onRead, onWrite) => {
    const { rest } = account([reply, reply]);
    const failures = await Promise.allSettled([
      rest.read('contacts', [], context),
      rest.write('POST', 'contacts', [], context),
    ]);
    expect(failures).toMatchObject([{ reason: { code: onRead } }, { reason: { code: onWrite } }]);
    const told = failures.map((one) =>
      one.status === 'rejected' ? (one.reason as Error & { details: object }) : null,
    );
    for (const failure of told) {
      expect(`${failure?.message} ${JSON.stringify(failure?.details)}`).not.toMatch(/Анна|7916|s3cret/);
    }
  });

  it.each([
    [problem(400, complaint('NotSupportedChoice', 'status_id')), { reason: 'notSupportedChoice', paths: 'status_id' }],
    [problem(400, complaint('NotUnique', 'code')), { reason: 'exists' }],
    [problem(400, complaint('InvalidType', 'name')), { reason: 'invalid', vendorCode: 'InvalidType' }],
    [problem(400, complaint(clientText, clientText)), { vendorCode: 'other', paths: 'other' }],
    [problem(400, { errors: [{ code: 226 }] }), { reason: 'notFound' }],
    [problem(404), { reason: 'notFound' }],
  ])('a refusal says what it is about, in plain words: %j', async (reply, details) => {
    const { rest } = account([reply]);
    await expect(rest.write('PATCH', 'leads/1', {}, context)).rejects.toMatchObject({ code: 'Crm.Rejected', details });
  });
});
