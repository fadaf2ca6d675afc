import type { TerminalText } from '@voronka/local-infra';

/** What the command line asks for. */
export interface CommandLine {
  /** Names of the parts to run, in the order in which they are defined. */
  readonly parts: readonly string[];
  /** Where the figures go as JSON; null: nowhere. */
  readonly jsonFile: string | null;
}

/** A command line that cannot be understood. */
export class CommandLineError extends Error {
  override readonly name = 'CommandLineError';
  readonly text: TerminalText;

  constructor(text: TerminalText) {
    super(text.en);
    this.text = text;
  }
}

/**
 * Reads `[part …] [--json FILE]`; without names all parts run.
 *
 * @param args without the program's own name; a single `--` counts for nothing
 * @throws CommandLineError naming the word that is not understood
 */
export function readCommandLine(args: readonly string[], known: readonly string[]): CommandLine {
  const words = args.filter((word) => word !== '--');
  const parts = new Set<string>();
  let jsonFile: string | null = null;
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    if (word === '--json') {
      at += 1;
      jsonFile = words[at] ?? null;
      if (jsonFile === null) {
        throw new CommandLineError({ en: '--json needs the name of a file', ru: 'После --json нужно имя файла' });
      }
    } else if (known.includes(word)) parts.add(word);
    else {
      throw new CommandLineError({
        en: `There is no part "${word}". Parts: ${known.join(', ')}. Options: --json FILE`,
        ru: `Нет части «${word}». Части: ${known.join(', ')}. Ещё можно --json ФАЙЛ`,
      });
    }
  }
  return { parts: known.filter((name) => parts.size === 0 || parts.has(name)), jsonFile };
}
