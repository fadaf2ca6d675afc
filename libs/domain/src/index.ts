export type * from './flow/flow-graph.ts';
export type * from './flow/node-configs.ts';
export type { AnnotationColor, NodeGroup, StickyNote } from './flow/annotations.ts';
export { annotationColors, withoutAnnotations } from './flow/annotations.ts';
export type { NodeFamily, NodePort, NodeSpecification, NodeSpecifications } from './flow/node-specifications.ts';
export {
  conditionsOf,
  nodeSpecifications,
  portsOf,
  signalsOf,
  stageKeysOf,
  startsOf,
  templatesOf,
  waitsAt,
} from './flow/node-specifications.ts';
export type { BesideTrigger, CompiledFlow } from './flow/compile-flow.ts';
export { askAgainPort, compiledFlowOf, compileFlow, triggersNodeId } from './flow/compile-flow.ts';
export { isBuiltInSlot, slotTitleOf, slotTitles } from './flow/slot-titles.ts';
export type {
  CardCircumstances,
  CardField,
  CardNews,
  CardVerdict,
  KnownCard,
  PendingWrite,
  SeenCard,
} from './crm-card/compare-card.ts';
export { cardVersion, compareCard } from './crm-card/compare-card.ts';
export {
  backAndForthWindowMs,
  isBackAndForth,
  mostOppositeChanges,
  oppositeChanges,
} from './crm-card/back-and-forth.ts';
export type * from './funnel/funnel.ts';
export { isForwardMove, semanticsOf } from './funnel/funnel.ts';
export type { StageListProblem, StageWish } from './funnel/edit-stages.ts';
export { arrangeStages, defaultStages, stageKeyFor, stageListProblems } from './funnel/edit-stages.ts';
export type { MappingDoubt, MappingMark, MappingRow } from './funnel/mapping-rows.ts';
export { mappingRowsOf } from './funnel/mapping-rows.ts';
export { stagesInFlow } from './funnel/stages-in-flow.ts';
export type { CrmStatus, MappingSuggestion, SuggestionReason } from './funnel/suggest-mapping.ts';
export { suggestMapping } from './funnel/suggest-mapping.ts';
export type * from './permission/permission.ts';
export { computePermissions, crmStepKinds, isCrmStepKind } from './permission/permission.ts';
export type { CrmCapability, IntegrationKind } from './permission/crm-capabilities.ts';
export { crmCapabilities, crmCapabilityKinds, integrationKinds, unavailableIn } from './permission/crm-capabilities.ts';
export type * from './rules/choice.ts';
export type { FactDeclaration, FactName, FactType } from './rules/facts.ts';
export { declaredFactsOf, factDeclaration, factDeclarations, neverMinutes } from './rules/facts.ts';
export type { Occasion, Reading } from './rules/compute-facts.ts';
export { computeFacts, missingSlots } from './rules/compute-facts.ts';
export type { OperatorSpecification, OperatorValue } from './rules/operators.ts';
export { operatorsFor, operatorSpecifications, valueFits } from './rules/operators.ts';
export type { CheckPattern, KnownSignal, ValidationSurroundings } from './flow/validate/surroundings.ts';
export type { FindingCode, FindingSeverity, FlowFinding } from './flow/validate/finding.ts';
export type { ConfigPath, FlowChange, Suggestion, SuggestionKind } from './flow/validate/suggestion.ts';
export { applyChanges } from './flow/validate/apply-changes.ts';
export { validateFlow } from './flow/validate/validate-flow.ts';
export type { FieldChange } from './flow/diff/field-changes.ts';
export type {
  AnnotationChange,
  ChangeKind,
  DeclarationChange,
  EdgeChange,
  FlowDiff,
  NodeChange,
} from './flow/diff/diff-flows.ts';
export { diffFlows } from './flow/diff/diff-flows.ts';
export type { ConflictPlace, FlowPart, MergeConflict, MergedFlow } from './flow/merge/merge-flows.ts';
export type { Preference } from './flow/merge/merge-values.ts';
export { mergeFlows } from './flow/merge/merge-flows.ts';
export type { DrawnIn, FlowLibrary } from './flow/sub-flows.ts';
export { drawInSubFlows, subFlowIdsOf } from './flow/sub-flows.ts';
export { subFlowNodes } from './flow/sub-flows/survey.ts';
export type * from './dialogue/dialogue-state.ts';
export { completeState, initialDialogueState } from './dialogue/dialogue-state.ts';
export type * from './dialogue/dialogue-event.ts';
export type * from './dialogue/command.ts';
export type { ParsePhone } from './slots/phone.ts';
export { phoneDigits, samePhone } from './slots/same-phone.ts';
export { detectLocale } from './slots/locale.ts';
export type { DateCircumstances, ParseDate, ReadDate } from './slots/date.ts';
export type { SlotContent, SlotDeclaration, SlotKey, SlotOption } from './slots/slot-declaration.ts';
export type {
  DoubtfulSlot,
  DoubtReason,
  Understanding,
  UnderstandOptions,
  UnderstoodSlot,
} from './slots/understand.ts';
export { understand } from './slots/understand.ts';
export type * from './decide/decision-record.ts';
export type * from './decide/bundle.ts';
export { timeZoneOf } from './decide/bundle.ts';
export { escalationLevels, timersOf, wakeUpOf } from './decide/timers.ts';
export type * from './signals/signal-catalogue.ts';
export { payloadProblems } from './signals/signal-catalogue.ts';
export type { DecideInput } from './decide/decide.ts';
export { decide } from './decide/decide.ts';
export { commonChoices } from './decide/trail.ts';
export { skipReasons } from './decide/steps.ts';
export { stepBudget } from './decide/walk.ts';
export type { TemplateValues, TemplateVariable } from './decide/template.ts';
export {
  declaredVariablesOf,
  fillTemplate,
  isTemplateVariable,
  templateVariables,
  variablesOf,
} from './decide/template.ts';
export { priceAndContactFlow } from './flow/price-and-contact.flow.ts';
export type { FlowTemplate, TemplatePlace } from './flow/templates/template-parts.ts';
export type { FlowTemplateName } from './flow/templates/flow-templates.ts';
export { emptyFlow, flowTemplateNames, flowTemplates } from './flow/templates/flow-templates.ts';
export { canonicalJson } from './canonical-json.ts';
export type { BusinessCalendar, DayHours, Holiday, IsoWeekday, WeekHours } from './calendar/business-calendar.ts';
export { calendarHorizonDays, minutesOfTime, splitAtMidnight } from './calendar/business-calendar.ts';
export { isTimeZone } from './calendar/time-zone.ts';
export type { ZonedTime } from './calendar/zoned-time.ts';
export { nextLocalTime, zonedTime } from './calendar/zoned-time.ts';
export { addWorkingMinutes, isOpen, nextClosing, nextOpening, workingMinutesBetween } from './calendar/working-time.ts';
export type { CalendarFinding, CalendarFindingCode } from './calendar/check-calendar.ts';
export { checkCalendar } from './calendar/check-calendar.ts';
export type * from './assignment/choose-manager.ts';
export { chooseManager } from './assignment/choose-manager.ts';
export type { SimulatedCard } from './simulate/pretended-step.ts';
export { simulatedManagerId } from './simulate/pretended-step.ts';
export type {
  CrmMood,
  SimulatedDialogue,
  SimulatedMessage,
  SimulatedStep,
  SimulatedTurn,
  SimulationPlace,
  SimulationTools,
} from './simulate/simulated-dialogue.ts';
export { beginSimulation } from './simulate/simulated-dialogue.ts';
export { clientWrites, managerWrites, mostInARow, nextMoment, play, setCrm, skipTo } from './simulate/simulation.ts';
export type { RecordedTurn, Recording, Replayed, ReplayDifference } from './simulate/replay.ts';
export { replay } from './simulate/replay.ts';
