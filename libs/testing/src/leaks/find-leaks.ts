import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Needle } from './needles.ts';

/** Something that a process wrote or said. */
export interface Output {
  readonly name: string;
  readonly bytes: Buffer;
}

/**
 * Searches outputs byte by byte.
 *
 * @returns one line a find, naming output and needle, never the value
 */
export function findLeaks(outputs: readonly Output[], needles: readonly Needle[]): string[] {
  return outputs.flatMap((output) =>
    needles.filter(({ bytes }) => output.bytes.includes(bytes)).map(({ name }) => `${name} in ${output.name}`),
  );
}

/**
 * Every file below a folder, as it lies on the disk now.
 *
 * @param leaveOut folders and files, relative to `folder`, that are meant to hold what is searched for
 */
export function filesBelow(folder: string, leaveOut: readonly string[] = []): Output[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => !leaveOut.some((path) => name === path || name.startsWith(`${path}/`)))
    .map((name) => join(folder, name))
    .filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile() === true)
    .map((path) => ({ name: relative(folder, path), bytes: readFileSync(path) }));
}
