import {
  IconBroadcast,
  IconGitBranch,
  IconHelpCircle,
  IconHourglass,
  IconMessageCircle,
  IconSitemap,
  IconStar,
  IconWebhook,
} from '@tabler/icons-react';
import type { NodeConfigs, WaitConfig, WaitedEvent } from '@voronka/domain';
import type { CanvasSpecification, SettingLine, WordsContext } from './canvas-specification.ts';
import { canvasTexts } from './canvas-texts.ts';
import { line, quote, treeInWords, wordLine } from './lines.ts';
import { factInWords, minutesInWords, quoted, slotList, weekdaysInWords } from './words.ts';

/** Chooses by rules. */
export const rule: CanvasSpecification<'rule'> = {
  icon: IconGitBranch,
  summary: () => null, // its ways out stand on the card
  settings: (config, words) => [
    ...(config.policy === 'all' ? [wordLine('takes', 'takesAll', words)] : []),
    ...[...config.outputs]
      .sort((one, other) => other.priority - one.priority)
      .map((output): SettingLine => ({
        label: `${canvasTexts.output[words.locale]} ${quoted(output.title[words.locale], words.locale)}`,
        value: treeInWords(output.conditions, words),
        tone: 'rule',
      })),
  ],
};

function silenceLines({ silence }: NodeConfigs['ask'], words: WordsContext): SettingLine[] {
  if (!silence) return [];
  return [
    ...(silence.reminders.length === 0
      ? []
      : [line('remindAfter', minutesInWords(silence.remindAfterMinutes, words.locale), words)]),
    ...silence.reminders.map((text) => quote('reminder', text, words)),
    line('silenceEnds', minutesInWords(silence.closeAfterMinutes, words.locale), words),
  ];
}

/** Asks for details. */
export const ask: CanvasSpecification<'ask'> = {
  icon: IconHelpCircle,
  summary: (config, { locale }) => config.question[locale],
  settings: (config, words) => {
    const { locale, declarations } = words;
    const again = config.again.map((entry): SettingLine => ({
      label: `${canvasTexts.againWithout[locale]}: ${slotList(entry.missing, locale, declarations)}`,
      value: entry.text[locale],
      tone: 'quote',
    }));
    return [
      line('collects', slotList(config.slots, locale, declarations), words),
      quote('question', config.question, words),
      ...again,
      line('attempts', config.attempts, words),
      ...(config.skipKnown === false ? [wordLine('known', 'asksAnyway', words)] : []),
      ...silenceLines(config, words),
    ];
  },
};

/** Says something. */
export const reply: CanvasSpecification<'reply'> = {
  icon: IconMessageCircle,
  summary: (config, { locale }) => config.text[locale],
  settings: (config, words) => [quote('says', config.text, words)],
};

/** Scores the enquiry. */
export const qualify: CanvasSpecification<'qualify'> = {
  icon: IconStar,
  summary: (config, { locale }) => `${canvasTexts.score[locale]}: ${config.score}`,
  settings: (config, words) => {
    const criteria = config.criteria ?? [];
    return [
      line(criteria.length === 0 ? 'score' : 'baseScore', config.score, words),
      ...(config.reasons.length === 0
        ? []
        : [line('reasons', config.reasons.map((reason) => reason[words.locale]).join('\n'), words)]),
      ...criteria.map(({ points, reason, when }): SettingLine => ({
        label: `${points < 0 ? '−' : '+'}${Math.abs(points)}: ${reason[words.locale]}`,
        value: treeInWords(when, words),
        tone: 'rule',
      })),
    ];
  },
};

const events: Record<WaitedEvent, keyof typeof canvasTexts> = {
  clientMessage: 'eventClientMessage',
  managerMessage: 'eventManagerMessage',
  stageMoved: 'eventStageMoved',
  responsibleChanged: 'eventResponsibleChanged',
  signal: 'eventSignal',
};

function waitedEvents(wait: WaitConfig & { kind: 'event' }, locale: WordsContext['locale']): string {
  return wait.events.map((event) => canvasTexts[events[event]][locale]).join(', ');
}

function waitInWords(wait: WaitConfig, { locale }: WordsContext): string {
  switch (wait.kind) {
    case 'duration':
      return minutesInWords(wait.minutes, locale);
    case 'localTime':
      return `${canvasTexts.localTime[locale]} ${wait.time}`;
    case 'businessHours':
      return canvasTexts.businessHours[locale];
    case 'event':
      return waitedEvents(wait, locale);
  }
}

function waitLines(wait: WaitConfig, words: WordsContext): SettingLine[] {
  if (wait.kind === 'localTime') {
    const { everyDay } = canvasTexts;
    return [
      line('days', wait.days.length === 0 ? everyDay[words.locale] : weekdaysInWords(wait.days, words.locale), words),
    ];
  }
  if (wait.kind !== 'event') return [];
  const { signal } = wait;
  return [
    ...(wait.events.includes('signal')
      ? [line('signal', signal === null ? canvasTexts.anySignal[words.locale] : quoted(signal, words.locale), words)]
      : []),
    line('noLongerThan', minutesInWords(wait.timeoutMinutes, words.locale), words),
  ];
}

/** Waits for a time or an event. */
export const wait: CanvasSpecification<'wait'> = {
  icon: IconHourglass,
  summary: (config, words) => waitInWords(config.for, words),
  settings: (config, words) => [
    line('waitsFor', waitInWords(config.for, words), words),
    ...waitLines(config.for, words),
    ...(config.onMessage === 'leave' ? [wordLine('onClientMessage', 'leavesByMessage', words)] : []),
  ],
};

/** Raises a signal. */
export const raiseSignal: CanvasSpecification<'raiseSignal'> = {
  icon: IconBroadcast,
  summary: (config, { locale }) => quoted(config.signal, locale),
  settings: (config, words) => [line('signal', quoted(config.signal, words.locale), words)],
};

/** Sends data to another system. */
export const callWebhook: CanvasSpecification<'callWebhook'> = {
  icon: IconWebhook,
  summary: (config, { locale }) => (config.waitForAnswer ? canvasTexts.waitsForAnswer[locale] : null),
  settings: (config, words) => {
    const taken = Object.entries(config.answer).map(([field, name]) => {
      return `${factInWords(`fields.${field}`, words.locale, words.declarations)} ← ${name}`;
    });
    return [
      line('webhook', config.webhookId, words),
      wordLine('answer', config.waitForAnswer ? 'waitsForAnswer' : 'doesNotWait', words),
      ...(taken.length === 0 ? [] : [line('takesFromAnswer', taken.join('\n'), words)]),
    ];
  },
};

/** Runs another flow. */
export const subFlow: CanvasSpecification<'subFlow'> = {
  icon: IconSitemap,
  summary: (config, { flowNames }) => flowNames?.get(config.flowId) ?? null,
  settings: (config, words) => [line('flow', words.flowNames?.get(config.flowId) ?? config.flowId, words)],
};
