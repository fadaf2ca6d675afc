import type { diagnosticsRu } from './diagnostics.ru.ts';
import type { EnglishOf } from './texts.types.ts';

/** Texts of diagnostics in English. */
export const diagnosticsEn: EnglishOf<typeof diagnosticsRu> = {
  title: 'Diagnostics',
  incidents: 'Incidents',
  held: 'Held messages',
  sections: 'Section of diagnostics',
  open: 'Open',
  resolved: 'Resolved',
  stateFilter: 'Which incidents to show',
  incidentsEmpty: 'No open incidents',
  incidentsEmptyHint: 'When a step fails for good the dialogue is not lost: it parks here and waits for you.',
  resolvedEmpty: 'No resolved incidents',
  resolvedEmptyHint: 'What was repaired and retried comes here.',
  retry: 'Retry the step',
  retried: 'Retrying: the dialogue goes on from the same node',
  openDialogue: 'Open the dialogue',
  atNode: 'node: {{label}}',
  raised: 'Raised {{at}}',
  resolvedAt: 'Resolved {{at}}',
  heldEmpty: 'No held messages',
  heldEmptyHint: 'When too many messages come at once the surplus waits here and does not become leads.',
  release: 'Let through',
  released: 'The message went to its dialogue',
  discard: 'Delete',
  discardTitle: 'Delete the message?',
  discardText: 'The message “{{text}}” will not reach the dialogue. It cannot be brought back.',
  discarded: 'Message deleted',
  heldTotal: '{{count}} in all',
  byFlood: 'held by the flood limit',
};
