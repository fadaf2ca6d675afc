/** Phrases that carry no detail of their own. They are taken from both ends of what is left of a message. */

const greetings = [
  'здравствуйте|здравствуй|здрасте|здрасьте|привет\\p{L}{0,3}|приветствую|алло',
  'добрый (?:день|вечер)|доброе утро|доброй ночи|доброго времени суток',
  'спасибо(?: большое)?|благодарю|пожалуйста|плиз|извините|простите',
  'очень приятно|приятно познакомиться|рада? знакомству',
  'hello|hi(?: there)?|hey(?: there)?|good (?:morning|afternoon|evening|day)|dear (?:sir|madam|all)',
  'thanks(?: a lot)?|thank you(?: very much)?|cheers|please|sorry|nice to meet you',
];
const smallWords = [
  'ну|вот|да|ок|окей|ага|угу|хорошо|ладно|конечно|просто|это|я|мы|а|и|но|так|тогда|значит|короче|кстати',
  'давайте|пусть|если что|нет|ой|уже|сейчас|же|то|лучше|удобнее',
  'наверное|наверно|примерно|около|где-то|думаю|скорее всего|максимум|минимум|порядка|будет|нас',
  "well|yes|yeah|yep|no|oh|oops|ok|okay|sure|of course|just|so|and|but|also|it's|its|it is|this is|i'm|im|i am|is",
  "the|a|an|then|my|let's (?:do|go with)|lets (?:do|go with)|works|work|works for me|again|here|speaking",
  'probably|maybe|approximately|roughly|no more than|at most|at least|i think|best|regards|best regards|kind regards',
];
/** Said around names and contacts. */
const carriers = [
  '(?:меня|миня) (?:зовут|звать|завут)|меня|миня|зовут|звать|мо[еяйи]|мое имя|имя|фамилия|фио',
  'пишет(?: вам)?|(?:вас )?беспокоит|на связи|с уважением|представлюсь|обращайтесь ко мне',
  '(?:можете |можно )?(?:называть|называйте|зовите|звать) меня(?: просто)?|запишите|записывайте|спросить|спросите',
  '(?:мой )?(?:контактный |рабочий |личный |мобильный |сотовый )?' +
    '(?:номер\\p{L}{0,2}|телефон\\p{L}{0,2}|тел|тлф|моб(?:ильный)?|сот(?:овый)?)(?: телефона)?(?: для связи)?',
  'для связи|т|набирайте|наберите|мне|звонка|жду (?:вашего )?звонка|жду|по номеру|на номер',
  '(?:пере)?звон(?:ите|ить|и|ок)(?: мне)?(?: на| по)?|(?:по|пере)звоните(?: мне)?(?: на)?',
  'пишите(?: мне)?(?: на| в)?(?: почту)?|напишите(?: на| в)?|моя почта|почта|почту|на почту|адрес почты',
  'мыло|имейл|мейл|мэйл|емейл|e-mail|email|электронка',
  "(?:my|mi) (?:full )?names?(?: is)?|(?:the |full )?name(?: is)?|name's|call me|you can call me|i go by|meet",
  'they call me|everyone calls me|ask for|put me down as|regards',
  "(?:my |the |best )?(?:phone |mobile |cell |contact )?(?:number|phone|mobile|mob|cell|tel|telephone)(?:'s)?(?: is)?",
  '(?:you can )?reach me(?: at| on)?|you can|calls?|number|your call',
  '(?:you can )?(?:call|text|ring|phone|whatsapp|write|message|email) me(?: at| on| to| back)?',
  '(?:you can )?(?:call|ring|whatsapp|write|text)(?: at| on| to| back)?(?! only)',
  '(?:waiting|looking forward) (?:for|to) your (?:call|reply)',
  "(?:my )?(?:e-?mail|mail)(?: address)?(?:'s)?(?: is)?|(?:please )?write to|send (?:it )?to|best is",
];
/** Small words that lead to a value. */
const prepositions = [
  'до|от|с|на|в|во|по|за|к|не больше|не более|не менее',
  'about|around|up to|on|at|to|by|for|in|from|until',
];
/** Said when something is taken back. */
const corrections = [
  '(?:я )?ошиб(?:ся|лась)|ошибочка|ошибка|опечатка|опечат(?:алась|ался)|точнее|вернее|на самом деле|вообще-то',
  'правильн\\p{L}{1,3}|верн(?:ый|ая|ое)|теперь|исправьте|замените|номер другой|почта другая|другой номер|новый номер',
  'не тот номер|на конце|в конце|последн\\p{L}{2,3} цифр\\p{L}{0,2}|в номере|с номером|в почте',
  'i made a mistake|(?:my )?mistake|typo|wrong number|wrong|actually|correction|i mean|the number is different',
  'change (?:the|my) number to|update my e-?mail to|(?:it )?ends (?:in|with)',
];

interface Edges {
  leading: RegExp;
  /** Sticky: tried where a word begins. */
  trailing: RegExp;
}

function edges(leading: readonly string[], trailing: readonly string[]): Edges {
  const source = (groups: readonly string[]): string => groups.join('|').replaceAll(' ', '\\s{1,3}');
  return {
    leading: new RegExp(`^[^\\p{L}\\d]{0,12}(?:${source(leading)})(?![\\p{L}\\d'-])`, 'u'),
    trailing: new RegExp(`(?:${source(trailing)})[^\\p{L}\\d]{0,12}$`, 'uy'),
  };
}

const all = [...corrections, ...carriers, ...greetings, ...smallWords];
const beforeValue = edges(all, [...all, ...prepositions]);
const elsewhere = edges(all, greetings);
const textBeforeValue = edges(greetings, [...carriers, ...greetings]);
const textElsewhere = edges(greetings, greetings);
/** A piece that is made of more fillers than this is cut no further. */
const maximumFillers = 24;
/** The longest filler has six words. */
const longestFiller = 6;

/** What is left of a piece, as offsets into it. */
export interface Left {
  start: number;
  end: number;
}

/** Where the last words of a text begin, the farthest first. */
function lastWords(text: string): number[] {
  return [...text.matchAll(/(?<![\p{L}\d'-])[\p{L}\d]/gu)].map(({ index }) => index).slice(-longestFiller);
}

function trailingLength(text: string, trailing: RegExp): number {
  for (const start of lastWords(text)) {
    trailing.lastIndex = start;
    if (trailing.test(text)) return text.length - start;
  }
  return 0;
}

function without({ leading, trailing }: Edges, piece: string): Left {
  let start = 0;
  let end = piece.length;
  for (let count = 0; count < maximumFillers; count += 1) {
    const front = leading.exec(piece.slice(start, Math.min(end, start + 120)))?.[0].length ?? 0;
    if (front === 0) break;
    start += front;
  }
  for (let count = 0; count < maximumFillers; count += 1) {
    const back = trailingLength(piece.slice(Math.max(start, end - 80), end), trailing);
    if (back === 0) break;
    end -= back;
  }
  return { start, end };
}

/**
 * Takes fillers of all kinds from both ends of a folded piece.
 *
 * @param leadsToValue something that was understood follows: words that announce it go too
 */
export function withoutFillers(piece: string, leadsToValue: boolean): Left {
  return without(leadsToValue ? beforeValue : elsewhere, piece);
}

/** Takes greetings and thanks from both ends of a folded piece of free text, and words that announce a contact behind it. */
export function withoutCourtesies(piece: string, leadsToValue: boolean): Left {
  return without(leadsToValue ? textBeforeValue : textElsewhere, piece);
}
