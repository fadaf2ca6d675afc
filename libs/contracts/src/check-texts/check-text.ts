import type { LocalizedText } from '@voronka/domain';
import type { CheckState } from '../connection-check.schema.ts';

/** What people read of one finding; `{name}` stands for a fact. */
export interface CheckText {
  state: CheckState;
  why: LocalizedText;
  /** What to do; null when there is nothing to do. */
  todo: LocalizedText | null;
}
