import type { EntityManager } from '@mikro-orm/postgresql';
import { isErrorCode } from '@voronka/contracts';
import type { CrmWatchSetup } from '@voronka/contracts';
import type { IntegrationKind } from '@voronka/domain';
import { rows } from '../stores/sql.ts';
import { hookTextOf, hookWayOf, runTextOf } from './crm-hook-texts.ts';
import { iso, isoOrNull } from './values.ts';

interface WatchRow {
  integration_id: string;
  has_key: boolean;
  has_token: boolean;
  last_hook_at: string | null;
  subscribed_at: string | null;
  subscription_code: string | null;
  resubscribed_at: string | null;
  every_minutes: number;
  running: boolean;
  run_started_at: string | null;
  run_finished_at: string | null;
  run_checked: number;
  run_changes: number;
  run_code: string | null;
  waiting: string;
}

type Hook = CrmWatchSetup['hook'];

/** What of an integration decides how it is watched. */
interface WatchedIntegration {
  id: string;
  kind: IntegrationKind;
  settings: { clientId?: string };
}

/** Whether the CRM knows where to send its webhooks; null: it does. */
function lackOf(row: WatchRow | undefined, setUp: Hook['setUp'], hooksCanArrive: boolean): Hook['state'] | null {
  if (setUp === 'never') return 'none';
  // It may stand beside us, where no public address is needed; its signature is checked by its secret.
  if (setUp === 'signed') return row?.has_key ? null : 'notSet';
  if (!row) return hooksCanArrive ? 'notSet' : 'unreachable';
  if (setUp === 'byItself') {
    if (!hooksCanArrive) return 'unreachable';
    if (row.subscription_code !== null) return 'refused';
    return row.has_key && row.subscribed_at !== null ? null : 'notSet';
  }
  if (row.last_hook_at === null && !hooksCanArrive) return 'unreachable';
  // Bitrix24 proves by a token where its webhooks come from.
  if (row.has_key && row.has_token) return null;
  return hooksCanArrive ? 'notSet' : 'unreachable';
}

function hookStateOf(row: WatchRow | undefined, setUp: Hook['setUp'], hooksCanArrive: boolean): Hook['state'] {
  const lack = lackOf(row, setUp, hooksCanArrive);
  if (lack !== null || !row) return lack ?? 'notSet';
  const { last_hook_at: came, run_started_at: asked } = row;
  const missed = row.run_changes > 0 && asked !== null;
  if (missed && (came === null || iso(came) < iso(asked))) return 'silent';
  return came === null ? 'waiting' : 'working';
}

/** How every integration of a workspace is watched. @param options whether a CRM can reach us at all */
export async function readWatches(
  em: EntityManager,
  workspaceId: string,
  { hooksCanArrive }: { hooksCanArrive: boolean },
): Promise<(integration: WatchedIntegration) => CrmWatchSetup> {
  const found = await rows<WatchRow>(
    em,
    `select w.integration_id, w.hook_key_hash is not null as has_key, w.hook_token is not null as has_token,
            w.last_hook_at, w.subscribed_at, w.subscription_code, w.resubscribed_at,
            w.every_minutes, coalesce(w.lease_until > now(), false) or w.asked_at is not null as running,
            w.run_started_at, w.run_finished_at, w.run_checked, w.run_changes, w.run_code,
            (select count(*) from crm_hints h where h.integration_id = w.integration_id) as waiting
     from crm_watches w where w.workspace_id = ?`,
    [workspaceId],
  );
  return ({ id, kind, settings }) => {
    const row = found.find((one) => one.integration_id === id);
    const setUp = hookWayOf(kind, settings.clientId !== undefined);
    const state = hookStateOf(row, setUp, hooksCanArrive);
    return {
      hook: {
        state,
        message: hookTextOf(state, setUp),
        setUp,
        hasAddress: row?.has_key ?? false,
        lastAt: isoOrNull(row?.last_hook_at ?? null),
        subscribedAt: isoOrNull(row?.subscribed_at ?? null),
        resubscribedAt: isoOrNull(row?.resubscribed_at ?? null),
      },
      everyMinutes: row?.every_minutes ?? 5,
      waiting: Number(row?.waiting ?? 0),
      running: row?.running ?? false,
      lastRun: row?.run_started_at ? lastRunOf(row, row.run_started_at, setUp) : null,
    };
  };
}

function lastRunOf(row: WatchRow, startedAt: string, setUp: Hook['setUp']): NonNullable<CrmWatchSetup['lastRun']> {
  const { run_code: code } = row;
  return {
    startedAt: iso(startedAt),
    finishedAt: isoOrNull(row.run_finished_at),
    checked: row.run_checked,
    changes: row.run_changes,
    code,
    message: isErrorCode(code) ? runTextOf(code, setUp) : null,
  };
}
