import { randomBytes } from 'node:crypto';
import { say } from '@voronka/local-infra';
import { dialogueListSchema, timelineSchema, type Timeline } from '@voronka/contracts';
import type { FirstLogin } from '../run/stack.ts';
import { eventually } from './eventually.ts';
import { callJson, type JsonRequest } from './http-json.ts';

/** One decision of the dialogue, as the timeline tells it. */
export interface ShownDecision {
  /** Title of the rule that chose the step; null for a step that follows without a choice. */
  readonly rule: string | null;
  readonly step: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

const stepsTimeoutMs = 60_000;
const settled: readonly string[] = ['done', 'alreadyDone', 'refused', 'cancelled', 'failed'];

/** The company's side, with the first admin's login: she changes the password and reads the dialogue's timeline. */
export class Office {
  readonly #baseUrl: string;
  readonly #cookie: string;

  private constructor(baseUrl: string, cookie: string) {
    this.#baseUrl = baseUrl;
    this.#cookie = cookie;
  }

  /** Logs in and, as the first login demands, changes the password. */
  static async logIn(baseUrl: string, { email, password }: FirstLogin): Promise<Office> {
    const { headers } = await callJson(new URL('/api/auth/login', baseUrl), 'log in', {
      headers: { origin: new URL(baseUrl).origin },
      body: { email, password },
    });
    const cookie = headers
      .getSetCookie()
      .map((line) => line.split(';')[0])
      .join('; ');
    const office = new Office(baseUrl, cookie);
    await office.#call('/api/auth/password', 'change the password', {
      body: { current: password, next: randomBytes(18).toString('base64url') },
    });
    return office;
  }

  /** The decisions of the only dialogue, once every step they planned has come to an end. */
  async decisions(): Promise<{ decisions: ShownDecision[]; unfinished: string[] }> {
    const { dialogues } = dialogueListSchema.parse(await this.#call('/api/dialogues', 'list of dialogues'));
    const [dialogue, ...others] = dialogues;
    if (!dialogue || others.length > 0) return { decisions: [], unfinished: [`dialogues: ${dialogues.length}`] };
    const timeline = await eventually('all steps of the dialogue', stepsTimeoutMs, async () => {
      const read = timelineSchema.parse(await this.#call(`/api/dialogues/${dialogue.id}/timeline`, 'timeline'));
      const steps = read.decisions.flatMap((decision) => decision.steps);
      return steps.length > 0 && steps.every(({ status }) => settled.includes(status)) ? read : undefined;
    });
    return { decisions: toShown(timeline), unfinished: badSteps(timeline) };
  }

  async #call(path: string, label: string, request: JsonRequest = {}): Promise<unknown> {
    const headers = { cookie: this.#cookie, 'x-voronka-csrf': '1', origin: new URL(this.#baseUrl).origin };
    return (await callJson(new URL(path, this.#baseUrl), label, { ...request, headers })).json;
  }
}

function toShown({ decisions }: Timeline): ShownDecision[] {
  return decisions.flatMap(({ steps, facts }) =>
    steps.map(({ kind, rule }) => ({ rule: rule ? say(rule.title) : null, step: kind, facts })),
  );
}

function badSteps({ decisions }: Timeline): string[] {
  return decisions
    .flatMap(({ steps }) => steps)
    .filter(({ status }) => status !== 'done' && status !== 'alreadyDone')
    .map(({ kind, status }) => `${kind}: ${status}`);
}
