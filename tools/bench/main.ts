/**
 * Measures speed and memory and prints tables; `--json FILE` also writes all figures as one flat object. Node runs this file
 * as it is, against the built libraries and programs.
 *
 * Usage: npm run bench -- [part …] [--json FILE]; without names all parts run.
 */
import { writeFileSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { LocalInfraError, reportToStderr, say } from '@voronka/local-infra';
import { CommandLineError, readCommandLine } from './command-line.ts';
import { mergeFigures } from './figures.ts';
import { parts } from './parts.ts';
import { number } from './table.ts';

try {
  await bench(process.argv.slice(2));
} catch (error) {
  if (error instanceof CommandLineError) process.stderr.write(`${say(error.text)}\n`);
  else if (error instanceof LocalInfraError) process.stderr.write(`${error.message}\n`);
  else throw error;
  process.exitCode = 1;
}

async function bench(args: readonly string[]): Promise<void> {
  const { parts: names, jsonFile } = readCommandLine(
    args,
    parts.map(({ name }) => name),
  );
  const machine = { 'machine.cores': availableParallelism(), 'machine.loadBefore': loadavg()[0] ?? 0 };
  process.stdout.write(`${describeMachine(machine)}\n\n`);
  const measured = [];
  for (const part of parts.filter(({ name }) => names.includes(name))) {
    const startedAt = performance.now();
    reportToStderr(`${part.name}: ${say(part.title)}`);
    const { tables, figures } = await part.measure(reportToStderr);
    measured.push(figures);
    const seconds = number((performance.now() - startedAt) / 1_000);
    reportToStderr(say({ en: `  ${seconds} s`, ru: `  ${seconds} с` }));
    process.stdout.write(`\n${tables.join('\n')}\n`);
  }
  if (jsonFile === null) return;
  writeFileSync(jsonFile, `${JSON.stringify(mergeFigures([machine, ...measured]), null, 2)}\n`);
  reportToStderr(say({ en: `Figures: ${jsonFile}`, ru: `Цифры: ${jsonFile}` }));
}

function describeMachine(machine: { 'machine.cores': number; 'machine.loadBefore': number }): string {
  const [cores, load] = [machine['machine.cores'], number(machine['machine.loadBefore'], 1)];
  return say({
    en: `Node ${process.version}, ${cores} cores, load ${load} before the start`,
    ru: `Node ${process.version}, ядер: ${cores}, загрузка до начала: ${load}`,
  });
}
