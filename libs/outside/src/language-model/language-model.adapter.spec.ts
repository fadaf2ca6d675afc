import { createOutboundClient } from '@voronka/platform';
import type { OutboundClient } from '@voronka/platform';
import { completionOf, startStubServer } from '../testing/stub-server.ts';
import type { StubServer } from '../testing/stub-server.ts';
import { saidByClient, testParsers, turnOf } from '../testing/turn.ts';
import { LanguageModelAdapter } from './language-model.adapter.ts';
import type { LanguageModelAccess } from './language-model.adapter.ts';

let stub: StubServer;
let client: OutboundClient;
beforeEach(async () => {
  stub = await startStubServer();
  client = createOutboundClient({ allowHosts: [stub.hostPort] });
});
afterEach(async () => {
  await client.close();
  await stub.stop();
});

function access(changes: Partial<LanguageModelAccess> = {}): LanguageModelAccess {
  return {
    baseUrl: `${stub.url}/v1/`,
    model: 'small-model',
    apiKey: 'key-of-the-model',
    instructions: 'Ты консультант магазина.',
    temperature: 0.2,
    allowPersonalData: false,
    ...changes,
  };
}

function propose(found: LanguageModelAccess | null = access(), turn = turnOf(), timeoutMs = 2000) {
  const adapter = new LanguageModelAdapter({
    client,
    directory: { accessOf: () => Promise.resolve(found) },
    parsers: testParsers,
  });
  return adapter.propose({ assistantId: 'assistant', turn, timeoutMs });
}

interface SentRequest {
  model: string;
  temperature?: number;
  messages: { role: string; content: string }[];
  response_format?: { type: string; json_schema: { strict: boolean; schema: { required: string[] } } };
}

function sent(at = 0): SentRequest {
  return JSON.parse(stub.requests[at]?.body ?? '{}') as SentRequest;
}

describe('a language model', () => {
  it('is asked with its key, the instructions, what is known and the conversation', async () => {
    stub.answer(completionOf({ reply: 'От 1000 рублей', slots: {}, signals: [] }));
    const proposal = await propose();
    expect(proposal).toEqual({
      reply: 'От 1000 рублей',
      slots: {},
      signals: [],
      requestId: 'answer',
      by: 'model:small-model',
    });
    expect(stub.requests[0]).toMatchObject({
      path: '/v1/chat/completions',
      headers: { authorization: 'Bearer key-of-the-model' },
    });
    const { model, temperature, messages, response_format: format } = sent();
    expect({ model, temperature }).toEqual({ model: 'small-model', temperature: 0.2 });
    expect(messages[0]?.content).toContain('Ты консультант магазина.');
    expect(messages[0]?.content).toContain('"missing":["name","phone"]');
    expect(messages.slice(1)).toEqual([{ role: 'user', content: 'Сколько стоит?' }]);
    expect(format?.json_schema.schema.required).toEqual(['reply', 'slots', 'signals']);
  });

  it('sees no personal data, and what it says of them comes back', async () => {
    const messages = saidByClient('Меня зовут Анна, мой номер 8 916 123-45-67, anna@example.com');
    const slots = turnOf().slots.map((slot) => (slot.key === 'name' ? { ...slot, value: 'Анна' } : slot));
    stub.answer(completionOf({ reply: '[name 1], позвоним на [phone 1]', slots: { phone: '[phone 1]' } }));
    const proposal = await propose(access(), turnOf({ messages, slots }));
    const body = stub.requests[0]?.body ?? '';
    expect(body).toContain('Меня зовут [name 1], мой номер [phone 1], [email 1]');
    expect(body).not.toMatch(/Анна|123-45-67|9161234567|anna@/);
    expect(proposal).toMatchObject({ reply: 'Анна, позвоним на +79161234567', slots: { phone: '+79161234567' } });
  });

  it('sees them when the assistant’s settings allow it', async () => {
    stub.answer(completionOf({ reply: 'Спасибо' }));
    await propose(access({ allowPersonalData: true }), turnOf({ messages: saidByClient('Я Анна, 8 916 123-45-67') }));
    expect(sent().messages.at(-1)?.content).toBe('Я Анна, 8 916 123-45-67');
  });

  it('is asked once more in words when it knows no schemas', async () => {
    stub.answer({ status: 400, body: '{"error":"response_format"}' }, completionOf('{"reply": "Да"}'));
    await expect(propose()).resolves.toMatchObject({ reply: 'Да' });
    expect(sent(0).response_format?.type).toBe('json_schema');
    expect(sent(1).response_format).toBeUndefined();
  });

  it('sends no key where there is none', async () => {
    stub.answer(completionOf({ reply: 'Да' }));
    await propose(access({ apiKey: null, temperature: null }));
    expect(stub.requests[0]?.headers.authorization).toBeUndefined();
    expect(sent()).not.toHaveProperty('temperature');
  });
});

describe('a language model that fails', () => {
  const codeOf = (promise: Promise<unknown>) =>
    promise.then(
      () => 'answered',
      (error: { code?: string; details?: unknown }) => ({ code: error.code, details: error.details }),
    );

  it('may be asked again after an overload, when it says so', async () => {
    stub.answer({ status: 429, headers: { 'retry-after': '3' }, body: '' });
    expect(await codeOf(propose())).toEqual({
      code: 'Assistant.Unavailable',
      details: { status: 429, retryAfterMs: 3000 },
    });
    stub.answer({ status: 503, body: 'stack trace' });
    expect(await codeOf(propose())).toMatchObject({ code: 'Assistant.Unavailable', details: { retryAfterMs: 1000 } });
  });

  it.each([
    ['a wrong key', { status: 401, body: '' }, 'Assistant.Rejected'],
    ['a request that it takes in no form', { status: 400, body: '' }, 'Assistant.Rejected'],
    ['a redirect', { status: 302, headers: { location: '/other' }, body: '' }, 'Assistant.Rejected'],
    ['broken JSON', { body: '{"choices": [' }, 'Assistant.UnreadableAnswer'],
    ['words instead of JSON', completionOf('Здравствуйте!'), 'Assistant.UnreadableAnswer'],
    ['a huge answer', { body: 'x'.repeat(300_000) }, 'Assistant.UnreadableAnswer'],
  ] as const)('says why: %s', async (_what, answer, code) => {
    stub.answer(answer);
    expect(await codeOf(propose())).toMatchObject({ code });
  });

  it('is not waited for longer than the turn lasts', async () => {
    stub.answer('hang');
    expect(await codeOf(propose(access(), turnOf(), 150))).toMatchObject({ code: 'Assistant.TimedOut' });
  });

  it('is not reached at an address that is not allowed', async () => {
    expect(await codeOf(propose(access({ baseUrl: 'http://127.0.0.1:9/v1' })))).toMatchObject({
      code: 'Assistant.Rejected',
    });
    expect(await codeOf(propose(null))).toMatchObject({ code: 'Assistant.NotConfigured' });
  });

  it('tells no secret and no word of the client in its failure', async () => {
    stub.answer({ status: 401, body: 'key-of-the-model Сколько стоит?' });
    const error: unknown = await propose().catch((reason: unknown) => reason);
    expect(`${String(error)} ${JSON.stringify(error)}`).not.toMatch(/key-of-the-model|Сколько/);
  });
});
