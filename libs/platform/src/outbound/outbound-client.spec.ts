import { once } from 'node:events';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createServer as createTlsServer } from 'node:https';
import { createServer as createTcpServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { OutboundOptions } from './outbound-client.ts';
import { createOutboundClient } from './outbound-client.ts';
import { OutboundError } from './outbound-error.ts';
import { portalCertificate } from './testing/portal-certificate.ts';

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

const text = 'Привет, Анна! '.repeat(2000);
const routes: Record<string, Handler> = {
  '/ok': (_, response) => void response.setHeader('x-one', '1').end('fine'),
  '/redirect': (_, response) => void response.writeHead(302, { location: '/ok' }).end(),
  '/hang': () => undefined,
  '/slow-body': (_, response) => void response.write('first'),
  '/huge': (_, response) => void response.end(Buffer.alloc(2_000_000)),
  '/drop': (request) => void request.socket.destroy(),
  '/cut': (request, response) => {
    response.writeHead(200, { 'content-length': '100' }).write('part');
    setTimeout(() => request.socket.destroy(), 10);
  },
  '/utf8': (_, response) => {
    // Odd cuts put chunk borders inside two-byte letters.
    const bytes = Buffer.from(text);
    const cut = 1001;
    response.write(bytes.subarray(0, cut));
    setTimeout(() => response.end(bytes.subarray(cut)), 10);
  },
  '/echo': (request, response) => void request.pipe(response),
};

let server: Server;
let port: number;
let hits: string[];
const clients: { close(): Promise<void> }[] = [];

function client(options: Partial<OutboundOptions> = {}) {
  const made = createOutboundClient({ allowHosts: [`127.0.0.1:${port}`], timeoutMs: 2000, ...options });
  clients.push(made);
  return made;
}
const at = (path: string) => `http://127.0.0.1:${port}${path}`;

async function failureOf(promise: Promise<unknown>): Promise<OutboundError> {
  const error: unknown = await promise.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof OutboundError)) throw new Error(`Expected an OutboundError, got ${String(error)}`);
  return error;
}

