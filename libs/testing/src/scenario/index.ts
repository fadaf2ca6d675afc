export { newPerson } from './person.ts';
export type { ScenarioPerson } from './person.ts';
export { assistantLines, dialogueOfMessage, goodEnd, observe, priceQuestion, untilSettled } from './observe.ts';
export type { Observed } from './observe.ts';
