import { closeSync, mkdirSync, openSync, readSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { isMissing } from '../files.ts';

const keptBytes = 20 * 1024 * 1024;

/**
 * Opens a log file for appending, readable by its owner only. A file over 20 MB is first put aside as `<name>.1`, in
 * place of the one put aside before.
 *
 * @returns the file descriptor; the caller closes it
 */
export function openLogFile(path: string): number {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  if (sizeOf(path) > keptBytes) renameSync(path, `${path}.1`);
  return openSync(path, 'a', 0o600);
}

/** Bytes in a file; 0 when there is none. */
export function sizeOf(path: string): number {
  try {
    return statSync(path).size;
  } catch (error) {
    if (isMissing(error)) return 0;
    throw error;
  }
}

/** What a file holds from this position on, no more than its last 4,000 bytes: for messages about a failed start. */
export function readTail(path: string, from: number): string {
  const end = sizeOf(path);
  const start = Math.max(from, end - 4_000);
  if (end <= start) return '';
  const buffer = Buffer.alloc(end - start);
  const file = openSync(path, 'r');
  try {
    return buffer.toString('utf8', 0, readSync(file, buffer, 0, buffer.length, start)).trim();
  } finally {
    closeSync(file);
  }
}
