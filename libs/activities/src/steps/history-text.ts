import type { ConversationLine } from '@voronka/contracts';
import type { Locale } from '@voronka/domain';

const words = {
  ru: { title: 'Переписка', client: 'Клиент', assistant: 'Ассистент', manager: 'Менеджер', system: 'Система' },
  en: { title: 'Conversation', client: 'Client', assistant: 'Assistant', manager: 'Manager', system: 'System' },
} as const;

/** The conversation as a person reads it on the card: one line a message, times in UTC. */
export function historyText(lines: readonly ConversationLine[], locale: Locale): string {
  const text = words[locale];
  const body = lines.map((line) => {
    const who = line.author === null ? text[line.from] : `${text[line.from]} ${line.author}`;
    return `${line.at.slice(0, 16).replace('T', ' ')} ${who}: ${line.text}`;
  });
  return [`${text.title} (UTC)`, ...body].join('\n');
}
