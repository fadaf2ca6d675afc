import { Migration } from '@mikro-orm/migrations';

/**
 * What an incident says is missing in the CRM: whichever dialogues come upon it, one incident tells of it until it is settled. Who
 * a missing user is stays known after the manager was linked to another.
 */
export class M0016IncidentMissing extends Migration {
  override up(): void {
    this.addSql(
      `alter table incidents add column integration_id uuid references integrations on delete set null,
         add column missing text, add column missing_name text`,
    );
    this.addSql(
      `create unique index incidents_missing on incidents (integration_id, code, missing)
       where state = 'open' and missing is not null`,
    );
  }
}
