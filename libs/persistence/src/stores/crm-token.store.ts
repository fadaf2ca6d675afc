import { UniqueConstraintViolationException } from '@mikro-orm/postgresql';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { CrmTokens, CrmTokenStore, TokenDecision } from '@voronka/contracts';
import { VoronkaError } from '@voronka/contracts';
import type { SecretBox } from '@voronka/platform';
import type { Database } from '../orm.ts';
import { secretPlace } from './secret.directories.ts';
import { firstRow, rows } from './sql.ts';

interface TokenRow {
  sealed: string;
}

/** Tokens of installed applications in PostgreSQL, sealed. The row's lock makes one process at a time renew them. */
export class PostgresCrmTokenStore implements CrmTokenStore {
  constructor(
    private readonly database: Database,
    private readonly secrets: SecretBox,
  ) {}

  async read(integrationId: string): Promise<CrmTokens | null> {
    const row = await firstRow<TokenRow>(
      this.database.em.fork(),
      'select sealed from crm_tokens where integration_id = ? and lost_at is null',
      [integrationId],
    );
    return row ? this.open(row, integrationId) : null;
  }

  async keep(integrationId: string, tokens: CrmTokens): Promise<void> {
    const memberId = tokens.portal?.memberId ?? null;
    try {
      await this.database.em.fork().transactional(async (em) => {
        await em.execute(
          `insert into crm_tokens (integration_id, workspace_id, sealed, expires_at, member_id)
           select id, workspace_id, ?, ?, ? from integrations where id = ?
           on conflict (integration_id) do update
             set sealed = excluded.sealed, expires_at = excluded.expires_at, member_id = excluded.member_id,
                 renewed_at = now(), lost_at = null`,
          [this.seal(tokens, integrationId), tokens.expiresAt, memberId, integrationId],
        );
        await followPortal(em, integrationId, tokens);
      });
    } catch (error) {
      if (!(error instanceof UniqueConstraintViolationException)) throw error;
      throw new VoronkaError(
        'Request.Conflict',
        'another integration is joined with this portal',
        {},
        { cause: error },
      );
    }
  }

  /** Key of the account that the tokens are or were for; null where none were kept, or the CRM tells no key. */
  async memberOf(integrationId: string): Promise<string | null> {
    const row = await firstRow<{ member_id: string | null }>(
      this.database.em.fork(),
      'select member_id from crm_tokens where integration_id = ?',
      [integrationId],
    );
    return row?.member_id ?? null;
  }

  async renew(integrationId: string, decide: (stored: CrmTokens) => Promise<TokenDecision>): Promise<CrmTokens | null> {
    return this.database.em.fork().transactional(async (em) => {
      const row = await firstRow<TokenRow>(
        em,
        'select sealed from crm_tokens where integration_id = ? and lost_at is null for update',
        [integrationId],
      );
      if (!row) return null;
      const stored = this.open(row, integrationId);
      const decision = await decide(stored);
      if (decision === 'stays') return stored;
      if (decision === 'lost') {
        await em.execute('update crm_tokens set lost_at = now() where integration_id = ?', [integrationId]);
        return null;
      }
      const { renewed } = decision;
      await em.execute(
        'update crm_tokens set sealed = ?, expires_at = ?, renewed_at = now() where integration_id = ?',
        [this.seal(renewed, integrationId), renewed.expiresAt, integrationId],
      );
      await followPortal(em, integrationId, renewed);
      return renewed;
    });
  }

  /** Integrations that are on and whose tokens nobody has renewed since a moment: unused, they end for good. */
  async unusedSince(moment: Date): Promise<string[]> {
    const found = await rows<{ integration_id: string }>(
      this.database.em.fork(),
      `select t.integration_id from crm_tokens t join integrations i on i.id = t.integration_id
       where i.enabled and t.lost_at is null and t.renewed_at < ? order by t.renewed_at`,
      [moment.toISOString()],
    );
    return found.map((row) => row.integration_id);
  }

  private seal(tokens: CrmTokens, integrationId: string): string {
    return this.secrets.seal(JSON.stringify(tokens), secretPlace.crmTokens(integrationId));
  }

  private open({ sealed }: TokenRow, integrationId: string): CrmTokens {
    return JSON.parse(this.secrets.open(sealed, secretPlace.crmTokens(integrationId))) as CrmTokens;
  }
}

/** Where people open a portal is where it is called: after a renaming, links to cards lead to its new name. */
async function followPortal(em: EntityManager, integrationId: string, { portal }: CrmTokens): Promise<void> {
  if (!portal) return;
  const { origin } = new URL(portal.endpoint);
  await em.execute(
    `update integrations set settings = settings || jsonb_build_object('portalUrl', ?::text)
     where id = ? and settings->>'portalUrl' is distinct from ?`,
    [origin, integrationId, origin],
  );
}
