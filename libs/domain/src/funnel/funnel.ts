import type { LocalizedText } from '../flow/flow-graph.ts';

/** What a stage means for the episode: an open lead, a deal won, a deal lost. */
export type StageSemantics = 'open' | 'won' | 'lost';

/** A column of a funnel. `key` is stable and is what flows and mappings refer to. */
export interface Stage {
  key: string;
  name: LocalizedText;
  sort: number;
  semantics: StageSemantics;
}

/** The columns a lead moves through. */
export interface Funnel {
  id: string;
  name: LocalizedText;
  stages: Stage[];
}

/** Binds a funnel's stage keys to the CRM's status ids; a missing key is an unmapped column. */
export type StageMapping = Readonly<Record<string, string>>;

/** What a stage means for the card in it; a stage that the funnel does not have counts as open. */
export function semanticsOf({ stages }: Funnel, stageKey: string): StageSemantics {
  return stages.find(({ key }) => key === stageKey)?.semantics ?? 'open';
}

/**
 * Whether the assistant may move a card from one stage to another: forwards only, never out of a closed stage,
 * and never to where it already is.
 *
 * @param from key of the present stage, null while there is no lead
 * @param to key of the wished stage
 * @returns false also for a stage the funnel does not have
 */
export function isForwardMove(funnel: Funnel, from: string | null, to: string): boolean {
  const target = funnel.stages.find((stage) => stage.key === to);
  if (!target) return false;
  if (from === null) return true;
  const present = funnel.stages.find((stage) => stage.key === from);
  if (!present) return true;
  return present.semantics === 'open' && target.sort > present.sort;
}
