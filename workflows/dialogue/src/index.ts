export { dialogueWorkflow } from './dialogue.workflow.ts';
