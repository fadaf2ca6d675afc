import type { Phrase } from './phrase.ts';
import { holds, phrase } from './phrase.ts';

const link = /https?:\/\/|www\.|(?<![\p{L}\d])t\.me\//u;
/** What advertising sells. */
const offers: readonly Phrase[] = [
  'продвижени\\p{L}{1,2}|раскрутк\\p{L}|seo|сео|в топ|топ-?\\d{1,3}',
  'заработ\\p{L}{2,5}|пассивный доход|доход\\p{L}{0,2}|без вложений',
  'казино|casino|ставки|слоты|букмекер\\p{L}{0,3}|бездепозит\\p{L}{0,4}|без депозита|джекпот|jackpot|poker|betting',
  'крипт\\p{L}{0,10}|инвестируй\\p{L}{0,2}|инвестиц\\p{L}{1,2}|crypto\\p{L}{0,8}|bitcoin|invest|forex',
  'займ\\p{L}{0,2}|микрозайм\\p{L}{0,2}|без отказа|без проверок|loan|credit check|payday',
  'базы клиентов|база клиентов|накрутк\\p{L}|подписчик\\p{L}{0,3}|лидогенерац\\p{L}{1,2}|followers|likes|leads|sales leads',
  '(?:увеличим|увеличьте|поднимем|утроим) (?:\\p{L}{2,8} )?(?:продажи|трафик|прибыль|конверсию)|(?:boost|triple|double|increase|grow) (?:your|the) (?:\\p{L}{2,8} ){0,2}(?:website|sales|traffic|business|leads|leads)?',
  'гарантия|гарантир\\p{L}{2,5}|guarantee\\p{L}{0,2}|бесплатный аудит|free audit',
  'предлагаем|предлагаю|наша компания предлагает|we offer|our services|dear (?:business|sir|owner|webmaster)(?: owner)?',
  'переход\\p{L}{1,3} по ссылке|жми\\p{L}{0,2}|кликай\\p{L}{0,2}|click here|sign up|apply now|join now|регистрац\\p{L}{1,2}|подробнее',
  'успей\\p{L}{0,2}|только сегодня|последний шанс|limited (?:time )?offer|limited time|act now|instant|hurry',
  'бонус\\p{L}{0,2}|bonus|скидк\\p{L} \\d{1,2}\\s?%|\\d{1,2}% off',
  '18\\+|интим\\p{L}{0,3}|xxx|porn|эротик\\p{L}',
  'мои фото|фотки|hot|singles|dating|знакомства|познакомимся',
  'реклам\\p{L}{1,3}|охват\\p{L}{0,2}|блогер\\p{L}{0,2}',
  'девушки|массаж|выезд|эскорт|escort',
  'ranking|not ranking|top of google|first page|your website|your site',
  'недорого|дешево|любые ниши|по низкой цене|cheap|affordable|lowest price',
  '(?:руб|рублей|\\$|₽)?\\s?в (?:день|неделю|месяц)|per (?:day|week|month|hour)|from home',
].map((source) => phrase(source));
/** Whoever writes this wants something from the company. */
const wants = phrase(
  'хочу|хотим|хотел\\p{L}?|хотелось|нужн\\p{L}{1,2}|надо|ищу|ищем|куплю|купить|закажу|заказать',
  'интересует|сколько|можете|сможете|подскажите|помогите|need|needs|want|looking for|how much|can you',
  'could you|would like|interested|order',
);
const enough = 2;

/**
 * Whether a message is advertising: a link and the words of an offer. Cautious: whoever asks or wants something is a
 * client.
 *
 * @param text folded
 */
export function isSpam(text: string, asks: boolean): boolean {
  if (asks || !link.test(text) || holds(text, wants)) return false;
  const words = text.replace(/(?:https?:\/\/|www\.|t\.me\/)\S{1,512}/gu, ' ');
  return offers.filter((offer) => holds(words, offer)).length >= enough;
}
