import { minutesOfTime } from '../../calendar/business-calendar.ts';
import type { ConditionTree, FlowNode, FlowNodeOf, LocalizedText } from '../flow-graph.ts';
import { conditionsOf } from '../node-specifications.ts';
import type { CheckedFlow } from './checked-flow.ts';
import type { FlowFinding } from './finding.ts';
import { finding } from './finding.ts';
import type { ConfigPath } from './suggestion.ts';
import { suggest, suggestConfig } from './suggestion.ts';

/** A stretch of time that a node is given, what it is for, and how long it usually is. */
interface Stretch {
  path: ConfigPath;
  minutes: number;
  usual: number;
  what: LocalizedText;
}

const hour = 60;
const day = 24 * hour;

function silenceStretches({ config: { silence } }: FlowNodeOf<'ask'>): Stretch[] {
  if (!silence) return [];
  const { remindAfterMinutes, reminders, closeAfterMinutes } = silence;
  const remind = { ru: 'через сколько напомнить', en: 'when to remind' };
  const close = { ru: 'сколько ждать ответа', en: 'how long to wait for the answer' };
  return [
    ...(reminders.length > 0
      ? [{ path: ['silence', 'remindAfterMinutes'], minutes: remindAfterMinutes, usual: hour, what: remind }]
      : []),
    { path: ['silence', 'closeAfterMinutes'], minutes: closeAfterMinutes, usual: day, what: close },
  ];
}

function waitStretches({ config }: FlowNodeOf<'wait'>): Stretch[] {
  const what = { ru: 'сколько ждать', en: 'how long to wait' };
  if (config.for.kind === 'duration') {
    return [{ path: ['for', 'minutes'], minutes: config.for.minutes, usual: hour, what }];
  }
  if (config.for.kind !== 'event') return [];
  return [{ path: ['for', 'timeoutMinutes'], minutes: config.for.timeoutMinutes, usual: day, what }];
}

function stretchesOf(node: FlowNode): Stretch[] {
  switch (node.kind) {
    case 'timerTrigger': {
      const what = { ru: 'через сколько сработать', en: 'when to fire' };
      return [{ path: ['afterMinutes'], minutes: node.config.afterMinutes, usual: hour, what }];
    }
    case 'silenceTrigger': {
      const what = { ru: 'сколько клиент молчит', en: 'how long the client is silent' };
      return [{ path: ['minutes'], minutes: node.config.minutes, usual: hour, what }];
    }
    case 'ask':
      return silenceStretches(node);
    case 'wait':
      return waitStretches(node);
    case 'handOff': {
      const minutes = node.config.answerWithinMinutes;
      const what = { ru: 'за сколько ответить менеджеру', en: 'how soon a manager has to answer' };
      return minutes == null ? [] : [{ path: ['answerWithinMinutes'], minutes, usual: 15, what }];
    }
    default:
      return [];
  }
}

function checkStretches(node: FlowNode): FlowFinding[] {
  return stretchesOf(node)
    .filter(({ minutes }) => !(minutes >= 1))
    .map(({ path, usual, what }) => {
      const suggestion = suggestConfig('setConfig', node, path, usual, `Поставить ${usual} мин`, `Set ${usual} min`);
      return finding('Flow.TimeMissing', node.id, what, { suggestion });
    });
}

function checkTimeOfDay(node: FlowNodeOf<'wait'>, time: string, days: readonly number[]): FlowFinding[] {
  const findings: FlowFinding[] = [];
  const minute = minutesOfTime(time);
  if (minute === null || minute >= day) {
    const usual = suggestConfig('setConfig', node, ['for', 'time'], '10:00', 'Ждать до 10:00', 'Wait until 10:00');
    findings.push(finding('Flow.WaitTimeInvalid', node.id, time, { suggestion: usual }));
  }
  const isDay = (one: number): boolean => Number.isInteger(one) && one >= 1 && one <= 7;
  const wrong = days.filter((one) => !isDay(one));
  if (wrong.length > 0) {
    const ru = 'Убрать их из списка дней';
    const value = days.filter(isDay);
    const suggestion = suggestConfig('setConfig', node, ['for', 'days'], value, ru, 'Take them off the list of days');
    findings.push(finding('Flow.WaitDaysInvalid', node.id, wrong.join(', '), { suggestion }));
  }
  return findings;
}

function checkWait(node: FlowNode): FlowFinding[] {
  if (node.kind !== 'wait') return [];
  const wait = node.config.for;
  if (wait.kind === 'localTime') return checkTimeOfDay(node, wait.time, wait.days);
  if (wait.kind !== 'event' || wait.events.length > 0) return [];
  const events = wait.signal === null ? ['clientMessage'] : ['signal'];
  const [ru, en] =
    wait.signal === null
      ? ['Ждать сообщения клиента', 'Wait for a message of the client']
      : [`Ждать сигнала «${wait.signal}»`, `Wait for the signal "${wait.signal}"`];
  const suggestion = suggestConfig('setConfig', node, ['for', 'events'], events, ru, en);
  return [finding('Flow.WaitForNothing', node.id, '', { suggestion })];
}

function names(tree: ConditionTree, fact: string): boolean {
  if ('not' in tree) return names(tree.not, fact);
  if ('all' in tree) return tree.all.some((child) => names(child, fact));
  return 'any' in tree ? tree.any.some((child) => names(child, fact)) : tree.fact === fact;
}

function checkCalendar({ surroundings }: CheckedFlow, node: FlowNode): FlowFinding[] {
  if (surroundings.hasCalendar !== false) return [];
  const waits = node.kind === 'wait' && node.config.for.kind === 'businessHours';
  if (!waits && !conditionsOf(node).some((tree) => names(tree, 'businessHours.open'))) return [];
  const suggestion = suggest(
    'changeSettings',
    `Задать рабочее время воронки «${surroundings.funnel.name.ru}»`,
    `Set the business hours of the funnel "${surroundings.funnel.name.en}"`,
  );
  return [finding('Flow.NoCalendar', node.id, '', { suggestion })];
}

/** Times: stretches that last, times and days that exist, business hours that somebody has set. */
export function checkTimes(flow: CheckedFlow, node: FlowNode): FlowFinding[] {
  return [...checkStretches(node), ...checkWait(node), ...checkCalendar(flow, node)];
}
