import type { Stage } from '../../funnel/funnel.ts';
import type { SignalDeclaration } from '../../signals/signal-catalogue.ts';
import type { FlowEdge, FlowGraph, FlowNode, LocalizedText, NodeKind } from '../flow-graph.ts';
import type { NodeConfigs } from '../node-configs.ts';
import type { SlotKey } from '../../slots/slot-declaration.ts';

/** Where a template is drawn for: it names only stages and signals that are there. */
export interface TemplatePlace {
  /** Stages of the funnel; the demo's are assumed where there are none. */
  stages: readonly Stage[];
  /** Signals of the catalogue that are switched on. */
  signals: readonly Pick<SignalDeclaration, 'name' | 'title'>[];
}

/** A flow to begin with. */
export interface FlowTemplate {
  title: LocalizedText;
  /** What it does, for whom. */
  description: LocalizedText;
  draw: (place: TemplatePlace) => FlowGraph;
}

/** A text in both languages. */
export function text(ru: string, en: string): LocalizedText {
  return { ru, en };
}

/** A node at a column and row of the canvas, whose step is wide enough for a card of 240 × 80 px. */
export function node<K extends NodeKind>(
  id: string,
  kind: K,
  label: LocalizedText,
  [column, row]: [column: number, row: number],
  config: NodeConfigs[K],
): FlowNode {
  // A union's member cannot be told from its type parameter; kind and config belong together by the signature.
  return { id, kind, label, position: { x: column * 300, y: row * 160 }, config } as unknown as FlowNode;
}

/** An edge from `source:port>target`. */
function edgeOf(written: string): FlowEdge {
  const [source = '', port = '', target = ''] = written.split(/[:>]/);
  return { id: `${source}-${port}-${target}`, source, port, target };
}

/** Edges, each written as `source:port>target`. */
export function edges(...written: string[]): FlowEdge[] {
  return written.map(edgeOf);
}

/** Edges from one node to the next by `next`. */
export function chain(...ids: string[]): FlowEdge[] {
  return ids.slice(1).map((target, at) => edgeOf(`${ids[at] ?? ''}:next>${target}`));
}

/** Keys of the stages that a lead passes first, and of a later one; the last known stands in for what is missing. */
export function stageKeys({ stages }: TemplatePlace): { first: string; second: string; third: string } {
  const open = stages.filter(({ semantics }) => semantics === 'open').sort((one, other) => one.sort - other.sort);
  const known = (open.length > 0 ? open : stages).map(({ key }) => key);
  const [first = 'unsorted', second = stages.length > 0 ? first : 'firstContact', third = second] = known;
  return { first, second, third };
}

const missingPhone = text(
  'Подскажите, пожалуйста, номер телефона цифрами, например +7 916 123-45-67.',
  'What is your phone number? Please type it in digits, for example +44 20 7946 0958.',
);
const missingName = text('Спасибо! Как к вам обращаться?', 'Thank you! What is your name?');

/** What to say when only a part of the details was given. */
export function askAgain(slots: readonly SlotKey[]): NodeConfigs['ask']['again'] {
  return [
    ...(slots.includes('phone') ? [{ missing: ['phone'], text: missingPhone }] : []),
    ...(slots.includes('name') ? [{ missing: ['name'], text: missingName }] : []),
  ];
}

/** The trigger on the first message of an enquiry. */
export function start(row: number): FlowNode {
  return node('start', 'clientMessageTrigger', text('Клиент написал', 'Client wrote'), [0, row], {
    when: null,
    oncePerEpisode: true,
    priority: 100,
  });
}

/** The question for name and phone, three times at most. */
export function askContact(id: string, at: [number, number], question: LocalizedText): FlowNode {
  const slots = ['name', 'phone'];
  const label = text('Имя и телефон', 'Name and phone');
  return node(id, 'ask', label, at, { slots, attempts: 3, question, again: askAgain(slots) });
}

/** The hand-off to a manager when the details could not be learned. */
export function handOff(at: [number, number]): FlowNode {
  return node('handOff', 'handOff', text('Передать менеджеру', 'Hand off to manager'), at, {
    reason: text('Не удалось узнать имя и телефон', 'Name and phone could not be learned'),
    text: text(
      'Передаю разговор менеджеру — он ответит вам здесь.',
      'I am handing over to a manager, who will answer you here.',
    ),
  });
}

/** The contact in the CRM. */
export function contact(at: [number, number]): FlowNode {
  return node('contact', 'findOrCreateContact', text('Контакт в CRM', 'Contact in the CRM'), at, {});
}

/** The card in the CRM. */
export function lead(at: [number, number], title: LocalizedText, stageKey: string): FlowNode {
  return node('lead', 'createLead', text('Карточка в CRM', 'Card in the CRM'), at, { title, stageKey });
}

/** The conversation on the card. */
export function history(at: [number, number]): FlowNode {
  return node('history', 'attachHistory', text('Переписка на карточку', 'Conversation to the card'), at, {});
}

/** The end. */
export function end(at: [number, number], id = 'done', close = false): FlowNode {
  return node(id, 'end', text('Готово', 'Done'), at, close ? { close } : {});
}

/** A message to the client. */
export function reply(id: string, at: [number, number], label: LocalizedText, words: LocalizedText): FlowNode {
  return node(id, 'reply', label, at, { text: words });
}
