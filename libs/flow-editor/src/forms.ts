/** Forms of nodes and the condition builder, without what draws them. Kept apart from the canvas: it brings the schemas along. */
export { checkNode, keepable, problemAt, problemIn } from './forms/check-node.ts';
export type { FieldValues, FieldType, ShownField, ShownFieldOf } from './forms/form-field.ts';
export { nodeForms, shownFields, withField } from './forms/node-forms.ts';
export type { Problem } from './forms/problem.ts';
export type { KnownVariable } from './forms/sample-values.ts';
export { openVariable, previewOf, variablesFor, withVariable } from './forms/sample-values.ts';
export { byPriority, moved, movedTo, newCriterion, prioritised, withOutput } from './forms/lists.ts';
export {
  checkField,
  checkSlot,
  fieldAs,
  keyOf,
  keyProblem,
  newSlot,
  slotAs,
  slotKeyProblem,
  usersOfField,
  usersOfSlot,
  withOption,
} from './forms/declarations.ts';
export type { BuilderGroup, BuilderNode, Join, NewId } from './conditions/builder-tree.ts';
export { countingIds, fromBuilder, parentOf, partOf, partsOf, toBuilder } from './conditions/builder-tree.ts';
export type { Move, Wrapping } from './conditions/builder-edits.ts';
export {
  addPart,
  canUnwrap,
  changeLeaf,
  joinBy,
  movePart,
  removePart,
  replacePart,
  unwrapPart,
  wrapPart,
} from './conditions/builder-edits.ts';
export type { ConditionReading, JsonProblem } from './conditions/condition-json.ts';
export { conditionJson, readCondition } from './conditions/condition-json.ts';
export type { FactGroup, KnownFact, ValueEditor, ValueSource } from './conditions/leaf-editing.ts';
export {
  factGroupsOf,
  leafProblem,
  newLeaf,
  operatorsOf,
  valueEditorOf,
  withFact,
  withOperator,
} from './conditions/leaf-editing.ts';