beforeAll(async () => {
  server = createServer((request, response) => {
    hits.push(request.url ?? '');
    routes[new URL(request.url ?? '', 'http://x').pathname]?.(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  ({ port } = server.address() as AddressInfo);
});
beforeEach(() => {
  hits = [];
});
afterAll(async () => {
  server.closeAllConnections();
  await Promise.all(clients.map((made) => made.close()));
  server.close();
});

describe('answers', () => {
  it('come whole, with status and headers', async () => {
    const response = await client().request({ method: 'GET', url: at('/ok?a=1') });
    expect(response).toMatchObject({ status: 200, headers: { 'x-one': '1' } });
    expect(response.text()).toBe('fine');
    expect(hits).toEqual(['/ok?a=1']);
  });

  it('keep letters whole that were split between chunks', async () => {
    expect((await client().request({ method: 'GET', url: at('/utf8') })).text()).toBe(text);
  });

  it('may be redirects, which are not followed', async () => {
    const response = await client().request({ method: 'GET', url: at('/redirect') });
    expect(response.status).toBe(302);
    expect(hits).toEqual(['/redirect']);
  });

  it('answer a body as it was sent', async () => {
    const response = await client().request({ method: 'POST', url: at('/echo'), body: 'тело' });
    expect(response.text()).toBe('тело');
  });
});

describe('addresses', () => {
  const publicAddress = { address: '93.184.216.34', family: 4 as const };
  const loopback = { address: '127.0.0.1', family: 4 as const };

  it.each([
    ['plain http', () => `http://example.com/`, 'HTTPS_REQUIRED'],
    ['another port than the excepted one', () => `http://127.0.0.1:${port + 1}/`, 'HTTPS_REQUIRED'],
    ['another scheme', () => 'file:///etc/passwd', 'HTTPS_REQUIRED'],
    ['a login in the address', () => 'https://user:secret@example.com/', 'LOGIN_IN_URL'],
    ['no address', () => 'secret nonsense', 'NOT_A_URL'],
  ])('refuses %s without resolving it', async (_, url, code) => {
    const resolver = () => Promise.reject(new Error('not expected'));
    const error = await failureOf(client({ resolver }).request({ method: 'GET', url: url() }));
    expect(error).toMatchObject({ kind: 'forbiddenAddress', sent: false, causeCode: code });
    expect(error.message).not.toContain('secret');
  });

  it.each([
    'https://127.0.0.1/',
    'https://[::1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://2130706433/',
    'https://0x7f.1/',
  ])('refuses the private address %s', async (url) => {
    expect(await failureOf(client().request({ method: 'GET', url }))).toMatchObject({
      kind: 'forbiddenAddress',
      sent: false,
    });
  });

  it('refuses a name with one private address among public ones', async () => {
    const resolver = () => Promise.resolve([publicAddress, loopback]);
    expect(await failureOf(client({ resolver }).request({ method: 'GET', url: 'https://two.test/' }))).toMatchObject({
      kind: 'forbiddenAddress',
    });
  });

  it('asks for a name once per connection, so that rebinding leads nowhere', async () => {
    const answers = [publicAddress, loopback, loopback];
    let asked = 0;
    const resolver = () => Promise.resolve([answers[asked++] ?? loopback]);
    const error = await failureOf(
      client({ resolver, timeoutMs: 300, connectTimeoutMs: 200 }).request({
        method: 'GET',
        url: `https://rebind.test:${port}/ok`,
      }),
    );
    expect(['unreachable', 'timedOut']).toContain(error.kind);
    expect(error.sent).toBe(false);
    expect(asked).toBe(1);
    expect(hits).toEqual([]);
  });

  it('reaches an excepted pair by name, at the address that was resolved', async () => {
    const asked: string[] = [];
    const resolver = (name: string) => {
      asked.push(name);
      return Promise.resolve([loopback]);
    };
    const made = client({ resolver, allowHosts: [`crm.test:${port}`] });
    await made.request({ method: 'GET', url: `http://crm.test:${port}/ok` });
    await made.request({ method: 'GET', url: `http://CRM.test:${port}/ok` });
    expect(new Set(asked)).toEqual(new Set(['crm.test']));
    expect(hits).toEqual(['/ok', '/ok']);
  });

  it('says that a name was not found', async () => {
    const resolver = () => Promise.reject(Object.assign(new Error('x'), { code: 'ENOTFOUND' }));
    expect(await failureOf(client({ resolver }).request({ method: 'GET', url: 'https://no.test/' }))).toMatchObject({
      kind: 'unreachable',
      sent: false,
      causeCode: 'ENOTFOUND',
    });
  });
});

describe('https', () => {
  const tls = createTlsServer(portalCertificate, (_, response) => void response.end('secure'));
  let tlsPort: number;
  const resolver = () => Promise.resolve([{ address: '127.0.0.1', family: 4 as const }]);
  const secureClient = (host: string, ca?: string) =>
    client({ resolver, allowHosts: [`${host}:${tlsPort}`], ...(ca === undefined ? {} : { ca }) });
  const get = (host: string, ca?: string) =>
    secureClient(host, ca).request({ method: 'GET', url: `https://${host}:${tlsPort}/` });

  beforeAll(async () => {
    tls.listen(0, '127.0.0.1');
    await once(tls, 'listening');
    tlsPort = (tls.address() as AddressInfo).port;
  });
  afterAll(() => {
    tls.closeAllConnections();
    tls.close();
  });

  it('goes to the pinned address and checks the certificate against the name', async () => {
    expect((await get('portal.test', portalCertificate.cert)).text()).toBe('secure');
  });

  it('sends nothing to a server with a certificate for another name, or of an unknown authority', async () => {
    expect(await failureOf(get('other.test', portalCertificate.cert))).toMatchObject({
      kind: 'unreachable',
      sent: false,
      causeCode: 'ERR_TLS_CERT_ALTNAME_INVALID',
    });
    expect(await failureOf(get('portal.test'))).toMatchObject({
      kind: 'unreachable',
      sent: false,
      causeCode: 'DEPTH_ZERO_SELF_SIGNED_CERT',
    });
  });
});

describe('failures', () => {
  it('say when the request certainly did not leave: refused connection', async () => {
    const tcp = createTcpServer().listen(0, '127.0.0.1');
    await once(tcp, 'listening');
    const closedPort = (tcp.address() as AddressInfo).port;
    tcp.close();
    await once(tcp, 'close');
    const made = client({ allowHosts: [`127.0.0.1:${closedPort}`] });
    const error = await failureOf(
      made.request({ method: 'POST', url: `http://127.0.0.1:${closedPort}/rest/1/s3cret/x` }),
    );
    expect(error).toMatchObject({ kind: 'unreachable', sent: false, causeCode: 'ECONNREFUSED' });
    expect(error.message).not.toContain('s3cret');
  });

  it('say when the request certainly did not leave: the name takes too long, and it is not sent afterwards', async () => {
    const resolver = async () => {
      await sleep(150);
      return [{ address: '127.0.0.1', family: 4 as const }];
    };
    const made = client({ resolver, allowHosts: [`slow.test:${port}`], timeoutMs: 50 });
    expect(await failureOf(made.request({ method: 'POST', url: `http://slow.test:${port}/ok` }))).toMatchObject({
      kind: 'timedOut',
      sent: false,
    });
    await sleep(250);
    expect(hits).toEqual([]);
  });

  it.each([
    ['no answer', '/hang', 'timedOut'],
    ['an answer that does not end', '/slow-body', 'timedOut'],
    ['a connection dropped without an answer', '/drop', 'unreachable'],
    ['a connection dropped within the answer', '/cut', 'unreachable'],
    ['a huge answer', '/huge', 'tooLarge'],
  ])('say that the request may have arrived: %s', async (_, path, kind) => {
    const made = client({ timeoutMs: 200, maxResponseBytes: 1_000_000 });
    expect(await failureOf(made.request({ method: 'POST', url: at(path), body: '{}' }))).toMatchObject({
      kind,
      sent: true,
    });
    expect(hits).toEqual([path]);
  });

  it('are told apart from being called off', async () => {
    const controller = new AbortController();
    const running = failureOf(client().request({ method: 'GET', url: at('/hang'), signal: controller.signal }));
    await sleep(50);
    controller.abort();
    expect(await running).toMatchObject({ kind: 'aborted', sent: true });
    expect(
      await failureOf(client().request({ method: 'GET', url: at('/ok'), signal: controller.signal })),
    ).toMatchObject({ kind: 'aborted', sent: false });
    expect(hits).toEqual(['/hang']);
  });

  it('leave the client usable', async () => {
    const made = client({ timeoutMs: 200 });
    await failureOf(made.request({ method: 'GET', url: at('/hang') }));
    expect((await made.request({ method: 'GET', url: at('/ok') })).status).toBe(200);
  });
});
