import { parseJsonLine } from '@voronka/local-infra';

/** One line of any program's log, ready to be merged and shown. */
export interface LogLine {
  /** Milliseconds since 1970. */
  readonly atMs: number;
  readonly service: string;
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  readonly message: string;
  readonly correlationId: string | null;
  /** Everything else the line says, in its own order. */
  readonly fields: Readonly<Record<string, unknown>>;
}

/** Fields that have a place of their own on the screen, or say nothing to a reader. */
const shownElsewhere = new Set([
  'time',
  'ts',
  'level',
  'msg',
  'message',
  'service',
  'correlationId',
  'pid',
  'hostname',
]);

/**
 * Reads a log line: our own programs' and Temporal's JSON, PostgreSQL's text (`2026-01-31 12:00:00.123 UTC [pid] LOG:  …`).
 *
 * @param service whose file it is
 * @param previousMs time of the line before it, for a line without one (a second line of something)
 */
export function readLogLine(line: string, service: string, previousMs: number): LogLine {
  const json = parseJsonLine(line);
  return json ? fromJson(json, service, previousMs) : fromText(line, service, previousMs);
}

function fromJson(json: Record<string, unknown>, service: string, previousMs: number): LogLine {
  const time = json['time'] ?? json['ts'];
  const parsed = typeof time === 'number' ? time : typeof time === 'string' ? Date.parse(time) : Number.NaN;
  const { correlationId } = json;
  return {
    atMs: Number.isFinite(parsed) ? parsed : previousMs,
    service: typeof json['service'] === 'string' && !isTemporalComponent(service) ? json['service'] : service,
    level: levelOf(json['level']),
    message: textOf(json['msg'] ?? json['message']),
    correlationId: typeof correlationId === 'string' ? correlationId : null,
    fields: Object.fromEntries(Object.entries(json).filter(([name]) => !shownElsewhere.has(name))),
  };
}

function fromText(line: string, service: string, previousMs: number): LogLine {
  const match = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d\.\d+) UTC \[\d+\] (\w+): +(.*)$/.exec(line);
  if (!match) return { atMs: previousMs, service, level: 'info', message: line, correlationId: null, fields: {} };
  const [, day, time, severity, message = ''] = match;
  const level = severity === 'FATAL' || severity === 'PANIC' ? 'error' : severity === 'WARNING' ? 'warn' : 'info';
  return { atMs: Date.parse(`${day}T${time}Z`), service, level, message, correlationId: null, fields: {} };
}

// Temporal's own lines call its inner parts services.
function isTemporalComponent(service: string): boolean {
  return service === 'temporal';
}

function levelOf(level: unknown): LogLine['level'] {
  if (typeof level === 'number') return level >= 50 ? 'error' : level >= 40 ? 'warn' : level >= 30 ? 'info' : 'debug';
  const word = textOf(level).toLowerCase();
  if (word.startsWith('warn')) return 'warn';
  if (['error', 'fatal', 'panic'].includes(word)) return 'error';
  return word === 'debug' || word === 'trace' ? 'debug' : 'info';
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value);
}
