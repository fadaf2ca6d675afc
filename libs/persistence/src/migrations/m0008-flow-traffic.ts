import { Migration } from '@mikro-orm/migrations';

/**
 * What the numbers on a flow's canvas are counted from. A record is large and lies compressed; its ids of nodes and
 * connections, kept beside it by PostgreSQL itself, are small and cannot differ from it. Rewrites the tables once.
 */
export class M0008FlowTraffic extends Migration {
  override up(): void {
    this.addSql(
      `alter table decisions
         add column passed jsonb not null generated always as (jsonb_path_query_array(record, '$.path[*].nodeId')) stored,
         add column edges jsonb not null
           generated always as (jsonb_path_query_array(record, '$.path[*].edge.edgeId')) stored`,
    );
    this.addSql('create index decisions_when on decisions (workspace_id, created_at)');
    this.addSql(
      `alter table bundles add column flow_id text generated always as (canonical::jsonb ->> 'flowId') stored`,
    );
    this.addSql('create index bundles_of_flow on bundles (workspace_id, flow_id)');
    this.addSql(
      `alter table dialogues add column stands_at text
         generated always as (coalesce(state #>> '{position,nodeId}', state #>> '{parked,nodeId}')) stored`,
    );
    this.addSql(
      `create index dialogues_standing on dialogues (workspace_id, bundle_hash, stands_at)
         where closed is null and stands_at is not null`,
    );
  }
}
