import type { ConditionTree, FlowNode, LocalizedText, NodeConfigs, NodeKind } from './flow-graph.ts';

/** What a node is about; the editor colours by it. */
export type NodeFamily = 'event' | 'question' | 'rule' | 'step' | 'crm' | 'human' | 'end';

/** A way out of a node. */
export interface NodePort {
  port: string;
  title: LocalizedText;
}

/** All that the product has to know about a node kind in one place. */
export interface NodeSpecification<K extends NodeKind = NodeKind> {
  kind: K;
  family: NodeFamily;
  title: LocalizedText;
  help: LocalizedText;
  /** The token stops here until something happens; a cycle must pass such a node. */
  waits: boolean;
  /** Ways out, in the order in which they are drawn. Every one needs an edge. */
  ports(config: NodeConfigs[K]): NodePort[];
  /** Texts in which `{{variables}}` are filled. */
  templates(config: NodeConfigs[K]): LocalizedText[];
  /** Condition trees that the node's choice is made of. */
  conditions(config: NodeConfigs[K]): ConditionTree[];
  /** Keys of the funnel's stages that the node names. */
  stageKeys(config: NodeConfigs[K]): string[];
}

/** One specification per node kind: a kind without one does not compile. */
export type NodeSpecifications = { readonly [K in NodeKind]: NodeSpecification<K> };

const next: NodePort = { port: 'next', title: { ru: 'Дальше', en: 'Next' } };
const otherwise: NodePort = { port: 'otherwise', title: { ru: 'Иначе', en: 'Otherwise' } };

/** A node with one way out and nothing to check; a specification overrides what differs. */
const plain = {
  waits: false,
  ports: () => [next],
  templates: () => [],
  conditions: () => [],
  stageKeys: () => [],
};

