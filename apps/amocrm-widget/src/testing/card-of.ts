import type { CardDialogue } from '../state-text.ts';

/** A dialogue as the product tells it to the card. */
export function dialogueOf(changes: Partial<CardDialogue> = {}): CardDialogue {
  return {
    number: 12,
    clientName: 'Анна',
    status: 'assistant',
    owner: 'assistant',
    manager: null,
    isMine: false,
    stage: { ru: 'Контакт установлен', en: 'Contacted' },
    waitsAt: { ru: 'Имя и телефон', en: 'Name and phone' },
    actsAt: null,
    closed: false,
    canTake: true,
    canReturn: false,
    timelineUrl: 'https://voronka.example/dialogues/1?tab=timeline',
    messages: [messageOf('1', 'client', 'Сколько стоит?'), messageOf('2', 'assistant', 'Как вас зовут?')],
    hasOlder: false,
    ...changes,
  };
}

/** A message of it. */
export function messageOf(
  id: string,
  from: CardDialogue['messages'][number]['from'],
  text: string,
  state: CardDialogue['messages'][number]['state'] = 'sent',
): CardDialogue['messages'][number] {
  return { id, from, author: null, text, at: '2026-03-02T09:30:00.000Z', state };
}
