import { say } from '@voronka/local-infra';
import type { Report } from '@voronka/local-infra';
import { withStack } from '../bench-stack.ts';
import type { Part } from '../part.ts';
import { renderTable } from '../table.ts';
import { dialogueFigures, figureNames } from './dialogue-figures.ts';
import type { DialogueFigure } from './dialogue-figures.ts';
import { dialogueTable } from './dialogue-table.ts';
import { measureDialogues } from './measure-dialogues.ts';

/** Whole dialogues through the product, beside the same dialogues written by hand on Temporal. */
export const dialoguePart: Part<DialogueFigure> = {
  name: 'dialogue',
  title: { en: 'Whole dialogues on a real server', ru: 'Диалоги целиком на настоящем сервере' },
  figureNames,
  async measure(report: Report) {
    report(
      say({
        en: '  starting PostgreSQL, Temporal, CRM, API and worker',
        ru: '  запуск PostgreSQL, Temporal, CRM, API и воркера',
      }),
    );
    const measured = await withStack({}, (stack) => measureDialogues(stack, report));
    const figures = dialogueFigures(measured);
    return { figures, tables: [renderTable(dialogueTable(figures))] };
  },
};
