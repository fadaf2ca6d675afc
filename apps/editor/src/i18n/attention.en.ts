import type { EnglishOf } from './texts.types.ts';
import type { attentionRu } from './attention.ru.ts';

/** Texts about settling incidents, what has waited too long, and calls for a manager, in English. */
export const attentionEn: EnglishOf<typeof attentionRu> = {
  late: 'Delays',
  lateEmpty: 'Nothing is late',
  lateEmptyHint: 'A dialogue comes here when something did not happen in time: a manager’s answer, or a timer.',
  lateSince: 'since {{at}}',
  lateTotal: '{{count}} in all',
  reason: {
    wakeUpLate: 'what was planned did not happen in time',
    undecided: 'something that came in has not been handled yet',
    answerLate: 'no manager has answered in time',
    escalated: 'other managers were called',
  },
  action: { retry: 'Retry the step', skip: 'Skip the step', handOver: 'Hand to a manager' },
  more: 'Other actions',
  done: {
    retry: 'Retrying: the dialogue goes on from the same node',
    skip: 'The step is skipped and the dialogue goes on',
    handOver: 'The dialogue is handed to a manager',
  },
  cause: 'Reason',
  allCauses: 'All reasons',
  choose: 'Choose the incident: {{name}}',
  chooseAll: 'Choose all',
  chosen: 'Chosen: {{count}}',
  ofCause: 'All with this reason',
  askTitle: { retry: 'Retry the steps?', skip: 'Skip the steps?', handOver: 'Hand to a manager?' },
  askText: {
    retry: 'Each dialogue tries once more from the node where it stopped.',
    skip: 'Each dialogue goes on without what failed. The CRM will not have it.',
    handOver: 'Each dialogue leaves the flow and waits for a manager.',
  },
  bulkDone: 'Done: {{done}}. Settled already: {{gone}}.',
  bulkLeft: 'Done: {{done}}. Settled already: {{gone}}. Left: {{left}}; do it again.',
  callTitle: 'A manager is needed',
  callText: '{{name}} is waiting for an answer',
  callUnknown: 'A client is waiting for an answer',
  openDialogue: 'Open the dialogue',
  notices: 'Calls for a manager',
  allowNotices: 'Show notifications',
  noticesOn: 'Notifications are on',
  noticesBlocked: 'The browser blocks notifications',
  sound: 'Sound',
};
