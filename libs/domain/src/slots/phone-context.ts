import { findPhrases, holds, phrase } from './phrase.ts';
import type { Span } from './span.ts';

/** How far around a value its words are looked at, in characters. */
const window = 48;

/** Documents, orders, accounts, prices: what other numbers are called. */
const otherThings = [
  'заказ\\p{L}{0,3}|номер заказа|инн|кпп|огрн|огрнип|снилс|паспорт\\p{L}{0,3}|карт[аыеу]|р/?с|сч[её]?т\\p{L}{0,3}|бик|окпо',
  'артикул\\p{L}{0,2}|договор\\p{L}{0,3}|полис\\p{L}{0,2}|ттн|qr|гост|трек|трек-номер|посылк\\p{L}{0,2}',
  'накладн\\p{L}{0,3}|код|код товара|товар\\p{L}{0,2}|кадастровый|лот|заявк\\p{L}{0,2}|обращени\\p{L}{1,2}|лицевой|чек|айди|ид',
  'vin|вин|серийный|серийник|заказывал[аи]?',
  'orders?|invoice|cards?|passport|account|sku|ticket|(?<!in )case|tracking|routing|ssn|isbn|iban|serial|zip|imei|policy',
  'клиентск\\p{L}{1,3}|абонентск\\p{L}{1,3}|табельн\\p{L}{1,3}|инвентарн\\p{L}{1,3}|регистрационн\\p{L}{1,3}|штрих-?код|ean|upc',
  'vat|tax|customer|client|claim|company|charity|member|membership|employee|registration|barcode|licen[cs]e|batch|sim|imsi|iccid|utr|mpan|mprn|meter reading',
  'партия|модель|показани\\p{L}{1,2}(?: счетчик\\p{L}{1,2})?|физлица|уин',
  'contract|parcel|item|part|model|ref|reference|id|ip|ordered|booking|reservation|swift|bic',
].join('|');
const calledNumber =
  'номер|номера|сч[её]т|товара|заказа|договора|карты|организации|компании|фирмы|клиента|no\\.?|nr\\.?|num\\.?|number|numbers|id|is|was|code|это';
/** Words right before a number which say that it is something else. */
const otherNumber = new RegExp(
  `(?:(?<![\\p{L}])(?:${otherThings})(?:\\s?(?:${calledNumber})){0,2}\\s{0,2}[:=#№-]{0,2}|№|#)\\s{0,2}$`,
  'u',
);
const money =
  'бюджет\\p{L}{0,2}|цен[аеуы]|стоимость|стоит|сумма|оплат\\p{L}{0,3}|заплатил[аи]?|budget|price|cost|costs|paid|sum';
/** Words and signs right before a number which say that it is money. */
const roughly = 'is|was|где-то|примерно|около|порядка|до|от|about|around|roughly|up to|under|between|from';
const moneyBefore = new RegExp(
  `(?:(?<![\\p{L}])(?:${money})(?:\\s(?:${roughly})){0,2}\\s{0,2}[:=-]?|[$€₽£])\\s{0,2}$`,
  'u',
);
const units = [
  '[₽$€£](?!\\s?\\d)|%|руб|р\\.|р(?!\\p{L})|тыс|млн|шт|штук|usd|eur|rub|gbp|dollars?|euros?|pounds?|bucks',
  'pieces|pcs|units|kg|кг|гр(?!\\p{L})|м2|кв|sq',
].join('|');
/** Money, counts and measures after a number. */
const amountAfter = new RegExp(`^\\s{0,2}(?:${units})`, 'u');

/** Whether the words before a number say that it is no phone but an order, an account, a document. */
export function isOtherNumber(text: string, { start }: Span): boolean {
  return otherNumber.test(text.slice(Math.max(0, start - window), start));
}

/** Whether the words around a number say that it is money or counts something. */
export function isAmount(text: string, { start, end }: Span): boolean {
  return (
    moneyBefore.test(text.slice(Math.max(0, start - window), start)) || amountAfter.test(text.slice(end, end + 12))
  );
}

