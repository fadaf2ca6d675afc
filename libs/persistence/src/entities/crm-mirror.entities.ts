import { defineEntity, p } from '@mikro-orm/postgresql';
import type { ChangeVersion, MirroredChange } from '@voronka/contracts';

/** A card of a CRM that is joined by webhooks, as it was written or told last. */
export const CrmCardMirrorEntity = defineEntity({
  name: 'CrmCardMirror',
  tableName: 'crm_card_mirror',
  properties: {
    integrationId: p.uuid().primary(),
    cardKind: p.text().$type<'lead' | 'deal'>().primary(),
    cardId: p.text().primary(),
    workspaceId: p.uuid(),
    fields: p.json<MirroredChange>(),
    /** When each field was written or told last, by the CRM's clock. */
    versions: p.json<Partial<Record<keyof MirroredChange, ChangeVersion>>>(),
    createdAt: p.datetime(3).defaultRaw('now()'),
  },
});
