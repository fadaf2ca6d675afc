import type { Account } from '../account.ts';
import type { ItemReader } from '../input/item-reader.ts';
import type { EntityName } from '../model.ts';

/**
 * The tags of a card after a request. `_embedded.tags` replaces the whole set; `tags_to_add` and `tags_to_delete`
 * change it. A name nobody has used yet makes a new tag.
 */
export function readTagIds(
  account: Account,
  entity: EntityName,
  current: readonly number[],
  reader: ItemReader,
): number[] {
  const replacing = reader.object('_embedded')?.objects('tags');
  const base = replacing ? idsOf(account, entity, replacing, true) : [...current];
  const added = idsOf(account, entity, reader.objects('tags_to_add') ?? [], true);
  const removed = new Set(idsOf(account, entity, reader.objects('tags_to_delete') ?? [], false));
  return [...new Set([...base, ...added])].filter((id) => !removed.has(id));
}

/** The tag of that name, ignoring case, or a new one. */
export function tagNamed(account: Account, entity: EntityName, name: string): number {
  return (findTag(account, entity, name) ?? account.tags.insert((id) => ({ id, entity, name }))).id;
}

function findTag(account: Account, entity: EntityName, name: string): { readonly id: number } | undefined {
  const wanted = name.toLowerCase();
  return account.tags.find((tag) => tag.entity === entity && tag.name.toLowerCase() === wanted);
}

function idsOf(account: Account, entity: EntityName, readers: readonly ItemReader[], create: boolean): number[] {
  return readers.flatMap((reader) => {
    const id = reader.integer('id');
    if (id !== undefined) {
      const known = account.tags.get(id)?.entity === entity;
      if (!known) reader.refuseChoice('id');
      return known ? [id] : [];
    }
    const name = reader.text('name')?.trim();
    if (!name) {
      reader.refuseMissing('name');
      return [];
    }
    if (create) return [tagNamed(account, entity, name)];
    return findTag(account, entity, name)?.id ?? [];
  });
}
