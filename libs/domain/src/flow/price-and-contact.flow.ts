import type { FlowEdge, FlowGraph, FlowNode, LocalizedText } from './flow-graph.ts';
import type { NodeConfigs } from './node-configs.ts';

/** Step of the canvas grid, in px: a node is about 240 × 80. */
const grid = { x: 300, y: 160 };

function place(column: number, row: number): { x: number; y: number } {
  return { x: column * grid.x, y: row * grid.y };
}

function edge(source: string, port: string, target: string): FlowEdge {
  return { id: `${source}-${port}-${target}`, source, port, target };
}

const askAgain: NodeConfigs['ask']['again'] = [
  {
    missing: ['phone'],
    text: {
      ru: '{{name}}, подскажите номер телефона — менеджер позвонит и всё расскажет.',
      en: '{{name}}, what is the best phone number to reach you? A manager will call and tell you everything.',
    },
  },
  {
    missing: ['phone'],
    text: {
      ru: 'Не получилось разобрать номер. Напишите его, пожалуйста, цифрами, например +7 916 123-45-67.',
      en: 'I could not read the number. Please type it in digits, for example +44 20 7946 0958.',
    },
  },
  {
    missing: ['name'],
    text: {
      ru: 'Спасибо, номер записал. Как к вам обращаться?',
      en: 'Thank you, I have your number. What is your name?',
    },
  },
  {
    missing: ['name', 'phone'],
    text: {
      ru: 'Чтобы менеджер мог вам ответить, напишите, пожалуйста, имя и номер телефона.',
      en: 'So that a manager can get back to you, please send your name and phone number.',
    },
  },
  {
    missing: ['name', 'phone'],
    text: {
      ru: 'Пока не вижу имени и номера. Напишите их, пожалуйста, в одном сообщении, например: «Анна, +7 916 123-45-67».',
      en: 'I cannot see a name and a number yet. Please send both in one message, for example "John, +44 20 7946 0958".',
    },
  },
];

function askNode(id: string, label: LocalizedText, at: [number, number], question: LocalizedText): FlowNode {
  return {
    id,
    kind: 'ask',
    label,
    position: place(...at),
    config: { slots: ['name', 'phone'], attempts: 3, question, again: askAgain },
  };
}

const phoneGiven: LocalizedText = { ru: 'Оставил телефон', en: 'Left a phone number' };
const contactLabel: LocalizedText = { ru: 'Контакт в CRM', en: 'Contact in the CRM' };

const start: FlowNode[] = [
  {
    id: 'start',
    kind: 'clientMessageTrigger',
    label: { ru: 'Клиент написал', en: 'Client wrote' },
    position: place(0, 1),
    config: { when: null, oncePerEpisode: true, priority: 100 },
  },
  {
    id: 'asksPrice',
    kind: 'rule',
    label: { ru: 'О чём вопрос?', en: 'What is it about?' },
    position: place(1, 1),
    config: {
      outputs: [
        {
          port: 'price',
          title: { ru: 'Спрашивает цену', en: 'Asks for the price' },
          priority: 100,
          conditions: {
            fact: 'message.text',
            operator: 'hasAnyWord',
            value: [
              'сколько стоит',
              'сколько стоят',
              'сколько будет стоить',
              'почём',
              'стоимост*',
              'цена',
              'цены',
              'цену',
              'ценой',
              'ценам',
              'ценник*',
              'прайс*',
              'расценк*',
              'тариф*',
              'price*',
              'pricing',
              'cost',
              'costs',
              'how much',
              'quote*',
              'rates',
            ],
            label: { ru: 'Есть слова о цене', en: 'Words about the price' },
          },
        },
      ],
    },
  },
];

/** A client who asks for the price. */
const priceBranch: FlowNode[] = [
  askNode('askForPrice', { ru: 'Имя и телефон (цена)', en: 'Name and phone (price)' }, [2, 0], {
    ru: 'Как вас зовут и номер для связи?',
    en: 'What is your name and the best number to reach you?',
  }),
  {
    id: 'qualifyPrice',
    kind: 'qualify',
    label: { ru: 'Тёплый: спросил цену', en: 'Warm: asked for the price' },
    position: place(3, 0),
    config: { score: 70, reasons: [{ ru: 'Спросил о цене', en: 'Asked for the price' }, phoneGiven] },
  },
  {
    id: 'contactPrice',
    kind: 'findOrCreateContact',
    label: contactLabel,
    position: place(4, 0),
    config: {},
  },
  {
    id: 'leadPrice',
    kind: 'createLead',
    label: { ru: 'Лид «Вопрос о цене»', en: 'Lead "Price enquiry"' },
    position: place(5, 0),
    config: { title: { ru: '{{name}} — вопрос о цене', en: '{{name}} — price enquiry' }, stageKey: 'unsorted' },
  },
  {
    id: 'tagsPrice',
    kind: 'addTags',
    label: { ru: 'Теги: чат, цена', en: 'Tags: chat, price' },
    position: place(6, 0),
    config: { tags: ['чат', 'вопрос о цене'] },
  },
];

