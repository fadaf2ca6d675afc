import type { DestinationStream } from 'pino';
import { pino } from 'pino';
import { correlationId } from './correlation.ts';
import type { LogFields } from './log-fields.ts';
import { safeFields } from './log-fields.ts';

/** How much is logged. */
export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent';

/** Writes JSON lines. The message is a constant of the code; what varies goes into fields. */
export interface Logger {
  debug(fields: LogFields, message: string): void;
  info(fields: LogFields, message: string): void;
  warn(fields: LogFields, message: string): void;
  error(fields: LogFields, message: string): void;
  /** A logger whose lines all carry these fields. */
  child(fields: LogFields): Logger;
}

/**
 * The JSON logger of a process: one line an event, with `service` and, inside {@link withCorrelation}, `correlationId`.
 *
 * @param options.level @default 'info'
 * @param options.destination @default standard output
 */
export function createLogger(options: { service: string; level?: LogLevel; destination?: DestinationStream }): Logger {
  const base = pino(
    {
      level: options.level ?? 'info',
      base: { service: options.service, pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      mixin: () => {
        const id = correlationId();
        return id === null ? {} : { correlationId: id };
      },
    },
    options.destination ?? pino.destination({ fd: 1, sync: true }),
  );
  const wrap = (inherited: Record<string, unknown>): Logger => {
    const write = (level: 'debug' | 'info' | 'warn' | 'error') => (fields: LogFields, message: string) =>
      base[level]({ ...inherited, ...safeFields(fields) }, message);
    return {
      debug: write('debug'),
      info: write('info'),
      warn: write('warn'),
      error: write('error'),
      child: (fields) => wrap({ ...inherited, ...safeFields(fields) }),
    };
  };
  return wrap({});
}
