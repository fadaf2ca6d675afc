import type { AssistantTurn, AssistantTurnState } from '@voronka/contracts';
import { compiledFlowOf, isBuiltInSlot, missingSlots, slotTitleOf, timeZoneOf } from '@voronka/domain';
import type { AssistantMode, BundleContent, DialogueState, LocalizedText, SlotKey } from '@voronka/domain';

/** What a turn's view is made of. */
export interface TurnViewMaterial {
  dialogueId: string;
  seq: number;
  state: AssistantTurnState;
  /** ISO 8601 UTC. */
  deadlineAt: string;
  stageKey: string | null;
  dialogue: DialogueState;
  content: BundleContent;
  /** Oldest first. */
  messages: AssistantTurn['messages'];
  messagesCut: boolean;
}

const modeTexts: Readonly<Record<AssistantMode, LocalizedText>> = {
  withoutCrm: {
    ru: 'Отвечает клиенту, в CRM ничего не записывает',
    en: 'Answers the client and writes nothing to the CRM',
  },
  collectsContacts: {
    ru: 'Отвечает клиенту и собирает контакты в CRM',
    en: 'Answers the client and collects contacts in the CRM',
  },
  qualifiesAndCreatesLead: {
    ru: 'Отвечает клиенту, квалифицирует обращение и создаёт лид',
    en: 'Answers the client, qualifies the enquiry and creates a lead',
  },
  movesStages: {
    ru: 'Отвечает клиенту, создаёт лид и двигает его по этапам по сигналам',
    en: 'Answers the client, creates a lead and moves it through the stages by signals',
  },
};

/** Public id of a turn. */
export function turnIdOf(dialogueId: string, seq: number): string {
  return `${dialogueId}.${seq}`;
}

type SlotView = AssistantTurn['slots'][number];

function slotView(content: BundleContent, dialogue: DialogueState, key: SlotKey): SlotView {
  const declared = content.flow.slots?.find((slot) => slot.key === key);
  return {
    key,
    title: slotTitleOf(content.flow, key),
    kind: isBuiltInSlot(key) ? key : (declared?.kind ?? 'text'),
    ...(declared?.kind === 'choice' ? { options: declared.options.map(({ value, title }) => ({ value, title })) } : {}),
    value: dialogue.slots[key]?.value ?? null,
  };
}

function questionOf(content: BundleContent, { position, slots, locale }: DialogueState): AssistantTurn['question'] {
  const node = position ? compiledFlowOf(content.flow).nodes.get(position.nodeId) : undefined;
  if (!position || node?.kind !== 'ask') return null;
  const missing = missingSlots(node.config.slots, { slots }, position.knownAfter ?? 0);
  return missing.length === 0 ? null : { text: node.config.question[locale], missing };
}

/** A turn as an assistant sees it. */
export function assistantTurnView(material: TurnViewMaterial): AssistantTurn {
  const { content, dialogue, stageKey } = material;
  const stage = content.funnel.stages.find(({ key }) => key === stageKey);
  const slotKeys = ['name', 'phone', 'email', ...(content.flow.slots ?? []).map((slot) => slot.key)];
  const mode = content.assistant?.mode ?? 'withoutCrm';
  return {
    id: turnIdOf(material.dialogueId, material.seq),
    dialogueId: material.dialogueId,
    state: material.state,
    deadlineAt: material.deadlineAt,
    locale: dialogue.locale,
    channel: {
      name: content.channel.name,
      timeZone: timeZoneOf(content),
      defaultCountry: content.channel.defaultCountry,
    },
    messages: material.messages,
    messagesCut: material.messagesCut,
    slots: slotKeys.map((key) => slotView(content, dialogue, key)),
    question: questionOf(content, dialogue),
    stage: stage ? { key: stage.key, name: stage.name } : null,
    tags: dialogue.tags,
    score: dialogue.score,
    signals: (content.signals ?? [])
      .filter(({ sources }) => sources.includes('assistant'))
      .map(({ name, title, fields }) => ({
        name,
        title,
        fields: fields.map((field) => ({
          key: field.key,
          title: field.title,
          type: field.type,
          required: field.required,
        })),
      })),
    mode: { key: mode, text: modeTexts[mode] },
  };
}
