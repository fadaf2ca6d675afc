export { newPerson } from './person.ts';
export type { ScenarioPerson } from './person.ts';
export { assistantLines, dialogueOfMessage, goodEnd, observe, priceQuestion, untilSettled } from './observe.ts';
export type { Observed } from './observe.ts';
export { flowOf, nodeOf, onFirstMessage, same, says } from './flows.ts';
export { letTimePass } from './time-travel.ts';
export { beginFlow, hears, nextWakeUp } from './play.ts';
export type { Played } from './play.ts';
