import type { draftRu } from './draft.ru.ts';
import type { EnglishOf } from './texts.types.ts';

/** Texts about editing a flow's draft in English. */
export const draftEn: EnglishOf<typeof draftRu> = {
  saved: 'Saved',
  saving: 'Saving…',
  offline: 'No connection — your edits are kept here',
  refused: 'Not saved',
  conflict: 'Somebody else changed the draft',
  somebody: 'name unknown',
  publishUnsaved: 'The draft has to be saved first',
};
