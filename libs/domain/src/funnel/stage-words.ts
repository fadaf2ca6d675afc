/** What stages of funnels are commonly called; the same thing has different names in ours and in a CRM. */
export type StageConcept = 'incoming' | 'contacted' | 'negotiation' | 'decision' | 'payment';

const conceptWords: Readonly<Record<StageConcept, readonly string[]>> = {
  incoming: [
    'неразобранное',
    'неразобранные',
    'не обработан',
    'не обработано',
    'необработанное',
    'новый',
    'новая',
    'новый лид',
    'новая заявка',
    'новая сделка',
    'новое обращение',
    'входящие',
    'входящая заявка',
    'unsorted',
    'unprocessed',
    'unassigned',
    'new',
    'new lead',
    'new deal',
    'new request',
    'incoming',
    'incoming leads',
    'inbox',
  ],
  contacted: [
    'первичный контакт',
    'первый контакт',
    'контакт установлен',
    'контакт',
    'связались',
    'дозвонились',
    'знакомство',
    'квалификация',
    'first contact',
    'initial contact',
    'contact made',
    'contact established',
    'contacted',
    'reached',
    'qualification',
    'qualified',
  ],
  negotiation: [
    'переговоры',
    'в процессе',
    'в работе',
    'обсуждение',
    'обсуждение условий',
    'встреча',
    'презентация',
    'negotiation',
    'negotiations',
    'in negotiation',
    'in process',
    'in progress',
    'in work',
    'discussion',
    'discussions',
    'meeting',
  ],
  decision: [
    'принятие решения',
    'принимают решение',
    'решение',
    'договор',
    'договор направлен',
    'договор отправлен',
    'согласование договора',
    'подписание договора',
    'предложение отправлено',
    'коммерческое предложение',
    'decision',
    'decision making',
    'making a decision',
    'contract',
    'contract sent',
    'contract discussion',
    'proposal sent',
    'proposal',
    'quote sent',
  ],
  payment: [
    'оплата',
    'ожидание оплаты',
    'счет на предоплату',
    'предоплата',
    'финальный счет',
    'счет выставлен',
    'payment',
    'awaiting payment',
    'prepayment invoice',
    'prepayment',
    'final invoice',
    'invoice sent',
  ],
};

/**
 * A name as it is compared: lower case, without punctuation, signs and a number in front.
 *
 * @example normaliseStageName('1. «Новый» лид!') // 'новый лид'
 */
export function normaliseStageName(name: string): string {
  return name
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .replace(/^\d+ (?=\D)/, '');
}

const known = Object.entries(conceptWords).flatMap(([concept, phrases]) =>
  phrases.map((phrase) => ({ concept: concept as StageConcept, phrase })),
);

/**
 * What a name stands for. A phrase may be a part of it; the longest one counts.
 *
 * @param normalised by {@link normaliseStageName}
 * @returns `exact: false` where the name says more than the phrase; null for a name that is not a common one
 */
export function stageConceptOf(normalised: string): { concept: StageConcept; exact: boolean } | null {
  const inside = known
    .filter(({ phrase }) => ` ${normalised} `.includes(` ${phrase} `))
    .sort((a, b) => b.phrase.length - a.phrase.length)[0];
  return inside ? { concept: inside.concept, exact: inside.phrase === normalised } : null;
}
