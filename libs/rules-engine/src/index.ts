export { createEvaluator, FactMissingError } from './evaluator.ts';
export { ChoiceNotCompilableError } from './compile-choice.ts';
export { createDateParser } from './date-parser.ts';
export { createPhoneParser } from './phone-parser.ts';
export { checkPattern, textLimitBytes } from './text-operators.ts';