/** Of whose number the sentence speaks: the company's, or a stranger's who called. */
const ofOthers = phrase(
  '(?:тех)?поддержк\\p{L}|горяч\\p{L}{2,3} лини\\p{L}|hotline|support|helpline',
  'мне (?:\\p{L}{2,10} ){0,3}(?:по)?(?:звонил|писал)\\p{L}{0,2}(?: \\p{L}{2,12}){0,3} (?:с|от)',
  '(?:по)?звонил\\p{L}{0,2} мне (?:\\p{L}{2,12} ){0,2}(?:с|от)',
  'ваш\\p{L}{0,3} (?:номер\\p{L}{0,2}|телефон\\p{L}{0,2}|тел|горяч\\p{L}{2,3}|линия)',
  'ваш\\p{L}{0,3} (?:почт\\p{L}{1,2}|адрес\\p{L}{0,2}|имейл|мейл|email|e-mail)',
  '(?:звонил|дозвонил|набирал|набрал|писал|написал|отправлял|отправил)(?:[аи]|ся|ась|ись)?' +
    '(?: вам| к вам| до вас| на| по)?(?! с)',
  '(?:звонили|звонок|звонят|писали|сообщение|смс|прислали) (?:мне |нам )?(?:с|от)(?: номера)?',
  'на(?: вашем)? сайте|(?:с|у) вас на сайте|дозвонил\\p{L}{1,3}|наш[лё]?[ао]? ваш\\p{L}{0,3}',
  '(?:called|rang|phoned|texted|emailed|e-mailed|wrote to|reached|contacted|tried)(?: to (?:call|reach|email))?' +
    '(?: you| your| at| on)?',
  'your (?:\\p{L}{2,12} ){0,2}(?:number|phone|line|hotline|email|e-mail|mail|address)|number on your',
  '(?:номер|телефон)\\p{L}{0,2} (?:курьер|водител|банк|офис|магазин|менеджер|оператор|доставк|компани|поддержк|мастер)\\p{L}{0,3}',
  '(?!я |вчера |сегодня |уже |ранее |утром |вечером )\\p{L}{3,14} (?:по)?звонил[аи]? (?:мне )?со?',
  'на (?:листовк|визитк|машин|двер|вывеск|упаковк|коробк|квитанци|чек|баннер|заборе|флаер|сайт|стенд)\\p{L}{0,2}',
  'в (?:объявлени|реклам|чек|договор|письм)\\p{L}{1,2}|пропущенн\\p{L}{2} (?:вызов |звонок )?от|не знаю (?:такого|этого|чей)',
  'не могу (?:дописаться|дозвониться|связаться)|кто (?:такой|такая|это)|(?:can.t|cannot|couldn.t) (?:reach|contact|email|get)',
  '(?:courier|driver|bank|office|shop|store|company|manager|agent|delivery|landlord|colleague)(?:.s)? (?:number|phone)',
  '(?:ad|advert|leaflet|flyer|card|site|website|van|sign|poster|receipt|bill|letter|form|page|app|it) (?:says|said|shows|has|lists)',
  'the \\p{L}{3,12}.s (?:is|was|number)|your \\p{L}{3,12} (?:on|at|from|says|shows|lists)|don.t (?:know|recogni[sz]e)|who is|should i|do you know|does|is this number',
  'чей|чья|whose|found|saw|нашел|нашла|нашли|увидел[аи]?|на ваш\\p{L}{0,3} \\p{L}{3,12}|on your \\p{L}{3,12}',
  '(?:call|text|message|sms|email|letter)s? from|on (?:your|the) (?:web ?site|site|page)',
);
/** Words behind these speak of the client again: «звонила вам вчера, мой номер …». */
const ofClient = phrase('мой|моя|мне|меня|свой|перезвоните|запишите|my|mine|me');
/** «с номера … постоянно звонят»: who calls from there is another, unless the client says that he did. */
const fromThere = /(?<!\p{L})(?:со? номера|с телефона|from)\s{0,2}$/u;
const iCalled = phrase("звонил[аи]?|звоню|пишу|писал[аи]?|called|calling|call|texted|texting|writing|i am|i'm");
const asksWhose = /(?:is|was) (?:this|that|it)\s?$|^\s{0,2}(?:is|are|was)\s$/u;
const othersBehind = new RegExp(
  [
    '^\\s{1,2}(?:работает|отвечает|доступен|бесплатн|платн|is free|work|works|answers)',
    '^[\\s,)—–-]{0,4}(?:это\\s)?(?:вы(?!\\p{L})|ваш\\p{L}{0,3}|твой)',
    '^[\\s,)—–-]{0,4}(?:(?:is (?:this|that) )?your\\s|(?:is|was) (?:it|that) you|is you|yours)',
  ].join('|'),
  'u',
);

