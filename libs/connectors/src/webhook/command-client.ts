import { randomUUID } from 'node:crypto';
import type { CrmCallContext, LimiterStore } from '@voronka/contracts';
import { VoronkaError } from '@voronka/contracts';
import { newStandardWebhookSecret, OutboundError, signStandardWebhook } from '@voronka/platform';
import type { Logger, OutboundClient, OutboundResponse } from '@voronka/platform';
import { loggedCall, waitForPlaces } from '../shared/limited-call.ts';
import { rowOf, textOf } from '../shared/rows.ts';
import type { Row } from '../shared/rows.ts';
import { failureOfAnswer, failureOfRequest, failureOfUnreadable, isNotAnswered, isNotFound } from './failures.ts';
import type { CommandKind } from './failures.ts';

/** What the client works with. */
export interface CommandClientOptions {
  /** Where every command goes. May hold a secret. */
  url: string;
  /** `whsec_…` of both directions. */
  secret: string;
  client: OutboundClient;
  limiter: LimiterStore;
  /** One HTTP request, in ms. */
  timeoutMs: number;
  /** Gets a line for every command. @default none is written */
  logger?: Logger | undefined;
  /** Our clock, Unix time in ms; requests are signed with it. @default Date.now */
  now?: (() => number) | undefined;
}

/** What came of a test, which changes nothing at the receiver. */
export interface TestDelivery {
  /** The receiver's answer, or why there is none. */
  outcome: Row | VoronkaError;
  /** By our clock, Unix time in ms. */
  askedAtMs: number;
  answeredAtMs: number;
  /** The receiver's time by its `Date`, Unix time in ms; NaN: it did not tell. */
  vendorMs: number;
}

/** A command, as a connector gives it. */
interface Command {
  type: string;
  data: Row;
  kind: CommandKind;
  /** Idempotency key: the same for every attempt to make the same thing. */
  id: string;
  /** What it belongs to; null where the command only names a thing of the receiver's. */
  dialogue: { id: string; episode: number } | null;
}

/** How one command is sent otherwise than all. */
interface Way {
  secret?: string;
  look?: (response: OutboundResponse) => void;
}

/** Version of the envelope. */
const envelopeVersion = 1;
/** What a receiver that says nothing about limits is asked for at most. */
const bucket = { capacity: 20, drainPerSecond: 10 };

/** The dialogue that an external key `{dialogue}:{episode}:{purpose}` belongs to. */
function dialogueOf(externalKey: string): Command['dialogue'] {
  const [id = '', episode = ''] = externalKey.split(':');
  return id !== '' && /^\d{1,9}$/.test(episode) ? { id, episode: Number(episode) } : null;
}

/**
 * Sends commands to one receiver: each goes through the shared limiter, is signed, is sent exactly once, and ends in an
 * answer or in a `VoronkaError` with a `Crm.*` code; nothing is retried here.
 *
 * @source docs/other-crm.md
 */
export class WebhookCommandClient {
  readonly #limiterKey: string;

  constructor(private readonly options: CommandClientOptions) {
    this.#limiterKey = `webhook:${this.host}`;
  }

  /** Host and port of the receiver. */
  get host(): string {
    return new URL(this.options.url).host;
  }

  /**
   * Asks for something.
   *
   * @param name what of the answer is wanted
   * @returns null: the thing is not there; undefined: the receiver does not answer this
   */
  async ask(type: string, data: Row, name: string, context: CrmCallContext): Promise<unknown> {
    try {
      const answer = await this.#call({ type, data, kind: 'read', id: randomUUID(), dialogue: null }, context);
      return answer[name];
    } catch (error) {
      if (isNotFound(error)) return null;
      if (isNotAnswered(error)) return undefined;
      throw error;
    }
  }

  /** Sets a state, which does no harm when it is set again. @throws VoronkaError `Crm.Ambiguous` when it may have been */
  set(type: string, data: Row, context: CrmCallContext): Promise<Row> {
    return this.#call({ type, data, kind: 'write', id: randomUUID(), dialogue: null }, context);
  }

