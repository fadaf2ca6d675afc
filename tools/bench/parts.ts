import { crmPart } from './crm/crm.part.ts';
import { decidePart } from './decide/decide.part.ts';
import { dialoguePart } from './dialogue/dialogue.part.ts';
import { editorPart } from './editor/editor.part.ts';
import { memoryPart } from './memory/memory.part.ts';
import type { Part } from './part.ts';
import { understandingPart } from './understanding.part.ts';

/** Everything that can be measured, in the order in which it runs. */
export const parts: readonly Part[] = [decidePart, understandingPart, dialoguePart, crmPart, memoryPart, editorPart];
