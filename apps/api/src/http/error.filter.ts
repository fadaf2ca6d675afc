import { Catch, HttpException } from '@nestjs/common';
import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import type { Request, Response } from 'express';
import { errorTexts, VoronkaError } from '@voronka/contracts';
import type { ApiError, DraftConflict, ErrorCode } from '@voronka/contracts';
import { correlationId, newCorrelationId } from '@voronka/platform';
import type { Logger } from '@voronka/platform';
import { DraftConflictError, FieldsError } from './api-fault.ts';
import type { FieldProblem } from './api-fault.ts';
import { httpStatusOf } from './error-status.ts';

/** What express and its body parser throw. */
interface ParserError {
  type?: unknown;
  status?: unknown;
}

/** Turns every failure into one form: code, words in both languages, fields, correlation id. Never shows a stack. */
@Catch()
export class ErrorFilter implements ExceptionFilter {
  constructor(private readonly logger: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<Request>();
    const response = http.getResponse<Response>();
    const code = forPlace(codeOf(error), request.path);
    const status = httpStatusOf[code];
    if (status >= 500) this.logger.error({ err: error, code, method: request.method }, 'a request failed');
    else this.logger.debug({ code, method: request.method }, 'a request was refused');
    if (response.headersSent) {
      // A stream that breaks in the middle has no other way to tell.
      response.destroy();
      return;
    }
    const retryAfterMs = error instanceof VoronkaError ? error.details['retryAfterMs'] : undefined;
    if (typeof retryAfterMs === 'number') response.setHeader('retry-after', String(Math.ceil(retryAfterMs / 1000)));
    const body: ApiError | DraftConflict = {
      code,
      message: errorTexts[code],
      ...fieldsOf(error),
      ...(error instanceof DraftConflictError ? { draft: error.draft } : {}),
      correlationId: correlationId() ?? newCorrelationId(),
    };
    response.status(status).json(body);
  }
}

function codeOf(error: unknown): ErrorCode {
  if (error instanceof VoronkaError) return error.code;
  if (error instanceof HttpException) return codeOfStatus(error.getStatus());
  if (error instanceof Error) {
    const { type, status } = error as ParserError;
    if (typeof type === 'string' && typeof status === 'number') return codeOfStatus(status);
    // express: an address that cannot be decoded
    if (error instanceof URIError) return 'Request.NotFound';
  }
  return 'Internal.Error';
}

function codeOfStatus(status: number): ErrorCode {
  if (status === 404 || status === 405) return 'Request.NotFound';
  if (status === 413) return 'Request.TooLarge';
  return status < 500 ? 'Request.Invalid' : 'Internal.Error';
}

/** On the clients' side the same faults are called by the message's name. */
function forPlace(code: ErrorCode, path: string): ErrorCode {
  if (!path.startsWith('/api/widget/') && !path.startsWith('/api/channels/webhook/')) return code;
  if (code === 'Request.Invalid') return 'Channel.MessageMalformed';
  if (code === 'Request.TooLarge') return 'Channel.MessageTooLarge';
  return code;
}

function fieldsOf(error: unknown): { fields?: FieldProblem[] } {
  if (error instanceof FieldsError) return { fields: [...error.fields] };
  const field = error instanceof VoronkaError ? error.details['field'] : undefined;
  if (typeof field !== 'string') return {};
  return { fields: [{ path: field, message: { ru: 'недопустимое значение', en: 'is not allowed' } }] };
}
