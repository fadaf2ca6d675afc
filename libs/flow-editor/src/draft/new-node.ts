import { nodeSpecifications } from '@voronka/domain';
import type { FlowNode, LocalizedText, NodeConfigs, NodeKind } from '@voronka/domain';

/** What a new node may name at first: the first of each that exists. What is missing is left for the check to find. */
export interface KnownNames {
  stageKey?: string | undefined;
  signal?: string | undefined;
  webhookId?: string | undefined;
  flowId?: string | undefined;
}

const text = (ru: string, en: string): LocalizedText => ({ ru, en });

/** Configs that say something sensible at once and pass the schema, so that a fresh draft can always be saved. */
const configsOf = ({ stageKey, signal, webhookId, flowId }: KnownNames): NodeConfigs => ({
  newDialogueTrigger: { when: null, priority: 100 },
  clientMessageTrigger: { when: null, oncePerEpisode: true, priority: 100 },
  signalTrigger: { signal: signal ?? 'signal', when: null },
  stageMovedTrigger: { stageKeys: [], by: [], when: null },
  responsibleChangedTrigger: { when: null },
  timerTrigger: { afterMinutes: 60, since: 'lastClientMessage', when: null },
  silenceTrigger: { minutes: 60, times: 1, when: null },
  manualTrigger: { when: null },
  rule: {
    outputs: [
      {
        port: 'yes',
        title: text('Да', 'Yes'),
        priority: 100,
        conditions: { fact: 'message.question', operator: 'equal', value: true },
      },
    ],
  },
  ask: {
    slots: ['name', 'phone'],
    attempts: 3,
    question: text('Как вас зовут и номер для связи?', 'What is your name and phone number?'),
    again: [],
  },
  reply: { text: text('Здравствуйте!', 'Hello!') },
  qualify: { score: 10, reasons: [] },
  wait: { for: { kind: 'duration', minutes: 60 } },
  raiseSignal: { signal: signal ?? 'signal' },
  callWebhook: { webhookId: webhookId ?? '', waitForAnswer: false, answer: {} },
  subFlow: { flowId: flowId ?? '' },
  findOrCreateContact: {},
  updateContact: { name: 'fillEmpty', phone: 'fillEmpty', email: 'fillEmpty' },
  createLead: { title: text('Обращение из чата', 'Enquiry from the chat'), stageKey: stageKey ?? 'unsorted' },
  moveStage: { stageKey: stageKey ?? 'unsorted' },
  addTags: { tags: ['чат'] },
  removeTags: { tags: ['чат'] },
  addNote: { text: text('Заметка из чата', 'Note from the chat') },
  attachHistory: {},
  assignResponsible: { choose: true },
  handOff: { reason: text('Нужен менеджер', 'A manager is needed'), text: null },
  returnToAssistant: {},
  end: {},
});

/** Where a node goes and what it is called inside the drawing. */
export interface NewNodePlace {
  id: string;
  position: FlowNode['position'];
}

/** A node of a kind, named after its kind and set up so that it makes sense at once. */
export function newNode(kind: NodeKind, { id, position }: NewNodePlace, known: KnownNames = {}): FlowNode {
  const label = { ...nodeSpecifications[kind].title };
  // Kind and config belong together by construction, which the compiler cannot follow through the look-up.
  return { id, kind, label, position, config: configsOf(known)[kind] } as FlowNode;
}
