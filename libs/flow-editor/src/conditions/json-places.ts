import type { LocalizedText } from '@voronka/domain';
import { text } from '../forms/text.ts';

/** A place in a text; lines and columns are counted from 1. */
export interface TextPlace {
  line: number;
  column: number;
}

/** Where a JSON text breaks off being JSON. */
export class JsonFault extends Error {
  constructor(
    readonly offset: number,
    readonly said: LocalizedText,
  ) {
    super(said.en);
  }
}

/** A JSON value, with the offset of every part by its path: keys and positions as one JSON list. */
export interface JsonReading {
  value: unknown;
  offsets: ReadonlyMap<string, number>;
}

/** Line and column of an offset. */
export function placeOf(source: string, offset: number): TextPlace {
  const before = source.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

const token =
  /[ \t\n\r]*("(?:[^"\\\p{Cc}]|[\u007F-\u009F]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null|[[\]{}:,])/uy;
const blank = /[ \t\n\r]*/uy;

function shown(source: string, offset: number): string {
  return source.slice(offset, offset + 1);
}

/** Reads one JSON text, token by token, so that every part's place is known. */
class JsonReader {
  private offset = 0;
  readonly offsets = new Map<string, number>();

  constructor(private readonly source: string) {}

  read(): unknown {
    const value = this.value([]);
    this.skipBlank();
    if (this.offset < this.source.length) {
      throw this.fault(text('После записи стоит лишнее', 'There is something after the end'));
    }
    return value;
  }

  private skipBlank(): void {
    blank.lastIndex = this.offset;
    blank.exec(this.source);
    this.offset = blank.lastIndex;
  }

  private fault(said: LocalizedText): JsonFault {
    return new JsonFault(this.offset, said);
  }

  /** What stands next, without going on. */
  private peek(): string {
    this.skipBlank();
    token.lastIndex = this.offset;
    const found = token.exec(this.source)?.[1];
    if (found !== undefined) return found;
    if (this.offset >= this.source.length) throw this.fault(text('Запись обрывается', 'The text breaks off'));
    if (shown(this.source, this.offset) === '"') {
      throw this.fault(text('Текст в кавычках не закрыт', 'A text in quotes is not closed'));
    }
    const sign = shown(this.source, this.offset);
    throw this.fault(text(`Здесь не может стоять ${sign}`, `${sign} cannot stand here`));
  }

  private take(): string {
    const found = this.peek();
    this.offset += found.length;
    return found;
  }

  private value(path: readonly (string | number)[]): unknown {
    const next = this.peek();
    if (path.length > 200) throw this.fault(text('Слишком глубоко вложено', 'Nested too deeply'));
    this.offsets.set(JSON.stringify(path), this.offset);
    if (next === '{') return this.object(path);
    if (next === '[') return this.list(path);
    if (']}:,'.includes(next)) throw this.fault(text('Здесь нужно значение', 'A value is needed here'));
    this.take();
    return JSON.parse(next) as unknown;
  }

  private list(path: readonly (string | number)[]): unknown[] {
    const items: unknown[] = [];
    this.take();
    if (this.peek() === ']') {
      this.take();
      return items;
    }
    for (;;) {
      items.push(this.value([...path, items.length]));
      if (this.separator(']')) return items;
    }
  }

  private object(path: readonly (string | number)[]): Record<string, unknown> {
    const entries = new Map<string, unknown>();
    this.take();
    if (this.peek() === '}') {
      this.take();
      return {};
    }
    for (;;) {
      const name = this.peek();
      if (!name.startsWith('"'))
        throw this.fault(text('Здесь нужно имя в кавычках', 'A name in quotes is needed here'));
      const key = JSON.parse(name) as string;
      if (entries.has(key)) throw this.fault(text(`«${key}» стоит дважды`, `"${key}" stands here twice`));
      this.take();
      if (this.peek() !== ':') throw this.fault(text('Здесь нужно двоеточие', 'A colon is needed here'));
      this.take();
      entries.set(key, this.value([...path, key]));
      if (this.separator('}')) return Object.fromEntries(entries);
    }
  }

  /** Whether the list or object ends here; else its comma is passed. */
  private separator(end: string): boolean {
    const next = this.peek();
    if (next !== end && next !== ',') {
      throw this.fault(text(`Здесь нужна запятая или ${end}`, `A comma or ${end} is needed here`));
    }
    this.take();
    return next === end;
  }
}

/**
 * Reads a JSON text and notes where its parts stand.
 *
 * @throws JsonFault with the place of the first character that cannot stand there
 */
export function readJson(source: string): JsonReading {
  const reader = new JsonReader(source);
  const value = reader.read();
  return { value, offsets: reader.offsets };
}
