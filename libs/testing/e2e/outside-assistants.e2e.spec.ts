import { createHmac, randomUUID } from 'node:crypto';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { assistantListSchema, newAssistantTokenSchema, outgoingWebhookSecretSchema } from '@voronka/contracts';
import type { AssistantTurn, OpenTurns } from '@voronka/contracts';
import { priceAndContactFlow } from '@voronka/domain';
import type { FlowGraph } from '@voronka/domain';
import { completionOf, startStubServer } from '@voronka/outside/testing';
import type { StubRequest, StubServer } from '@voronka/outside/testing';
import {
  assistantLines,
  dialogueOfMessage,
  goodEnd,
  newPerson,
  observe,
  priceQuestion,
  startStack,
  untilSettled,
} from '@voronka/testing';
import type { ScenarioPerson, Stack, WidgetClient } from '@voronka/testing';

const caseTimeoutMs = 60_000;

const asksForContact = 'От тысячи рублей. Как вас зовут и по какому номеру позвонить?';
const thanks = 'Спасибо! Менеджер позвонит сегодня.';

/** An assistant of somebody else, who knows our address and its token only. */
class AssistantByMcp {
  private cursor: string | undefined;

  private constructor(private readonly client: Client) {}

  static async connect(stack: Stack, token: string): Promise<AssistantByMcp> {
    const client = new Client({ name: 'a bot of somebody else', version: '1' });
    const headers = { authorization: `Bearer ${token}` };
    await client.connect(new StreamableHTTPClientTransport(new URL('/mcp', stack.url), { requestInit: { headers } }));
    return new AssistantByMcp(client);
  }

  /** Waits for the next turn and reads it. */
  async nextTurn(): Promise<AssistantTurn> {
    for (;;) {
      const { turns, cursor } = await this.call<OpenTurns>('list_turns', { waitSeconds: 20, cursor: this.cursor });
      this.cursor = cursor;
      const [turn] = turns;
      if (turn) return this.call<AssistantTurn>('read_turn', { turnId: turn.id });
    }
  }

  /** Answers a turn. @returns what is said when the answer is not taken */
  async answer(turn: AssistantTurn, reply: string, slots: Record<string, string> = {}): Promise<string> {
    const input = { turnId: turn.id, requestId: randomUUID(), reply, slots };
    const result = await this.client.callTool({ name: 'propose_reply', arguments: input });
    const [content] = result.content as { text: string }[];
    return result.isError ? (content?.text ?? '') : 'taken';
  }

  close(): Promise<void> {
    return this.client.close();
  }

  private async call<T>(name: string, input: object): Promise<T> {
    const result = await this.client.callTool({ name, arguments: input as Record<string, unknown> });
    return result.structuredContent as T;
  }
}

/** What the scenario comes to when the assistant speaks and the flow writes to the CRM. */
function goodEndSaid(person: ScenarioPerson, ...lines: [first: string, second: string]) {
  const { conversation, ...rest } = goodEnd(person);
  const [question, , introduction] = conversation;
  return { ...rest, conversation: [question, ['assistant', lines[0]], introduction, ['assistant', lines[1]]] };
}

