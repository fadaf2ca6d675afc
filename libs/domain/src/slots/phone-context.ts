import { withoutFillers } from './fillers.ts';
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
  'брон[ьи]|бронировани[ея]|подтверждени[ея]|отправлени[ея]|трек-код\\p{L}?|касс[аеуы]|ккт|till|terminal|purchase order|po|p\\.o\\.|confirmation|receipt',
  'партия|модель|показани\\p{L}{1,2}(?: счетчик\\p{L}{1,2})?|физлица|уин',
  'contract|parcel|item|part|model|ref|reference|id|ip|ordered|booking|reservation|swift|bic',
].join('|');
const calledNumber =
  'номер|номера|сч[её]т|товара|заказа|брони|договора|карты|организации|компании|фирмы|клиента|банка|сбера|no\\.?|nr\\.?|num\\.?|number|numbers|id|is|was|reads|says|shows|code|это';
/** Words right before a number which say that it is something else. */
const otherNumber = new RegExp(
  `(?:(?<![\\p{L}])(?:${otherThings})(?:(?:\\s?(?:${calledNumber})){0,2}\\s{0,2}[:=#№-]{0,2}|(?:\\s?(?:${calledNumber})){1,2}\\s?,)|№|#)\\s{0,2}$`,
  'u',
);
/** «сделала заявку, её номер …»: a thing that has a number, and then its number. */
const numberOfThing = new RegExp(
  '(?<!\\p{L})(?:заказ|брон|заявк|договор|посылк|накладн|обращени|order|booking|parcel|claim|reservation|invoice|quote)\\p{L}{0,4}' +
    '(?!\\p{L})(?:[^.!?\\n;]|\\.(?=\\d)){0,30}?[\\s,]\\s?(?:(?:его|ее|у него|у нее|its|the|там)\\s)?(?:номер|number)' +
    '(?:\\s(?:такой|у него|у нее|там|был|is|was)){0,2}\\s{0,2}[:-]?\\s{0,2}$',
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
export function isOtherNumber(text: string, { start, end }: Span): boolean {
  const before = text.slice(Math.max(0, start - window), start);
  // In one piece, as numbers of things are written; a phone with its plus or its spaces says what it is.
  return otherNumber.test(before) || (/^\d+$/u.test(text.slice(start, end)) && numberOfThing.test(before));
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
  '(?:called|dialled|dialed|rang|rung|phoned|texted|emailed|e-mailed|wrote to|reached|contacted|tried)(?: to (?:call|reach|email))?' +
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
  'чей|чья|whose|found|saw|нашел|нашла|нашли|увидел[аи]?',
  '(?:видел[аи]?|вижу|заметил[аи]?|spotted|noticed)(?![^,]{0,40},)',
  'на ваш\\p{L}{0,3} \\p{L}{3,12}|on your (?!system|file|records?|database)\\p{L}{3,12}',
  '(?:сказал|сказали|велел|велят|говорят|посоветовал|советуют|порекомендовал|рекомендуют|предложил|предлагают)[аи]? (?:мне |нам )?' +
    '(?:\\p{L}{3,12} )?(?:по)?(?:звонить|набрать|набирать|писать|написать|обратиться|обращаться)(?: на| по)?',
  '(?:мне|нам) дали (?:номер|телефон)|дали (?:мне |нам )(?:номер|телефон)',
  '(?!я |вчера |сегодня |уже |ранее |утром )\\p{L}{4,14} дал[аи]? (?:мне |нам )?(?:номер|телефон)',
  '(?:told|asked|advised|instructed|want|wants|wanted) (?:me|us|people|customers|everyone) to (?:call|ring|phone|dial|text|contact|try)',
  '(?:was|were|been|got) (?:told|asked|advised|instructed) to (?:call|ring|phone|dial|text|contact|try)|gave (?:me|us)',
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
    '^[\\s,]{1,3}(?:(?:мне|нам|вчера|опять)\\s)?(?:приш(?:ел|л[аои])|приходит|приходят|прислал[аи]?|названива[ею]т|sent|keeps|kept)(?!\\p{L})',
    '^\\s{1,2}(?:на|в)\\sваш\\p{L}{1,3}\\s(?!баз|систем|карточк)|^\\s{1,2}(?:on|in)\\syour\\s(?!system|file|record|database)',
  ].join('|'),
  'u',
);

/** «заявку оставлял с …», "I dialled you … from": from there the client himself has called or written. */
const iWasThere = phrase(
  "i(?:'ve| have|'d)? (?:\\p{L}{2,8} )?(?:called|dialled|dialed|rang|rung|phoned|texted|wrote|ordered|tried)",
  '(?:заявку|заказ|сообщение|смс|звонок) (?:оставлял|оставил|делал|сделал|отправлял|отправил|писал|оформлял|оформил)[аи]?',
);
const from = /(?<!\p{L})(?:со?|со? номера|с телефона|from)\s{0,2}$/u;

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
  const mine = from.test(before) && holds(before, iWasThere);
  const told = others !== undefined && !mine && !holds(before.slice(others.end), ofClient);
  const calledFrom = fromThere.test(before) && !mine && !holds(before, iCalled);
  const behind = text.slice(end, end + window);
  const reached = reachedThere.test(before) && reachedBefore.test(behind);
  return told || calledFrom || reached || asksWhose.test(before) || othersBehind.test(behind);
}

/** Whose a number of a company is: the client's own. */
const own = phrase(
  'мой|моя|наш\\p{L}{0,3}|рабоч\\p{L}{2,3}|служебн\\p{L}{2,3}|офис\\p{L}{0,2}|(?:пере)?звоните|набирайте|наберите|my|mine|ours?',
  'work|office|business|(?:call|ring|reach|phone) (?:me|us)',
);

/**
 * Whether a number of a kind that only companies have is the client's own: it is the whole answer, or he says so. All others
 * that are spoken of in chats are hotlines.
 */
export function isOwnService(text: string, { start, end }: Span): boolean {
  const before = sentenceBefore(text, start);
  const behind = /^[^.!?\n;]{0,48}/u.exec(text.slice(end))?.[0] ?? '';
  const around = `${before} ${behind}`;
  const left = withoutFillers(around, true);
  return holds(around, own) || !/\p{L}/u.test(around.slice(left.start, Math.max(left.start, left.end)));
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
