import type { EnglishOf } from './texts.types.ts';
import type { versionsRu } from './versions.ru.ts';

/** Texts about versions of flows and open dialogues in English. */
export const versionsEn: EnglishOf<typeof versionsRu> = {
  title: 'Versions',
  hint: 'Everything that was published stays here. Any version can be published again; the draft does not change.',
  empty: 'The flow has not been published yet',
  number: 'Version {{number}}',
  live: 'running now',
  restore: 'Restore',
  restoreOf: 'Restore version {{number}}',
  restoreTitle: 'Restore version {{number}}?',
  restoreText: 'It runs again from then on. The draft stays as it is.',
  restoreNote: 'Back to version {{number}}',
  restored: 'Version {{number}} is running again',
  openDialogues: 'Open dialogues',
  stay: 'New dialogues only',
  stayHint: 'Open ones finish on the version they began with.',
  move: 'Move open ones too',
  moveHint: 'Those go over whose place is in the new version: now {{fits}} of {{count}}.',
  loading: 'Counting open dialogues…',
  places: 'Where they stand',
  nowhere: 'not waiting for an answer',
  staysTitle: 'Will stay on their version: {{count}}',
  stayedTitle: 'Stayed on their version: {{count}}',
  reason: {
    nodeMissing: 'the new version has no node "{{node}}"',
    nodeChanged: 'the node "{{node}}" has become another',
  },
  moved: 'Dialogues being moved: {{moved}}. Staying on their version: {{stayed}}.',
};
