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
import type { FlowTemplate, TemplatePlace } from './template-parts.ts';
import type { FlowNode } from '../flow-graph.ts';

/** By day a manager answers; by night the client is asked and the manager is called in the morning. */
export const nightMode: FlowTemplate = {
  title: text('Ночной режим', 'Night mode'),
  description: text(
    'Днём сразу зовёт менеджера. Ночью и в выходные узнаёт контакт, создаёт лид и зовёт менеджера, когда начнётся рабочий день.',
    'By day calls a manager at once. At night and on days off learns the contact, makes a lead, and calls a manager when the working day begins.',
  ),
  draw(place) {
    const { first } = stageKeys(place);
    return {
      nodes: [
        start(0),
        node('hours', 'rule', text('Сейчас работаем?', 'Open now?'), [1, 0], {
          outputs: [
            {
              port: 'open',
              title: text('Рабочее время', 'Business hours'),
              priority: 100,
              conditions: { fact: 'businessHours.open', operator: 'equal', value: true },
            },
          ],
        }),
        node('dayManager', 'handOff', text('Менеджеру сразу', 'To a manager at once'), [2, 0], {
          reason: text('Клиент написал в рабочее время', 'The client wrote within business hours'),
          text: text('Здравствуйте! Подключаю менеджера.', 'Hello! A manager is joining.'),
        }),
        askContact(
          'ask',
          [2, 1],
          text(
            'Здравствуйте! Сейчас мы отдыхаем. Оставьте имя и телефон — ответим, как только откроемся.',
            'Hello! We are closed at the moment. Leave your name and phone and we will answer as soon as we open.',
          ),
        ),
        contact([3, 1]),
        lead([4, 1], text('{{name}} — написал ночью', '{{name}} — wrote at night'), first),
        history([5, 1]),
        reply(
          'goodNight',
          [6, 1],
          text('До утра', 'Until morning'),
          text('Спасибо, {{name}}! Свяжемся с вами утром.', 'Thank you, {{name}}! We will contact you in the morning.'),
        ),
        node('morning', 'wait', text('До открытия', 'Until we open'), [7, 1], { for: { kind: 'businessHours' } }),
        node('morningManager', 'handOff', text('Утром — менеджеру', 'To a manager in the morning'), [8, 1], {
          reason: text('Клиент писал ночью и ждёт ответа', 'The client wrote at night and waits for an answer'),
          text: null,
          task: true,
        }),
        handOff([3, 2]),
      ],
      edges: [
        ...chain('start', 'hours'),
        ...edges('hours:open>dayManager', 'hours:otherwise>ask', 'ask:collected>contact', 'ask:gaveUp>handOff'),
        ...chain('contact', 'lead', 'history', 'goodNight', 'morning', 'morningManager'),
      ],
    };
  },
};

/** Reminds a client who went silent, and closes politely. */
export const noAnswer: FlowTemplate = {
  title: text('Клиент не отвечает', 'No answer'),
  description: text(
    'Спрашивает контакт, дважды напоминает о себе, а если клиент так и молчит — прощается и закрывает диалог.',
    'Asks for the contact, reminds twice, and if the client stays silent says good-bye and closes the dialogue.',
  ),
  draw(place) {
    const { first } = stageKeys(place);
    const slots = ['name', 'phone'];
    return {
      nodes: [
        start(0),
        node('ask', 'ask', text('Имя и телефон', 'Name and phone'), [1, 0], {
          slots,
          attempts: 3,
          question: text(
            'Здравствуйте! Как вас зовут и по какому номеру с вами связаться?',
            'Hello! What is your name and the best number to reach you?',
          ),
          again: askAgain(slots),
          silence: {
            remindAfterMinutes: 30,
            reminders: [
              text(
                'Вы ещё здесь? Оставьте имя и телефон, и мы поможем.',
                'Are you still there? Leave your name and phone and we will help.',
              ),
              text(
                'Если вопрос ещё актуален, просто ответьте на это сообщение.',
                'If your question still stands, just answer this message.',
              ),
            ],
            closeAfterMinutes: 1440,
          },
        }),
        contact([2, 0]),
        lead([3, 0], text('{{name}} — обращение', '{{name}} — enquiry'), first),
        history([4, 0]),
        reply(
          'thanks',
          [5, 0],
          text('Спасибо', 'Thank you'),
          text('Спасибо, {{name}}! Скоро свяжемся.', 'Thank you, {{name}}! We will be in touch soon.'),
        ),
        end([6, 0]),
        handOff([2, 1]),
        reply(
          'goodbye',
          [2, 2],
          text('Прощаемся', 'Good-bye'),
          text(
            'Закрываю диалог. Если понадобится помощь, напишите снова.',
            'I am closing the dialogue. Write again if you need help.',
          ),
        ),
        end([3, 2], 'closed', true),
      ],
      edges: [
        ...chain('start', 'ask'),
        ...edges('ask:collected>contact', 'ask:gaveUp>handOff', 'ask:silent>goodbye'),
        ...chain('contact', 'lead', 'history', 'thanks', 'done'),
        ...chain('goodbye', 'closed'),
      ],
    };
  },
};

/** What moves the card: the first of these signals that the catalogue has, else its first one, else a manager's button. */
const wantedSignals = ['readyToCall', 'wantsContract'];

function mover({ signals }: TemplatePlace): FlowNode {
  const signal = signals.find(({ name }) => wantedSignals.includes(name)) ?? signals[0];
  return signal
    ? node('moved', 'signalTrigger', signal.title, [0, 2], { signal: signal.name, when: null })
    : node('moved', 'manualTrigger', text('Клиент готов', 'Client is ready'), [0, 2], { when: null });
}

/** A lead that goes on when a signal comes. */
export const stageBySignal: FlowTemplate = {
  title: text('Этап по сигналу', 'Stage by signal'),
  description: text(
    'Создаёт лид и двигает его по воронке, когда приходит сигнал каталога, например «Клиент готов к звонку».',
    'Makes a lead and moves it along the funnel when a signal of the catalogue comes, such as "Client is ready for a call".',
  ),
  draw(place) {
    const { first, third } = stageKeys(place);
    return {
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
        lead([3, 0], text('{{name}} — обращение', '{{name}} — enquiry'), first),
        reply(
          'thanks',
          [4, 0],
          text('Спасибо', 'Thank you'),
          text('Спасибо, {{name}}! Скоро свяжемся.', 'Thank you, {{name}}! We will be in touch soon.'),
        ),
        end([5, 0]),
        handOff([2, 1]),
        mover(place),
        node('move', 'moveStage', text('На этап воронки', 'To the stage'), [1, 2], { stageKey: third }),
        node('note', 'addNote', text('Примечание', 'Note'), [2, 2], {
          text: text('Карточка передвинута по сигналу', 'The card was moved on a signal'),
        }),
        end([3, 2], 'movedDone'),
      ],
      edges: [
        ...chain('start', 'ask'),
        ...edges('ask:collected>contact', 'ask:gaveUp>handOff'),
        ...chain('contact', 'lead', 'thanks', 'done'),
        ...chain('moved', 'move', 'note', 'movedDone'),
      ],
    };
  },
};
