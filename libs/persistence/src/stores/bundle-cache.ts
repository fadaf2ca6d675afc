import type { EntityManager } from '@mikro-orm/postgresql';
import { VoronkaError } from '@voronka/contracts';
import type { Bundle, BundleContent } from '@voronka/domain';
import { firstRow } from './sql.ts';

const keepAtMost = 500;

/** Bundles never change, so a process reads each one once. Oldest first out. */
export class BundleCache {
  private readonly bundles = new Map<string, Bundle>();

  /** The bundle of a hash; the same object every time, so that compiled rules can hang on it. */
  async load(em: EntityManager, workspaceId: string, hash: string): Promise<Bundle> {
    const key = `${workspaceId}:${hash}`;
    const known = this.bundles.get(key);
    if (known) return known;
    const row = await firstRow<{ canonical: string }>(
      em,
      'select canonical from bundles where workspace_id = ? and hash = ?',
      [workspaceId, hash],
    );
    if (!row) throw new VoronkaError('Flow.NodeMissing', 'the pinned bundle is not stored');
    const bundle: Bundle = { hash, content: JSON.parse(row.canonical) as BundleContent };
    this.bundles.set(key, bundle);
    const oldest = this.bundles.keys().next().value;
    if (this.bundles.size > keepAtMost && oldest !== undefined) this.bundles.delete(oldest);
    return bundle;
  }
}
