import { englishEverydayWords } from './everyday-words.en.ts';
import { russianEverydayWords } from './everyday-words.ru.ts';
import { foldWord } from './fold.ts';
import { placesAndBrands } from './places-and-brands.ts';
import { stemOf } from './stem.ts';

/** Words that are never a name, however they are written. Lower case, `ё` as `е`. */
const words = `
ну вот эм эээ хм ммм мм короче вообщем вобщем значит типа ладненько привет приветствую здравствуйте здравствуй здрасте
здрасьте здраствуйте добрый доброго доброе добрая день дня вечер вечера утро утра ночи ночь суток хай салют алло ало
приветик хеллоу спасибо пожалуйста благодарю извините простите да нет не ни ага угу неа ок окей хорошо ладно понятно
ясно давайте давай можно нельзя конечно наверное возможно точно отлично супер норм нормально класс плюс минус прошу
верно я ты вы он она мы они мне меня мой моя мое мои моего моей ваш ваша ваше ваши вас вам нам нас его ее их себя это
этот эта эти то тот та те такой такая кто что чего чему чем как какая какой какие каков какова где куда откуда когда
зачем почему сколько скока скок почем почему-то ли же бы а и но или либо если чтобы потому так тут там здесь сейчас
сегодня завтра вчера потом позже скоро уже еще только просто очень много мало более менее больше меньше для без при
про под над от до из у к ко с со в во на по за о об обо после перед через между около весь вся все всё всего всем цена
цены цену ценник прайс прайса прайслист стоимость стоит стоить стоят стоимости почём расценки тариф тарифы скидка
скидки скидку оплата оплатить доставка доставку доставки заказ заказать заказа товар товара услуга услуги услуг услугу
купить продать консультация консультацию информация информацию вопрос вопросы вопроса помощь помогите подскажите
скажите расскажите интересует интересно интересуют нужен нужна нужно нужны надо хочу хотел хотела хотим хотелось могу
можете может буду будет есть был была было знаю знаете понял поняла думаю подумаю пишу пишите пишет напишите звоните
позвоните звонок перезвоните набрать наберите свяжитесь связь ответьте ответ жду ждем ищу смотрю номер номера телефон
телефона телефоны тел моб мобильный сотовый почта почты почту мейл имейл емейл адрес имя имени фамилия фио отчество
зовут звать называйте контакт контакты ватсап вотсап телеграм вайбер сайт сайта чат менеджер менеджера менеджеру
оператор оператора оператору человек человека живой живого бот робот специалист директор секрет секретно никак никто
ничего нигде никогда аноним анонимно неважно отстаньте отстань стоп хватит отмена тест тестирую проверка бла ляля лол
хз нету один два три четыре пять шесть семь восемь девять десять ноль двадцать тридцать сорок сто рубль рубля рублей
руб тысяч тысяча тысячи млн штук шт метр метров месяц месяца год года час часа часов минут неделя неделю понедельник
вторник среда среду четверг пятница пятницу суббота субботу воскресенье ооо оао зао пао ип компания фирма организация
магазин девушка мужчина женщина клиент покупатель друг брат сестра мама папа муж жена россия москва питер готов готова
согласен согласна занят занята рад рада свободен свободна уверен уверена против другой другая первый новый сам сама
тоже hi hello hey greetings good morning afternoon evening night day dear sir madam thanks thank you please sorry
welcome bye yes no not nope yep yeah ok okay sure fine maybe well right exactly great cool alright i me my mine we us
our your yours he she they them his her it its this that these those who what which when where why how much many cost
costs price prices pricing priced quote quotes rate rates discount delivery shipping order orders buy sell pay payment
product products service services help question questions info information details want wanted need needed would could
should can will shall may might do does did have has had am is are was were be been i'm i'd i've i'll it's that's
what's who's you're we're isn't didn't doesn't wouldn't um uh hmm er sounds seems know dont don't cannot can't won't
interested looking asking calling writing waiting happy ready glad here there busy unsure name names phone phones
number numbers telephone tel mobile cell email e-mail mail address contact the a an and or but if so for from to of in
on at by with without about after before just only very too also then now later today tomorrow yesterday soon monday
tuesday wednesday thursday friday saturday sunday manager operator human person agent bot robot somebody someone
anybody nobody none nothing never anonymous secret private stop cancel test testing call tell give send reach best
available trying using one two three four five six seven eight nine ten zero back asap asdf qwerty qwer zxcv abc
йцукен фыва ывап абв абракадабра blah bla доб добавочный ext extension myself yourself himself herself itself ourselves themselves ma'am maam
mr mrs ms dr mister miss wrong incorrect correct matter matters false true mistake mistaken typo
write click visit text email put make show check buy get let try see look add change update fix start stop join apply earn
invest boost choose pick come go take bring keep leave open close read learn find talk speak reply respond confirm cancel
rent hire build install deliver ship return exchange compare discuss arrange schedule book reserve request ask answer forget
remember think believe suppose hope guess wish expect prefer like love hate mind care bother worry understand mean
неправильно неверно верно правильно неправильное неверное другое иначе ошибка опечатка неизвестно
fuck shit lol idk nah
whatever guess think see say said
`;

