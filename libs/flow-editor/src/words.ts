/** The canvas' words and icons without the canvas, for pages that do not draw. */
export {
  conditionInWords,
  factInWords,
  leafInWords,
  minutesInWords,
  nameOfValue,
  valueInWords,
  weekdaysInWords,
} from './specifications/words.ts';
export type { Declarations } from './specifications/words.ts';
export { iconOf, isNodeKind, settingsOf, summaryOf } from './specifications/specifications.ts';
export type { SettingLine, WordsContext } from './specifications/canvas-specification.ts';
