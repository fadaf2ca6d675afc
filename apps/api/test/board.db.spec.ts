import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { boardSchema } from '@voronka/contracts';
import type { Board, BoardCard } from '@voronka/contracts';
import { demoIds } from '@voronka/persistence';
import { decideAll } from './assistant.ts';
import type { Browser } from './browser.ts';
import { startTestApi } from './test-api.ts';
import type { TestApi } from './test-api.ts';
import { Visitor } from './visitor.ts';

const path = `/api/funnels/${demoIds.funnel}/board`;

let api: TestApi;
let admin: Browser;
let manager: Browser;
beforeAll(async () => {
  api = await startTestApi();
  [admin, manager] = [await api.logIn('admin'), await api.logIn('manager')];
});
afterAll(() => api.stop());

const sql = <Row extends object>(text: string, params: unknown[] = []) =>
  api.orm.em.fork().execute<Row[]>(text, params);

async function board(query: Record<string, string> = {}, browser = admin): Promise<Board> {
  const search = new URLSearchParams(query).toString();
  return boardSchema.parse((await browser.expect(200, 'GET', `${path}?${search}`)).body);
}

const column = ({ columns }: Board, key: string) => columns.find((one) => one.key === key);
const idsIn = (shown: Board, key: string) => column(shown, key)?.cards.map(({ dialogueId }) => dialogueId) ?? [];
const cardIn = (shown: Board, dialogueId: string): BoardCard | undefined =>
  shown.columns.flatMap(({ cards }) => cards).find((card) => card.dialogueId === dialogueId);

let leads = 0;
/** A dialogue whose card stands there. */
async function cardAt(stageKey: string, leadState = 'open'): Promise<string> {
  const visitor = await Visitor.agreed(api);
  await visitor.say('Сколько стоит?');
  const id = await visitor.dialogueId();
  await decideAll(api, id);
  leads += 1;
  await sql('update dialogues set lead_id = ?, lead_state = ?, stage_key = ? where id = ?', [
    String(leads),
    leadState,
    stageKey,
    id,
  ]);
  return id;
}

const move = (dialogueId: string, from: string, to: string, id: string = randomUUID()) => ({
  id,
  dialogueId,
  from,
  to,
});

/** What the worker would report of the card's last step. */
async function stepEnds(dialogueId: string, status: 'done' | 'failed', code: string | null = null): Promise<void> {
  await sql(
    `update steps set status = ?, code = ?, finished_at = now()
     where dialogue_id = ? and kind = 'moveStage' and finished_at is null`,
    [status, code, dialogueId],
  );
}

