import { styleText } from 'node:util';
import type { LogLine } from './log-line.ts';

const colours = { api: 'cyan', worker: 'green', sandbox: 'magenta', temporal: 'blue', postgres: 'gray' } as const;

/**
 * One log line for the screen: local time, program, what happened, its fields.
 *
 * @param coloured whether the terminal shows colours
 */
export function showLine(line: LogLine, coloured: boolean): string {
  const paint = (format: Parameters<typeof styleText>[0], text: string) =>
    coloured ? styleText(format, text, { validateStream: false }) : text;
  const colour = Object.hasOwn(colours, line.service) ? colours[line.service as keyof typeof colours] : 'white';
  const mark = { debug: ' ', info: ' ', warn: '!', error: '✗' }[line.level];
  const message =
    line.level === 'error'
      ? paint('red', line.message)
      : line.level === 'warn'
        ? paint('yellow', line.message)
        : line.message;
  const fields = Object.entries(line.fields).map(
    ([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`,
  );
  const id = line.correlationId ? [`#${line.correlationId}`] : [];
  const details = [...fields, ...id].join(' ');
  const program = paint(colour, line.service.padEnd(8));
  return `${clock(line.atMs)} ${program} ${mark} ${message}${details ? `  ${paint('dim', details)}` : ''}`;
}

function clock(atMs: number): string {
  const date = new Date(atMs);
  const two = (value: number) => String(value).padStart(2, '0');
  const ms = String(date.getMilliseconds()).padStart(3, '0');
  return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}.${ms}`;
}
