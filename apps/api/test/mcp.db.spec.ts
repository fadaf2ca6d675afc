import { randomUUID } from 'node:crypto';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AssistantScope } from '@voronka/contracts';
import { decideAll } from './assistant.ts';
import { askedTurn, askOutside, tokenOf } from './outside-assistant.ts';
import { startTestApi } from './test-api.ts';
import type { TestApi } from './test-api.ts';

let api: TestApi;
const clients: Client[] = [];
beforeAll(async () => {
  api = await startTestApi();
  await askOutside(api, { deadlineSeconds: 300 });
});
afterAll(async () => {
  await Promise.all(clients.map((client) => client.close()));
  await api.stop();
});

async function connect(token: string): Promise<Client> {
  const client = new Client({ name: 'test', version: '1' });
  clients.push(client);
  const headers = { authorization: `Bearer ${token}` };
  await client.connect(new StreamableHTTPClientTransport(new URL(`${api.url}/mcp`), { requestInit: { headers } }));
  return client;
}

async function connected(scopes?: readonly AssistantScope[]): Promise<Client> {
  return connect(await tokenOf(api, scopes));
}

interface ToolAnswer {
  isError?: boolean;
  structuredContent?: Record<string, unknown>;
  content: { type: string; text: string }[];
}

async function call(client: Client, name: string, input: Record<string, unknown>): Promise<ToolAnswer> {
  return (await client.callTool({ name, arguments: input })) as ToolAnswer;
}

describe('an outside assistant by MCP', () => {
  it('finds its tools, each with what it takes and gives', async () => {
    const { tools } = await (await connected()).listTools();
    expect(tools.map(({ name }) => name)).toEqual(['list_turns', 'read_turn', 'propose_reply', 'send_signal']);
    for (const tool of tools) {
      expect(tool.description?.length).toBeGreaterThan(40);
      expect(tool.outputSchema?.type).toBe('object');
    }
    const propose = tools.find(({ name }) => name === 'propose_reply');
    expect(Object.keys(propose?.inputSchema.properties ?? {})).toEqual([
      'turnId',
      'requestId',
      'reply',
      'slots',
      'signals',
    ]);
    expect(propose?.inputSchema.required).toEqual(['turnId', 'requestId']);
  });

  it('hears of a turn, reads it, answers it and sends a signal', async () => {
    const client = await connected();
    const before = await call(client, 'list_turns', {});
    const waiting = call(client, 'list_turns', { waitSeconds: 12, cursor: before.structuredContent?.['cursor'] });
    const { dialogueId, turnId } = await askedTurn(api);
    expect((await waiting).structuredContent).toMatchObject({ turns: [{ id: turnId, dialogueId }] });

    const turn = await call(client, 'read_turn', { turnId });
    expect(turn.structuredContent).toMatchObject({ id: turnId, messages: [{ text: 'Сколько стоит?' }] });
    expect(JSON.parse(turn.content[0]?.text ?? '')).toEqual(turn.structuredContent);

    const answer = { turnId, requestId: randomUUID(), reply: 'От тысячи рублей', slots: { name: 'Анна' } };
    expect((await call(client, 'propose_reply', answer)).structuredContent).toEqual({
      accepted: true,
      duplicate: false,
    });
    const signal = { dialogueId, requestId: randomUUID(), name: 'wantsCallback', payload: { when: 'завтра' } };
    expect((await call(client, 'send_signal', signal)).structuredContent).toMatchObject({ accepted: true });
    await decideAll(api, dialogueId);
    const said = await api.orm.em
      .fork()
      .execute<object[]>(`select body from messages where dialogue_id = ? and sender = 'assistant'`, [dialogueId]);
    expect(said).toEqual([{ body: 'От тысячи рублей' }]);
  });

  it('is told in words what went wrong', async () => {
    const client = await connected();
    const { dialogueId, turnId } = await askedTurn(api);
    const unknown = await call(client, 'read_turn', { turnId: 'nothing' });
    expect(unknown).toMatchObject({ isError: true });
    expect(unknown.content[0]?.text).toMatch(/^Dialogue\.Unknown\. There is no such dialogue/);

    const wrong = await call(client, 'propose_reply', { turnId, requestId: '1', slots: { phone: '12' } });
    expect(wrong.content[0]?.text).toContain('slots.phone: the value cannot be read');

    const manager = await api.logIn('manager');
    await manager.expect(200, 'POST', `/api/dialogues/${dialogueId}/messages`, { id: randomUUID(), text: 'Я отвечу' });
    const late = await call(client, 'propose_reply', { turnId, requestId: '2', reply: 'От тысячи' });
    expect(late).toMatchObject({ isError: true });
    expect(late.content[0]?.text).toMatch(/^Proposal\.ManagerLeads\. A manager leads/);
  });

  it('learns which scope it lacks', async () => {
    const client = await connected(['turn.read']);
    const { turnId } = await askedTurn(api);
    const answer = await call(client, 'propose_reply', { turnId, requestId: '1', reply: 'Да' });
    expect(answer).toMatchObject({ isError: true });
    expect(answer.content[0]?.text).toContain('reply.propose');
  });

  it('sends what does not fit a tool, and nothing happens', async () => {
    const client = await connected();
    const { turnId } = await askedTurn(api);
    const answer = await call(client, 'propose_reply', { turnId, requestId: '1', reply: 5 });
    expect(answer).toMatchObject({ isError: true });
  });
});

describe('the address of MCP', () => {
  const initialize = {
    jsonrpc: '2.0',
    id: 1,
    method: 'initialize',
    params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'test', version: '1' } },
  };
  const post = (headers: Record<string, string>) =>
    fetch(`${api.url}/mcp`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream', ...headers },
      body: JSON.stringify(initialize),
    });

  it('lets nobody in without a token that works', async () => {
    await expect(connect('vka_wrong')).rejects.toThrow();
    expect((await post({})).status).toBe(401);
    expect((await post({ authorization: 'Bearer vka_wrong' })).status).toBe(401);
  });

  it('takes no login of a person, so that no page can use one', async () => {
    const admin = await api.logIn('admin');
    const answer = await post({ cookie: admin.cookie ?? '', 'x-voronka-csrf': '1' });
    expect(answer.status).toBe(403);
  });

  it('keeps no sessions: there is nothing to listen to and nothing to end', async () => {
    const authorization = `Bearer ${await tokenOf(api)}`;
    const opened = await post({ authorization });
    expect(opened.status).toBe(200);
    expect(opened.headers.get('mcp-session-id')).toBeNull();
    const headers = { authorization, accept: 'text/event-stream' };
    for (const method of ['GET', 'DELETE']) {
      expect((await fetch(`${api.url}/mcp`, { method, headers })).status).toBe(405);
    }
  });
});
