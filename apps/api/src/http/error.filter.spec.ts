import type { ArgumentsHost } from '@nestjs/common';
import { NotFoundException } from '@nestjs/common';
import { describe, expect, it } from '@jest/globals';
import { errorCodes, VoronkaError } from '@voronka/contracts';
import type { ApiError } from '@voronka/contracts';
import type { Logger } from '@voronka/platform';
import { ErrorFilter } from './error.filter.ts';
import { httpStatusOf } from './error-status.ts';

function answerTo(error: unknown, path = '/api/dialogues') {
  const answer: { status: number; headers: Record<string, string>; body: ApiError | null } = {
    status: 0,
    headers: {},
    body: null,
  };
  const response = {
    headersSent: false,
    setHeader: (name: string, value: string) => (answer.headers[name] = value),
    status(code: number) {
      answer.status = code;
      return { json: (body: ApiError) => (answer.body = body) };
    },
  };
  const host = { switchToHttp: () => ({ getRequest: () => ({ path, method: 'GET' }), getResponse: () => response }) };
  const silent = () => undefined;
  const logger: Logger = { debug: silent, info: silent, warn: silent, error: silent, child: () => logger };
  new ErrorFilter(logger).catch(error, host as unknown as ArgumentsHost);
  return answer;
}

describe('the form of errors', () => {
  it.each(errorCodes)('%s has its own status and words', (code) => {
    const answer = answerTo(new VoronkaError(code, 'for developers'));
    expect(answer.status).toBe(httpStatusOf[code]);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.body).toMatchObject({ code, correlationId: expect.any(String) });
    expect(JSON.stringify(answer.body)).not.toContain('for developers');
  });

  it('shows nothing of an error that nobody expected', () => {
    const answer = answerTo(new TypeError('password=hunter2 at line 3'));
    expect(answer).toMatchObject({ status: 500, body: { code: 'Internal.Error' } });
    expect(JSON.stringify(answer.body)).not.toMatch(/hunter2|line 3|TypeError/);
  });

  it('tells when to come back', () => {
    const answer = answerTo(new VoronkaError('Auth.TooManyAttempts', '', { retryAfterMs: 1500 }));
    expect(answer.headers['retry-after']).toBe('2');
  });

  it('calls a malformed request of a client by the message’s name', () => {
    expect(answerTo(new VoronkaError('Request.Invalid', ''), '/api/widget/messages').body?.code).toBe(
      'Channel.MessageMalformed',
    );
  });

  it('knows an address that does not exist', () => {
    expect(answerTo(new NotFoundException())).toMatchObject({ status: 404, body: { code: 'Request.NotFound' } });
  });

  it('knows a body that was cut off for its size', () => {
    const tooLarge = Object.assign(new Error('request entity too large'), { type: 'entity.too.large', status: 413 });
    expect(answerTo(tooLarge).body?.code).toBe('Request.TooLarge');
    expect(answerTo(tooLarge, '/api/channels/webhook/k').body?.code).toBe('Channel.MessageTooLarge');
  });
});
