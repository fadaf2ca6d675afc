import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One lead of the portal. */
interface Lead {
  ID: string;
  TITLE: string;
  STATUS_ID: string;
  STATUS_SEMANTIC_ID: string;
}

/** A portal with a directory of lead statuses, two funnels of deals and a few leads. Other methods do not exist. */
export class SmallPortal {
  /** Names by status id; the order is the portal's. */
  statuses: Record<string, string> = {
    NEW: 'Новый лид',
    UC_CONTACT: 'Контакт установлен',
    IN_PROCESS: 'В процессе',
    UC_CONTRACT: 'Договор направлен',
    CONVERTED: 'Качественный лид',
    JUNK: 'Некачественный лид',
  };
  /** What an administrator has set: deals only. */
  withoutLeads = false;
  readonly leads = new Map<string, Lead>();
  /** Methods that were called. */
  readonly calls: string[] = [];
  /** Instead of an answer; null: it works. */
  trouble: { status: number; body: string } | null = null;

  private constructor(private readonly server: Server) {}

  static async start(): Promise<SmallPortal> {
    const server = createServer();
    const portal = new SmallPortal(server);
    server.on('request', (request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const method = /([\w.]+?)(?:\.json)?$/.exec(request.url ?? '')?.[1] ?? '';
        const { status, body } = portal.answer(method, JSON.parse(Buffer.concat(chunks).toString() || '{}') as never);
        response.writeHead(status, { 'content-type': 'application/json' }).end(body);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return portal;
  }

  get host(): string {
    return `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Address of its incoming webhook. */
  get webhookUrl(): string {
    return `http://${this.host}/rest/1/key/`;
  }

  addLead(id: string, statusId = 'NEW'): Lead {
    const closed: Record<string, string> = { CONVERTED: 'S', JUNK: 'F' };
    const lead = { ID: id, TITLE: 'Анна', STATUS_ID: statusId, STATUS_SEMANTIC_ID: closed[statusId] ?? 'P' };
    this.leads.set(id, lead);
    return lead;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private answer(
    method: string,
    params: { id?: string; fields?: { STATUS_ID?: string }; filter?: { ENTITY_ID?: string } },
  ): { status: number; body: string } {
    this.calls.push(method);
    if (this.trouble) return this.trouble;
    const ok = (result: unknown) => ({ status: 200, body: JSON.stringify({ result, time: {} }) });
    const lead = this.leads.get(params.id ?? '');
    switch (method) {
      case 'crm.settings.mode.get':
        return ok(this.withoutLeads ? 2 : 1);
      case 'crm.status.list':
        return ok(this.directory(params.filter?.ENTITY_ID ?? ''));
      case 'crm.category.list':
        return ok({ categories: [{ id: 0, name: 'Общая' }] });
      case 'crm.lead.get':
        return lead ? ok(lead) : { status: 400, body: JSON.stringify({ error: '', error_description: 'Not found' }) };
      case 'crm.lead.update':
        if (lead && params.fields?.STATUS_ID) lead.STATUS_ID = params.fields.STATUS_ID;
        return ok(true);
      default:
        return { status: 404, body: JSON.stringify({ error: 'ERROR_METHOD_NOT_FOUND' }) };
    }
  }

  private directory(entityId: string): object[] {
    const names = entityId === 'STATUS' ? this.statuses : { NEW: 'Новая', WON: 'Сделка успешна' };
    return Object.entries(names).map(([id, name], at) => ({
      ENTITY_ID: entityId,
      STATUS_ID: id,
      NAME: name,
      SORT: String(at * 10),
    }));
  }
}
