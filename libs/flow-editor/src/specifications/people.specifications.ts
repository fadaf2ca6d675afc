import { IconFlag, IconRobot, IconUserShare } from '@tabler/icons-react';
import type { CanvasSpecification } from './canvas-specification.ts';
import { line, quote, wordLine } from './lines.ts';
import { minutesInWords } from './words.ts';

/** Gives the dialogue to a manager. */
export const handOff: CanvasSpecification<'handOff'> = {
  icon: IconUserShare,
  summary: (config, { locale }) => config.reason[locale],
  settings: (config, words) => [
    line('reason', config.reason[words.locale], words),
    config.text ? quote('says', config.text, words) : wordLine('says', 'nothing', words),
    ...(config.answerWithinMinutes
      ? [line('answerWithin', minutesInWords(config.answerWithinMinutes, words.locale), words)]
      : []),
    ...(config.task ? [wordLine('task', 'makesTask', words)] : []),
  ],
};

/** Gives the dialogue back. */
export const returnToAssistant: CanvasSpecification<'returnToAssistant'> = {
  icon: IconRobot,
  summary: () => null,
  settings: () => [],
};

/** The end of the flow. */
export const end: CanvasSpecification<'end'> = {
  icon: IconFlag,
  summary: () => null,
  settings: (config, words) => (config.close ? [wordLine('dialogueAfter', 'dialogueCloses', words)] : []),
};
