import type { CrmCard } from './crm-card.ts';
import type { ShownDecision } from './office.ts';
import type { TranscriptLine } from './visitor.ts';

/** What the client of the demo says, in order. */
export const clientLines = ['Сколько стоит?', 'Анна, 8 (916) 123-45-67'] as const;

const expected = {
  question: 'Как вас зовут и номер для связи?',
  name: 'Анна',
  phone: '+79161234567',
  stage: 'Контакт установлен',
  /** The demo's manager, to whom the site's channel gives its leads. */
  responsibleId: '5',
  steps: ['findOrCreateContact', 'createLead', 'moveStage', 'addTags', 'addNote', 'attachHistory', 'assignResponsible'],
} as const;

/** Everything the demo shows and judges. */
export interface DemoOutcome {
  readonly transcript: readonly TranscriptLine[];
  readonly decisions: readonly ShownDecision[];
  /** Steps that did not end well, in words. */
  readonly unfinished: readonly string[];
  readonly card: CrmCard;
}

/**
 * Compares what happened with what the scenario promises.
 *
 * @returns what is wrong, a sentence each; empty when all of it is right
 */
export function problemsOf({ transcript, decisions, unfinished, card }: DemoOutcome): string[] {
  const { contact, lead, comments, counts } = card;
  const said = transcript.filter(({ from }) => from === 'assistant').map(({ text }) => text);
  const conversation = comments.find((comment) => clientLines.every((line) => comment.includes(line)));
  const checks: readonly (readonly [boolean, string])[] = [
    [said[0]?.includes(expected.question) === true, `the first answer does not ask "${expected.question}"`],
    [said.length === 2, `the assistant answered ${said.length} times, not twice`],
    [unfinished.length === 0, `steps did not end well: ${unfinished.join(', ')}`],
    ...expected.steps.map(
      (step) => [decisions.some((one) => one.step === step), `no decision chose "${step}"`] as const,
    ),
    [counts.contacts === 1, `the CRM has ${counts.contacts} contacts, not one`],
    [contact?.name === expected.name, `the contact's name is "${contact?.name ?? ''}"`],
    [contact?.phones.join() === expected.phone, `the contact's phone is "${contact?.phones.join() ?? ''}"`],
    [counts.leads === 1, `the CRM has ${counts.leads} leads, not one`],
    [lead?.stage === expected.stage, `the lead is in "${lead?.stage ?? ''}", not "${expected.stage}"`],
    [lead !== null && lead.contactId === contact?.id, 'the lead is not joined to the contact'],
    [lead?.responsible.id === expected.responsibleId, `the responsible is ${lead?.responsible.name || 'nobody'}`],
    [(lead?.tags.length ?? 0) > 0, 'the lead has no tags'],
    [conversation !== undefined, 'no comment holds the whole conversation'],
    [comments.some((comment) => comment !== conversation), 'there is no note'],
  ];
  return checks.filter(([right]) => !right).map(([, problem]) => problem);
}

/** The one JSON object of `--json`. */
export function toJson({ transcript, decisions, card }: DemoOutcome): string {
  const { contact, lead, comments } = card;
  return JSON.stringify({ transcript, decisions, card: { contact, lead, comments } });
}
