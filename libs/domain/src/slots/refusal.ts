import { holds, phrase } from './phrase.ts';

const detail =
  '(?:номер\\p{L}{0,2}|телефон\\p{L}{0,2}|контакт\\p{L}{0,3}|почт\\p{L}{1,2}|имейл\\p{L}{0,1}|мейл\\p{L}{0,1}|e-?mail|имя|имени|имен|данны\\p{L}{1,2}|адрес\\p{L}{0,1}|звонк\\p{L}{1,2}|этого)';
const give =
  '(?:оставлять|оставить|давать|дать|говорить|сказать|сообщать|сообщить|указывать|указать|называть|назвать|светить|представляться|делиться|писать|вводить|отвечать)';
const giveSoon =
  '(?:дам|даю|скажу|говорю|оставлю|оставляю|сообщу|сообщаю|укажу|указываю|назову|назовусь|представлюсь|поделюсь|отвечу)';
const englishDetail = '(?:phone|number|phone number|name|e-?mail|calls?|contacts?|details|info|address|data)';
const englishGive =
  '(?:give|giving|share|sharing|leave|leaving|provide|providing|tell|telling|say|saying|disclose|send|sending|hand)';

/** Whoever says this does not want to, or cannot, give what was asked. */
const refuses = phrase(
  `не (?:хочу|буду|хотелось бы|хотел бы|хотела бы|готова?|собираюсь|желаю|планирую|намерена?|люблю)(?: \\p{L}{2,10}){0,2} (?:${give}|${detail})`,
  `(?<!могу )не ${giveSoon}`,
  `предпоч\\p{L}{2,5} не ${give}`,
  `(?:без|никаких|нет|нету|никакого) (?:\\p{L}{2,8} )?${detail}`,
  `${detail} (?:у меня )?(?:нет|нету|не имею|не важно|неважно|не имеет значения|не хочу)`,
  'без звонков|не (?:надо|нужно|стоит) (?:мне )?(?:звонить|перезванивать)|не (?:звоните|перезванивайте)',
  '(?:пишите|отвечайте|ответьте|напишите|общаемся|общайтесь|говорите) (?:мне )?(?:сюда|тут|здесь|в чат\\p{L}{0,2})',
  'лучше (?:переписка|чат|в чат\\p{L}{0,2}|через (?:этот )?чат|тут|здесь|сюда)',
  'chat is (?:better|fine|ok)|давайте (?:тут|здесь|в чате|сюда)',
  '(?:тут|сюда|здесь) (?:отвечайте|пишите|напишите|ответьте)',
  'только (?:переписк\\p{L}|чат|в чате|сообщени\\p{L}{1,2}|письменно)|хочу (?:тут|здесь|в чате)',
  'это (?:личн\\p{L}{2}|личная информация|конфиденциально|секрет)|личная информация|не ваше дело',
  'какая (?:вам )?разница|зовите как хотите|называйте как хотите',
  'ничего не скажет|ни к чему|по телефону не (?:общаюсь|разговариваю|говорю)',
  '(?:keep )?(?:talking|chatting) here|don.t do (?:phone )?calls|won.t be doing|(?:просто|лучше) в чате',
  '(?:звонить|перезванивать) не (?:надо|нужно|стоит)|пропустить|пропустим|пропусти|пропускаю|анонимно',
  'аноним|инкогнито|(?:это |имя )?(?:не важно|неважно)|обойдетесь|обойдемся|без этого',
  `(?:don't|dont|do not|won't|wont|will not|not going to|not gonna|rather not|prefer not to|not willing to|refuse to|not comfortable|not keen on|never) (?:want to |wanna |like to |feel like )?(?:\\p{L}{2,8} )?(?:${englishGive}|leave)(?: (?:you|out|my|any|that|it|this))?`,
  '(?:not) (?:giving|sharing|telling|leaving|comfortable)|rather not|prefer not to(?: say| share)?',
  'prefer not',
  `no ${englishDetail}(?: please| needed)?|without (?:an? |my |any )?${englishDetail}`,
  'without (?:that|this|it)',
  "(?:don't|dont|do not|haven't|have no|no longer) (?:have |use |got )?(?:an? |any )?(?:phone|number|e-?mail|mobile|cell)",
  'have no (?:phone|number|e-?mail)',
  "don't (?:call|phone|ring)(?: me)?|no calls",
  "(?:let's |lets |please |just |can we |rather )?(?:chat|reply|answer|write|respond|talk|message|text)(?: me| to me)? (?:here|in (?:the |this )?chat)",
  'keep it (?:in|here)(?: the| this)?(?: chat)?|chat only|only (?:chat|here)|here is fine',
  'none of your business',
  "(?:that's|thats|that is|it's|its|it is) (?:private|personal|confidential)(?: information| info)?",
  'personal information',
  'skip(?: this| it| that)?|anonymous|anonymously',
  "(?:name |it |that )?(?:doesn't|does not|doesnt|don't) matter|what does (?:my name|it) matter",
  "call me (?:whatever|anything)(?: you (?:want|like))?|i don't care",
);
/** The whole message; «нет» to the question for a phone. */
const bareRefusal =
  /^(?:не[ат]?|неа|нет спасибо|спасибо нет|не хочу|не буду|не надо|не нужно|не стоит|no|nope|nah|no thanks|no thank you|no chance|no way|absolutely not|certainly not|definitely not|точно нет|ни в коем случае|ни за что|конечно нет|i'?d rather not)$/u;

/** Whether a clause refuses to give details. */
export function isRefusal(clause: string): boolean {
  return holds(clause, refuses);
}

/**
 * Whether the whole message is a "no": an answer to a question for contacts, but not to other questions.
 *
 * @param words the message's words, joined by single spaces
 */
export function isBareRefusal(words: string): boolean {
  return bareRefusal.test(words);
}
