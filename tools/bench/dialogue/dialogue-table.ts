import { say } from '@voronka/local-infra';
import type { TerminalText } from '@voronka/local-infra';
import type { Figures } from '../figures.ts';
import { against, number, percent } from '../table.ts';
import type { Table } from '../table.ts';
import type { DialogueFigure } from './dialogue-figures.ts';

type Paired = Extract<DialogueFigure, `dialogue.bare.${string}`> extends `dialogue.bare.${infer Name}` ? Name : never;

/** Rows that both contenders have, with the digits behind the point. */
const paired: readonly [Paired, number, TerminalText][] = [
  ['perSecond', 1, { en: 'dialogues per second', ru: 'диалогов в секунду' }],
  ['cpuMs', 1, { en: 'processor time per dialogue, ms', ru: 'время процессора на диалог, мс' }],
  ['cpuMsWorker', 1, { en: '  worker', ru: '  воркер' }],
  ['cpuMsTemporal', 1, { en: '  Temporal', ru: '  Temporal' }],
  ['cpuMsPostgres', 1, { en: '  PostgreSQL', ru: '  PostgreSQL' }],
  ['cpuMsDriver', 1, { en: '  taking the message', ru: '  приём сообщения' }],
  ['crmCalls', 1, { en: 'requests to the CRM per dialogue', ru: 'запросов к CRM на диалог' }],
  ['historyEvents', 0, { en: 'history events per dialogue', ru: 'событий истории на диалог' }],
  ['historyBytes', 0, { en: 'history bytes per dialogue', ru: 'байтов истории на диалог' }],
  ['replyP50At1', 0, { en: 'message → answer, 1 at once, p50, ms', ru: 'сообщение → ответ, 1 сразу, p50, мс' }],
  ['replyP95At1', 0, { en: 'message → answer, 1 at once, p95, ms', ru: 'сообщение → ответ, 1 сразу, p95, мс' }],
  ['replyP50At20', 0, { en: 'message → answer, 20 at once, p50, ms', ru: 'сообщение → ответ, 20 сразу, p50, мс' }],
  ['replyP95At20', 0, { en: 'message → answer, 20 at once, p95, ms', ru: 'сообщение → ответ, 20 сразу, p95, мс' }],
  ['replyP50At100', 0, { en: 'message → answer, 100 at once, p50, ms', ru: 'сообщение → ответ, 100 сразу, p50, мс' }],
  ['replyP95At100', 0, { en: 'message → answer, 100 at once, p95, ms', ru: 'сообщение → ответ, 100 сразу, p95, мс' }],
];

/** The figures for people. */
export function dialogueTable(figures: Figures<DialogueFigure>): Table {
  const rows = paired.map(([name, digits, text]) => {
    const [ours, bare] = [figures[`dialogue.${name}`], figures[`dialogue.bare.${name}`]];
    return [say(text), number(ours, digits), number(bare, digits)];
  });
  const [ratio, cpuRatio] = [figures['dialogue.vsBareTemporal'], figures['dialogue.cpuVsBareTemporal']];
  const [bytes, noise] = [number(figures['dialogue.bytesInPostgres']), percent(figures['dialogue.noise'])];
  return {
    title: say({
      en: 'The price scenario, 20 dialogues at any time, the product and a hand-written workflow in turns',
      ru: 'Сценарий о цене, всегда 20 диалогов разом, продукт и написанный вручную workflow по очереди',
    }),
    head: ['', say({ en: 'product', ru: 'продукт' }), say({ en: 'by hand', ru: 'вручную' })],
    rows,
    notes: [
      say({
        en: `Dialogues per second, product over hand-written, median of the rounds: ${number(ratio, 2)} (${against(ratio, { atLeast: 1 })}); processor time: ${number(cpuRatio, 2)}.`,
        ru: `Диалогов в секунду, продукт к написанному вручную, медиана кругов: ${number(ratio, 2)} (${against(ratio, { atLeast: 1 })}); время процессора: ${number(cpuRatio, 2)}.`,
      }),
      say({
        en: `A dialogue keeps ${bytes} bytes in PostgreSQL. Spread of the product's rounds: ${noise}.`,
        ru: `Диалог занимает в PostgreSQL ${bytes} байт. Разброс кругов продукта: ${noise}.`,
      }),
      ...callsNote(figures),
      say({
        en: 'The answers of the product are timed from the site’s chat: HTTP in, server-sent events out.',
        ru: 'Ответы продукта засечены в чате сайта: сообщение уходит по HTTP, ответ приходит событием сервера.',
      }),
    ],
  };
}

/** The comparison is one only while both ask the same of the CRM. */
function callsNote(figures: Figures<DialogueFigure>): string[] {
  if (Math.abs(figures['dialogue.crmCalls'] - figures['dialogue.bare.crmCalls']) < 0.5) return [];
  return [
    say({
      en: 'The two do not make the same requests to the CRM any more: tools/bench/dialogue/bare has to follow the product.',
      ru: 'Запросы к CRM у них больше не одинаковы: tools/bench/dialogue/bare должен следовать за продуктом.',
    }),
  ];
}
