import {
  IconAddressBook,
  IconArrowRightBar,
  IconFileTextSpark,
  IconHistory,
  IconNote,
  IconTags,
  IconUserCheck,
} from '@tabler/icons-react';
import type { CanvasSpecification } from './canvas-specification.ts';
import { canvasWords } from './words.ts';

/** Finds the client's contact, or makes one. */
export const findOrCreateContact: CanvasSpecification<'findOrCreateContact'> = {
  icon: IconAddressBook,
  summary: () => null,
  settings: () => [],
};

/** Makes a lead. */
export const createLead: CanvasSpecification<'createLead'> = {
  icon: IconFileTextSpark,
  summary: (config, { stageName }) => stageName(config.stageKey),
  settings: (config, { locale, stageName }) => [
    { label: canvasWords.leadTitle[locale], value: config.title[locale] },
    { label: canvasWords.stage[locale], value: stageName(config.stageKey) },
  ],
};

/** Moves the lead. */
export const moveStage: CanvasSpecification<'moveStage'> = {
  icon: IconArrowRightBar,
  summary: (config, { stageName }) => stageName(config.stageKey),
  settings: (config, { locale, stageName }) => [
    { label: canvasWords.stage[locale], value: stageName(config.stageKey) },
  ],
};

/** Tags the lead. */
export const addTags: CanvasSpecification<'addTags'> = {
  icon: IconTags,
  summary: (config) => config.tags.join(', '),
  settings: (config, { locale }) => [{ label: canvasWords.tags[locale], value: config.tags.join(', ') }],
};

/** Writes a note. */
export const addNote: CanvasSpecification<'addNote'> = {
  icon: IconNote,
  summary: (config, { locale }) => config.text[locale],
  settings: (config, { locale }) => [{ label: canvasWords.note[locale], value: config.text[locale], tone: 'quote' }],
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
  settings: () => [],
};
