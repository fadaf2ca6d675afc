import {
  IconAlarm,
  IconBolt,
  IconHandClick,
  IconLayoutKanban,
  IconMessage2,
  IconMessagePlus,
  IconUserEdit,
  IconZzz,
} from '@tabler/icons-react';
import type { MoveSource, NodeConfigs, TimerOrigin } from '@voronka/domain';
import type { CanvasSpecification, WordsContext } from './canvas-specification.ts';
import { canvasTexts } from './canvas-texts.ts';
import { conditionLines, conditionSummary, line, wordLine } from './lines.ts';
import { minutesInWords, quoted } from './words.ts';

const movers: Record<MoveSource, keyof typeof canvasTexts> = {
  crm: 'byCrm',
  operator: 'byOperator',
  assistant: 'byAssistant',
};

const origins: Record<TimerOrigin, keyof typeof canvasTexts> = {
  dialogueStart: 'sinceDialogueStart',
  episodeStart: 'sinceEpisodeStart',
  lastClientMessage: 'sinceLastClientMessage',
  handOff: 'sinceHandOff',
};

function stageList({ stageKeys }: NodeConfigs['stageMovedTrigger'], { locale, stageName }: WordsContext): string {
  return stageKeys.length === 0 ? canvasTexts.anyStage[locale] : stageKeys.map(stageName).join(', ');
}

function moverList({ by }: NodeConfigs['stageMovedTrigger'], { locale }: WordsContext): string {
  if (by.length === 0) return canvasTexts.anybody[locale];
  return by.map((source) => canvasTexts[movers[source]][locale]).join(', ');
}

/** Starts the flow with a dialogue or a new episode of it. */
export const newDialogueTrigger: CanvasSpecification<'newDialogueTrigger'> = {
  icon: IconMessagePlus,
  summary: (config, words) => (config.when === null ? null : conditionSummary(config.when, words)),
  settings: (config, words) => [
    wordLine('when', 'newDialogue', words),
    ...conditionLines('andWhen', config.when, words),
    line('priority', config.priority, words),
  ],
};

/** Starts the flow on a client's message. */
export const clientMessageTrigger: CanvasSpecification<'clientMessageTrigger'> = {
  icon: IconMessage2,
  summary: (config, words) =>
    config.when === null ? canvasTexts.anyMessage[words.locale] : conditionSummary(config.when, words),
  settings: (config, words) => [
    ...(config.when === null ? [wordLine('when', 'anyMessage', words)] : conditionLines('when', config.when, words)),
    wordLine('once', config.oncePerEpisode ? 'oncePerEpisode' : 'everyTime', words),
    wordLine('openQuestion', config.interrupts ? 'answersBeside' : 'keepsQuiet', words),
    line('priority', config.priority, words),
  ],
};

/** Runs on a signal. */
export const signalTrigger: CanvasSpecification<'signalTrigger'> = {
  icon: IconBolt,
  summary: (config, { locale }) => quoted(config.signal, locale),
  settings: (config, words) => [
    line('signal', quoted(config.signal, words.locale), words),
    ...conditionLines('andWhen', config.when, words),
  ],
};

/** Runs when the card was moved. */
export const stageMovedTrigger: CanvasSpecification<'stageMovedTrigger'> = {
  icon: IconLayoutKanban,
  summary: stageList,
  settings: (config, words) => [
    line('movedTo', stageList(config, words), words),
    line('movedBy', moverList(config, words), words),
    ...conditionLines('andWhen', config.when, words),
  ],
};

/** Runs when another manager became responsible. */
export const responsibleChangedTrigger: CanvasSpecification<'responsibleChangedTrigger'> = {
  icon: IconUserEdit,
  summary: (config, words) => (config.when === null ? null : conditionSummary(config.when, words)),
  settings: (config, words) => [
    wordLine('when', 'newResponsible', words),
    ...conditionLines('andWhen', config.when, words),
  ],
};

/** Runs once, some time after something. */
export const timerTrigger: CanvasSpecification<'timerTrigger'> = {
  icon: IconAlarm,
  summary: (config, { locale }) => `${canvasTexts.after[locale]} ${minutesInWords(config.afterMinutes, locale)}`,
  settings: (config, words) => [
    line('after', minutesInWords(config.afterMinutes, words.locale), words),
    wordLine('since', origins[config.since], words),
    ...conditionLines('andWhen', config.when, words),
  ],
};

/** Runs when the client is silent. */
export const silenceTrigger: CanvasSpecification<'silenceTrigger'> = {
  icon: IconZzz,
  summary: (config, { locale }) => minutesInWords(config.minutes, locale),
  settings: (config, words) => [
    line('silentFor', minutesInWords(config.minutes, words.locale), words),
    line('atMost', config.times, words),
    ...conditionLines('andWhen', config.when, words),
  ],
};

/** Runs when a person presses its button. */
export const manualTrigger: CanvasSpecification<'manualTrigger'> = {
  icon: IconHandClick,
  summary: (config, words) => (config.when === null ? null : conditionSummary(config.when, words)),
  settings: (config, words) => [wordLine('when', 'byButton', words), ...conditionLines('andWhen', config.when, words)],
};
