import { VoronkaError } from '@voronka/contracts';
import { maskUrl } from './mask-url.ts';

/**
 * Everything that a log line may hold besides its constant message. The list says what is allowed, not what is hidden:
 * a new field that carries a name, a phone, a text or a token cannot slip in by being forgotten.
 */
const allowedFields = [
  // ids
  'workspaceId',
  'dialogueId',
  'channelId',
  'integrationId',
  'assistantId',
  'bundleId',
  'bundleHash',
  'flowId',
  'nodeId',
  'ruleId',
  'userId',
  'messageId',
  'incidentId',
  'workflowId',
  'workflowType',
  'runId',
  'correlationId',
  'vendorId',
  // where in the way of a message
  'seq',
  'turn',
  'index',
  'command',
  'activity',
  'barrier',
  'taskQueue',
  'namespace',
  // outcomes
  'code',
  'status',
  'statusCode',
  'outcome',
  'reason',
  'attempt',
  // requests
  'method',
  'route',
  'url',
  'vendor',
  'vendorMethod',
  'lane',
  // amounts
  'durationMs',
  'waitMs',
  'retryAfterMs',
  'ageMs',
  'timeoutMs',
  'count',
  'bytes',
  // processes
  'component',
  'host',
  'port',
  'pid',
  'signal',
  'version',
  'migration',
  'file',
] as const;

/** Name of a field that may be logged. */
export type LogField = (typeof allowedFields)[number];

/** Fields of a log line. */
export type LogFields = Partial<Record<LogField, string | number | boolean | null>> & {
  /** Only class, code and stack frames are logged; the message too if it is a `VoronkaError`. */
  err?: unknown;
};

const allowed: ReadonlySet<string> = new Set(allowedFields);
const maxValueLength = 300;

interface LoggedError {
  name: string;
  code?: string;
  message?: string;
  details?: Readonly<Record<string, string | number | boolean>>;
  frames?: string[];
  cause?: LoggedError;
}

/** The safe part of an error: foreign messages can hold SQL parameters or bodies, so only our own are kept. */
export function describeError(error: unknown, depth = 0): LoggedError {
  if (!(error instanceof Error)) return { name: typeof error };
  const code = (error as { code?: unknown }).code;
  const frames = error.stack?.split('\n').filter((line) => /^\s+at /.test(line));
  return {
    name: error.name,
    ...(typeof code === 'string' ? { code } : {}),
    ...(error instanceof VoronkaError ? { message: error.message, details: error.details } : {}),
    ...(frames ? { frames: frames.slice(0, 12).map((frame) => frame.trim()) } : {}),
    ...(error.cause instanceof Error && depth < 3 ? { cause: describeError(error.cause, depth + 1) } : {}),
  };
}

/** Keeps the allowed fields, masks addresses, cuts long values. */
export function safeFields(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const safe: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(fields)) {
    if (name === 'err') safe.err = describeError(value);
    else if (!allowed.has(name)) continue;
    else if (typeof value === 'string') safe[name] = (name === 'url' ? maskUrl(value) : value).slice(0, maxValueLength);
    else if (typeof value === 'number' || typeof value === 'boolean' || value === null) safe[name] = value;
  }
  return safe;
}
