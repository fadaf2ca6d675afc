import type { EntityManager } from '@mikro-orm/postgresql';
import { errorTexts, isErrorCode } from '@voronka/contracts';
import type { CrmWatchSetup } from '@voronka/contracts';
import type { IntegrationKind, LocalizedText } from '@voronka/domain';
import { rows } from '../stores/sql.ts';
import { iso, isoOrNull } from './values.ts';

interface WatchRow {
  integration_id: string;
  kind: IntegrationKind;
  has_key: boolean;
  has_token: boolean;
  last_hook_at: string | null;
  every_minutes: number;
  running: boolean;
  run_started_at: string | null;
  run_finished_at: string | null;
  run_checked: number;
  run_changes: number;
  run_code: string | null;
  waiting: string;
}

type HookState = CrmWatchSetup['hook']['state'];

const hookTexts: Readonly<Record<HookState, LocalizedText>> = {
  unreachable: {
    ru: 'PUBLIC_URL не задан: вебхуки CRM до нас не дойдут. Изменения находит опрос CRM.',
    en: 'PUBLIC_URL is not set: webhooks of the CRM cannot arrive. Changes are found by asking the CRM.',
  },
  notSet: {
    ru: 'Вебхук не настроен. Создайте адрес, укажите его в CRM и впишите её токен; пока изменения находит опрос.',
    en: 'The webhook is not set up. Make an address, enter it in the CRM and give us its token; until then the CRM is asked.',
  },
  waiting: {
    ru: 'Вебхук настроен, но ещё ни разу не пришёл. Измените любую карточку в CRM, чтобы проверить.',
    en: 'The webhook is set up, and none has come yet. Change any card in the CRM to try it.',
  },
  silent: {
    ru: 'Опрос нашёл изменения, о которых вебхуки не сообщили. Проверьте вебхук в CRM.',
    en: 'Asking the CRM found changes that no webhook told of. Check the webhook in the CRM.',
  },
  working: { ru: 'Вебхуки приходят.', en: 'Webhooks arrive.' },
};

function hookStateOf(row: WatchRow | undefined, hooksCanArrive: boolean): HookState {
  const came = row?.last_hook_at ?? null;
  if (came === null && !hooksCanArrive) return 'unreachable';
  // Only Bitrix24 proves by a token where its webhooks come from.
  if (!row?.has_key || (row.kind === 'bitrix24' && !row.has_token)) return hooksCanArrive ? 'notSet' : 'unreachable';
  const missed = row.run_changes > 0 && row.run_started_at !== null;
  if (missed && (came === null || iso(came) < iso(row.run_started_at ?? came))) return 'silent';
  return came === null ? 'waiting' : 'working';
}

/** How every integration of a workspace is watched, by its id. @param options whether a CRM can reach us at all */
export async function readWatches(
  em: EntityManager,
  workspaceId: string,
  { hooksCanArrive }: { hooksCanArrive: boolean },
): Promise<(integrationId: string) => CrmWatchSetup> {
  const found = await rows<WatchRow>(
    em,
    `select w.integration_id, g.kind, w.hook_key_hash is not null as has_key, w.hook_token is not null as has_token,
            w.last_hook_at, w.every_minutes, coalesce(w.lease_until > now(), false) or w.asked_at is not null as running,
            w.run_started_at, w.run_finished_at, w.run_checked, w.run_changes, w.run_code,
            (select count(*) from crm_hints h where h.integration_id = w.integration_id) as waiting
     from crm_watches w join integrations g on g.id = w.integration_id where w.workspace_id = ?`,
    [workspaceId],
  );
  return (integrationId) => {
    const row = found.find((one) => one.integration_id === integrationId);
    const state = hookStateOf(row, hooksCanArrive);
    return {
      hook: { state, message: hookTexts[state], lastAt: isoOrNull(row?.last_hook_at ?? null) },
      everyMinutes: row?.every_minutes ?? 5,
      waiting: Number(row?.waiting ?? 0),
      running: row?.running ?? false,
      lastRun: row?.run_started_at ? lastRunOf(row, row.run_started_at) : null,
    };
  };
}

function lastRunOf(row: WatchRow, startedAt: string): NonNullable<CrmWatchSetup['lastRun']> {
  const { run_code: code } = row;
  return {
    startedAt: iso(startedAt),
    finishedAt: isoOrNull(row.run_finished_at),
    checked: row.run_checked,
    changes: row.run_changes,
    code,
    message: isErrorCode(code) ? errorTexts[code] : null,
  };
}
