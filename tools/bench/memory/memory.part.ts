import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Connection } from '@temporalio/client';
import { say } from '@voronka/local-infra';
import type { Report } from '@voronka/local-infra';
import { priceQuestion } from '@voronka/testing';
import type { Stack } from '@voronka/testing';
import { withStack } from '../bench-stack.ts';
import type { Contender } from '../dialogue/conversation.ts';
import { DialogueWatcher } from '../dialogue/product/dialogue-watcher.ts';
import { openEngineContender } from '../dialogue/product/engine-contender.ts';
import type { Figures } from '../figures.ts';
import type { Measured, Part } from '../part.ts';
import { number, renderTable } from '../table.ts';
import { memoryProbe, workerMemory } from './worker-memory.ts';
import type { Memory } from './worker-memory.ts';

const figureNames = [
  'memory.bytesPerCachedDialogue',
  'memory.bytesPerEvictedDialogue',
  'memory.residentBytesPerEvictedDialogue',
  'memory.workerHeldBytes',
  'memory.workerResidentBytes',
] as const;

type MemoryFigure = (typeof figureNames)[number];

/** Dialogues that the worker may keep while it is measured: few, so that most are put away. */
const cacheSize = 100;
/**
 * Idle open dialogues at each look: when the cache is hardly used; when it is full; when the process has grown to the size
 * that its work needs; and after many more.
 */
const looks = { few: 20, full: 100, grown: 700, many: 1_000 } as const;
const atOnce = 20;

async function measure(report: Report): Promise<Measured<MemoryFigure>> {
  report(say({ en: '  starting the product', ru: '  запуск продукта' }));
  const folder = mkdtempSync(join(tmpdir(), 'voronka-memory-'));
  try {
    const env = { ...memoryProbe(folder), WORKER_CACHE_SIZE: String(cacheSize) };
    const memories = await withStack({ env }, (stack) => look(stack, folder, report));
    const figures = figuresOf(memories);
    return { figures, tables: [tableOf(memories, figures)] };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

type Memories = Record<keyof typeof looks, Memory>;

async function look(stack: Stack, folder: string, report: Report): Promise<Memories> {
  const connection = await Connection.connect({ address: stack.temporalAddress });
  const watcher = await DialogueWatcher.start(stack.databaseUrl);
  const engine = await openEngineContender(stack, connection, watcher);
  let open = 0;
  const memoryAt = async (dialogues: number): Promise<Memory> => {
    await openDialogues(engine, dialogues - open);
    open = dialogues;
    report(say({ en: `  ${dialogues} open dialogues`, ru: `  открытых диалогов: ${dialogues}` }));
    return workerMemory(stack, folder);
  };
  try {
    return {
      few: await memoryAt(looks.few),
      full: await memoryAt(looks.full),
      grown: await memoryAt(looks.grown),
      many: await memoryAt(looks.many),
    };
  } finally {
    await engine.close();
    await watcher.close();
    await connection.close();
  }
}

/** Clients who ask for the price and then are silent: their dialogues wait for an answer. */
async function openDialogues(contender: Contender, dialogues: number): Promise<void> {
  let left = dialogues;
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (left > 0) {
        left -= 1;
        const conversation = await contender.arrive();
        await conversation.say(priceQuestion);
        await conversation.finished();
      }
    }),
  );
}

function figuresOf({ few, full, grown, many }: Memories): Figures<MemoryFigure> {
  const cached = looks.full - looks.few;
  const evicted = looks.many - looks.grown;
  return {
    'memory.bytesPerCachedDialogue': (full.heldBytes - few.heldBytes) / cached,
    'memory.bytesPerEvictedDialogue': (many.heldBytes - grown.heldBytes) / evicted,
    'memory.residentBytesPerEvictedDialogue': (many.residentBytes - grown.residentBytes) / evicted,
    'memory.workerHeldBytes': many.heldBytes,
    'memory.workerResidentBytes': many.residentBytes,
  };
}

function tableOf(memories: Memories, figures: Figures<MemoryFigure>): string {
  const mebibytes = (bytes: number) => number(bytes / 2 ** 20, 1);
  const kibibytes = (bytes: number) => number(bytes / 2 ** 10, 1);
  const perCached = kibibytes(figures['memory.bytesPerCachedDialogue']);
  const perEvicted = kibibytes(figures['memory.bytesPerEvictedDialogue']);
  return renderTable({
    title: say({
      en: `Memory of a worker that keeps at most ${cacheSize} dialogues at hand, by idle open dialogues`,
      ru: `Память воркера, который держит под рукой не больше ${cacheSize} диалогов, при открытых диалогах без дела`,
    }),
    head: [
      say({ en: 'open dialogues', ru: 'открытых диалогов' }),
      say({ en: 'held, MiB', ru: 'занято, МиБ' }),
      say({ en: 'resident, MiB', ru: 'у процесса, МиБ' }),
    ],
    rows: (['few', 'full', 'grown', 'many'] as const).map((name) => {
      const { heldBytes, residentBytes } = memories[name];
      return [number(looks[name]), mebibytes(heldBytes), mebibytes(residentBytes)];
    }),
    notes: [
      say({
        en: `A dialogue at hand holds ${perCached} KiB, one that was put away ${perEvicted} KiB.`,
        ru: `Диалог под рукой занимает ${perCached} КиБ, убранный — ${perEvicted} КиБ.`,
      }),
    ],
  });
}

/** What idle open dialogues cost a worker. */
export const memoryPart: Part<MemoryFigure> = {
  name: 'memory',
  title: { en: 'Memory of idle dialogues', ru: 'Память на диалоги без дела' },
  figureNames,
  measure,
};
