import {
  IconAddressBook,
  IconArrowRightBar,
  IconFileTextSpark,
  IconHistory,
  IconId,
  IconNote,
  IconTags,
  IconTagsOff,
  IconUserCheck,
} from '@tabler/icons-react';
import { slotTitles } from '@voronka/domain';
import type { UpdatePolicy } from '@voronka/domain';
import type { CanvasSpecification, SettingLine } from './canvas-specification.ts';
import { canvasTexts } from './canvas-texts.ts';
import { line, quote, wordLine } from './lines.ts';

/** Finds the client's contact, or makes one. */
export const findOrCreateContact: CanvasSpecification<'findOrCreateContact'> = {
  icon: IconAddressBook,
  summary: () => null,
  settings: () => [],
};

const updatePolicies: Record<UpdatePolicy, keyof typeof canvasTexts> = {
  fillEmpty: 'fillEmpty',
  overwrite: 'overwrite',
  append: 'append',
};

/** Completes the contact. */
export const updateContact: CanvasSpecification<'updateContact'> = {
  icon: IconId,
  summary: () => null,
  settings: (config, { locale }) =>
    (['name', 'phone', 'email'] as const).map((field): SettingLine => {
      const title = slotTitles[field][locale];
      return {
        label: title.charAt(0).toUpperCase() + title.slice(1),
        value: canvasTexts[updatePolicies[config[field]]][locale],
      };
    }),
};

const cards = { channel: 'cardOfChannel', lead: 'cardLead', deal: 'cardDeal' } as const;

/** Makes a lead or a deal. */
export const createLead: CanvasSpecification<'createLead'> = {
  icon: IconFileTextSpark,
  summary: (config, { stageName }) => stageName(config.stageKey),
  settings: (config, words) => [
    line('cardTitle', config.title[words.locale], words),
    line('stage', words.stageName(config.stageKey), words),
    wordLine('card', cards[config.card ?? 'channel'], words),
  ],
};

/** Moves the card. */
export const moveStage: CanvasSpecification<'moveStage'> = {
  icon: IconArrowRightBar,
  summary: (config, { stageName }) => stageName(config.stageKey),
  settings: (config, words) => [
    line('stage', words.stageName(config.stageKey), words),
    ...(config.allowBack ? [wordLine('backwards', 'allowed', words)] : []),
  ],
};

/** Tags the lead. */
export const addTags: CanvasSpecification<'addTags'> = {
  icon: IconTags,
  summary: (config) => config.tags.join(', '),
  settings: (config, words) => [line('tags', config.tags.join(', '), words)],
};

/** Takes tags off the lead. */
export const removeTags: CanvasSpecification<'removeTags'> = {
  icon: IconTagsOff,
  summary: (config) => config.tags.join(', '),
  settings: (config, words) => [line('tags', config.tags.join(', '), words)],
};

/** Writes a note. */
export const addNote: CanvasSpecification<'addNote'> = {
  icon: IconNote,
  summary: (config, { locale }) => config.text[locale],
  settings: (config, words) => [quote('note', config.text, words)],
};

/** Attaches the conversation. */
export const attachHistory: CanvasSpecification<'attachHistory'> = {
  icon: IconHistory,
  summary: () => null,
  settings: () => [],
};

/** Sets the responsible. */
export const assignResponsible: CanvasSpecification<'assignResponsible'> = {
  icon: IconUserCheck,
  summary: () => null,
  settings: (config, words) => [
    wordLine('responsible', config.choose ? 'responsibleChosen' : 'responsibleOfDialogue', words),
  ],
};
