import type { StageMappingSetup } from '@voronka/contracts';
import { mappingRowsOf } from '@voronka/domain';
import type { MappingRow, StageMapping } from '@voronka/domain';

type Status = NonNullable<StageMappingSetup['statuses']>[number];

/** What a person has chosen and not saved yet: status by stage key, null for none. */
export type MappingChanges = Readonly<Record<string, string | null>>;

/** The rows as they would be saved. */
export function draftRows(
  mapping: StageMappingSetup,
  stages: Parameters<typeof mappingRowsOf>[0],
  changes: MappingChanges,
): MappingRow[] {
  return mappingRowsOf(stages, wishedMapping(mapping, changes), mapping.statuses);
}

/** The mapping as it would be saved. */
export function wishedMapping({ rows }: StageMappingSetup, changes: MappingChanges): StageMapping {
  const entries = rows.flatMap(({ stageKey, statusId }) => {
    const wished = stageKey in changes ? changes[stageKey] : statusId;
    return wished === null || wished === undefined ? [] : [[stageKey, wished] as const];
  });
  return Object.fromEntries(entries);
}

/** The choices that differ from what is saved. */
export function realChanges({ rows }: StageMappingSetup, changes: MappingChanges): MappingChanges {
  const saved = new Map(rows.map(({ stageKey, statusId }) => [stageKey, statusId]));
  return Object.fromEntries(
    Object.entries(changes).filter(([key, statusId]) => saved.has(key) && saved.get(key) !== statusId),
  );
}

/** One line of the suggestion. */
export interface Filling {
  stageKey: string;
  before: string | null;
  statusId: string;
  reason: NonNullable<StageMappingSetup['rows'][number]['suggestion']>['reason'];
}

/**
 * What the suggestion would fill in: stages without a status, or with one that vanished.
 *
 * @param replaces also those that have another status
 */
export function fillingsOf(mapping: StageMappingSetup, draft: readonly MappingRow[], replaces: boolean): Filling[] {
  return mapping.rows.flatMap(({ stageKey, suggestion }) => {
    const row = draft.find((one) => one.stageKey === stageKey);
    if (!row || !suggestion || row.statusId === suggestion.statusId) return [];
    const isFree = row.mark === 'unmapped' || row.mark === 'vanished';
    return isFree || replaces ? [{ stageKey, before: row.statusId, ...suggestion }] : [];
  });
}

/** Options of a status select. A status that is not in the list keeps its place under a name of its own. */
export function statusOptions(
  statuses: readonly Status[] | null,
  { statusId, groupName }: { statusId: string | null; groupName: string },
): { group: string; items: { value: string; label: string }[] }[] {
  const known = statuses ?? [];
  const funnels = [...new Set(known.map(({ funnel }) => funnel))];
  const groups = funnels.map((funnel) => ({
    group: funnel ?? '',
    items: known.filter((status) => status.funnel === funnel).map(({ id, name }) => ({ value: id, label: name })),
  }));
  const isKnown = statusId === null || known.some(({ id }) => id === statusId);
  return isKnown ? groups : [...groups, { group: groupName, items: [{ value: statusId, label: statusId }] }];
}

/** Name of a status; its id where the list does not have it. */
export function statusName(statuses: readonly Status[] | null, statusId: string): string {
  return statuses?.find(({ id }) => id === statusId)?.name ?? statusId;
}
