import {
  IconFlag,
  IconGitBranch,
  IconHelpCircle,
  IconMessage2,
  IconMessageCircle,
  IconStar,
  IconUserShare,
} from '@tabler/icons-react';
import { slotTitles } from '@voronka/domain';
import type { SlotName } from '@voronka/domain';
import type { CanvasSpecification, SettingLine, WordsContext } from './canvas-specification.ts';
import { canvasWords, conditionInWords, valueInWords } from './words.ts';

const slotList = (slots: readonly SlotName[], { locale }: WordsContext) =>
  slots.map((slot) => slotTitles[slot][locale]).join(', ');

/** Starts the flow on a client's message. */
export const clientMessageTrigger: CanvasSpecification<'clientMessageTrigger'> = {
  icon: IconMessage2,
  summary: (config, { locale }) =>
    config.when === null
      ? canvasWords.anyMessage[locale]
      : (conditionInWords(config.when, locale).split('\n')[0] ?? null),
  settings: (config, { locale }) => [
    {
      label: canvasWords.when[locale],
      value: config.when === null ? canvasWords.anyMessage[locale] : conditionInWords(config.when, locale),
      tone: 'rule',
    },
    {
      label: canvasWords.once[locale],
      value: config.oncePerEpisode ? canvasWords.oncePerEpisode[locale] : canvasWords.everyTime[locale],
    },
    { label: canvasWords.priority[locale], value: String(config.priority) },
  ],
};

/** Chooses one way out. */
export const rule: CanvasSpecification<'rule'> = {
  icon: IconGitBranch,
  summary: () => null, // its ways out stand on the card
  settings: (config, { locale }) =>
    [...config.outputs]
      .sort((one, other) => other.priority - one.priority)
      .map((output) => ({
        label: `${canvasWords.output[locale]} ${valueInWords(output.title[locale], locale)}`,
        value: conditionInWords(output.conditions, locale),
        tone: 'rule',
      })),
};

/** Asks for details. */
export const ask: CanvasSpecification<'ask'> = {
  icon: IconHelpCircle,
  summary: (config, { locale }) => config.question[locale],
  settings: (config, words) => {
    const { locale } = words;
    const again = config.again.map((entry): SettingLine => ({
      label: `${canvasWords.againWithout[locale]}: ${slotList(entry.missing, words)}`,
      value: entry.text[locale],
      tone: 'quote',
    }));
    return [
      { label: canvasWords.collects[locale], value: slotList(config.slots, words) },
      { label: canvasWords.question[locale], value: config.question[locale], tone: 'quote' },
      ...again,
      { label: canvasWords.attempts[locale], value: String(config.attempts) },
    ];
  },
};

/** Says something. */
export const reply: CanvasSpecification<'reply'> = {
  icon: IconMessageCircle,
  summary: (config, { locale }) => config.text[locale],
  settings: (config, { locale }) => [{ label: canvasWords.says[locale], value: config.text[locale], tone: 'quote' }],
};

/** Scores the enquiry. */
export const qualify: CanvasSpecification<'qualify'> = {
  icon: IconStar,
  summary: (config, { locale }) => `${canvasWords.score[locale]}: ${config.score}`,
  settings: (config, { locale }) => [
    { label: canvasWords.score[locale], value: String(config.score) },
    ...(config.reasons.length === 0
      ? []
      : [
          {
            label: canvasWords.reasons[locale],
            value: config.reasons.map((reason) => reason[locale]).join('\n'),
          },
        ]),
  ],
};

/** Gives the dialogue to a manager. */
export const handOff: CanvasSpecification<'handOff'> = {
  icon: IconUserShare,
  summary: (config, { locale }) => config.reason[locale],
  settings: (config, { locale }) => [
    { label: canvasWords.reason[locale], value: config.reason[locale] },
    {
      label: canvasWords.says[locale],
      value: config.text?.[locale] ?? canvasWords.saysNothing[locale],
      tone: config.text ? 'quote' : 'plain',
    },
  ],
};

/** The end of the flow. */
export const end: CanvasSpecification<'end'> = { icon: IconFlag, summary: () => null, settings: () => [] };