describe('the board', () => {
  it('has the funnel’s stages as columns, each with its status in the CRM or the mark that it has none', async () => {
    await sql(`delete from stage_mappings where stage_key = 'decision'`);
    await sql(
      `insert into crm_stage_lists (integration_id, card_kind, workspace_id, stages) values (?, 'lead', ?, ?::jsonb)`,
      [
        demoIds.integration,
        demoIds.workspace,
        JSON.stringify([{ id: 'NEW', name: 'Новый лид', funnel: null, sort: 1, semantics: 'open' }]),
      ],
    );
    const shown = await board();
    expect(shown.columns.map(({ key }) => key)).toEqual([
      'unsorted',
      'firstContact',
      'negotiation',
      'decision',
      'won',
      'lost',
    ]);
    expect(column(shown, 'unsorted')?.statuses).toMatchObject([{ statusId: 'NEW', statusName: 'Новый лид' }]);
    expect(column(shown, 'firstContact')?.statuses).toMatchObject([{ statusId: 'UC_CONTACT', statusName: null }]);
    expect(column(shown, 'decision')?.statuses).toMatchObject([{ statusId: null, statusName: null }]);
  });

  it('shows a card in its stage, the latest that came there first, and since when', async () => {
    const first = await cardAt('unsorted');
    const second = await cardAt('unsorted');
    expect(idsIn(await board(), 'unsorted')).toEqual([second, first]);
    await sql(`update dialogues set stage_since = now() - interval '3 days' where id = ?`, [second]);
    expect(idsIn(await board(), 'unsorted')).toEqual([first, second]);
    await sql('update dialogues set unread = 7 where id = ?', [second]);
    const waited = Date.now() - Date.parse(cardIn(await board(), second)?.stageSince ?? '');
    expect(Math.round(waited / 86_400_000)).toBe(3);
    await sql(`update dialogues set stage_key = 'firstContact' where id = ?`, [second]);
    const moved = cardIn(await board(), second);
    expect(moved?.stageKey).toBe('firstContact');
    expect(Date.now() - Date.parse(moved?.stageSince ?? '')).toBeLessThan(60_000);
  });

  it('counts exactly what can be read of each column, however much is asked for at once', async () => {
    for (let i = 0; i < 5; i += 1) await cardAt('negotiation');
    const all = await board();
    for (const { count, cards } of all.columns) expect(cards).toHaveLength(count);
    const little = await board({ limit: '1', take: 'negotiation:3' });
    expect(column(little, 'negotiation')?.count).toBe(5);
    expect(idsIn(little, 'negotiation')).toEqual(idsIn(all, 'negotiation').slice(0, 3));
    expect(idsIn(little, 'unsorted')).toHaveLength(1);
  });

  it('leaves out what has no card, whose card is gone, and what was closed long ago', async () => {
    const visitor = await Visitor.agreed(api);
    await visitor.say('Добрый день');
    const without = await visitor.dialogueId();
    const [gone, closed, old] = [await cardAt('unsorted'), await cardAt('won', 'won'), await cardAt('lost', 'lost')];
    await sql('update dialogues set card_gone = true where id = ?', [gone]);
    await sql(`update dialogues set stage_since = now() - interval '31 days' where id = ?`, [old]);
    const shown = await board();
    expect([without, gone, old].map((id) => cardIn(shown, id))).toEqual([undefined, undefined, undefined]);
    expect(idsIn(shown, 'won')).toEqual([closed]);
    expect(column(shown, 'lost')?.count).toBe(0);
    expect(shown.withoutCard).toBeGreaterThanOrEqual(1);
  });

  it('narrows to a responsible, a channel and what is searched for, numbers and cards alike', async () => {
    const mine = await cardAt('decision');
    await cardAt('decision');
    await sql(
      `update dialogues set manager_id = ?, client_name = 'Ирина', client_phone = '+79161234567' where id = ?`,
      [demoIds.manager, mine],
    );
    const filters: Record<string, string>[] = [
      { manager: demoIds.manager },
      { search: 'ирин' },
      { search: '8 916 123-45-67' },
      { search: cardIn(await board(), mine)?.card.id ?? '' },
    ];
    for (const filter of filters) {
      const shown = await board(filter);
      expect(idsIn(shown, 'decision')).toEqual([mine]);
      expect(column(shown, 'decision')?.count).toBe(1);
    }
    expect(cardIn(await board(), mine)?.responsible).toMatchObject({ id: demoIds.manager });
    expect(idsIn(await board({ manager: '-' }), 'decision')).toHaveLength(1);
    expect((await board({ channel: demoIds.webhookChannel })).columns.map(({ count }) => count)).toEqual([
      0, 0, 0, 0, 0, 0,
    ]);
  });

  it('shows each role that reads dialogues the same, and belongs to one workspace’s funnel', async () => {
    const seen = await board();
    expect(await board({}, manager)).toEqual(seen);
    expect(await board({}, await api.logIn('auditor'))).toEqual(seen);
    await admin.expectError('Request.NotFound', 'GET', `/api/funnels/${randomUUID()}/board`);
    for (const [query, field] of [
      ['take=negotiation', 'take'],
      ['limit=0', 'limit'],
      ['channel=site', 'channel'],
    ] as const) {
      const refused = await admin.expectError('Request.Invalid', 'GET', `${path}?${query}`);
      expect(refused.body.fields?.map((problem) => problem.path)).toEqual([field]);
    }
  });

  it('reads a column of thousands by its index', async () => {
    await sql(
      `insert into dialogues (id, workspace_id, channel_id, chat_key, bundle_hash, state, locale, next_position, lead_id, lead_state, stage_key)
       select gen_random_uuid(), d.workspace_id, d.channel_id, 'many-' || n, d.bundle_hash, d.state, d.locale, 2, 'many-' || n, 'open',
              case when n % 4 = 0 then 'firstContact' else 'lost' end
       from (select * from dialogues limit 1) d, generate_series(1, 12000) n`,
    );
    await sql(`update dialogues set stage_since = now() - interval '90 days' where stage_key = 'lost'`);
    const plan = await sql<{ 'QUERY PLAN': string }>(
      `explain select d.id from dialogues d where d.workspace_id = ? and d.lead_id is not null and not d.card_gone
         and d.lead_state = 'open' and d.stage_key = 'firstContact' order by d.stage_since desc, d.id desc limit 50`,
      [demoIds.workspace],
    );
    const text = plan.map((line) => line['QUERY PLAN']).join('\n');
    expect(text).toContain('dialogues_board');
    expect(text).not.toMatch(/Sort|Seq Scan/);
    const began = Date.now();
    const shown = await board({ take: 'firstContact:1000' });
    expect(column(shown, 'firstContact')?.count).toBeGreaterThanOrEqual(3000);
    expect(idsIn(shown, 'firstContact')).toHaveLength(1000);
    expect(column(shown, 'lost')?.count).toBe(0);
    expect(Date.now() - began).toBeLessThan(5_000);
    await sql(`delete from dialogues where chat_key like 'many-%'`);
  }, 60_000);
});