/** The specifications, in the order in which the editor offers the kinds. */
export const nodeSpecifications: NodeSpecifications = {
  clientMessageTrigger: {
    ...plain,
    kind: 'clientMessageTrigger',
    family: 'event',
    title: { ru: 'Сообщение клиента', en: 'Client message' },
    help: {
      ru: 'Начинает сценарий, когда клиент пишет. Без условия подходит любое сообщение.',
      en: 'Starts the flow when the client writes. Without a condition any message fits.',
    },
    conditions: (config) => (config.when ? [config.when] : []),
  },
  rule: {
    ...plain,
    kind: 'rule',
    family: 'rule',
    title: { ru: 'Правило', en: 'Rule' },
    help: {
      ru: 'Выбирает один выход: первый по приоритету, условия которого выполнены, иначе «Иначе».',
      en: 'Takes one way out: the first by priority whose conditions hold, else "Otherwise".',
    },
    ports: (config) => [...config.outputs.map(({ port, title }) => ({ port, title })), otherwise],
    conditions: (config) => config.outputs.map((output) => output.conditions),
  },
  ask: {
    ...plain,
    kind: 'ask',
    family: 'question',
    title: { ru: 'Вопрос', en: 'Question' },
    help: {
      ru: 'Спрашивает контактные данные, переспрашивает только недостающее и ждёт ответа.',
      en: 'Asks for contact details, asks again only for what is missing, and waits for the answer.',
    },
    waits: true,
    ports: () => [
      { port: 'collected', title: { ru: 'Данные получены', en: 'Collected' } },
      { port: 'gaveUp', title: { ru: 'Не удалось', en: 'Gave up' } },
    ],
    templates: (config) => [config.question, ...config.again.map((entry) => entry.text)],
  },
  reply: {
    ...plain,
    kind: 'reply',
    family: 'step',
    title: { ru: 'Ответ', en: 'Reply' },
    help: { ru: 'Отправляет клиенту сообщение.', en: 'Sends the client a message.' },
    templates: (config) => [config.text],
  },
  qualify: {
    ...plain,
    kind: 'qualify',
    family: 'step',
    title: { ru: 'Квалификация', en: 'Qualification' },
    help: { ru: 'Ставит обращению оценку с причинами.', en: 'Gives the enquiry a score with reasons.' },
    templates: (config) => config.reasons,
  },
  findOrCreateContact: {
    ...plain,
    kind: 'findOrCreateContact',
    family: 'crm',
    title: { ru: 'Найти или создать контакт', en: 'Find or create contact' },
    help: {
      ru: 'Ищет клиента в CRM по телефону и почте и создаёт контакт, если его нет.',
      en: 'Looks the client up in the CRM by phone and e-mail and creates the contact if there is none.',
    },
  },
  createLead: {
    ...plain,
    kind: 'createLead',
    family: 'crm',
    title: { ru: 'Создать лид', en: 'Create lead' },
    help: {
      ru: 'Создаёт лид на указанном этапе или присоединяется к открытому лиду клиента.',
      en: "Creates a lead in the given stage, or joins the client's open lead.",
    },
    templates: (config) => [config.title],
    stageKeys: (config) => [config.stageKey],
  },
  moveStage: {
    ...plain,
    kind: 'moveStage',
    family: 'crm',
    title: { ru: 'Передвинуть по этапу', en: 'Move stage' },
    help: {
      ru: 'Двигает лид вперёд по воронке; назад ассистент не двигает.',
      en: 'Moves the lead forwards in the funnel; the assistant never moves it back.',
    },
    stageKeys: (config) => [config.stageKey],
  },
  addTags: {
    ...plain,
    kind: 'addTags',
    family: 'crm',
    title: { ru: 'Добавить теги', en: 'Add tags' },
    help: { ru: 'Добавляет теги диалогу и лиду.', en: 'Adds tags to the dialogue and the lead.' },
  },
  addNote: {
    ...plain,
    kind: 'addNote',
    family: 'crm',
    title: { ru: 'Добавить примечание', en: 'Add note' },
    help: { ru: 'Пишет примечание на карточке лида.', en: "Writes a note on the lead's card." },
    templates: (config) => [config.text],
  },
  attachHistory: {
    ...plain,
    kind: 'attachHistory',
    family: 'crm',
    title: { ru: 'Приложить переписку', en: 'Attach conversation' },
    help: {
      ru: 'Кладёт всю переписку на карточку лида и дальше её дополняет.',
      en: "Puts the whole conversation on the lead's card and keeps it up to date.",
    },
  },
  assignResponsible: {
    ...plain,
    kind: 'assignResponsible',
    family: 'crm',
    title: { ru: 'Назначить ответственного', en: 'Assign responsible' },
    help: {
      ru: 'Ставит лиду ответственного менеджера в CRM.',
      en: "Sets the lead's responsible manager in the CRM.",
    },
  },
  handOff: {
    ...plain,
    kind: 'handOff',
    family: 'human',
    title: { ru: 'Передать менеджеру', en: 'Hand off to manager' },
    help: {
      ru: 'Зовёт менеджера; ассистент дальше молчит.',
      en: 'Calls a manager; the assistant is silent from here on.',
    },
    ports: () => [],
    templates: (config) => (config.text ? [config.reason, config.text] : [config.reason]),
  },
  end: {
    ...plain,
    kind: 'end',
    family: 'end',
    title: { ru: 'Конец', en: 'End' },
    help: { ru: 'Сценарий пройден.', en: 'The flow is done.' },
    ports: () => [],
  },
};

interface KindAndConfig<K extends NodeKind> {
  kind: K;
  config: NodeConfigs[K];
}

function specificationOf<K extends NodeKind>(kind: K): NodeSpecification<K> {
  return nodeSpecifications[kind];
}

/** Ways out of a node, in drawing order. */
export function portsOf<K extends NodeKind>(node: KindAndConfig<K>): NodePort[] {
  return specificationOf(node.kind).ports(node.config);
}

/** Texts of a node in which variables are filled. */
export function templatesOf<K extends NodeKind>(node: KindAndConfig<K>): LocalizedText[] {
  return specificationOf(node.kind).templates(node.config);
}

/** Condition trees of a node. */
export function conditionsOf<K extends NodeKind>(node: KindAndConfig<K>): ConditionTree[] {
  return specificationOf(node.kind).conditions(node.config);
}

/** Stage keys that a node names. */
export function stageKeysOf<K extends NodeKind>(node: KindAndConfig<K>): string[] {
  return specificationOf(node.kind).stageKeys(node.config);
}

/** Whether the token stops at a node until something happens. */
export function waitsAt(node: FlowNode): boolean {
  return nodeSpecifications[node.kind].waits;
}
