import type { CrmCardMirror, CrmCardRef, MirroredCard } from '@voronka/contracts';

/** {@link CrmCardMirror} in memory that takes every change for a newer one. */
export class MemoryMirror implements CrmCardMirror {
  readonly #cards = new Map<string, MirroredCard>();

  read(_integrationId: string, { kind, id }: CrmCardRef): Promise<MirroredCard | null> {
    return Promise.resolve(this.#cards.get(`${kind}:${id}`) ?? null);
  }

  findByKey(_integrationId: string, kind: MirroredCard['kind'], externalKey: string): Promise<MirroredCard | null> {
    const found = [...this.#cards.values()].find((card) => card.kind === kind && card.externalKey === externalKey);
    return Promise.resolve(found ?? null);
  }

  ofContact(_integrationId: string, kind: MirroredCard['kind'], contactId: string): Promise<MirroredCard[]> {
    const all = [...this.#cards.values()].filter((card) => card.kind === kind && card.contactId === contactId);
    return Promise.resolve(all.reverse());
  }

  take: CrmCardMirror['take'] = (_integrationId, { kind, id }, change, { at }) => {
    const empty = { externalKey: null, statusId: null, responsibleId: null, contactId: null, tags: [], gone: false };
    const known = this.#cards.get(`${kind}:${id}`) ?? { ...empty, createdAt: at, stageChangedAt: null };
    const moved = change.statusId === undefined ? {} : { stageChangedAt: at };
    this.#cards.set(`${kind}:${id}`, { ...known, ...change, ...moved, kind, id, updatedAt: at });
    return Promise.resolve(true);
  };

  reset(): void {
    this.#cards.clear();
  }
}
