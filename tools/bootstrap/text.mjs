/** Says a text in the terminal's language: Russian when the first of LC_ALL, LC_MESSAGES, LANG starts with "ru". */
export function say(english, russian) {
  const locale = process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || '';
  return /^ru/i.test(locale) ? russian : english;
}
