import { say } from '@voronka/local-infra';
import type { Report } from '@voronka/local-infra';
import { withStack } from '../bench-stack.ts';
import type { Figures } from '../figures.ts';
import type { Measured, Part } from '../part.ts';
import { median, pairedRatio, spread } from '../statistics.ts';
import { against, number, percent, renderTable } from '../table.ts';
import { measureEditor, rounds, sizes } from './measure-editor.ts';
import type { Dragged, EditorMeasured, Handled } from './measure-editor.ts';

const figureNames = [
  'editor.drag500.p95WorkMs',
  'editor.drag500.p95CpuMs',
  'editor.drag500.overBare',
  'editor.drag500.far.p95WorkMs',
  'editor.drag500.far.p95CpuMs',
  'editor.drag500.far.overBare',
  'editor.bare.drag500.p95WorkMs',
  'editor.bare.drag500.p95CpuMs',
  'editor.bare.drag500.far.p95WorkMs',
  'editor.bare.drag500.far.p95CpuMs',
  'editor.open500.ms',
  'editor.open5000.ms',
  'editor.fit500.ms',
  'editor.fit5000.ms',
  'editor.zoom500.p95WorkMs',
  'editor.zoom5000.p95WorkMs',
  'editor.image500.pngMs',
  'editor.image500.svgMs',
  'editor.noise',
] as const;

type EditorFigure = (typeof figureNames)[number];

const wanted = { p95WorkMs: 12, overBare: 1.2 };

function figuresOf({ product, bare, ...times }: EditorMeasured): Figures<EditorFigure> {
  const works = (of: readonly Dragged[], from: keyof Dragged, time: 'wallMs' | 'cpuMs') =>
    of.map((dragged) => dragged[from][time]);
  const handled = (size: 'usual' | 'large', of: (times: Handled) => number) => median(times[size].map(of));
  return {
    'editor.drag500.p95WorkMs': median(works(product, 'near', 'wallMs')),
    'editor.drag500.p95CpuMs': median(works(product, 'near', 'cpuMs')),
    'editor.drag500.overBare': pairedRatio(works(product, 'near', 'wallMs'), works(bare, 'near', 'wallMs')),
    'editor.drag500.far.p95WorkMs': median(works(product, 'far', 'wallMs')),
    'editor.drag500.far.p95CpuMs': median(works(product, 'far', 'cpuMs')),
    'editor.drag500.far.overBare': pairedRatio(works(product, 'far', 'wallMs'), works(bare, 'far', 'wallMs')),
    'editor.bare.drag500.p95WorkMs': median(works(bare, 'near', 'wallMs')),
    'editor.bare.drag500.p95CpuMs': median(works(bare, 'near', 'cpuMs')),
    'editor.bare.drag500.far.p95WorkMs': median(works(bare, 'far', 'wallMs')),
    'editor.bare.drag500.far.p95CpuMs': median(works(bare, 'far', 'cpuMs')),
    'editor.open500.ms': handled('usual', ({ openMs }) => openMs),
    'editor.open5000.ms': handled('large', ({ openMs }) => openMs),
    'editor.fit500.ms': handled('usual', ({ fitMs }) => fitMs),
    'editor.fit5000.ms': handled('large', ({ fitMs }) => fitMs),
    'editor.zoom500.p95WorkMs': handled('usual', ({ zoom }) => zoom.wallMs),
    'editor.zoom5000.p95WorkMs': handled('large', ({ zoom }) => zoom.wallMs),
    'editor.image500.pngMs': median(times.images.map(({ pngMs }) => pngMs)),
    'editor.image500.svgMs': median(times.images.map(({ svgMs }) => svgMs)),
    'editor.noise': spread(works(product, 'near', 'wallMs')),
  };
}

function dragTable(figures: Figures<EditorFigure>): string {
  const row = (title: string, from: '' | '.far'): string[] => {
    const [work, ratio] = [figures[`editor.drag500${from}.p95WorkMs`], figures[`editor.drag500${from}.overBare`]];
    return [
      title,
      number(work, 1),
      from === '' ? against(work, { atMost: wanted.p95WorkMs }, 0) : '',
      number(figures[`editor.bare.drag500${from}.p95WorkMs`], 1),
      number(ratio, 2),
      from === '' ? against(ratio, { atMost: wanted.overBare }) : '',
    ];
  };
  const [cpu, bareCpu] = [figures['editor.drag500.p95CpuMs'], figures['editor.bare.drag500.p95CpuMs']];
  return renderTable({
    title: say({
      en: `Dragging a node of ${sizes.usual}: work of the main thread per frame, ms, 95th percentile (median of ${rounds} rounds)`,
      ru: `Перетаскивание узла из ${sizes.usual}: работа главного потока на кадр, мс, 95-й процентиль (медиана ${rounds} кругов)`,
    }),
    head: [
      say({ en: 'seen', ru: 'видно' }),
      say({ en: 'editor', ru: 'редактор' }),
      say({ en: 'wanted', ru: 'нужно' }),
      'React Flow',
      say({ en: 'ratio', ru: 'отношение' }),
      say({ en: 'wanted', ru: 'нужно' }),
    ],
    rows: [
      row(say({ en: 'as it opens', ru: 'как открывается' }), ''),
      row(say({ en: 'as much as fits', ru: 'сколько помещается' }), '.far'),
    ],
    notes: [
      say({
        en: `Of processor time: ${number(cpu, 1)} and ${number(bareCpu, 1)} ms. Spread ${percent(figures['editor.noise'])}.`,
        ru: `Процессорного времени: ${number(cpu, 1)} и ${number(bareCpu, 1)} мс. Разброс ${percent(figures['editor.noise'])}.`,
      }),
    ],
  });
}

function handlingTable(figures: Figures<EditorFigure>): string {
  const row = (nodes: '500' | '5000'): string[] => [
    nodes,
    number(figures[`editor.open${nodes}.ms`]),
    number(figures[`editor.fit${nodes}.ms`]),
    number(figures[`editor.zoom${nodes}.p95WorkMs`], 1),
  ];
  return renderTable({
    title: say({ en: 'The flow page by the size of its flow, ms', ru: 'Страница сценария при разном размере, мс' }),
    head: [
      say({ en: 'nodes', ru: 'узлов' }),
      say({ en: 'open', ru: 'открыть' }),
      say({ en: 'fit', ru: 'показать целиком' }),
      say({ en: 'zoom, per frame', ru: 'масштаб, на кадр' }),
    ],
    rows: [row('500'), row('5000')],
    notes: [
      say({
        en: `An image of ${sizes.usual}: PNG ${number(figures['editor.image500.pngMs'])}, SVG ${number(figures['editor.image500.svgMs'])}.`,
        ru: `Картинка из ${sizes.usual}: PNG ${number(figures['editor.image500.pngMs'])}, SVG ${number(figures['editor.image500.svgMs'])}.`,
      }),
    ],
  });
}

async function measure(report: Report): Promise<Measured<EditorFigure>> {
  report(say({ en: '  starting the product', ru: '  запуск продукта' }));
  const figures = figuresOf(await withStack({}, (stack) => measureEditor(stack, report)));
  return { figures, tables: [dragTable(figures), handlingTable(figures)] };
}

/** How smoothly a large flow is edited. */
export const editorPart: Part<EditorFigure> = {
  name: 'editor',
  title: { en: 'The flow editor in a browser', ru: 'Редактор сценариев в браузере' },
  figureNames,
  measure,
};
