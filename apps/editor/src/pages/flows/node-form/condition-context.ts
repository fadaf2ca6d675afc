import { createContext, useContext } from 'react';
import type { BuilderNode, NewId } from '@voronka/flow-editor/forms';

/** What every part of a condition looks at. */
export interface ConditionContext {
  root: BuilderNode;
  newId: NewId;
  /** Whether the last condition can be deleted. */
  canBeNothing: boolean;
  /**
   * Takes over an edited tree.
   *
   * @param next null: nothing is left
   * @param focus the part that the keyboard goes on with: at its menu, or at a new comparison's fact
   */
  apply: (next: BuilderNode | null, focus?: string, at?: 'handle' | 'fact') => void;
}

/** The condition around a part. */
export const ConditionContextOfField = createContext<ConditionContext | null>(null);

/** The condition around a part. @throws Error outside of a condition */
export function useCondition(): ConditionContext {
  const condition = useContext(ConditionContextOfField);
  if (!condition) throw new Error('a part outside of a condition');
  return condition;
}
