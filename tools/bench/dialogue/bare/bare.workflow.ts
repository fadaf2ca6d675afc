import { condition, defineSignal, proxyActivities, setHandler } from '@temporalio/workflow';
import type { BareActivities, BareDetails } from './bare.messages.ts';

/** A message of the client, with its text. */
export const clientMessageSignal = defineSignal<[string]>('clientMessage');

const steps = proxyActivities<BareActivities>({ startToCloseTimeout: '30 seconds' });

const question = 'Подскажем! Как вас зовут и по какому номеру вам позвонить?';

/**
 * The scenario of the demo as one writes it by hand on Temporal: messages come in Signals, each step is one activity, the
 * rules are code. Left out is all that the product does besides: inbox, decisions that can be explained, ownership,
 * encryption, protection from double writes and from a flood, any setting.
 */
export async function bareDialogueWorkflow(dialogueId: string): Promise<void> {
  const inbox: string[] = [];
  setHandler(clientMessageSignal, (text) => {
    inbox.push(text);
  });
  const nextMessage = async (): Promise<string> => {
    await condition(() => inbox.length > 0);
    return inbox.shift() ?? '';
  };

  const asked = await nextMessage();
  await steps.sendReply(dialogueId, question);
  const answer = await nextMessage();
  const details = detailsIn(answer);
  const thanks = `Спасибо, ${details.name}! Менеджер перезвонит на ${details.phone}.`;
  await steps.sendReply(dialogueId, thanks);

  const contactId = await steps.findOrCreateContact(dialogueId, details);
  const leadId = await steps.createLead(dialogueId, contactId, `${details.name} — вопрос о цене`);
  const card = { dialogueId, leadId };
  await steps.addTags(card, ['чат с сайта', 'чат', 'вопрос о цене']);
  await steps.assignResponsible(card, '5');
  await steps.moveStage(card, 'UC_CONTACT');
  await steps.addNote(card, `Имя: ${details.name}\nТелефон: ${details.phone}`);
  await steps.attachHistory(card, [asked, question, answer, thanks]);
  // Stays open for the next message, as the product's dialogues do.
  for (;;) await nextMessage();
}

function detailsIn(text: string): BareDetails {
  const digits = text.replace(/\D/g, '').slice(-10);
  return { name: /^\p{L}+/u.exec(text)?.[0] ?? '', phone: `+7${digits}` };
}
