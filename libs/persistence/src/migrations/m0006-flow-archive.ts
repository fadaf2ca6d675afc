import { Migration } from '@mikro-orm/migrations';

/** A flow that nothing uses can be put away without losing it. */
export class M0006FlowArchive extends Migration {
  override up(): void {
    this.addSql('alter table flows add column archived_at timestamptz(3)');
  }
}