  /**
   * Makes something. A receiver that names it by no id knows it by the idempotency key.
   *
   * @param of.noun what is made, in front of the key: one key may stand for a lead and for a note on it
   * @param of.key external key
   * @throws VoronkaError `Crm.Ambiguous` when it may have been made
   */
  async make(
    type: string,
    of: { noun: string; key: string },
    data: Row,
    context: CrmCallContext,
  ): Promise<{ id: string; answer: Row }> {
    const id = `${of.noun}:${of.key}`.replaceAll('.', '_');
    const command: Command = { type, data, kind: 'create', id, dialogue: dialogueOf(of.key) };
    const answer = await this.#call(command, context);
    return { id: textOf(answer.id) ?? id, answer };
  }

  /**
   * Sends a test that a receiver answers by doing nothing, marked as one.
   *
   * @param signature `wrong`: with one that no receiver may take, of another secret
   */
  async test(signature: 'right' | 'wrong', context: CrmCallContext): Promise<TestDelivery> {
    const now = this.options.now ?? Date.now;
    let vendorMs = Number.NaN;
    const askedAtMs = now();
    const command: Command = { type: 'ping', data: { test: true }, kind: 'read', id: randomUUID(), dialogue: null };
    const send = this.#call(command, context, {
      secret: signature === 'right' ? this.options.secret : newStandardWebhookSecret(),
      look: ({ headers }) => (vendorMs = Date.parse(headers.date ?? '')),
    });
    const outcome = await send.catch((error: unknown) => {
      if (error instanceof VoronkaError) return error;
      throw error;
    });
    return { outcome, askedAtMs, answeredAtMs: now(), vendorMs };
  }

  #call(command: Command, context: CrmCallContext, way: Way = {}): Promise<Row> {
    return loggedCall(this.options.logger, { vendor: 'webhook', vendorMethod: command.type }, context, () =>
      this.#send(command, context, way),
    );
  }

  async #send(command: Command, context: CrmCallContext, way: Way): Promise<Row> {
    const { type, data, kind, id, dialogue } = command;
    const { url, client, timeoutMs, now = Date.now } = this.options;
    const { secret = this.options.secret, look } = way;
    await waitForPlaces(this.options.limiter, [[this.#limiterKey, bucket]], context, 'the receiver');
    const nowMs = now();
    const sentAt = new Date(nowMs).toISOString();
    const body = JSON.stringify({ version: envelopeVersion, type, id, sentAt, dialogue, data });
    let response: OutboundResponse;
    try {
      response = await client.request({
        method: 'POST',
        url,
        headers: {
          'content-type': 'application/json',
          accept: 'application/json',
          ...signStandardWebhook({ secret, id, rawBody: body, nowMs }),
        },
        body,
        timeoutMs,
      });
    } catch (error) {
      throw error instanceof OutboundError ? failureOfRequest(error, type, kind) : error;
    }
    look?.(response);
    return this.#read(response, type, kind);
  }

  async #read(response: OutboundResponse, type: string, kind: CommandKind): Promise<Row> {
    const { status, headers } = response;
    const answer = parsed(response.text());
    const isDone = (status >= 200 && status < 300) || (status === 409 && kind === 'create');
    const isPage = (headers['content-type'] ?? '').includes('html');
    if (isDone && !isPage) return answer ?? {};
    if (isDone || (status >= 500 && status !== 501 && answer === null)) {
      throw failureOfUnreadable(status, type, kind);
    }
    const error = failureOfAnswer(response, textOf(answer?.error), type, kind);
    if (error.code === 'Crm.RateLimited') {
      await this.options.limiter.block(this.#limiterKey, Number(error.details.retryAfterMs));
    }
    throw error;
  }
}

/** The answer's JSON object; null for anything else: many receivers without code answer with a word. */
function parsed(text: string): Row | null {
  try {
    return rowOf(JSON.parse(text));
  } catch {
    return null;
  }
}
