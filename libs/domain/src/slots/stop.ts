import { holds, phrase } from './phrase.ts';

/** One of these has to be said. */
const wishes = phrase(
  'стоп|stop|отписаться|отписка|отпишите|отпишись|отписать|отстаньте|отстань|отвалите|отвяжитесь',
  'unsubscribe|unsub|opt out|opt-out',
  '(?:хватит|прекратите|перестаньте|прекращайте|заканчивайте|кончайте)(?: мне| нам| уже| меня){0,2} (?:писать|спамить|слать|присылать|беспокоить|названивать|донимать)',
  '(?:больше )?не (?:надо |нужно |смейте )?(?:мне |меня |нам |сюда |больше ){0,3}(?:пишите|писать|присылайте|присылать|шлите|беспокойте|беспокоить|тревожьте)',
  '(?:удалите|уберите|исключите|вычеркните|сотрите) (?:\\p{L}{2,8} ){0,3}(?:меня|номер|данные|контакт\\p{L}{0,2}|рассылк\\p{L}|баз\\p{L})',
  '(?:достали|задолбали|заебали|надоели|замучили)(?: уже)?(?: мне)? (?:писать|спамить|слать|названивать|звонить|со своими)',
  '(?:отключите|отмените|остановите|прекратите) (?:\\p{L}{2,8} )?рассылку',
  '(?:stop|quit|cease) (?:texting|messaging|writing|contacting|spamming|sending|emailing|bothering|calling)',
  "(?:don't|dont|do not|never|please don't) (?:ever )?(?:text|message|contact|write(?: to)?|email|bother|spam)(?: me)?",
  'leave me alone|go away|no more (?:messages|texts|emails|spam)',
  '(?:remove|take|delete|erase) (?:me|my \\p{L}{3,8}|this number)',
);
/** Nothing but these may stand beside it: then the whole message is the wish. */
const company = new Set(
  (
    'стоп stop отовсюду рекламу реклама достали задолбали заебали надоели замучили со своими своей все всё мне меня нам сюда больше пожалуйста уже и вас прошу от из с базы базу рассылки рассылку рассылок списка номер мой мою мои ' +
    'моего данные никогда сообщения сообщений смс писать пишите звонить звоните названивать спамить спам беспокоить беспокойте присылайте слать шлите ' +
    'присылать вообще хватит прекратите перестаньте не надо нужно удалите уберите исключите вычеркните отключите отмените остановите отпишите ' +
    'отписаться отстаньте отвалите отвяжитесь вашей вашу ваши ваших свои своих со контакты контакт базе да нет ок здравствуйте ' +
    'please me my this that to again anymore any more ever the your list mailing number from data messages message texting texts text emails email ' +
    "messaging writing contacting contact write writing spamming spam sending send emailing bothering bother calling calls call do don't dont not " +
    'pls plz plis said told you сказал сказала же говорю просил просила ведь уже пож плз ' +
    'never no opt out unsubscribe remove take delete erase off of all and i want leave alone go away quit cease now just thanks thank you ok hi hello sms list'
  ).split(' '),
);
const longestWish = 12;

/**
 * Whether the whole message asks not to be written to any more: «стоп», «больше не пишите мне», "unsubscribe". The word
 * inside another sentence («остановка рядом?», "stop by tomorrow") is none.
 *
 * @param words of the folded message
 */
export function isStop(words: readonly string[]): boolean {
  if (words.length === 0 || words.length > longestWish) return false;
  return holds(words.join(' '), wishes) && words.every((word) => company.has(word));
}
