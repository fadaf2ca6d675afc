import { priceAndContactFlow } from '@voronka/domain';
import type { Stack } from '../stack/stack.ts';
import { isOpenLead } from '../stack/crm-view.ts';
import type { UntilOptions } from '../stack/until.ts';
import { until } from '../stack/until.ts';
import type { WidgetClient } from '../stack/widget-client.ts';
import type { ScenarioPerson } from './person.ts';

/** First thing the client of the scenario says. */
export const priceQuestion = 'Сколько стоит?';

/** What is to be seen of one person after everything has come to rest, from all sides. */
export interface Observed {
  /** Names of the contacts with this phone. */
  readonly contacts: readonly string[];
  readonly leads: readonly {
    readonly title: string;
    readonly open: boolean;
    readonly statusId: string;
    readonly responsibleId: string;
    readonly tags: readonly string[];
    readonly notes: number;
    /** Copies of a conversation with everything in it that this client said. */
    readonly histories: number;
    readonly todos: number;
  }[];
  /** The conversation as the client sees it. */
  readonly conversation: readonly (readonly [from: string, text: string])[];
  /** Steps that did not end well. */
  readonly badSteps: readonly string[];
  /** Lines that the company wanted to say and the client was not certain to get. */
  readonly unsentLines: readonly string[];
}

/** What the assistant of the demo flow says to a person who asks for the price; `again` when it asks for both again. */
export function assistantLines(person: ScenarioPerson): { question: string; again: string; thanks: string } {
  return { question: textOf('askForPrice'), again: askAgainText(), thanks: fill(textOf('thanks'), person) };
}

/** What is to be seen of a person for whom the scenario has come to its good end. */
export function goodEnd(person: ScenarioPerson): Observed {
  const { question, thanks } = assistantLines(person);
  return {
    contacts: [person.name],
    leads: [
      {
        title: `${person.name} — вопрос о цене`,
        open: true,
        statusId: 'UC_CONTACT',
        responsibleId: '5',
        tags: ['вопрос о цене', 'чат', 'чат с сайта'],
        notes: 1,
        histories: 1,
        todos: 0,
      },
    ],
    conversation: [
      ['client', priceQuestion],
      ['assistant', question],
      ['client', person.introduction],
      ['assistant', thanks],
    ],
    badSteps: [],
    unsentLines: [],
  };
}

/** The dialogue in which a client's message landed. @param messageId as the client's browser made it */
export async function dialogueOfMessage(stack: Stack, messageId: string): Promise<string> {
  const [row] = await stack.query<{ dialogue_id: string }>(
    'select dialogue_id from messages where client_message_id = $1',
    [messageId],
  );
  if (!row) throw new Error('no dialogue holds this message');
  return row.dialogue_id;
}

/** Waits until nothing of a dialogue is left to do: inbox read, steps ended, messages out. */
export async function untilSettled(stack: Stack, dialogueId: string, options: UntilOptions = {}): Promise<void> {
  await until(
    'a dialogue with nothing left to do',
    async () => {
      const [row] = await stack.query<{ undone: string }>(
        `select (select next_seq - 1 - last_seq from dialogues where id = $1)
              + (select count(*) from steps where dialogue_id = $1 and finished_at is null)
              + (select count(*) from outbox where dialogue_id = $1 and status in ('planned', 'claimed')) as undone`,
        [dialogueId],
      );
      return row?.undone === '0';
    },
    { everyMs: 100, ...options },
  );
}

/** Looks at everything, each thing where it really is: CRM by its REST API, chat as the client, steps in the database. */
export async function observe(
  stack: Stack,
  { person, visitor, dialogueId }: { person: ScenarioPerson; visitor: WidgetClient; dialogueId: string },
): Promise<Observed> {
  const { contacts, leads } = await stack.crm.person(person.phone);
  const conversation = (await visitor.messages()).map(({ from, text }) => [from, text] as const);
  const clientLines = conversation.filter(([from]) => from === 'client').map(([, text]) => text);
  const isHistory = (comment: string) => clientLines.every((line) => comment.includes(line));
  const steps = await stack.query<{ kind: string; status: string }>(
    `select kind, status from steps where dialogue_id = $1 and status not in ('done', 'alreadyDone') order by turn, command_index`,
    [dialogueId],
  );
  const unsent = await stack.query<{ body: string }>(
    `select m.body from messages m left join outbox o on o.message_id = m.id
     where m.dialogue_id = $1 and m.sender <> 'client' and coalesce(o.status, 'missing') <> 'sent' order by m.position`,
    [dialogueId],
  );
  return {
    contacts: contacts.map(({ name }) => name),
    leads: leads.map((lead) => ({
      title: lead.title,
      open: isOpenLead(lead),
      statusId: lead.statusId,
      responsibleId: lead.responsibleId,
      tags: [...lead.tags].sort(),
      notes: lead.comments.filter((comment) => !isHistory(comment)).length,
      histories: lead.comments.filter(isHistory).length,
      todos: lead.todos.length,
    })),
    conversation,
    badSteps: steps.map(({ kind, status }) => `${kind}: ${status}`),
    unsentLines: unsent.map(({ body }) => body),
  };
}

function textOf(nodeId: string): string {
  const node = priceAndContactFlow.nodes.find(({ id }) => id === nodeId);
  if (node?.kind === 'ask') return node.config.question.ru;
  if (node?.kind === 'reply') return node.config.text.ru;
  throw new Error(`the demo flow has no node ${nodeId} that speaks`);
}

function askAgainText(): string {
  const node = priceAndContactFlow.nodes.find(({ id }) => id === 'askForPrice');
  const again = node?.kind === 'ask' ? node.config.again.find(({ missing }) => missing.length === 2) : undefined;
  return again?.text.ru ?? '';
}

function fill(template: string, { name, phone }: ScenarioPerson): string {
  return template.replaceAll('{{name}}', name).replaceAll('{{phone}}', phone);
}
