import type { byHandRu } from './by-hand.ru.ts';
import type { EnglishOf } from './texts.types.ts';

/** Texts about what a dialogue does next and what people do in it by hand, in English. */
export const byHandEn: EnglishOf<typeof byHandRu> = {
  menu: 'Actions',
  signals: 'Send a signal',
  stages: 'Move to a stage',
  buttons: 'Run',
  nothing: 'Nothing is set up for this dialogue',
  signalTitle: 'Signal "{{title}}"',
  send: 'Send',
  yes: 'Yes',
  required: 'Fill in the field',
  signalSent: 'The signal is sent',
  stageMoved: 'The stage is changing to "{{stage}}"',
  started: 'Started: {{title}}',
  next: 'Next: {{at}}, {{what}}',
  nextLate: 'Was due: {{at}}, {{what}}',
  timer: {
    wait: 'the wait ends',
    askReminder: 'a reminder',
    askClose: 'the question closes',
    trigger: '"{{label}}" runs',
    returnToAssistant: 'back to the assistant',
    answerDeadline: 'a manager’s answer is due',
    consultDeadline: 'the outside assistant’s answer is due',
    idleClose: 'closes after silence',
  },
  closed: {
    done: 'Closed: the flow is finished',
    stopped: 'Closed: the client asked not to be written to',
    spam: 'Closed as spam',
    silent: 'Closed: the client did not answer',
    idle: 'Closed: nobody wrote for a long time',
  },
  escalated: 'Managers called again: {{level}}',
  answerBy: 'Answer by {{at}}',
};
