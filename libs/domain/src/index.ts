export type * from './flow/flow-graph.ts';
export type { NodeFamily, NodePort, NodeSpecification, NodeSpecifications } from './flow/node-specifications.ts';
export {
  conditionsOf,
  nodeSpecifications,
  portsOf,
  stageKeysOf,
  templatesOf,
  waitsAt,
} from './flow/node-specifications.ts';
export type { CompiledFlow } from './flow/compile-flow.ts';
export { askAgainPort, compiledFlowOf, compileFlow, slotTitles, triggersNodeId } from './flow/compile-flow.ts';
export type * from './funnel/funnel.ts';
export { isForwardMove } from './funnel/funnel.ts';
export type * from './permission/permission.ts';
export { computePermissions, crmStepKinds, isCrmStepKind } from './permission/permission.ts';
export type { IntegrationKind } from './permission/crm-capabilities.ts';
export { crmCapabilities } from './permission/crm-capabilities.ts';
export type * from './rules/choice.ts';
export type { FactDeclaration, FactName, FactType } from './rules/facts.ts';
export { computeFacts, factDeclaration, factDeclarations, missingSlots } from './rules/facts.ts';
export type { OperatorSpecification, OperatorValue } from './rules/operators.ts';
export { operatorsFor, operatorSpecifications, valueFits } from './rules/operators.ts';
export type { CheckPattern } from './flow/validate/condition-checks.ts';
export type { FindingCode, FindingSeverity, FlowFinding } from './flow/validate/finding.ts';
export type { ValidationSurroundings } from './flow/validate/validate-flow.ts';
export { validateFlow } from './flow/validate/validate-flow.ts';
export type * from './dialogue/dialogue-state.ts';
export { initialDialogueState } from './dialogue/dialogue-state.ts';
export type * from './dialogue/dialogue-event.ts';
export type * from './dialogue/command.ts';
export type { ParsePhone } from './slots/phone.ts';
export { phoneDigits, samePhone } from './slots/phone.ts';
export { detectLocale } from './slots/locale.ts';
export type { Understanding, UnderstandOptions } from './slots/understand.ts';
export { understand } from './slots/understand.ts';
export type * from './decide/decision-record.ts';
export type * from './decide/bundle.ts';
export type { DecideInput } from './decide/decide.ts';
export { decide } from './decide/decide.ts';
export { skipReasons } from './decide/steps.ts';
export { stepBudget } from './decide/walk.ts';
export type { TemplateValues, TemplateVariable } from './decide/template.ts';
export { fillTemplate, isTemplateVariable, templateVariables, variablesOf } from './decide/template.ts';
export { priceAndContactFlow } from './flow/price-and-contact.flow.ts';
export { canonicalJson } from './canonical-json.ts';
