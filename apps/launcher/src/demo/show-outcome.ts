import { say } from '@voronka/local-infra';
import type { DemoOutcome } from './demo-outcome.ts';

const speakers: Readonly<Record<string, { en: string; ru: string }>> = {
  client: { en: 'Client', ru: 'Клиент' },
  assistant: { en: 'Assistant', ru: 'Ассистент' },
  manager: { en: 'Manager', ru: 'Менеджер' },
  system: { en: 'System', ru: 'Система' },
};

/** The demo for a person: the conversation, each decision with its rule, and the card as the CRM tells it. */
export function showOutcome({ transcript, decisions, card }: DemoOutcome): string {
  const { contact, lead, comments } = card;
  const conversation = transcript.map(({ from, text }) => `  ${name(from)}: ${text}`);
  const chosen = decisions.map(({ rule, step }, index) => {
    const because = rule ?? say({ en: 'follows without a choice', ru: 'следует без выбора' });
    return `  ${String(index + 1).padStart(2)}. ${step.padEnd(22)} ${because}`;
  });
  const cardLines = [
    contact
      ? `  ${say({ en: 'Contact', ru: 'Контакт' })} ${contact.id}: ${contact.name}, ${contact.phones.join(', ')}`
      : '  –',
    ...(lead
      ? [
          `  ${say({ en: 'Lead', ru: 'Лид' })} ${lead.id}: ${lead.title}`,
          `    ${say({ en: 'stage', ru: 'стадия' })}: ${lead.stage}`,
          `    ${say({ en: 'responsible', ru: 'ответственный' })}: ${lead.responsible.name}`,
          `    ${say({ en: 'tags', ru: 'теги' })}: ${lead.tags.join(', ')}`,
        ]
      : ['  –']),
    ...comments.map(
      (comment) => `    ${say({ en: 'comment', ru: 'комментарий' })}: ${comment.replaceAll('\n', '\n      ')}`,
    ),
  ];
  return [
    title(say({ en: 'Conversation', ru: 'Переписка' })),
    ...conversation,
    title(say({ en: 'Decisions, each with the rule that chose it', ru: 'Решения и правила, которые их выбрали' })),
    ...chosen,
    title(
      say({ en: "The card, read back from the CRM's own REST API", ru: 'Карточка, прочитанная из REST API самой CRM' }),
    ),
    ...cardLines,
    '',
  ].join('\n');
}

function title(text: string): string {
  return `\n${text}`;
}

function name(from: string): string {
  const text = speakers[from];
  return text ? say(text) : from;
}
