import type { Category } from '../utterance.ts';

/** Messages that were written when the code had been tuned on the others: nobody looked at them while it was changed. */
export const ruLater: Category[] = [
  {
    name: 'name-phone',
    situation: { wanted: ['name', 'phone'] },
    utterances: [
      {
        text: 'Добрый день! Беспокоит Маргарита Львовна, по поводу шкафа-купе, телефон 8 910 455 67 12',
        values: { name: 'Маргарита Львовна', phone: '+79104556712' },
      },
      {
        text: 'это Гульнара Рашидовна, вчера переписывались. 8-917-300-45-61',
        values: { name: 'Гульнара Рашидовна', phone: '+79173004561' },
      },
      {
        text: 'Пётр Ильич Воронов, восемь девятьсот пять двести двадцать три сорок пять шестьдесят семь',
        values: { name: 'Пётр Ильич Воронов', phone: '+79052234567' },
      },
      {
        text: 'запишите меня как Вера Николаевна, 89175552341',
        values: { name: 'Вера Николаевна', phone: '+79175552341' },
      },
      {
        text: 'плюс семь девятьсот десять двести пятьдесят пять ноль один ноль два, Артур Вазгенович',
        values: { name: 'Артур Вазгенович', phone: '+79102550102' },
      },
      {
        text: 'Звать меня Ильдар, фамилия Сафин, мобильный +7 (927) 444-18-90',
        values: { name: 'Ильдар Сафин', phone: '+79274441890' },
      },
      {
        text: 'Екатерина Андреевна я, а номер мой 8.921.900.11.22',
        values: { name: 'Екатерина Андреевна', phone: '+79219001122' },
      },
      {
        text: 'Семён, восемь девять один два три четыре пять ноль один два три, после работы',
        values: { name: 'Семён', phone: '+79123450123' },
      },
      {
        text: 'меня Настя зовут, звоните на девятьсот три 555 22 11 в обед',
        values: { name: 'Настя', phone: '+79035552211' },
      },
      {
        text: 'Максим Юрьевич беспокоит. Номер восемь, девятьсот шестьдесят, сто, двадцать, тридцать',
        values: { name: 'Максим Юрьевич', phone: '+79601002030' },
      },
      {
        text: 'С уважением, Тимур Баталов\nтел. +7 928 111-09-87',
        values: { name: 'Тимур Баталов', phone: '+79281110987' },
      },
      {
        text: 'Жанна Аркадьевна. По телефону девятьсот двенадцать, триста сорок, пятьдесят шесть, семьдесят восемь',
        values: { name: 'Жанна Аркадьевна', phone: '+79123405678' },
      },
      { text: 'менеджер Ольга обещала перезвонить на 8 909 654 32 10', values: { phone: '+79096543210' } },
      {
        text: 'Фёдор Михайлович, но не Достоевский) 8 909 654 32 10',
        values: { name: 'Фёдор Михайлович', phone: '+79096543210' },
      },
      {
        text: 'Наталья Сергеевна, мне удобнее в ватсап +7-909-654-32-10, не звонить',
        values: { name: 'Наталья Сергеевна', phone: '+79096543210' },
      },
    ],
  },
  {
    name: 'several-phones',
    situation: { wanted: ['phone'] },
    utterances: [
      {
        text: 'вайбер 89043332211, а звонить на 89043332212',
        values: { phone: '+79043332212' },
        others: { phone: ['+79043332211'] },
      },
      {
        text: 'можно на домашний 8 812 300 40 50, мобильный 8 911 200 30 40 бывает недоступен',
        values: { phone: '+78123004050' },
        others: { phone: ['+79112003040'] },
      },
      {
        text: 'Мой 8 915 777 66 55, жены 8 915 777 66 56, звоните кому дозвонитесь',
        values: { phone: '+79157776655' },
        others: { phone: ['+79157776656'] },
      },
      { text: 'рабочий отключили, остался только 8 982 640 12 34', values: { phone: '+79826401234' } },
      {
        text: '8 982 640 12 34, на крайний случай 8 982 640 12 43 (брат)',
        values: { phone: '+79826401234' },
        others: { phone: ['+79826401243'] },
      },
      {
        text: 'номер у мамы 8 950 123 00 11, но решаю всё я, мой 8 950 123 00 12',
        values: { phone: '+79501230012' },
        others: { phone: ['+79501230011'] },
      },
    ],
  },
  {
    name: 'corrections',
    situation: { wanted: [], known: { name: 'Ирина', phone: '+79161234567', email: 'irina@mail.ru' } },
    utterances: [
      {
        text: 'ой, не туда посмотрела, мой номер 8 916 123 45 76',
        values: { phone: '+79161234576' },
        means: ['correction'],
      },
      {
        text: 'в телефоне две последние перепутала, 76 надо',
        values: { phone: '+79161234576' },
        means: ['correction'],
      },
      {
        text: 'имя исправьте пожалуйста, я не Ирина, а Арина',
        values: { name: 'Арина' },
        means: ['correction'],
      },
      {
        text: 'почту поменяла, теперь irina.new@yandex.ru',
        values: { email: 'irina.new@yandex.ru' },
        means: ['correction'],
      },
      {
        text: 'я вам вчера писала номер, так вот он уже не действует',
        means: ['correction'],
        retracted: ['phone'],
      },
      { text: 'вместо 45 там 54, номер то есть', values: { phone: '+79161235467' }, means: ['correction'] },
      { text: 'номер правильный, а вот имя нет — я Марина', values: { name: 'Марина' }, means: ['correction'] },
      {
        text: 'звоните теперь не на этот, а на 8 950 321 00 12',
        values: { phone: '+79503210012' },
        means: ['correction'],
      },
      {
        text: 'прошу прощения, опечаталась в почте: iirina@mail.ru',
        values: { email: 'iirina@mail.ru' },
        means: ['correction'],
      },
    ],
  },
  {
    name: 'emails',
    situation: { wanted: ['email'] },
    utterances: [
      { text: 'olga . smirnova @ yandex . ru', values: { email: 'olga.smirnova@yandex.ru' } },
      { text: 'пишите на kuznetsov собака гмейл точка ком', values: { email: 'kuznetsov@gmail.com' } },
      {
        text: 'почта: a.belov@ yandex.ru и дублируйте на belov @company.ru',
        values: { email: 'a.belov@yandex.ru' },
        others: { email: ['belov@company.ru'] },
      },
      { text: 'e-mail zakaz тире mebel собака mail точка ru', values: { email: 'zakaz-mebel@mail.ru' } },
      { text: 'отправьте счёт на buh_2 @ stroy-dom . ru пожалуйста', values: { email: 'buh_2@stroy-dom.ru' } },
      { text: 'вот почта mila точка k собака inbox точка ру', values: { email: 'mila.k@inbox.ru' } },
      { text: 'на почту мне ничего не приходит от вас, спам проверила' },
      { text: 'на letter@shop-dom.ru писал неделю назад, ответа нет' },
    ],
  },
  {
    name: 'dates',
    situation: { wanted: ['visit'], declared: ['visit'] },
    utterances: [
      { text: 'давайте двадцать восьмого, ближе к вечеру', values: { visit: '2026-11-28' } },
      { text: 'в ближайший четверг после работы', values: { visit: '2026-11-26' } },
      { text: 'через неделю, в понедельник', values: { visit: '2026-11-30' } },
      { text: 'первого декабря с утра', values: { visit: '2026-12-01' } },
      { text: 'хоть завтра, но не раньше одиннадцати', values: { visit: '2026-11-24' } },
      { text: 'третьего января приедем', values: { visit: '2027-01-03' } },
      { text: '15-го числа', values: { visit: '2026-12-15' } },
      {
        text: 'родилась седьмого ноября восемьдесят пятого',
        wanted: ['birthday'],
        declared: ['birthday'],
        values: { birthday: '1985-11-07' },
      },
      { text: 'до нового года точно', doubtful: ['visit'] },
    ],
  },
  {
    name: 'choices',
    situation: { wanted: ['delivery'], declared: ['delivery'] },
    utterances: [
      { text: 'пусть курьер привезёт', values: { delivery: 'courier' } },
      { text: 'я сама подъеду и заберу', values: { delivery: 'pickup' } },
      { text: 'ну давайте почтой, раз курьера нет', values: { delivery: 'post' } },
      { text: 'чёрный хотим', wanted: ['color'], declared: ['color'], values: { color: 'black' } },
      { text: 'стандарт меня устроит', wanted: ['plan'], declared: ['plan'], values: { plan: 'standard' } },
    ],
  },
  {
    name: 'no-phones',
    situation: { wanted: ['phone'] },
    utterances: [
      { text: 'оплатил по счёту 89104556712 ещё в пятницу' },
      { text: 'ИНН организации 7725123456, КПП 772501001' },
      { text: 'трек 80087654321234, где посылка?', means: ['question'] },
      { text: 'лицевой счёт 9104556712' },
      { text: 'бюджет где-то 1 200 000 - 1 500 000' },
      { text: 'заявку создали 21.11.2026 в 18:45, номер 0045678912' },
      { text: 'дверь 2050 на 900 на 80, цена 45 900' },
      { text: 'мой заказ 10 45 67 89 01, а телефон 8 963 210 98 76', values: { phone: '+79632109876' } },
      { text: 'паспорт 6004 123456 выдан 12.03.2004, телефон дам при встрече' },
      { text: 'восемьсот тысяч пятьсот рублей это дорого' },
      { text: 'звонил вам на 8 495 100 20 30 в три часа, никто не взял' },
      { text: 'свидетельство 61-АЖ 123456, ОКПО 12345678' },
      { text: 'девяносто пять, сто двадцать и ещё пятьдесят сантиметров' },
      { text: 'восемь девятьсот десять сорок пять и там дальше по визитке', doubtful: ['phone'] },
    ],
  },
];
