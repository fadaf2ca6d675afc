import type { Stage, StageMapping } from './funnel.ts';
import type { CrmStatus } from './suggest-mapping.ts';

/**
 * Whether a stage is bound. `vanished`: to a status that the CRM has no more; `unchecked`: to one, but the CRM's list is
 * not known.
 */
export type MappingMark = 'mapped' | 'unmapped' | 'vanished' | 'unchecked';

/**
 * What is doubtful about a bound stage: it closes cards where the status does not, or the other way round; another stage
 * has the same status.
 */
export type MappingDoubt = 'otherMeaning' | 'shared';

/** One stage of a funnel and how it stands to the CRM. */
export interface MappingRow {
  stageKey: string;
  statusId: string | null;
  mark: MappingMark;
  doubts: MappingDoubt[];
}

/**
 * Compares a mapping with what the CRM has.
 *
 * @param statuses null: the CRM's list has never been read
 * @returns a row per stage, in the order of the stages
 */
export function mappingRowsOf(
  stages: readonly Stage[],
  mapping: StageMapping,
  statuses: readonly CrmStatus[] | null,
): MappingRow[] {
  const used = stages.flatMap(({ key }) => mapping[key] ?? []);
  return stages.map(({ key, semantics }) => {
    const statusId = mapping[key] ?? null;
    if (statusId === null) return { stageKey: key, statusId, mark: 'unmapped', doubts: [] };
    const status = statuses?.find(({ id }) => id === statusId);
    const doubts: MappingDoubt[] = [];
    if (status && status.semantics !== semantics) doubts.push('otherMeaning');
    if (used.filter((id) => id === statusId).length > 1) doubts.push('shared');
    return { stageKey: key, statusId, mark: status ? 'mapped' : statuses ? 'vanished' : 'unchecked', doubts };
  });
}
