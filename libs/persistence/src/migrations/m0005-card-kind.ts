import { Migration } from '@mikro-orm/migrations';

/** A dialogue's card may be a deal; cards made before this are leads. */
export class M0005CardKind extends Migration {
  override up(): void {
    this.addSql(
      `alter table dialogues
         add column card_kind text not null default 'lead' check (card_kind in ('lead', 'deal'))`,
    );
  }
}
