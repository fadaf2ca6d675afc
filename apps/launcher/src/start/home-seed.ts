import { join } from 'node:path';
import { readJson, writeJsonAtomic } from '@voronka/local-infra';
import type { Seed } from '../run/run-settings.ts';

/** Records what a home was first filled with; later starts change nothing about that. */
export function rememberSeed(home: string, seed: Seed): void {
  if (seedOf(home) === null) writeJsonAtomic(path(home), { seed });
}

/** What a home was first filled with; null before its first complete start. */
export function seedOf(home: string): Seed | null {
  const stored = readJson(path(home));
  if (stored === null || typeof stored !== 'object' || !('seed' in stored)) return null;
  return stored.seed === 'demo' || stored.seed === 'empty' ? stored.seed : null;
}

function path(home: string): string {
  return join(home, 'home.json');
}
