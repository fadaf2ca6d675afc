import { initialDialogueState } from './dialogue/dialogue-state.ts';

export const fresh = initialDialogueState('ru');
