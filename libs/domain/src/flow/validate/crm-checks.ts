import type { CrmStepKind, DenialReason } from '../../permission/permission.ts';
import { isCrmStepKind } from '../../permission/permission.ts';
import type { FlowNode, LocalizedText } from '../flow-graph.ts';
import { stageKeysOf } from '../node-specifications.ts';
import type { CheckedFlow } from './checked-flow.ts';
import type { FlowFinding } from './finding.ts';
import { finding } from './finding.ts';
import type { ConfigPath, Suggestion } from './suggestion.ts';
import { suggest, suggestConfig } from './suggestion.ts';

function renameStage(node: FlowNode, from: string, to: string): { path: ConfigPath; value: unknown } | null {
  if (node.kind === 'createLead' || node.kind === 'moveStage') return { path: ['stageKey'], value: to };
  if (node.kind !== 'stageMovedTrigger') return null;
  const keys = node.config.stageKeys.map((key) => (key === from ? to : key));
  return { path: ['stageKeys'], value: [...new Set(keys)] };
}

function nearestStage(flow: CheckedFlow, node: FlowNode, key: string): Suggestion | null {
  const near = flow.stages.nearest(key);
  const name = near === null ? undefined : flow.stages.known.get(near);
  const change = near === null ? null : renameStage(node, key, near);
  if (!name || !change) return null;
  const { path, value } = change;
  return suggestConfig('chooseStage', node, path, value, `Взять этап «${name.ru}»`, `Take the stage "${name.en}"`);
}

function bind(name: LocalizedText, funnel: LocalizedText): Suggestion {
  return suggest(
    'bindStage',
    `Связать «${name.ru}» воронки «${funnel.ru}» со статусом CRM`,
    `Bind "${name.en}" of the funnel "${funnel.en}" to a status of the CRM`,
  );
}

/**
 * Stages: in the funnel, and bound to the CRM. An unbound one only warns where the step will not run anyway, and at a
 * trigger, which moves of our own still fire.
 */
export function checkStages(flow: CheckedFlow, node: FlowNode): FlowFinding[] {
  const { permissions, stageMapping, funnel } = flow.surroundings;
  const writes = isCrmStepKind(node.kind) && (permissions?.[node.kind].allowed ?? true);
  return stageKeysOf(node).flatMap((key) => {
    const name = flow.stages.known.get(key);
    if (!name) return [finding('Flow.UnknownStage', node.id, key, { suggestion: nearestStage(flow, node, key) })];
    if (stageMapping === null || Object.hasOwn(stageMapping, key)) return [];
    const suggestion = bind(name, funnel.name);
    return [finding('Flow.UnmappedStage', node.id, name, { severity: writes ? 'error' : 'warning', suggestion })];
  });
}

/** What each step does, as the end of "the CRM cannot …". */
const deeds: Record<CrmStepKind, LocalizedText> = {
  findOrCreateContact: { ru: 'хранить контакты', en: 'keep contacts' },
  updateContact: { ru: 'хранить контакты', en: 'keep contacts' },
  createLead: { ru: 'создавать лиды', en: 'create leads' },
  moveStage: { ru: 'двигать карточки по этапам', en: 'move cards through stages' },
  addTags: { ru: 'ставить теги', en: 'put tags on cards' },
  removeTags: { ru: 'убирать теги', en: 'take tags off cards' },
  addNote: { ru: 'хранить примечания', en: 'keep notes' },
  attachHistory: { ru: 'хранить переписку на карточке', en: 'keep the conversation on the card' },
  assignResponsible: { ru: 'менять ответственного', en: 'change the responsible' },
  createTask: { ru: 'ставить дела менеджерам', en: 'make to-dos for managers' },
};

interface DenialWords {
  /** Completes "this CRM step will not run: …". */
  why: LocalizedText;
  cure: LocalizedText;
}

type Denial = Exclude<DenialReason, 'Permission.CapabilityMissing'>;

const denials: Record<Denial, DenialWords> = {
  'Permission.NoAssistant': {
    why: { ru: 'у канала нет ассистента', en: 'the channel has no assistant' },
    cure: { ru: 'Назначить каналу ассистента', en: 'Give the channel an assistant' },
  },
  'Permission.NoIntegration': {
    why: { ru: 'к каналу не подключена CRM', en: 'no CRM is joined to the channel' },
    cure: { ru: 'Подключить к каналу CRM', en: 'Join a CRM to the channel' },
  },
  'Permission.IntegrationOff': {
    why: { ru: 'интеграция с CRM выключена', en: 'the CRM integration is switched off' },
    cure: { ru: 'Включить интеграцию', en: 'Switch the integration on' },
  },
  'Permission.ModeWithoutCrm': {
    why: { ru: 'ассистент работает «Без CRM»', en: 'the assistant works "Without CRM"' },
    cure: { ru: 'Выбрать ассистенту другой режим', en: 'Choose another mode for the assistant' },
  },
  'Permission.ModeTooLow': {
    why: { ru: 'режим ассистента этого не позволяет', en: "the assistant's mode does not allow it" },
    cure: {
      ru: 'Выбрать ассистенту режим, в котором он делает больше',
      en: 'Choose a mode in which the assistant does more',
    },
  },
  'Permission.ChannelSwitchOff': {
    why: { ru: 'это выключено в настройках канала', en: "it is switched off in the channel's settings" },
    cure: { ru: 'Включить это в настройках канала', en: "Switch it on in the channel's settings" },
  },
};

function refused(nodeId: string, step: CrmStepKind, reason: DenialReason): FlowFinding {
  if (reason === 'Permission.CapabilityMissing') return finding('Flow.CapabilityMissing', nodeId, deeds[step]);
  const { why, cure } = denials[reason];
  return finding('Flow.StepNotPermitted', nodeId, why, { suggestion: suggest('changeSettings', cure.ru, cure.en) });
}

/** CRM steps that a node asks for: its own, and a to-do along with a hand-off. */
function crmStepOf(node: FlowNode): CrmStepKind | null {
  if (isCrmStepKind(node.kind)) return node.kind;
  return node.kind === 'handOff' && node.config.task ? 'createTask' : null;
}

/** Steps that the permission table or the CRM refuses: the flow may hold them, but they will be skipped. */
export function checkPermission({ surroundings }: CheckedFlow, node: FlowNode): FlowFinding[] {
  const { permissions, capabilities } = surroundings;
  const step = crmStepOf(node);
  const permission = step && permissions?.[step];
  if (step && permission && !permission.allowed) return [refused(node.id, step, permission.reason)];
  if (node.kind !== 'createLead' || node.config.card !== 'deal' || !capabilities || capabilities.deals) return [];
  const ru = 'Создавать лид';
  const suggestion = suggestConfig('setConfig', node, ['card'], 'lead', ru, 'Create a lead');
  const deals = { ru: 'создавать сделки', en: 'create deals' };
  return [finding('Flow.CapabilityMissing', node.id, deals, { suggestion })];
}
