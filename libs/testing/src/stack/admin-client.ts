import { randomBytes, randomUUID } from 'node:crypto';
import {
  dialogueDetailSchema,
  dialogueListSchema,
  flowListSchema,
  flowSchema,
  incidentListSchema,
  timelineSchema,
} from '@voronka/contracts';
import type { DialogueDetail, DialogueList, Incident, Timeline } from '@voronka/contracts';
import type { FlowGraph } from '@voronka/domain';
import type { JsonAnswer, JsonRequest } from './http.ts';
import { callJson, callUntilAnswered, HttpStatusError } from './http.ts';

/** E-mail and password of a person. */
export interface Login {
  readonly email: string;
  readonly password: string;
}

/** A logged-in person of the company, by the same REST API as the editor's. */
export class AdminClient {
  private constructor(
    private readonly baseUrl: string,
    private readonly headers: Readonly<Record<string, string>>,
    /** What the person's password is now. */
    readonly login: Login,
  ) {}

  /** Logs in; a first password is changed, as the product demands. */
  static async logIn(baseUrl: string, { email, password }: Login): Promise<AdminClient> {
    const origin = { origin: new URL(baseUrl).origin };
    const answer = await callJson(new URL('/api/auth/login', baseUrl), { headers: origin, body: { email, password } });
    if (answer.status !== 200) throw new HttpStatusError('log in', answer);
    const cookie = answer.headers
      .getSetCookie()
      .map((line) => line.split(';')[0])
      .join('; ');
    const headers = { ...origin, cookie, 'x-voronka-csrf': '1' };
    if (!(answer.json as { mustChangePassword: boolean }).mustChangePassword) {
      return new AdminClient(baseUrl, headers, { email, password });
    }
    const next = randomBytes(18).toString('base64url');
    const changed = await callJson(new URL('/api/auth/password', baseUrl), {
      headers,
      body: { current: password, next },
    });
    if (changed.status !== 204) throw new HttpStatusError('change the password', changed);
    return new AdminClient(baseUrl, headers, { email, password: next });
  }

  /** One call as it is; statuses of errors are answers too. */
  async request(path: string, request: JsonRequest = {}): Promise<JsonAnswer> {
    return callJson(new URL(path, this.baseUrl), { ...request, headers: { ...this.headers, ...request.headers } });
  }

  /** A call whose repeat does no harm, made until it is answered. @throws HttpStatusError for 4xx */
  async call(path: string, request: JsonRequest = {}): Promise<unknown> {
    const { method = request.body === undefined ? 'GET' : 'POST' } = request;
    return callUntilAnswered(new URL(path, this.baseUrl), `${method} ${path}`, { ...request, headers: this.headers });
  }

  /** The newest dialogues. @param query filters of the list */
  async dialogues(query: Readonly<Record<string, string>> = {}): Promise<DialogueList['dialogues']> {
    const search = new URLSearchParams({ limit: '200', ...query }).toString();
    return dialogueListSchema.parse(await this.call(`/api/dialogues?${search}`)).dialogues;
  }

  /** A dialogue in full. */
  async dialogue(id: string): Promise<DialogueDetail> {
    return dialogueDetailSchema.parse(await this.call(`/api/dialogues/${id}`));
  }

  /** The decisions of a dialogue with their steps. */
  async timeline(id: string): Promise<Timeline> {
    return timelineSchema.parse(await this.call(`/api/dialogues/${id}/timeline`));
  }

  /** Open incidents of one dialogue. */
  async incidentsOf(dialogueId: string): Promise<Incident[]> {
    const { incidents } = incidentListSchema.parse(await this.call('/api/incidents?state=open'));
    return incidents.filter((incident) => incident.dialogueId === dialogueId);
  }

  /** Closes an incident and lets the dialogue try again. */
  async retryIncident(id: string): Promise<void> {
    await this.call(`/api/incidents/${id}/retry`, { method: 'POST' });
  }

  /** Answers as a manager, which takes the dialogue over. @param id the same for a repeat of the same answer */
  async answer(dialogueId: string, text: string, id: string = randomUUID()): Promise<void> {
    await this.call(`/api/dialogues/${dialogueId}/messages`, { body: { id, text } });
  }

  /** Gives the dialogue back to the assistant. */
  async returnToAssistant(dialogueId: string): Promise<void> {
    await this.call(`/api/dialogues/${dialogueId}/return`, { method: 'POST' });
  }

  /**
   * Puts a graph in place of a flow and publishes it, for the dialogues that begin from now on.
   *
   * @param flowId @default the demo's flow, which is the first of the list
   */
  async publishFlow(graph: FlowGraph, flowId?: string): Promise<void> {
    const { flows } = flowListSchema.parse(await this.call('/api/flows'));
    const path = `/api/flows/${flowId ?? flows[0]?.id}`;
    const { draft } = flowSchema.parse(await this.call(path));
    await this.call(`${path}/draft`, { method: 'PUT', body: { revision: draft.revision, graph } });
    const saved = flowSchema.parse(await this.call(path));
    await this.call(`${path}/publish`, { body: { revision: saved.draft.revision } });
  }
}
