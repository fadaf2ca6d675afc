/** One sentence for the person at the terminal, in both languages the product speaks. */
export interface TerminalText {
  readonly en: string;
  readonly ru: string;
}

/**
 * Picks the language of the terminal the way gettext does: the first non-empty of LC_ALL, LC_MESSAGES, LANG.
 *
 * @returns `ru` when that locale starts with "ru", else `en`
 */
export function terminalLanguage(env: NodeJS.ProcessEnv = process.env): keyof TerminalText {
  const locale = env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || '';
  return /^ru/i.test(locale) ? 'ru' : 'en';
}

/** Says a text in the terminal's language. */
export function say(text: TerminalText): string {
  return text[terminalLanguage()];
}

/** Receives progress of a long step, one plain line at a time. */
export type Report = (line: string) => void;

/** The default {@link Report}: standard error, so that a command's own output stays clean. */
export const reportToStderr: Report = (line) => {
  process.stderr.write(`${line}\n`);
};
