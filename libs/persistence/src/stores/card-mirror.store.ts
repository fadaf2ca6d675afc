import type {
  ChangeVersion,
  CrmCardKind,
  CrmCardMirror,
  CrmCardRef,
  MirroredCard,
  MirroredChange,
} from '@voronka/contracts';
import type { Database } from '../orm.ts';
import { iso } from '../read/values.ts';
import { firstRow, rows } from './sql.ts';

type Field = keyof MirroredChange;

interface MirrorRow {
  card_kind: CrmCardKind;
  card_id: string;
  fields: MirroredChange;
  /** When each field was written or told last. */
  versions: Partial<Record<Field, ChangeVersion>>;
  created_at: Date | string;
}

/** Most cards of one contact that are looked at. */
const mostOfContact = 50;

/** Whether a change is newer than what is there: by its number where both have one, else by its time. */
function isNewer(known: ChangeVersion | undefined, given: ChangeVersion): boolean {
  if (known === undefined) return true;
  if (known.version !== null && given.version !== null) return given.version > known.version;
  return given.at > known.at;
}

function toCard({ card_kind: kind, card_id: id, fields, versions, created_at }: MirrorRow): MirroredCard {
  const { externalKey = null, statusId = null, responsibleId = null, contactId = null, tags = [], gone } = fields;
  const createdAt = iso(created_at);
  const updatedAt = Object.values(versions).reduce((newest, { at }) => (at > newest ? at : newest), '') || createdAt;
  const known = { kind, id, externalKey, statusId, responsibleId, contactId, tags, gone: gone ?? false };
  return { ...known, createdAt, updatedAt, stageChangedAt: versions.statusId?.at ?? null };
}

/** {@link CrmCardMirror} in PostgreSQL; the row's lock puts changes that come at the same time in a row. */
export class PostgresCardMirrorStore implements CrmCardMirror {
  constructor(private readonly database: Database) {}

  async read(integrationId: string, { kind, id }: CrmCardRef): Promise<MirroredCard | null> {
    const row = await firstRow<MirrorRow>(
      this.database.em.fork(),
      'select * from crm_card_mirror where integration_id = ? and card_kind = ? and card_id = ?',
      [integrationId, kind, id],
    );
    return row && toCard(row);
  }

  async findByKey(integrationId: string, kind: CrmCardKind, externalKey: string): Promise<MirroredCard | null> {
    const row = await firstRow<MirrorRow>(
      this.database.em.fork(),
      `select * from crm_card_mirror where integration_id = ? and card_kind = ? and fields->>'externalKey' = ?`,
      [integrationId, kind, externalKey],
    );
    return row && toCard(row);
  }

  async ofContact(integrationId: string, kind: CrmCardKind, contactId: string): Promise<MirroredCard[]> {
    const found = await rows<MirrorRow>(
      this.database.em.fork(),
      `select * from crm_card_mirror where integration_id = ? and card_kind = ? and fields->>'contactId' = ?
       order by created_at desc limit ?`,
      [integrationId, kind, contactId, mostOfContact],
    );
    return found.map(toCard);
  }

  async take(
    integrationId: string,
    card: CrmCardRef,
    change: MirroredChange,
    { at, version }: ChangeVersion,
  ): Promise<boolean> {
    const key = [integrationId, card.kind, card.id];
    return this.database.em.fork().transactional(async (em) => {
      await em.execute(
        `insert into crm_card_mirror (integration_id, card_kind, card_id, workspace_id)
         select id, ?, ?, workspace_id from integrations where id = ? on conflict do nothing`,
        [card.kind, card.id, integrationId],
      );
      const row = await firstRow<MirrorRow>(
        em,
        'select * from crm_card_mirror where integration_id = ? and card_kind = ? and card_id = ? for update',
        key,
      );
      if (!row) return false;
      const given = Object.entries(change).filter(([, value]) => value !== undefined) as [Field, unknown][];
      const newer = given.filter(([field]) => isNewer(row.versions[field], { at, version }));
      if (newer.length === 0) return false;
      // A write of ours that tells no number leaves the last one, by which what comes late is still known.
      const versions = newer.map(([field]) => [
        field,
        { at, version: version ?? row.versions[field]?.version ?? null },
      ]);
      await em.execute(
        `update crm_card_mirror set fields = fields || ?::jsonb, versions = versions || ?::jsonb
         where integration_id = ? and card_kind = ? and card_id = ?`,
        [JSON.stringify(Object.fromEntries(newer)), JSON.stringify(Object.fromEntries(versions)), ...key],
      );
      return true;
    });
  }
}
