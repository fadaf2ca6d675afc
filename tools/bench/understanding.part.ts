import { say } from '@voronka/local-infra';
import type { Part } from './part.ts';
import { measureSlots } from './slots.ts';
import { printTable } from './slots/table.ts';

/** How well client messages are understood. */
export const understandingPart: Part = {
  name: 'slots',
  title: { en: 'Understanding of client messages', ru: 'Понимание сообщений клиентов' },
  figureNames: ['{language}', 'heldOut.{language}', 'later.{language}'].flatMap((part) =>
    ['precision', 'recall'].map((what) => `slots.${part}.{slot}.${what}`),
  ),
  async measure() {
    const { rows, figures } = measureSlots();
    const title = say({
      en: 'What is understood of the labelled messages',
      ru: 'Что понято из размеченных сообщений',
    });
    return { figures, tables: [`${title}\n\n${printTable(rows)}`] };
  },
};
