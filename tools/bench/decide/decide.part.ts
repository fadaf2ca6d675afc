import { say } from '@voronka/local-infra';
import type { Report } from '@voronka/local-infra';
import { moment, since } from '../clock.ts';
import type { Measured, Part } from '../part.ts';
import { interleave } from '../rounds.ts';
import { median, pairedRatio, spread } from '../statistics.ts';
import { against, number, percent, renderTable } from '../table.ts';
import { bareDecider, productDecider } from './deciders.ts';
import type { Decider } from './deciders.ts';

const figureNames = [
  'decide.perSecond',
  'decide.perSecond5x3',
  'decide.perSecond30x2',
  'decide.barePerSecond',
  'decide.barePerSecond5x3',
  'decide.barePerSecond30x2',
  'decide.wallPerSecond',
  'decide.vsBare',
  'decide.cost1000over30',
  'decide.noise',
] as const;

const rounds = 15;
const smallFlow = 30;
const largeFlow = 1_000;

/** Decisions of one batch: enough to take about a fifth of a second. */
const batches = { '3x2': 3_000, '5x3': 2_000, '30x2': 600 } as const;

/** Decisions per second of one batch. */
interface Rate {
  readonly perCpuSecond: number;
  readonly perWallSecond: number;
}

async function rateOf(decide: Decider, times: number): Promise<Rate> {
  const start = moment();
  await decide(times);
  const { cpuSeconds, wallSeconds } = since(start);
  return { perCpuSecond: times / cpuSeconds, perWallSecond: times / wallSeconds };
}

async function measure(report: Report): Promise<Measured<(typeof figureNames)[number]>> {
  const small = { rules: 3, conditions: 2 };
  const middle = { rules: 5, conditions: 3 };
  const wide = { rules: 30, conditions: 2 };
  const deciders = [
    ['ours3x2', await productDecider({ ...small, nodes: smallFlow }), batches['3x2']],
    ['ours3x2of1000', await productDecider({ ...small, nodes: largeFlow }), batches['3x2']],
    ['ours5x3', await productDecider({ ...middle, nodes: smallFlow }), batches['5x3']],
    ['ours30x2', await productDecider({ ...wide, nodes: smallFlow }), batches['30x2']],
    ['bare3x2', await bareDecider(small), batches['3x2']],
    ['bare5x3', await bareDecider(middle), batches['5x3']],
    ['bare30x2', await bareDecider(wide), batches['30x2']],
  ] as const;
  report(say({ en: '  warming up', ru: '  разогрев' }));
  for (const [, decide, times] of deciders) await decide(2 * times);
  const subjects = deciders.map(([name, decide, times]) => ({ name, measure: () => rateOf(decide, times) }));
  const rates = await interleave(subjects, rounds, (round) => {
    if (round % 5 === 0) report(say({ en: `  round ${round} of ${rounds}`, ru: `  круг ${round} из ${rounds}` }));
  });
  const perCpuSecond = (name: (typeof subjects)[number]['name']) => rates[name].map((rate) => rate.perCpuSecond);
  const figures = {
    'decide.perSecond': median(perCpuSecond('ours3x2')),
    'decide.perSecond5x3': median(perCpuSecond('ours5x3')),
    'decide.perSecond30x2': median(perCpuSecond('ours30x2')),
    'decide.barePerSecond': median(perCpuSecond('bare3x2')),
    'decide.barePerSecond5x3': median(perCpuSecond('bare5x3')),
    'decide.barePerSecond30x2': median(perCpuSecond('bare30x2')),
    'decide.wallPerSecond': median(rates.ours3x2.map((rate) => rate.perWallSecond)),
    'decide.vsBare': pairedRatio(perCpuSecond('ours3x2'), perCpuSecond('bare3x2')),
    'decide.cost1000over30': pairedRatio(perCpuSecond('ours3x2'), perCpuSecond('ours3x2of1000')),
    'decide.noise': spread(perCpuSecond('ours3x2')),
  };
  const row = (shape: '3x2' | '5x3' | '30x2'): string[] => {
    const [ours, bare] = [perCpuSecond(`ours${shape}`), perCpuSecond(`bare${shape}`)];
    const wanted = shape === '3x2' ? against(median(ours), { atLeast: 10_000 }, 0) : '';
    const ratio = number(pairedRatio(ours, bare), 2);
    return [
      shape.replace('x', ' × '),
      number(median(ours)),
      wanted,
      number(median(bare)),
      ratio,
      percent(spread(ours)),
    ];
  };
  const cost = figures['decide.cost1000over30'];
  return {
    figures,
    tables: [
      renderTable({
        title: say({
          en: `Decisions per second of one core, whole record and trace (median of ${rounds} rounds)`,
          ru: `Решений в секунду на одном ядре, с полной записью и трассой (медиана ${rounds} кругов)`,
        }),
        head: [
          say({ en: 'rules × conditions', ru: 'правила × условия' }),
          'decide',
          say({ en: 'wanted', ru: 'нужно' }),
          'json-rules-engine',
          say({ en: 'ratio', ru: 'отношение' }),
          say({ en: 'spread', ru: 'разброс' }),
        ],
        rows: [row('3x2'), row('5x3'), row('30x2')],
        notes: [
          say({
            en: `A decision in a flow of 1,000 nodes costs ${number(cost, 2)} times one in a flow of 30 (${against(cost, { atMost: 1.3 })}).`,
            ru: `Решение в сценарии из 1000 узлов стоит в ${number(cost, 2)} раза столько, сколько в сценарии из 30 (${against(cost, { atMost: 1.3 })}).`,
          }),
          say({
            en: `By the clock on the wall: ${number(figures['decide.wallPerSecond'])} per second.`,
            ru: `По часам на стене: ${number(figures['decide.wallPerSecond'])} в секунду.`,
          }),
        ],
      }),
    ],
  };
}

/** How fast the pure core decides. */
export const decidePart: Part<(typeof figureNames)[number]> = {
  name: 'decide',
  title: { en: 'Decisions of the pure core', ru: 'Решения чистого ядра' },
  figureNames,
  measure,
};