describe('assistants of others', () => {
  let stack: Stack;
  let outside: StubServer;
  let assistantPath: string;
  beforeAll(async () => {
    outside = await startStubServer();
    stack = await startStack({ env: { VORONKA_ALLOW_HOSTS: outside.hostPort } });
    const { assistants } = assistantListSchema.parse(await stack.admin.call('/api/assistants'));
    assistantPath = `/api/assistants/${assistants[0]?.id}`;
  }, caseTimeoutMs);
  afterAll(async () => {
    await stack?.destroy();
    await outside?.stop();
  }, caseTimeoutMs);

  const setUp = (body: object) => stack.admin.call(assistantPath, { method: 'PATCH', body });
  const linesOf = async (visitor: WidgetClient) => (await visitor.messages()).map(({ from, text }) => [from, text]);

  async function connect(): Promise<AssistantByMcp> {
    const scopes = ['turn.read', 'reply.propose', 'slots.propose'];
    const made = await stack.admin.call(`${assistantPath}/tokens`, { body: { name: 'bot', scopes } });
    return AssistantByMcp.connect(stack, newAssistantTokenSchema.parse(made).token);
  }

  it(
    'one that comes by MCP speaks with the client, and the flow makes the lead of what it found',
    async () => {
      await setUp({ kind: 'outside', settings: { deadlineSeconds: 30 } });
      const assistant = await connect();
      const person = newPerson();
      const visitor = await stack.visitor();
      const { id } = await visitor.send(priceQuestion);
      const asked = await assistant.nextTurn();
      expect(asked).toMatchObject({ state: 'open', messages: [{ from: 'client', text: priceQuestion }] });
      expect(await assistant.answer(asked, asksForContact)).toBe('taken');
      await visitor.until('the assistant’s words', (all) => all.at(-1)?.text === asksForContact);

      await visitor.send(person.introduction);
      const answered = await assistant.nextTurn();
      expect(answered.question).toBeNull();
      expect(await assistant.answer(answered, thanks, { name: person.name, phone: person.phone })).toBe('taken');
      await visitor.until('thanks', (all) => all.at(-1)?.text === thanks);
      const dialogueId = await dialogueOfMessage(stack, id);
      await untilSettled(stack, dialogueId);
      expect(await observe(stack, { person, visitor, dialogueId })).toEqual(
        goodEndSaid(person, asksForContact, thanks),
      );
      await assistant.close();
    },
    caseTimeoutMs,
  );

  it(
    'one whose thinking a manager interrupts is not heard any more',
    async () => {
      await setUp({ kind: 'outside', settings: { deadlineSeconds: 30 } });
      const assistant = await connect();
      const visitor = await stack.visitor();
      const { id } = await visitor.send(priceQuestion);
      const turn = await assistant.nextTurn();
      const dialogueId = await dialogueOfMessage(stack, id);
      await stack.manager.answer(dialogueId, 'Здравствуйте, это Ольга.');
      expect(await assistant.answer(turn, asksForContact)).toMatch(/^Proposal\.ManagerLeads/);
      await untilSettled(stack, dialogueId);
      expect(await linesOf(visitor)).toEqual([
        ['client', priceQuestion],
        ['manager', 'Здравствуйте, это Ольга.'],
      ]);
      await assistant.close();
    },
    caseTimeoutMs,
  );

  it(
    'one that does not come leaves the turn to the flow after its deadline, and comes too late then',
    async () => {
      await setUp({ kind: 'outside', settings: { deadlineSeconds: 3 } });
      const assistant = await connect();
      const visitor = await stack.visitor();
      const { id } = await visitor.send(priceQuestion);
      const turn = await assistant.nextTurn();
      const { question } = assistantLines(newPerson());
      await visitor.until('the flow’s question', (all) => all.at(-1)?.text === question);
      expect(await assistant.answer(turn, asksForContact)).toMatch(/^Proposal\.(TooLate|TurnClosed)/);
      await untilSettled(stack, await dialogueOfMessage(stack, id));
      expect(await linesOf(visitor)).toEqual([
        ['client', priceQuestion],
        ['assistant', question],
      ]);
      await assistant.close();
    },
    caseTimeoutMs,
  );

  it(
    'a language model speaks with the client and never sees who it is; the lead is made all the same',
    async () => {
      const settings = { deadlineSeconds: 20, baseUrl: `${outside.url}/v1`, model: 'small', instructions: 'Кратко.' };
      await setUp({ kind: 'languageModel', settings, apiKey: 'key-of-the-model' });
      const hiddenThanks = '[name 1], спасибо! Позвоним на [phone 1].';
      outside.answer(
        { status: 503, headers: { 'retry-after': '1' }, body: '' },
        completionOf({ reply: asksForContact, slots: {} }),
        completionOf({ reply: hiddenThanks, slots: { name: '[name 1]', phone: '[phone 1]' } }),
      );
      const person = newPerson();
      const visitor = await stack.visitor();
      const { id } = await visitor.send(priceQuestion);
      await visitor.until('the model’s words', (all) => all.at(-1)?.text === asksForContact);
      const said = await visitor.say(person.introduction);
      expect(said).toBe(`${person.name}, спасибо! Позвоним на ${person.phone}.`);
      const dialogueId = await dialogueOfMessage(stack, id);
      await untilSettled(stack, dialogueId);
      expect(await observe(stack, { person, visitor, dialogueId })).toEqual(goodEndSaid(person, asksForContact, said));
      const sent = outside.requests.map(({ body }) => body).join('\n');
      expect(outside.requests.at(-1)?.headers.authorization).toBe('Bearer key-of-the-model');
      expect(sent).toContain('[phone 1]');
      expect(sent.replace(/\D/g, '')).not.toContain(person.phone.slice(2));
      expect(sent).not.toContain(person.name);
    },
    caseTimeoutMs,
  );

  it(
    'a language model that fails leaves the turn to the flow at once',
    async () => {
      outside.answer({ status: 401, body: '' });
      const visitor = await stack.visitor();
      const { question } = assistantLines(newPerson());
      expect(await visitor.say(priceQuestion, { timeoutMs: 10_000 })).toBe(question);
    },
    caseTimeoutMs,
  );

  /** The demo flow, with a call of another system before the lead is made. */
  function flowCalling(webhookId: string): FlowGraph {
    const [after, before] = ['askForPrice', 'qualifyPrice'];
    const edge = (source: string, port: string, target: string) => ({ id: `${source}-${port}`, source, port, target });
    const label = { ru: 'Проверка склада', en: 'Stock check' };
    return {
      nodes: [
        ...priceAndContactFlow.nodes,
        {
          id: 'stock',
          kind: 'callWebhook',
          label,
          position: { x: 0, y: 0 },
          config: { webhookId, waitForAnswer: true, answer: { inStock: 'stock' } },
        },
      ],
      edges: [
        ...priceAndContactFlow.edges.filter(({ source, port }) => source !== after || port !== 'collected'),
        edge(after, 'collected', 'stock'),
        edge('stock', 'next', before),
        edge('stock', 'failed', before),
      ],
      fields: [{ key: 'inStock', title: { ru: 'На складе', en: 'In stock' }, type: 'number', default: 0 }],
    };
  }

  it(
    'a webhook is called with a signature, its answer is kept, and a refusal goes the way out for failures',
    async () => {
      await setUp({ kind: 'builtIn' });
      const made = await stack.admin.call('/api/outgoing-webhooks', {
        body: { name: 'Склад', url: `${outside.url}/stock` },
      });
      const { id: webhookId, secret } = outgoingWebhookSecretSchema.parse(made);
      await stack.admin.publishFlow(flowCalling(webhookId));
      const calls: StubRequest[] = [];
      const answerWith = (status: number) => (request: StubRequest) => {
        calls.push(request);
        return { status, body: JSON.stringify({ stock: 7 }) };
      };
      outside.answer(answerWith(503), answerWith(200), answerWith(410));

      for (const kept of [{ inStock: 7 }, {}]) {
        const person = newPerson();
        const visitor = await stack.visitor();
        const { id } = await visitor.send(priceQuestion);
        await visitor.until('the question', (all) => all.length === 2);
        await visitor.say(person.introduction);
        const dialogueId = await dialogueOfMessage(stack, id);
        await untilSettled(stack, dialogueId);
        expect(await observe(stack, { person, visitor, dialogueId })).toEqual(goodEnd(person));
        const [row] = await stack.query<{ fields: object }>(
          `select state -> 'fields' as fields from dialogues where id = $1`,
          [dialogueId],
        );
        expect(row?.fields).toEqual(kept);
        const call = calls.at(-1);
        expect(JSON.parse(call?.body ?? '{}')).toMatchObject({ dialogueId, payload: { phone: person.phone } });
        const signed = `${String(call?.headers['x-voronka-timestamp'])}.${call?.body}`;
        expect(call?.headers['x-voronka-signature']).toBe(createHmac('sha256', secret).update(signed).digest('hex'));
      }
      const keys = calls.map(({ headers }) => headers['idempotency-key']);
      expect([keys.length, new Set(keys).size]).toEqual([3, 2]);
    },
    caseTimeoutMs,
  );
});
