import { closeSync, writeSync } from 'node:fs';
import { openLogFile } from './log-file.ts';

/** A child's log file, one JSON line an event. */
export interface ChildLog {
  /** Writes a line as it is when it is a JSON object, else as one made of it. */
  write(line: string, stream: 'stdout' | 'stderr'): void;
  close(): void;
}

/**
 * Opens a child's log.
 *
 * @param service name of the child, for lines that do not name it themselves
 */
export function openChildLog(path: string, service: string): ChildLog {
  let file: number | undefined = openLogFile(path);
  return {
    write: (line, stream) => {
      if (file !== undefined && line !== '') writeSync(file, `${toJsonLine(line, stream, service)}\n`);
    },
    close: () => {
      if (file !== undefined) closeSync(file);
      file = undefined;
    },
  };
}

/** The JSON object on a line, or undefined when it holds something else. */
export function parseJsonLine(line: string): Record<string, unknown> | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    return JSON.parse(line) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}

/** What of a program's output goes into its log: JSON lines as they are, anything else as the message of one. */
export function toJsonLine(line: string, stream: 'stdout' | 'stderr', service: string, now = new Date()): string {
  if (parseJsonLine(line)) return line;
  const level = stream === 'stderr' ? 'error' : 'info';
  return JSON.stringify({ level, time: now.toISOString(), service, msg: line });
}
