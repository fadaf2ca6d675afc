import type { Clause } from './clauses.ts';
import { holds, phrase } from './phrase.ts';

/** Words that may stand before a question without changing it. */
const lead = anchored(
  '(?:а|и|но|так|ну|слушайте|скажите|подскажите|простите|извините|пожалуйста|здравствуйте|привет|добрый день|интересно|ок|да|' +
    'and|but|so|ok|okay|well|hi|hello|hey|please|sorry|also|first) ',
);
const maximumLeads = 3;

function anchored(source: string): RegExp {
  return new RegExp(`(?:${source.replaceAll(' ', '\\s{1,3}')})`, 'uy');
}

function begins(...alternatives: readonly string[]): RegExp {
  return anchored(`(?:${alternatives.join('|')})(?![\\p{L}\\d-])`);
}

/** Whether a clause begins so, small words in front left out. */
function opens(text: string, pattern: RegExp): boolean {
  let start = 0;
  for (let leads = 0; leads <= maximumLeads; leads += 1) {
    pattern.lastIndex = start;
    if (pattern.test(text)) return true;
    lead.lastIndex = start;
    if (!lead.test(text)) return false;
    start = lead.lastIndex;
  }
  return false;
}

/** A sentence that begins so asks, whatever follows. */
const alwaysAsks = begins(
  'с какой целью|по какому поводу|на каком основании|for what|сколько(?! угодно)|разве|неужели|\\p{L}{3,14}(?:аете|яете|уете|юете|еете)|(?:можете|сможете|возите) ',
  'цен\\p{L}{1,2} (?:вопроса|скажите|озвучьте|напишите|подскажите|какая)',
  '(?:ценник|прайс|стоимость) (?:скажите|озвучьте|напишите|подскажите|пришлите)|скока|скок|скольки',
  'до скольки|со скольки|почем|зачем|почему|для чего|откуда|отчего|чей|чья|чье|чьи|каков\\p{L}?|какова',
  '(?:есть|можно|нельзя|будет|нужно|надо|возможно|дорого|далеко|долго|бесплатно) ли|\\p{L}{2,20} ли',
  'подскажите|скажите|расскажите|объясните|проконсультируйте|сориентируйте|уточните',
  'можно(?: ли)?(?: сначала| сперва)? (?:узнать|спросить|уточнить|поинтересоваться)|чем отличается',
  '(?:хочу|хотел|хотела|хотелось|хотим|нужно|надо|мне бы)(?: бы)?(?: сначала| сперва| просто)?(?: \\p{L}{2,12}){0,3} (?:узнать|уточнить|спросить|понять|посмотреть)',
  'а (?:это|вы|у вас|если|есть|можно|будет)|у вас есть|есть у вас',
  'вы (?:где|когда|как|кто|откуда|работаете|доставляете|делаете|принимаете|можете|настоящ\\p{L}{2})',
  'вы .{1,30} или|это (?:правда|точно|платно|бесплатно)',
  'не пон[яи]\\p{L}{1,4}(?: вопрос\\p{L}{0,2}| о чем| что)?',
  'интересует(?: цена| сколько| стоимость| прайс| есть ли| как)|интересно сколько|how much|how many',
  'how long|how far|how old|how come|how (?:do|does|can|could|is|are|will|would|did|should)|why|where',
  "who|whose|which|wdym|whats|what's|hows|how's",
  'what(?! an?| does (?:my|it))(?: is| are| do| does| did| for| kind| time| about| if| would| will| can| were| was| \\p{L}{3,12} (?:is|are|do|does))',
  'prices? (?:pls|please|list please)|got any',
  '(?:can.t|(?:is|are|do|does|did|would|could|have|has|was|were)n.t|won.t) (?:you|it|i|that|there|they|we)',
  'any (?:discounts?|news|chance|update|updates|idea)',
  '(?:is|are|am|was|were|do|does|did|can|could|would|will|should|shall|has|may|might) (?:you|i|it|we|they|he|she|there|this|that|the|your|my|an?|anyone|someone|delivery)',
  'have (?:you|i|we|they)',
  "(?:can|could|would) you|tell me|i(?:'d| would) (?:like|love) to (?:know|ask|see|hear)",
  'i (?:want|need|wanted) to (?:know|ask|see|find out)|wondering',
  "i(?:'m| am|'ve been)? wonder\\p{L}{0,3}",
);
/** A sentence that begins so asks, unless it leads to another one («когда будет время, напишу»). */
const usuallyAsks = begins(
  'когда(?! угодно| удобно| нибудь)|где|куда',
  'как(?! есть| скажете| хотите| угодно| удобно| раз| только| нибудь| обычно| всегда| дела-то)',
  'как(?:ой|ая(?! (?:вам )?разница)|ие|ое|ую|им|их)|кто|что|че|чо|чем|what|when(?! i | we | you )',
  'how(?! nice| lovely| great| cool| sweet| funny| wonderful| kind| cute| awesome| sad)',
);
const exclamations = begins(
  'what an?|how (?:nice|lovely|great|cool|sweet|funny|wonderful|kind|cute|awesome|sad)',
  'как (?:здорово|хорошо|жаль|мило|приятно|круто)',
);
/** Requests for information that do not stand at the beginning. */
const asksAnywhere = phrase(
  '(?:хочу|хотел|хотела|хотелось|хотим)(?: бы)?(?: \\p{L}{2,12}){0,2} (?:узнать|уточнить|спросить)(?: \\p{L}{2,12})?',
  '(?:по цене|по ценам|по срокам) (?:сориентируйте|подскажите)|есть ли|нет ли|можно ли|вы где|вы кто',
  'а есть|что по цене|че по цене|а у вас|is it possible',
  'do you (?:have|deliver|work|offer|sell|accept|know)|could you|can you tell',
);

/** The word that asks may come last: «а рассрочка какая». */
const asksAtEnd = /^(?:\p{L}{1,16}\s{1,3}){1,6}(?:какая|какой|какие|какое|сколько|когда|где|почем|зачем)$/u;

/**
 * Whether a clause asks something: by its mark, or by how it begins.
 *
 * @param whole nothing stands before or behind it in its sentence
 */
export function isQuestion({ text, mark }: Clause, whole: boolean): boolean {
  if (mark.includes('?')) return true;
  if (opens(text, exclamations)) return false;
  return (
    opens(text, alwaysAsks) || asksAtEnd.test(text) || (whole && opens(text, usuallyAsks)) || holds(text, asksAnywhere)
  );
}

/** What may stand before a question in its sentence: what is covered, or a greeting. */
const opensSentence =
  /^(?:[^\p{L}]*|(?:а|и|но|так|да|нет|ок|ладно|хорошо|привет|здравствуйте|добрый день|спасибо|hi|hello|ok|well|so|yes|no|sorry|thanks)[^\p{L}]*)$/u;

/** The clauses that ask something. */
export function questionsIn(clauses: readonly Clause[]): Clause[] {
  return clauses.filter((clause, at) => {
    const before = clauses[at - 1];
    const first = before?.mark !== ',' || opensSentence.test(before.text);
    return isQuestion(clause, first && (clause.mark !== ',' || at === clauses.length - 1));
  });
}
