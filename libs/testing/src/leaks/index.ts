export { filesBelow, findLeaks } from './find-leaks.ts';
export type { Output } from './find-leaks.ts';
export { needlesOf, phoneSpellings } from './needles.ts';
export type { Needle } from './needles.ts';
