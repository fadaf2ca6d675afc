import { closeSync, openSync, readdirSync, readSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { StringDecoder } from 'node:string_decoder';
import { isMissing } from '@voronka/local-infra';
import { readLogLine, type LogLine } from './log-line.ts';

/** Reads the log files of a home on and on: each call of `next` gives the lines that came since the one before. */
export class LogFiles {
  readonly #folder: string;
  readonly #cursors = new Map<string, Cursor>();

  constructor(home: string) {
    this.#folder = join(home, 'logs');
  }

  /** New lines of all files, together, by time; of one time in the order of their file. */
  next(): LogLine[] {
    const lines = this.#names().flatMap((name) => this.#cursor(name).next());
    return lines.sort((one, other) => one.atMs - other.atMs);
  }

  #names(): string[] {
    try {
      // "…log.1" is the older half of a file that grew too large; read first, it only goes before.
      return readdirSync(this.#folder)
        .filter((name) => /\.log(\.1)?$/.test(name))
        .sort()
        .reverse();
    } catch (error) {
      if (isMissing(error)) return [];
      throw error;
    }
  }

  #cursor(name: string): Cursor {
    const known = this.#cursors.get(name);
    if (known) return known;
    const cursor = new Cursor(join(this.#folder, name));
    this.#cursors.set(name, cursor);
    return cursor;
  }
}

class Cursor {
  readonly #path: string;
  readonly #service: string;
  #position = 0;
  #rest = '';
  #previousMs = 0;
  #decoder = new StringDecoder('utf8');

  constructor(path: string) {
    this.#path = path;
    this.#service = basename(path).replace(/\.log(\.1)?$/, '');
  }

  next(): LogLine[] {
    const size = statSync(this.#path, { throwIfNoEntry: false })?.size ?? 0;
    // The file was put aside and begun anew.
    if (size < this.#position) this.#position = 0;
    const lines: LogLine[] = [];
    const file = size > this.#position ? openSync(this.#path, 'r') : undefined;
    if (file === undefined) return lines;
    try {
      const buffer = Buffer.alloc(64 * 1024);
      for (let read = readSync(file, buffer, 0, buffer.length, this.#position); read > 0;) {
        this.#position += read;
        const parts = (this.#rest + this.#decoder.write(buffer.subarray(0, read))).split('\n');
        this.#rest = parts.pop() ?? '';
        for (const part of parts.filter((text) => text.trim() !== '')) lines.push(this.#line(part));
        read = readSync(file, buffer, 0, buffer.length, this.#position);
      }
    } finally {
      closeSync(file);
    }
    return lines;
  }

  #line(text: string): LogLine {
    const line = readLogLine(text, this.#service, this.#previousMs);
    this.#previousMs = line.atMs;
    return line;
  }
}
