import { randomUUID } from 'node:crypto';
import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import {
  callJson,
  dialogueOfMessage,
  filesBelow,
  findLeaks,
  needlesOf,
  newPerson,
  partNames,
  phoneSpellings,
  priceQuestion,
  startStack,
  until,
  untilSettled,
} from '@voronka/testing';
import type { Needle, Output, ScenarioPerson, Stack, WidgetClient } from '@voronka/testing';

const caseTimeoutMs = 120_000;

/** A fault for each step of a dialogue: several for one step would only add up its growing pauses. */
const faults = [
  { kind: 'error500', method: 'batch' },
  { kind: 'html502', method: 'crm.contact.add' },
  { kind: 'dropAfterWrite', method: 'crm.lead.add' },
  { kind: 'hang', method: 'crm.lead.update' },
  { kind: 'error500AfterWrite', method: 'crm.timeline.comment.add' },
  { kind: 'status503', method: 'crm.lead.get' },
];

/** What is meant to hold secrets or clients' data: key, passwords, and the CRM's own state, which is not ours. */
const keepers = ['secret.key', 'postgres.json', 'sandbox', 'postgres'];

describe('what leaves the product', () => {
  let stack: Stack;
  let needles: Needle[];
  let answers: Output[];
  const person = newPerson('Аксинья');
  const unlucky = newPerson('Аксинья');
  const managerLine = 'Добрый вечер, Аксинья, сейчас посчитаю.';

  beforeAll(async () => {
    stack = await startStack({ env: { LOG_LEVEL: 'debug' } });
    const succeeded = await stack.visitor();
    const dialogueId = await talk(succeeded, person);
    await untilSettled(stack, dialogueId);
    await stack.manager.answer(dialogueId, managerLine);

    const failed = await stack.visitor();
    await failingRun(failed);
    needles = await everythingSecret([succeeded.token, failed.token]);
    answers = await answersOfFailures(failed.token);
  }, caseTimeoutMs);
  afterAll(() => stack?.destroy(), caseTimeoutMs);

  async function talk(visitor: WidgetClient, { introduction }: ScenarioPerson): Promise<string> {
    const { id } = await visitor.send(priceQuestion);
    await visitor.until('the question', (all) => all.length === 2);
    await visitor.send(introduction);
    return dialogueOfMessage(stack, id);
  }

  /** Everything goes wrong that can: refused keys, errors, pages, silence, killed processes, text that cannot be stored. */
  async function failingRun(visitor: WidgetClient): Promise<void> {
    for (const fault of faults) await stack.crm.fail(fault);
    const dialogueId = await talk(visitor, unlucky);
    for (const part of ['postgres', 'temporal', 'worker', 'api'] as const) await stack.kill(part);
    await until('the faults are used up', async () => {
      const { faults: left } = await stack.crm.control('GET', 'faults');
      return Array.isArray(left) && left.length === 0;
    });
    await untilSettled(stack, dialogueId);
    await stack.crm.fail({ kind: 'status401', times: 100 });
    const refused = await stack.visitor();
    const refusedId = await talk(refused, unlucky);
    await until('an incident', async () => (await stack.admin.incidentsOf(refusedId)).length > 0);
    await stack.crm.heal();
  }

  async function everythingSecret(visitorTokens: readonly string[]): Promise<Needle[]> {
    const secrets = Object.entries(await stack.secrets());
    expect(secrets.every(([, value]) => value.length >= 12)).toBe(true);
    const key = Buffer.from((await stack.secrets())['master key'] ?? '', 'hex');
    return [
      ...secrets.flatMap(([name, value]) => needlesOf(name, value)),
      { name: 'master key (bytes)', bytes: key },
      ...visitorTokens.flatMap((token) => needlesOf('visitor token', token)),
      ...['Аксинья', 'аксинья', 'АКСИНЬЯ'].flatMap((name) => needlesOf('client name', name)),
      ...[person, unlucky].flatMap(({ phone }) =>
        phoneSpellings(phone).flatMap((spelling) => needlesOf('client phone', spelling)),
      ),
      ...needlesOf('client message', unlucky.introduction),
      ...needlesOf('client message', priceQuestion),
      ...needlesOf('client message', person.introduction),
      ...needlesOf('manager message', managerLine),
      ...needlesOf('assistant message', `Спасибо, ${person.name}!`),
    ];
  }

  /** Answers to requests that are wrong in every way, each of which carries something that must not come back. */
  async function answersOfFailures(token: string): Promise<Output[]> {
    const { 'CRM webhook code': code = '' } = await stack.secrets();
    const visitorHeaders = { authorization: `Bearer ${token}`, origin: new URL(stack.url).origin };
    const introduction = { id: randomUUID(), text: person.introduction };
    const calls: [label: string, path: string, request: Parameters<typeof callJson>[1]][] = [
      ['unknown channel', `/api/widget/${code}/session`, { body: {} }],
      ['no token', '/api/widget/messages', { body: introduction }],
      ['broken token', '/api/widget/messages', { headers: { authorization: `Bearer ${token}x` }, body: introduction }],
      ['foreign field', '/api/widget/messages', { headers: visitorHeaders, body: { ...introduction, also: code } }],
      [
        'malformed id',
        '/api/widget/messages',
        { headers: visitorHeaders, body: { ...introduction, id: person.phone } },
      ],
      [
        'too long',
        '/api/widget/messages',
        { headers: visitorHeaders, body: { id: randomUUID(), text: person.introduction.repeat(400) } },
      ],
      [
        'wrong password',
        '/api/auth/login',
        { headers: { origin: new URL(stack.url).origin }, body: { email: 'admin@voronka.local', password: code } },
      ],
      ['not logged in', '/api/integrations', {}],
      ['no such page', `/api/${encodeURIComponent(person.introduction)}`, {}],
    ];
    const outputs: Output[] = [];
    for (const [label, path, request] of calls) {
      const { status, json } = await callJson(new URL(path, stack.url), request);
      expect([label, status >= 400 && status < 500]).toEqual([label, true]);
      outputs.push({ name: `answer to ${label}`, bytes: Buffer.from(JSON.stringify(json)) });
    }
    const integrations = (await stack.admin.call('/api/integrations')) as { integrations: { id: string }[] };
    outputs.push({ name: 'integrations', bytes: Buffer.from(JSON.stringify(integrations)) });
    const path = `/api/integrations/${integrations.integrations[0]?.id}`;
    await stack.crm.fail({ kind: 'status401' });
    for (const [label, answer] of [
      ['check', await stack.admin.request(`${path}/check`, { method: 'POST' })],
      ['patch', await stack.admin.request(path, { method: 'PATCH', body: { webhookUrl: code } })],
    ] as const) {
      outputs.push({ name: `integration ${label}`, bytes: Buffer.from(JSON.stringify(answer.json)) });
    }
    for (const path of ['/metrics', '/health/ready', '/api/channels', '/api/openapi.json']) {
      outputs.push({ name: path, bytes: Buffer.from(JSON.stringify(await stack.admin.call(path))) });
    }
    return outputs;
  }

  const homeFiles = () => filesBelow(stack.home, keepers);

  it('logs, ports, reports: no file of the home holds a secret, a name, a phone or a message', () => {
    const files = homeFiles();
    expect(files.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        'logs/api.log',
        'logs/worker.log',
        'logs/postgres.log',
        'logs/temporal.log',
        'logs/sandbox.log',
      ]),
    );
    expect(findLeaks(files, needles)).toEqual([]);
  });

  it('the failing run was told in the logs, so the search had something to search', () => {
    const worker = stack.logs().find(({ file }) => file === 'worker.log')?.text ?? '';
    const told = new Set(worker.match(/Crm\.\w+/g));
    expect([...told]).toEqual(expect.arrayContaining(['Crm.Unauthorized', 'Crm.ServerError', 'Crm.RateLimited']));
  });

  it('Temporal’s store holds all of it encrypted only, in its file and its log alike', () => {
    const store = homeFiles().filter(({ name }) => name.startsWith('temporal/'));
    expect(store.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['temporal/temporal.db', 'temporal/temporal.db-wal']),
    );
    // It is the store of these dialogues: their ids are in it.
    expect(findLeaks(store, needlesOf('workflow type', 'dialogueWorkflow'))).not.toEqual([]);
    expect(findLeaks(store, needles)).toEqual([]);
  });

  it('no answer of the API gives a secret back, nor what a client wrote', () => {
    expect(findLeaks(answers, needles)).toEqual([]);
  });

  it('no process shows a secret in its command line', () => {
    const commandLines = partNames.map((part) => ({
      name: `command line of ${part}`,
      bytes: readFileSync(`/proc/${stack.pid(part)}/cmdline`),
    }));
    expect(findLeaks(commandLines, needles)).toEqual([]);
  });

  it('the search finds what is planted: in a log, and unencrypted in Temporal', async () => {
    appendFileSync(join(stack.home, 'logs', 'planted.log'), `{"msg":"${person.introduction}"}\n`);
    const { 'channel secret': secret = '' } = await stack.secrets();
    const connection = await Connection.connect({ address: stack.temporalAddress });
    await new Client({ connection, namespace: 'voronka' }).workflow.start('planted', {
      taskQueue: 'planted',
      workflowId: 'planted',
      args: [secret, priceQuestion],
    });
    await connection.close();
    const found = findLeaks(homeFiles(), needles);
    expect(found).toContain('client message (UTF-8) in logs/planted.log');
    expect(found.filter((line) => line.includes(' in temporal/'))).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^channel secret \(UTF-8\) in temporal\/temporal\.db/),
        expect.stringMatching(/^client message \(UTF-8\) in temporal\/temporal\.db/),
      ]),
    );
  });
});
