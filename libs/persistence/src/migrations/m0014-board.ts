import { Migration } from '@mikro-orm/migrations';

/**
 * What the funnel's board is read from: since when a card stands at its stage, and its columns in that order. A trigger
 * keeps the time, so that an old version which runs beside this one during an upgrade keeps it too.
 */
export class M0014Board extends Migration {
  override up(): void {
    this.addSql('alter table dialogues add column stage_since timestamptz(3)');
    this.addSql(
      `update dialogues d set stage_since = coalesce(
         greatest(
           (select max(s.finished_at) from steps s where s.dialogue_id = d.id and s.kind in ('createLead', 'moveStage')
              and s.status = 'done'),
           (select max(i.received_at) from inbox i where i.dialogue_id = d.id and i.kind = 'cardMoved')),
         d.updated_at)
       where d.stage_key is not null`,
    );
    this.addSql(
      `create function dialogues_note_stage() returns trigger language plpgsql as $note$
       begin
         new.stage_since := case when new.stage_key is null then null else now() end;
         return new;
       end $note$`,
    );
    this.addSql(
      `create trigger dialogues_stage before update of stage_key on dialogues for each row
         when (old.stage_key is distinct from new.stage_key) execute function dialogues_note_stage()`,
    );
    this.addSql(
      `create trigger dialogues_first_stage before insert on dialogues for each row
         when (new.stage_key is not null and new.stage_since is null) execute function dialogues_note_stage()`,
    );
    this.addSql(
      `create index dialogues_board on dialogues (workspace_id, stage_key, stage_since desc, id desc)
         include (channel_id, lead_state, manager_id) where lead_id is not null and not card_gone`,
    );
  }
}