/** «на 8 495 … звонила вчера»: whom the client called or wrote to. */
const reachedThere = /(?<!\p{L})(?:на|по)\s{1,2}$/u;
const reachedBefore =
  /^[\s,]{1,3}(?:(?:я|вам|уже|вчера|сегодня|утром|дважды|долго)\s){0,3}(?:(?:по|до)?звонил|(?:на)?писал|набирал|отправ(?:ил|лял))(?:а|ась|ся)?(?!\p{L})/u;

/** Where the sentence before a place begins. */
function sentenceBefore(text: string, start: number): string {
  const before = text.slice(Math.max(0, start - window), start);
  return before.slice(before.search(/[^.!?\n;]*$/u));
}

/** Whether a phone or an address is the company's or a stranger's: «ваш номер … не отвечает», "I called you on …". */
export function belongsToOthers(text: string, { start, end }: Span): boolean {
  const before = sentenceBefore(text, start);
  const others = findPhrases(before, ofOthers).at(-1);
  const told = others !== undefined && !holds(before.slice(others.end), ofClient);
  const calledFrom = fromThere.test(before) && !holds(before, iCalled);
  const behind = text.slice(end, end + window);
  const reached = reachedThere.test(before) && reachedBefore.test(behind);
  return told || calledFrom || reached || asksWhose.test(before) || othersBehind.test(behind);
}

const withdrawing = 'не|not|вместо|instead of|старый|старая|old|забудьте|ignore|forget|disregard';
const addressing =
  'звоните|пишите|надо|нужно|звонить|писать|звони|мне|call|text|my|номер|телефон|number|use|one|was|is|был|была|почта|рабочий|домашний|городской|про|the|that|work|office|home|line|landline';
const takenBackBefore = new RegExp(
  `(?<![\\p{L}])(?:${withdrawing})(?:\\s(?:${addressing})){0,3}(?:\\s(?:на|по|at|on))?\\s{0,2}[:-]?\\s{0,2}$`,
  'u',
);
const outOfUse = [
  '(?:уже\\s|больше\\s)?не\\s(?:работает|актуал\\p{L}{1,4}|отвечает|мой|доступен|звоните|пишите)',
  '(?:уже\\s)?(?:неактуал\\p{L}{1,4}|старый|заблокирован)',
  "(?:already\\s)?(?:doesn'?t|does not|isn'?t|is not|no longer)\\s(?:work|working|active|mine|valid|in use)",
  'is (?:old|dead)',
].join('|');
const takenBackAfter = new RegExp(`^[\\s,)—–-]{0,4}(?:${outOfUse})`, 'u');

/** Whether the client takes a value back in the same breath: «не 8 916 …, а …», "… doesn't work anymore". */
export function isTakenBack(text: string, { start, end }: Span): boolean {
  return (
    takenBackBefore.test(text.slice(Math.max(0, start - window), start)) ||
    takenBackAfter.test(text.slice(end, end + window))
  );
}
