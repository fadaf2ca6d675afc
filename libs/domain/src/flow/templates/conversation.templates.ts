import { priceAndContactFlow } from '../price-and-contact.flow.ts';
import type { FlowNode } from '../flow-graph.ts';
import {
  askAgain,
  askContact,
  chain,
  contact,
  edges,
  end,
  handOff,
  history,
  lead,
  node,
  reply,
  stageKeys,
  start,
  text,
} from './template-parts.ts';
import type { FlowTemplate } from './template-parts.ts';

/** A question about the price, or any other, that ends in a lead. */
export const priceQuestion: FlowTemplate = {
  title: text('Вопрос о цене', 'Price question'),
  description: text(
    'Узнаёт имя и телефон у тех, кто спросил цену, и у остальных; создаёт лид с тегами и перепиской.',
    'Learns name and phone from those who ask for the price, and from others; makes a lead with tags and conversation.',
  ),
  draw(place) {
    const { first, second } = stageKeys(place);
    const nodes = priceAndContactFlow.nodes.map((one): FlowNode => {
      if (one.kind === 'createLead') return { ...one, config: { ...one.config, stageKey: first } };
      return one.kind === 'moveStage' ? { ...one, config: { ...one.config, stageKey: second } } : one;
    });
    return { nodes, edges: priceAndContactFlow.edges };
  },
};

/** The shortest useful flow. */
export const collectContact: FlowTemplate = {
  title: text('Собрать контакт', 'Collect a contact'),
  description: text(
    'Спрашивает имя и телефон, создаёт контакт в CRM и благодарит. Лида не создаёт.',
    'Asks for name and phone, makes a contact in the CRM and says thank you. Makes no lead.',
  ),
  draw: () => ({
    nodes: [
      start(0),
      askContact(
        'ask',
        [1, 0],
        text(
          'Здравствуйте! Как вас зовут и по какому номеру с вами связаться?',
          'Hello! What is your name and the best number to reach you?',
        ),
      ),
      contact([2, 0]),
      reply(
        'thanks',
        [3, 0],
        text('Спасибо', 'Thank you'),
        text(
          'Спасибо, {{name}}! Мы свяжемся с вами по номеру {{phone}}.',
          'Thank you, {{name}}! We will contact you at {{phone}}.',
        ),
      ),
      end([4, 0]),
      handOff([2, 1]),
    ],
    edges: [
      ...chain('start', 'ask'),
      ...edges('ask:collected>contact', 'ask:gaveUp>handOff'),
      ...chain('contact', 'thanks', 'done'),
    ],
  }),
};

const qualifySlots = ['name', 'phone', 'budget', 'when'];

/** Points for what the client says; the warm go to a manager at once. */
export const qualify: FlowTemplate = {
  title: text('Квалификация', 'Qualification'),
  description: text(
    'Спрашивает бюджет и срок, считает баллы: тёплых передаёт менеджеру сразу, остальным создаёт лид на первом этапе.',
    'Asks for budget and time and counts points: the warm go to a manager at once, the others get a lead at the first stage.',
  ),
  draw(place) {
    const { first, second } = stageKeys(place);
    return {
      slots: [
        { key: 'budget', title: text('бюджет', 'budget'), kind: 'number', min: 0 },
        {
          key: 'when',
          title: text('когда нужно', 'when it is needed'),
          kind: 'choice',
          options: [
            { value: 'now', title: text('сейчас', 'now'), words: ['срочно', 'сегодня', 'asap', 'urgently', 'today'] },
            { value: 'later', title: text('позже', 'later'), words: ['потом', 'не спешу', 'no hurry', 'some day'] },
          ],
        },
      ],
      nodes: [
        start(1),
        node('ask', 'ask', text('О клиенте и задаче', 'About client and task'), [1, 1], {
          slots: qualifySlots,
          attempts: 4,
          question: text(
            'Здравствуйте! Как вас зовут, по какому номеру связаться, какой у вас бюджет и когда нужно: сейчас или позже?',
            'Hello! What is your name and number, what is your budget, and when do you need it: now or later?',
          ),
          again: [
            ...askAgain(qualifySlots),
            { missing: ['budget'], text: text('На какую сумму рассчитываете?', 'What budget do you have in mind?') },
            {
              missing: ['when'],
              text: text('Когда это нужно: сейчас или позже?', 'When do you need it: now or later?'),
            },
          ],
        }),
        node('score', 'qualify', text('Баллы', 'Points'), [2, 1], {
          score: 20,
          reasons: [text('Ответил на вопросы', 'Answered the questions')],
          criteria: [
            {
              points: 40,
              reason: text('Нужно сейчас', 'Needs it now'),
              when: { fact: 'slots.when.value', operator: 'equal', value: 'now' },
            },
            {
              points: 30,
              reason: text('Бюджет от 50 000', 'Budget of 50,000 or more'),
              when: { fact: 'slots.budget.value', operator: 'greaterThanInclusive', value: 50_000 },
            },
          ],
        }),
        contact([3, 1]),
        lead([4, 1], text('{{name}} — {{score}} баллов', '{{name}} — {{score}} points'), first),
        history([5, 1]),
        node('warm', 'rule', text('Тёплый?', 'Warm?'), [6, 1], {
          outputs: [
            {
              port: 'warm',
              title: text('60 баллов и больше', '60 points or more'),
              priority: 100,
              conditions: { fact: 'score', operator: 'greaterThanInclusive', value: 60 },
            },
          ],
        }),
        node('move', 'moveStage', text('На следующий этап', 'To the next stage'), [7, 0], { stageKey: second }),
        node('toManager', 'handOff', text('Тёплый — менеджеру', 'Warm: to a manager'), [8, 0], {
          reason: text('Тёплый клиент: {{score}} баллов', 'Warm client: {{score}} points'),
          text: text('Спасибо, {{name}}! Подключаю менеджера.', 'Thank you, {{name}}! A manager is joining.'),
        }),
        reply(
          'thanks',
          [7, 2],
          text('Спасибо', 'Thank you'),
          text('Спасибо, {{name}}! Менеджер свяжется с вами.', 'Thank you, {{name}}! A manager will contact you.'),
        ),
        end([8, 2]),
        handOff([2, 2]),
      ],
      edges: [
        ...chain('start', 'ask'),
        ...edges('ask:collected>score', 'ask:gaveUp>handOff'),
        ...chain('score', 'contact', 'lead', 'history', 'warm'),
        ...edges('warm:warm>move', 'warm:otherwise>thanks'),
        ...chain('move', 'toManager'),
        ...chain('thanks', 'done'),
      ],
    };
  },
};