/** Anybody else. */
const otherBranch: FlowNode[] = [
  askNode('askForContact', { ru: 'Имя и телефон', en: 'Name and phone' }, [2, 2], {
    ru: 'Здравствуйте! Подскажу всё, что знаю, а за подробностями вернётся менеджер. Как вас зовут и номер для связи?',
    en: 'Hello! Happy to help; a manager will get back to you with the details. What is your name and the best number to reach you?',
  }),
  {
    id: 'qualifyOther',
    kind: 'qualify',
    label: { ru: 'Есть контакт', en: 'Contact given' },
    position: place(3, 2),
    config: { score: 40, reasons: [phoneGiven] },
  },
  {
    id: 'contactOther',
    kind: 'findOrCreateContact',
    label: contactLabel,
    position: place(4, 2),
    config: {},
  },
  {
    id: 'leadOther',
    kind: 'createLead',
    label: { ru: 'Лид «Обращение из чата»', en: 'Lead "Chat enquiry"' },
    position: place(5, 2),
    config: { title: { ru: '{{name}} — обращение из чата', en: '{{name}} — chat enquiry' }, stageKey: 'unsorted' },
  },
  {
    id: 'tagsOther',
    kind: 'addTags',
    label: { ru: 'Теги: чат', en: 'Tags: chat' },
    position: place(6, 2),
    config: { tags: ['чат'] },
  },
];

/** What both have in common. */
const ending: FlowNode[] = [
  {
    id: 'handOff',
    kind: 'handOff',
    label: { ru: 'Передать менеджеру', en: 'Hand off to manager' },
    position: place(3, 1),
    config: {
      reason: { ru: 'Не удалось узнать имя и телефон', en: 'Name and phone could not be learned' },
      text: {
        ru: 'Передаю разговор менеджеру — он ответит вам здесь.',
        en: 'I am handing over to a manager, who will answer you here.',
      },
    },
  },
  {
    id: 'responsible',
    kind: 'assignResponsible',
    label: { ru: 'Ответственный', en: 'Responsible' },
    position: place(7, 1),
    config: {},
  },
  {
    id: 'contacted',
    kind: 'moveStage',
    label: { ru: 'На этап «Первичный контакт»', en: 'To "First contact"' },
    position: place(8, 1),
    config: { stageKey: 'firstContact' },
  },
  {
    id: 'note',
    kind: 'addNote',
    label: { ru: 'Примечание', en: 'Note' },
    position: place(9, 1),
    config: {
      text: {
        ru: 'Имя: {{name}}\nТелефон: {{phone}}\nТема: {{tags}}\nКанал: {{channel}}',
        en: 'Name: {{name}}\nPhone: {{phone}}\nSubject: {{tags}}\nChannel: {{channel}}',
      },
    },
  },
  {
    id: 'thanks',
    kind: 'reply',
    label: { ru: 'Спасибо', en: 'Thank you' },
    position: place(10, 1),
    config: {
      text: {
        ru: 'Спасибо, {{name}}! Менеджер свяжется с вами по номеру {{phone}} в ближайшее время.',
        en: 'Thank you, {{name}}! A manager will contact you at {{phone}} shortly.',
      },
    },
  },
  {
    id: 'history',
    kind: 'attachHistory',
    label: { ru: 'Переписка на карточку', en: 'Conversation to the card' },
    position: place(11, 1),
    config: {},
  },
  { id: 'done', kind: 'end', label: { ru: 'Готово', en: 'Done' }, position: place(12, 1), config: {} },
];

const edges: FlowEdge[] = [
  edge('start', 'next', 'asksPrice'),
  edge('asksPrice', 'price', 'askForPrice'),
  edge('asksPrice', 'otherwise', 'askForContact'),
  edge('askForPrice', 'collected', 'qualifyPrice'),
  edge('askForPrice', 'gaveUp', 'handOff'),
  edge('qualifyPrice', 'next', 'contactPrice'),
  edge('contactPrice', 'next', 'leadPrice'),
  edge('leadPrice', 'next', 'tagsPrice'),
  edge('tagsPrice', 'next', 'responsible'),
  edge('askForContact', 'collected', 'qualifyOther'),
  edge('askForContact', 'gaveUp', 'handOff'),
  edge('qualifyOther', 'next', 'contactOther'),
  edge('contactOther', 'next', 'leadOther'),
  edge('leadOther', 'next', 'tagsOther'),
  edge('tagsOther', 'next', 'responsible'),
  edge('responsible', 'next', 'contacted'),
  edge('contacted', 'next', 'note'),
  edge('note', 'next', 'thanks'),
  edge('thanks', 'next', 'history'),
  edge('history', 'next', 'done'),
];

/**
 * The demo flow «Цена и контакт» / "Price and contact": a question about the price (or any other) ends in a qualified
 * lead with contact, tags, note and conversation. Seed data, and the flow that tests and the editor's stories use.
 */
export const priceAndContactFlow: FlowGraph = {
  nodes: [...start, ...priceBranch, ...otherBranch, ...ending],
  edges,
};