describe('moving a card', () => {
  it('waits until the CRM has it, and tells everyone who looks where it goes', async () => {
    const id = await cardAt('firstContact');
    const wish = move(id, 'firstContact', 'negotiation');
    await manager.expect(204, 'POST', `${path}/moves`, wish);
    const waiting = { id: wish.id, to: 'negotiation', state: 'waiting', code: null };
    expect(cardIn(await board(), id)).toMatchObject({ stageKey: 'firstContact', move: waiting });
    await decideAll(api, id);
    expect(cardIn(await board(), id)).toMatchObject({ stageKey: 'firstContact', move: waiting });
    await stepEnds(id, 'done');
    await sql(`update dialogues set stage_key = 'negotiation' where id = ?`, [id]);
    expect(cardIn(await board(), id)).toMatchObject({ stageKey: 'negotiation', move: null });
  });

  it('is done once, however often it is sent', async () => {
    const id = await cardAt('firstContact');
    const wish = move(id, 'firstContact', 'negotiation');
    await manager.expect(204, 'POST', `${path}/moves`, wish);
    await manager.expect(204, 'POST', `${path}/moves`, wish);
    expect(await sql(`select 1 from inbox where dialogue_id = ? and kind = 'cardMoved'`, [id])).toHaveLength(1);
  });

  it('says that it waits while the integration is switched off', async () => {
    const id = await cardAt('firstContact');
    await sql('update integrations set enabled = false');
    try {
      await manager.expect(204, 'POST', `${path}/moves`, move(id, 'firstContact', 'won'));
      await decideAll(api, id);
      const shown = await board();
      expect(shown.integrations).toMatchObject([{ enabled: false }]);
      expect(cardIn(shown, id)?.move).toMatchObject({ to: 'won', state: 'waiting', code: 'Crm.Paused' });
      expect(cardIn(shown, id)?.move?.message?.ru).toContain('выключена');
    } finally {
      await sql('update integrations set enabled = true');
    }
  });

  it('leaves the card where it was when the CRM refuses, with the reason', async () => {
    const id = await cardAt('firstContact');
    const wish = move(id, 'firstContact', 'won');
    await manager.expect(204, 'POST', `${path}/moves`, wish);
    await decideAll(api, id);
    await stepEnds(id, 'failed', 'Crm.Rejected');
    const refused = { id: wish.id, state: 'refused', code: 'Crm.Rejected' };
    expect(cardIn(await board(), id)).toMatchObject({ stageKey: 'firstContact', move: refused });
    await manager.expect(204, 'POST', `${path}/moves`, move(id, 'firstContact', 'negotiation'));
    expect(cardIn(await board(), id)?.move).toMatchObject({ state: 'waiting', to: 'negotiation' });
  });

  it('of two people, the later one learns that the card stands elsewhere', async () => {
    const id = await cardAt('firstContact');
    await manager.expect(204, 'POST', `${path}/moves`, move(id, 'firstContact', 'negotiation'));
    await admin.expectError('Board.CardElsewhere', 'POST', `${path}/moves`, move(id, 'firstContact', 'won'));
    await admin.expect(204, 'POST', `${path}/moves`, move(id, 'negotiation', 'won'));
    expect(cardIn(await board(), id)?.move).toMatchObject({ to: 'won' });
  });

  it('is refused at once where it is known that the card cannot go there', async () => {
    const id = await cardAt('firstContact');
    const refused = (code: string, wish: object) => manager.expectError(code, 'POST', `${path}/moves`, wish);
    await refused('Board.StageNotInFlow', move(id, 'firstContact', 'measuring'));
    await refused('Dialogue.Unknown', move(randomUUID(), 'firstContact', 'won'));
    await sql('update dialogues set lead_id = null where id = ?', [id]);
    await refused('Board.NoCard', move(id, 'firstContact', 'won'));
    await sql(`update dialogues set lead_id = '900' where id = ?`, [id]);
    await sql(`update integrations set kind = 'amocrmLite'`);
    await refused('Crm.NotSupported', move(id, 'firstContact', 'won'));
    await sql(`update integrations set kind = 'bitrix24'`);
    await sql(`update assistants set mode = 'withoutCrm'`);
    await refused('Board.AssistantForbids', move(id, 'firstContact', 'won'));
    await sql(`update assistants set mode = 'movesStages'`);
    const elsewhere = `/api/funnels/${randomUUID()}/board/moves`;
    await manager.expectError('Dialogue.Unknown', 'POST', elsewhere, move(id, 'firstContact', 'won'));
    expect(await sql(`select 1 from inbox where dialogue_id = ? and kind = 'cardMoved'`, [id])).toEqual([]);
    await manager.expect(204, 'POST', `${path}/moves`, move(id, 'firstContact', 'won'));
  });

  it('is not for auditors', async () => {
    const id = await cardAt('firstContact');
    const auditor = await api.logIn('auditor');
    await auditor.expectError('Auth.Forbidden', 'POST', `${path}/moves`, move(id, 'firstContact', 'won'));
  });
});
