/**
 * A small CRM that is joined to Voronka by webhooks: it checks signatures, makes nothing twice, keeps its cards in a file and
 * tells of changes. Plain Node, nothing to install:
 *
 *   node receiver.mjs            the page on http://127.0.0.1:8790
 *
 * RECEIVER_PORT and RECEIVER_HOME choose another place; RECEIVER_SECRET and RECEIVER_HOOK set what the page asks for.
 * RECEIVER_READS=off: answers nothing that is asked, like a system that only takes.
 */
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { creates, moveLead, NotFound, reads, sets, touch } from './commands.mjs';
import { pageOf } from './page.mjs';
import { isGenuine, sign } from './signature.mjs';
import { openStore } from './store.mjs';

const {
  RECEIVER_PORT = '8790',
  RECEIVER_HOME = '.receiver',
  RECEIVER_SECRET,
  RECEIVER_HOOK,
  RECEIVER_READS,
} = process.env;
const store = openStore(join(RECEIVER_HOME, 'receiver.json'), { secret: RECEIVER_SECRET, hook: RECEIVER_HOOK });
const largestBytes = 1024 * 1024;

async function bodyOf(request) {
  const chunks = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > largestBytes) throw new Error('too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Does one command. @returns status and answer */
function carryOut({ type, id, data }) {
  const { state } = store;
  try {
    if (RECEIVER_READS !== 'off' && Object.hasOwn(reads, type)) return [200, reads[type](data, store)];
    if (Object.hasOwn(creates, type)) {
      // The same key again: the answer that was given before, and nothing else.
      state.done[id] ??= creates[type](data, store);
      store.save();
      return [200, state.done[id]];
    }
    if (!Object.hasOwn(sets, type)) return [501, { error: 'notSupported' }];
    const answer = sets[type](data, store);
    store.save();
    return [200, answer];
  } catch (error) {
    if (error instanceof NotFound) return [404, { error: 'notFound' }];
    throw error;
  }
}

async function takeCommand(request) {
  const body = await bodyOf(request);
  if (!isGenuine(store.state.settings.secret, request.headers, body)) return [401, { error: 'signature' }];
  return carryOut(JSON.parse(body.toString('utf8')));
}

/** How often a change is sent, and the pause before the first repeat; each further one is twice as long. */
const attempts = 6;
const firstPauseMs = 1000;

/** Tells of a lead as it is now. The same id and version for every attempt: Voronka ignores what it knows. */
async function tell(lead) {
  const { secret, hook } = store.state.settings;
  if (!secret || !hook) return;
  const { id, version, updatedAt: at, fields } = lead;
  const data = { id, version, at, stage: fields.stage, responsible: fields.responsible ?? null };
  const body = JSON.stringify({
    type: 'lead.changed',
    data: fields.contact ? { ...data, contact: fields.contact } : data,
  });
  const eventId = randomUUID();
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    try {
      const response = await fetch(hook, {
        method: 'POST',
        headers: sign(secret, eventId, body),
        body,
        redirect: 'error',
        signal: AbortSignal.timeout(10_000),
      });
      if (response.ok) return;
      console.error(`A change of lead ${id} was answered by ${response.status}`);
    } catch (error) {
      console.error(`A change of lead ${id} was not delivered: ${error.name}`);
    }
    await new Promise((resolve) => setTimeout(resolve, firstPauseMs * 2 ** attempt));
  }
}

/** What a person does on the page. */
async function takeForm(request, path) {
  // A page of another origin must not post here in a person's browser.
  const { origin, host } = request.headers;
  if (origin && new URL(origin).host !== host) return false;
  const form = new URLSearchParams((await bodyOf(request)).toString('utf8'));
  if (path === '/settings') {
    for (const name of ['secret', 'hook']) if (form.get(name)) store.state.settings[name] = form.get(name).trim();
    store.save();
    return true;
  }
  const id = path.split('/')[2];
  if (!Object.hasOwn(store.state.leads, id)) return false;
  const lead = store.state.leads[id];
  const [stage, responsible] = [form.get('stage'), form.get('responsible')];
  if (stage && stage !== lead.fields.stage) moveLead(lead, stage, responsible || '5');
  if (responsible !== null && responsible !== (lead.fields.responsible ?? '')) {
    lead.fields.responsible = responsible || null;
    touch(lead, responsible || '5');
  }
  store.save();
  void tell(lead);
  return true;
}

async function answer(request, response) {
  const { pathname } = new URL(request.url, 'http://receiver');
  const json = (status, value) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
  if (request.method === 'POST' && pathname === '/commands') return json(...(await takeCommand(request)));
  if (request.method === 'GET' && pathname === '/state') {
    const { contacts, leads, notes, tasks } = store.state;
    return json(200, { contacts, leads, notes, tasks });
  }
  if (request.method === 'GET' && pathname === '/') {
    return response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(pageOf(store.state));
  }
  if (request.method === 'POST' && /^\/(settings|leads\/\d+)$/.test(pathname) && (await takeForm(request, pathname))) {
    return response.writeHead(303, { location: '/' }).end();
  }
  return json(404, { error: 'unknown' });
}

const server = createServer((request, response) => {
  answer(request, response).catch((error) => {
    console.error(`A request failed: ${error.name}`);
    if (!response.headersSent) response.writeHead(error instanceof SyntaxError ? 400 : 500).end();
  });
});
// For this machine only: the page has no login.
server.listen(Number(RECEIVER_PORT), '127.0.0.1', () => {
  const page = `http://127.0.0.1:${server.address().port}`;
  console.log(JSON.stringify({ page, commands: `${page}/commands` }));
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(0));
