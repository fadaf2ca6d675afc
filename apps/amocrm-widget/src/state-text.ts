import type { CrmWidgetCard } from '@voronka/contracts';
import { fill, inLanguage } from './texts.ts';
import type { CardTexts } from './texts.ts';

/** The dialogue of a card. */
export type CardDialogue = NonNullable<CrmWidgetCard['dialogue']>;

/** Who leads the dialogue. */
export function ownerText({ owner, isMine, manager }: CardDialogue, texts: CardTexts): string {
  if (owner === 'assistant') return texts.ownerAssistant;
  if (isMine) return texts.ownerMe;
  return manager === null ? texts.ownerSomebody : fill(texts.ownerManager, { name: manager });
}

/** At which stage the card stands. */
export function stageText({ stage }: CardDialogue, texts: CardTexts): string {
  return stage === null ? texts.noStage : fill(texts.stage, { stage: inLanguage(stage, texts) });
}

/** Whom or what the dialogue waits for. */
export function waitText(dialogue: CardDialogue, texts: CardTexts): string {
  const { status, owner, closed, waitsAt } = dialogue;
  const last = dialogue.messages.findLast(({ state }) => state !== 'cancelled');
  const clientWaits = last?.from === 'client';
  if (closed) return texts.closed;
  if (status === 'incident') return texts.waitsIncident;
  if (status === 'delayed') return texts.waitsCrm;
  if (status === 'needsManager' || (owner === 'manager' && clientWaits)) return texts.waitsManager;
  if (status === 'completed') return texts.completed;
  if (clientWaits) return texts.waitsAssistant;
  const node = owner === 'assistant' ? waitsAt : null;
  return node === null ? texts.waitsClient : fill(texts.waitsClientAt, { node: inLanguage(node, texts) });
}

/** When the dialogue goes on by itself; null: not before somebody writes. */
export function actsAtText({ actsAt, closed }: CardDialogue, texts: CardTexts): string | null {
  if (actsAt === null || closed) return null;
  return fill(texts.actsAt, { time: momentText(actsAt, texts) });
}

/** A moment in the reader's own time. */
export function momentText(at: string, { language }: CardTexts): string {
  return new Date(at).toLocaleString(language, { dateStyle: 'short', timeStyle: 'short' });
}
