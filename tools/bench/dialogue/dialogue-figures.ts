import type { Figures } from '../figures.ts';
import { median, pairedRatio, percentile, spread } from '../statistics.ts';
import type { CpuMs, MeasuredContender, MeasuredDialogues } from './measure-dialogues.ts';

const ofEach = [
  'perSecond',
  'cpuMs',
  'cpuMsWorker',
  'cpuMsTemporal',
  'cpuMsPostgres',
  'cpuMsDriver',
  'crmCalls',
  'historyEvents',
  'historyBytes',
  'replyP50At1',
  'replyP95At1',
  'replyP50At20',
  'replyP95At20',
  'replyP50At100',
  'replyP95At100',
] as const;

type OfEach = (typeof ofEach)[number];

const ofBoth = [
  'dialogue.vsBareTemporal',
  'dialogue.cpuVsBareTemporal',
  'dialogue.bytesInPostgres',
  'dialogue.noise',
] as const;

/** Name of a figure of this part. */
export type DialogueFigure = `dialogue.${OfEach}` | `dialogue.bare.${OfEach}` | (typeof ofBoth)[number];

/** The figures of this part. */
export const figureNames: readonly DialogueFigure[] = [
  ...ofEach.map((name) => `dialogue.${name}` as const),
  ...ofEach.map((name) => `dialogue.bare.${name}` as const),
  ...ofBoth,
];

/** The figures of what was measured. */
export function dialogueFigures({ product, bare, bytesInPostgres }: MeasuredDialogues): Figures<DialogueFigure> {
  const perSecond = ({ rounds }: MeasuredContender) => rounds.map((round) => round.perSecond);
  const cpuMs = ({ rounds }: MeasuredContender) => rounds.map((round) => sum(round.cpuMs));
  return {
    ...prefixed('dialogue', figuresOf(product)),
    ...prefixed('dialogue.bare', figuresOf(bare)),
    'dialogue.vsBareTemporal': pairedRatio(perSecond(product), perSecond(bare)),
    'dialogue.cpuVsBareTemporal': pairedRatio(cpuMs(product), cpuMs(bare)),
    'dialogue.bytesInPostgres': bytesInPostgres,
    'dialogue.noise': spread(perSecond(product)),
  };
}

function figuresOf({ rounds, history, replyMs }: MeasuredContender): Record<OfEach, number> {
  const cpu = (part: keyof CpuMs) => median(rounds.map(({ cpuMs }) => cpuMs[part]));
  const reply = (clients: number, share: number) => percentile(replyMs[clients] ?? [], share);
  return {
    perSecond: median(rounds.map(({ perSecond }) => perSecond)),
    cpuMs: median(rounds.map(({ cpuMs }) => sum(cpuMs))),
    cpuMsWorker: cpu('worker'),
    cpuMsTemporal: cpu('temporal'),
    cpuMsPostgres: cpu('postgres'),
    cpuMsDriver: cpu('driver'),
    crmCalls: median(rounds.map(({ crmCalls }) => crmCalls)),
    historyEvents: history.events,
    historyBytes: history.bytes,
    replyP50At1: reply(1, 0.5),
    replyP95At1: reply(1, 0.95),
    replyP50At20: reply(20, 0.5),
    replyP95At20: reply(20, 0.95),
    replyP50At100: reply(100, 0.5),
    replyP95At100: reply(100, 0.95),
  };
}

function sum({ worker, temporal, postgres, driver }: CpuMs): number {
  return worker + temporal + postgres + driver;
}

function prefixed<Prefix extends string, Name extends string>(
  prefix: Prefix,
  figures: Record<Name, number>,
): Record<`${Prefix}.${Name}`, number> {
  const entries = Object.entries<number>(figures).map(([name, value]) => [`${prefix}.${name}`, value]);
  return Object.fromEntries(entries) as Record<`${Prefix}.${Name}`, number>;
}
