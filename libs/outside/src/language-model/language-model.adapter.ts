import { VoronkaError } from '@voronka/contracts';
import type { AssistantTurn, LanguageModelPort } from '@voronka/contracts';
import { OutboundError } from '@voronka/platform';
import type { OutboundClient, OutboundResponse } from '@voronka/platform';
import { contentOf, parseAnswer } from './parse-answer.ts';
import { createPersonalDataMask, openMask } from './personal-data.ts';
import type { Parsers } from './personal-data.ts';
import { answerSchemaOf, promptOf } from './prompt.ts';

/** A language model's access, opened for one call. Never log it. */
export interface LanguageModelAccess {
  /** Of the OpenAI-compatible API, without `/chat/completions`. */
  baseUrl: string;
  model: string;
  /** null: the server wants none. */
  apiKey: string | null;
  instructions: string;
  /** null: the server's own. */
  temperature: number | null;
  /** Names, phones and e-mails of clients may leave for it. */
  allowPersonalData: boolean;
}

/** Finds the access of an assistant; live by id. */
export interface LanguageModelDirectory {
  /** @returns null when it is not set up */
  accessOf(assistantId: string): Promise<LanguageModelAccess | null>;
}

const maxAnswerBytes = 256 * 1024;
const mostTokens = 1500;
const defaultRetryMs = 1000;
/** Longest pause that a server may ask for; a turn does not last longer. */
const longestRetryMs = 60_000;

/** Asks language models behind OpenAI-compatible addresses. What they answer is a proposal and nothing more. */
export class LanguageModelAdapter implements LanguageModelPort {
  constructor(private readonly deps: { client: OutboundClient; directory: LanguageModelDirectory; parsers: Parsers }) {}

  async propose(input: {
    assistantId: string;
    turn: AssistantTurn;
    timeoutMs: number;
  }): ReturnType<LanguageModelPort['propose']> {
    const { turn } = input;
    const access = await this.deps.directory.accessOf(input.assistantId);
    if (!access) throw new VoronkaError('Assistant.NotConfigured', 'the language model is not set up');
    const mask = access.allowPersonalData ? openMask : createPersonalDataMask(turn, this.deps.parsers);
    const endsAt = Date.now() + input.timeoutMs;
    const request = {
      model: access.model,
      messages: promptOf(turn, access.instructions, mask, { masked: !access.allowPersonalData }),
      max_tokens: mostTokens,
      ...(access.temperature === null ? {} : { temperature: access.temperature }),
    };
    const schema = { name: 'proposal', strict: true, schema: answerSchemaOf(turn) };
    const structured = { ...request, response_format: { type: 'json_schema', json_schema: schema } };
    let response = await this.post(access, structured, input.timeoutMs);
    // Not every server knows schemas; the prompt asks for the same form in words.
    if (response.status === 400 || response.status === 422) {
      response = await this.post(access, request, Math.max(1, endsAt - Date.now()));
    }
    refuseFailures(response);
    const answer = parseAnswer(contentOf(response.text()), turn, mask);
    return { ...answer, requestId: 'answer', by: `model:${access.model}` };
  }

  private async post(access: LanguageModelAccess, body: object, timeoutMs: number): Promise<OutboundResponse> {
    try {
      return await this.deps.client.request({
        method: 'POST',
        url: `${access.baseUrl.replace(/\/+$/u, '')}/chat/completions`,
        headers: {
          'content-type': 'application/json',
          accept: 'application/json',
          ...(access.apiKey === null ? {} : { authorization: `Bearer ${access.apiKey}` }),
        },
        body: JSON.stringify(body),
        timeoutMs,
        maxResponseBytes: maxAnswerBytes,
      });
    } catch (error) {
      throw failureOf(error);
    }
  }
}

function failureOf(error: unknown): unknown {
  if (!(error instanceof OutboundError)) return error;
  switch (error.kind) {
    case 'timedOut':
    case 'aborted':
      return new VoronkaError('Assistant.TimedOut', 'the model did not answer in time', {}, { cause: error });
    case 'unreachable':
      return new VoronkaError('Assistant.Unavailable', 'the model cannot be reached', {}, { cause: error });
    case 'tooLarge':
      return new VoronkaError('Assistant.UnreadableAnswer', 'the answer is too large', {}, { cause: error });
    case 'forbiddenAddress':
      return new VoronkaError('Assistant.Rejected', 'the address is not allowed', {}, { cause: error });
  }
}

/** @throws VoronkaError for every answer that is no success */
function refuseFailures({ status, headers }: OutboundResponse): void {
  if (status >= 200 && status < 300) return;
  if (status !== 429 && status < 500) throw new VoronkaError('Assistant.Rejected', 'the model refused', { status });
  const seconds = Number(headers['retry-after']);
  const retryAfterMs = Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : defaultRetryMs;
  throw new VoronkaError('Assistant.Unavailable', 'the model is overloaded', {
    status,
    retryAfterMs: Math.min(retryAfterMs, longestRetryMs),
  });
}
