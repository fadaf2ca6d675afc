import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { IncomingHttpHeaders, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const key = Buffer.from('0123456789abcdef0123456789abcdef');
const secret = `whsec_${key.toString('base64')}`;

interface Told {
  headers: IncomingHttpHeaders;
  body: string;
}

function signed(id: string, body: string, nowMs = Date.now()): Record<string, string> {
  const timestamp = String(Math.floor(nowMs / 1000));
  const mac = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${mac}` };
}

describe('the example receiver', () => {
  let home: string;
  let child: ChildProcess;
  let page: string;
  let hooks: Server;
  /** What the hook answers, in order; then 200. */
  let answers: number[];
  let told: Told[];

  const start = async () => {
    const hook = `http://127.0.0.1:${(hooks.address() as AddressInfo).port}/hook`;
    const settings = { RECEIVER_PORT: '0', RECEIVER_HOME: home, RECEIVER_SECRET: secret, RECEIVER_HOOK: hook };
    child = spawn(process.execPath, [join(import.meta.dirname, 'receiver.mjs')], {
      env: { PATH: process.env.PATH, ...settings },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    if (!child.stdout) throw new Error('no output');
    const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
    ({ page } = JSON.parse(line) as { page: string });
  };
  const kill = async () => {
    const exited = once(child, 'exit');
    child.kill('SIGKILL');
    await exited;
  };

  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), 'receiver-'));
    answers = [];
    told = [];
    hooks = createServer((request, response) => {
      void (async () => {
        const chunks: Buffer[] = [];
        for await (const chunk of request) chunks.push(chunk as Buffer);
        told.push({ headers: request.headers, body: Buffer.concat(chunks).toString('utf8') });
        response.writeHead(answers.shift() ?? 200).end();
      })();
    });
    await new Promise<void>((resolve) => hooks.listen(0, '127.0.0.1', resolve));
    await start();
  });
  afterEach(async () => {
    await kill();
    hooks.close();
    await rm(home, { recursive: true, force: true });
  });

  const post = async (body: string, headers: Record<string, string>) => {
    const response = await fetch(`${page}/commands`, { method: 'POST', body, headers });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
  const command = (type: string, id: string, data: object) => {
    const body = JSON.stringify({ version: 1, type, id, data });
    return post(body, signed(id, body));
  };
  const newLead = (id = 'lead:1') => command('lead.create', id, { fields: { title: 'Чат', stage: 'new' } });
  const state = async () =>
    (await (await fetch(`${page}/state`)).json()) as { leads: Record<string, { fields: { stage: string } }> };
  const change = (path: string, form: Record<string, string>, headers: Record<string, string> = {}) =>
    fetch(`${page}${path}`, { method: 'POST', body: new URLSearchParams(form), headers, redirect: 'manual' });

  it.each([
    ['no signature', (): Record<string, string> => ({})],
    ['a signature of another body', () => signed('1', '{}')],
    ['an old signature', (body: string) => signed('1', body, Date.now() - 600_000)],
  ])('does nothing for %s', async (_, headersFor) => {
    const body = JSON.stringify({ type: 'lead.create', id: '1', data: { fields: {} } });
    expect((await post(body, headersFor(body))).status).toBe(401);
    expect((await state()).leads).toEqual({});
  });

  it('makes one lead for one key, also after it was killed', async () => {
    const first = await newLead();
    expect((await newLead()).body).toEqual(first.body);
    await kill();
    await start();
    expect((await newLead()).body).toEqual(first.body);
    expect(Object.keys((await state()).leads)).toHaveLength(1);
  });

  it('says what is not there and what it does not know', async () => {
    expect(await command('lead.read', '2', { id: '77' })).toEqual({ status: 404, body: { error: 'notFound' } });
    expect((await command('lead.move', '3', { id: '77', fields: {} })).status).toBe(404);
    expect((await command('invoice.create', '4', {})).status).toBe(501);
    expect((await command('constructor', '5', {})).status).toBe(501);
  });

  it('tells of what a person changes, signed, until it is taken', async () => {
    answers = [500];
    const { body } = await newLead();
    const id = String(body.id);
    expect((await change(`/leads/${id}`, { stage: 'won', responsible: '7' })).status).toBe(303);
    while (told.length < 2) await new Promise((resolve) => setTimeout(resolve, 50));
    const [first, second] = told;
    expect(second?.body).toBe(first?.body);
    const sent = JSON.parse(second?.body ?? '') as { type: string; data: Record<string, unknown> };
    expect(sent).toMatchObject({ type: 'lead.changed', data: { id, stage: 'won', responsible: '7', version: 3 } });
    const { 'webhook-id': eventId = '', 'webhook-timestamp': at = '' } = second?.headers ?? {};
    const expected = signed(String(eventId), second?.body ?? '', Number(at) * 1000);
    expect(second?.headers['webhook-signature']).toBe(expected['webhook-signature']);
  });

  it('tells nothing of what it was commanded to do', async () => {
    const { body } = await newLead();
    await command('lead.move', '6', { id: String(body.id), fields: { stage: 'contacted' } });
    expect((await state()).leads[String(body.id)]?.fields.stage).toBe('contacted');
    expect(told).toEqual([]);
  });

  it('shows what a client wrote as text, and takes no form of another page', async () => {
    await command('lead.create', 'lead:9', { fields: { title: '<img src=x onerror=alert(1)>', stage: 'new' } });
    const html = await (await fetch(page)).text();
    expect(html).not.toContain('<img');
    expect(html).not.toContain(secret);
    const origin = { origin: 'https://evil.example' };
    expect((await change('/settings', { hook: 'https://evil.example/' }, origin)).status).toBe(404);
  });
});