const functionWords = new Set(words.split(/\s+/).filter(Boolean));
const everydayStems = new Set(
  `${russianEverydayWords} ${englishEverydayWords}`.split(/\s+/).filter(Boolean).map(stemOf),
);
const elsewhere = new Set(placesAndBrands);

/** Words before the name of a company: what follows is no person. */
const companyMarks = new Set('ооо оао зао пао ао ип нко гк llc ltd inc gmbh corp company фирма компания'.split(' '));

/** Whether a word says that a company's name follows or has just been given. */
export function isCompanyMark(word: string): boolean {
  return companyMarks.has(foldWord(word));
}

/** Words that people put around their name without changing what it is: greetings, thanks, particles, titles. */
const courtesies = new Set(
  (
    'привет приветик приветствую здравствуйте здравствуй здрасте хай добрый доброго доброе доброй день дня дню вечер вечера утро ' +
    'утра ночи времени суток ну вот да ок окей хорошо так и а же уже тогда значит короче кстати снова опять если что всем ' +
    'конечно просто спасибо пожалуйста плиз извините простите благодарю рад рада приятно очень имя зовут меня мое я это алло вам ' +
    'тут здесь давайте давай ладно ага угу слушаю мм ммм эм эмм хм э ээ ханум ака апа джан сан бек уважаемый господин госпожа ' +
    'hi hello hey good morning afternoon evening day there all everyone well yes yeah yep ok okay sure just thanks thank you cheers so and ' +
    "please sorry name my i'm im i am it's its it is ma'am maam mr mrs ms dr mister miss doctor prof professor captain sir madam um uh hmm this the oh again dear"
  ).split(' '),
);

/** Whether a word may stand next to a bare name. */
export function isCourtesy(word: string): boolean {
  return courtesies.has(foldWord(word));
}

/** Whether a word belongs to the grammar of a sentence («который», "would"): never a name, unless the list of names says so. */
export function isFunctionWord(word: string): boolean {
  return functionWords.has(foldWord(word));
}

/** Whether a word is a city, a country or a brand. */
export function isPlaceOrBrand(word: string): boolean {
  return foldWord(word)
    .split('-')
    .some((part) => elsewhere.has(part));
}

/** Words of respect after a first name: no part of it. */
const honorifics = new Set('ханум ака апа джан сан'.split(' '));

/** Whether a word only shows respect. */
export function isHonorific(word: string): boolean {
  return honorifics.has(foldWord(word));
}

/** Whether a word is an everyday word, a place or a brand rather than a name. */
export function isCommonWord(word: string): boolean {
  const parts = [word, ...(word.includes('-') ? word.split('-') : [])];
  return parts.some((part) => isFunctionWord(part) || everydayStems.has(stemOf(part)) || isPlaceOrBrand(part));
}
