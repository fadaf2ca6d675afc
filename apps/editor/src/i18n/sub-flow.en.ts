import type { subFlowRu } from './sub-flow.ru.ts';
import type { EnglishOf } from './texts.types.ts';

/** Texts about looking into a flow that another one runs, in English. */
export const subFlowEn: EnglishOf<typeof subFlowRu> = {
  title: 'What is inside',
  unfold: 'Unfold',
  fold: 'Fold',
  open: 'Open the flow',
  canvas: 'Flow “{{name}}”',
  back: 'To the flow that runs it',
};
