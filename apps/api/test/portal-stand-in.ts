import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A Bitrix24 portal with its authorization server: takes each code once and knows one application and one administrator. */
export interface PortalStandIn {
  readonly url: string;
  readonly hostPort: string;
  /** Forms that tokens were asked for with. */
  readonly grants: Record<string, string>[];
  /** Addresses that events of leads are sent to. */
  readonly handlers: Set<string>;
  /** Refuses everything that handlers are asked or changed with. */
  hidesHandlers: boolean;
  /** What the next tokens say of whose they are. */
  tells: { memberId: string; endpoint: string };
  reset(): void;
  stop(): Promise<void>;
}

/** Starts it. @param known what it takes */
export async function startPortalStandIn(known: {
  clientId: string;
  clientSecret: string;
  memberId: string;
}): Promise<PortalStandIn> {
  const grants: Record<string, string>[] = [];
  const handlers = new Set<string>();
  const answer = (path: string, body: string): [number, object] => {
    if (path === '/oauth/token/') {
      const form = Object.fromEntries(new URLSearchParams(body));
      grants.push(form);
      const { client_id: id, client_secret: secret, code = '' } = form;
      if (id !== known.clientId || secret !== known.clientSecret) return [400, { error: 'invalid_client' }];
      if (!code.startsWith('good')) return [400, { error: 'invalid_grant', error_description: code }];
      const { memberId, endpoint } = portal.tells;
      return [
        200,
        {
          access_token: 'access-1',
          refresh_token: 'refresh-1',
          expires_in: 3600,
          client_endpoint: endpoint,
          member_id: memberId,
        },
      ];
    }
    const { auth, cmd, handler = '' } = JSON.parse(body) as { auth?: string; cmd?: object; handler?: string };
    if (auth !== 'access-1' && auth !== 'access-of-event') return [401, { error: 'NO_AUTH_FOUND' }];
    if (path.includes('event.')) {
      if (portal.hidesHandlers) return [403, { error: 'insufficient_scope' }];
      if (path.includes('event.unbind')) handlers.delete(handler);
      const listed = [...handlers].map((address) => ({ event: 'ONCRMLEADUPDATE', handler: address }));
      return [200, { result: path.includes('event.get') ? listed : { count: 1 }, time: {} }];
    }
    const result = cmd ? { result: { profile: { ID: '1', NAME: 'Ольга' }, mode: 1 }, result_error: [] } : { ID: 1 };
    return [200, { result, time: {} }];
  };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const [status, value] = answer(request.url ?? '', Buffer.concat(chunks).toString());
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const hostPort = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const own = { memberId: known.memberId, endpoint: `http://${hostPort}/rest/` };
  const portal: PortalStandIn = {
    url: `http://${hostPort}`,
    hostPort,
    grants,
    handlers,
    hidesHandlers: false,
    tells: own,
    reset() {
      grants.length = 0;
      handlers.clear();
      portal.hidesHandlers = false;
      portal.tells = own;
    },
    stop() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
  return portal;
}
