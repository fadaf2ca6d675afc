import { createHash } from 'node:crypto';
import { createReadStream, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { readJson } from '@voronka/local-infra';

/** One file of a backup. */
export interface ManifestFile {
  /** Relative to the backup's root, with slashes. */
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** What a backup holds and what it needs to be restored; `manifest.json` in it. */
export interface Manifest {
  readonly format: 1;
  /** ISO 8601 UTC. */
  readonly createdAt: string;
  /** Version of the product. */
  readonly version: string;
  /** `cluster`: files of the embedded PostgreSQL. `dump`: made by pg_dump from a database of the user's own. */
  readonly database:
    { readonly kind: 'cluster'; readonly postgres: string; readonly platform: string } | { readonly kind: 'dump' };
  /** Null: the Temporal server is the user's own. */
  readonly temporal: string | null;
  readonly seed: 'demo' | 'empty' | null;
  /** Whether the key is in the backup; else it was in VORONKA_SECRET_KEY. */
  readonly hasKey: boolean;
  readonly files: readonly ManifestFile[];
}

/** Name of the manifest in a backup. */
export const manifestName = 'manifest.json';

/** Lists a folder's files, the manifest excepted, with their hashes, sorted by path. */
export async function listFiles(root: string): Promise<ManifestFile[]> {
  const found: ManifestFile[] = [];
  const entries = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  for (const entry of entries) {
    const full = join(entry.parentPath, entry.name);
    const path = relative(root, full).split(sep).join('/');
    if (path !== manifestName) found.push({ path, ...(await digest(full)) });
  }
  return found.sort((one, other) => (one.path < other.path ? -1 : 1));
}

/**
 * Compares what a backup says with what it holds.
 *
 * @returns the first difference in words for a person who wants to know which file; null when there is none
 */
export function firstDifference(expected: readonly ManifestFile[], found: readonly ManifestFile[]): string | null {
  const byPath = new Map(found.map((file) => [file.path, file]));
  for (const file of expected) {
    const other = byPath.get(file.path);
    if (!other) return `${file.path}: missing`;
    if (other.sha256 !== file.sha256 || other.bytes !== file.bytes) return `${file.path}: changed`;
    byPath.delete(file.path);
  }
  const [foreign] = byPath.keys();
  return foreign === undefined ? null : `${foreign}: not in the manifest`;
}

/** Reads the manifest of an unpacked backup; null when there is none or it is of another format. */
export function readManifest(root: string): Manifest | null {
  const stored = readJson(join(root, manifestName));
  if (stored === null || typeof stored !== 'object') return null;
  const { format, files, database } = stored as Partial<Record<keyof Manifest, unknown>>;
  return format === 1 && Array.isArray(files) && database !== null && typeof database === 'object'
    ? (stored as Manifest)
    : null;
}

async function digest(path: string): Promise<Pick<ManifestFile, 'bytes' | 'sha256'>> {
  const hash = createHash('sha256');
  let bytes = 0;
  await pipeline(createReadStream(path), async (source: AsyncIterable<Buffer>) => {
    for await (const chunk of source) {
      bytes += chunk.length;
      hash.update(chunk);
    }
  });
  return { bytes, sha256: hash.digest('hex') };
}
