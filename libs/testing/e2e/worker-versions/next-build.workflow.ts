import { patched } from '@temporalio/workflow';
import type { DialogueInputV1 } from '@voronka/contracts/workflow';
import { dialogueWorkflow as released } from '@voronka/workflow-dialogue';

/** Id of the patch that dialogues of the next build begin with. */
export const nextBuildPatch = 'e2e-next-build';

/** The next build of the dialogue workflow: it changes what new dialogues do, behind a named patch. */
export async function dialogueWorkflow(input: DialogueInputV1): Promise<void> {
  patched(nextBuildPatch);
  await released(input);
}
