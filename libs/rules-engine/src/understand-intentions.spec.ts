import type { SlotKey, Understanding } from '@voronka/domain';
import { declarations, read } from './testing/reading.ts';

type Intention = keyof Pick<Understanding, 'question' | 'refusal' | 'stop' | 'spam' | 'correction'>;

const all: Intention[] = ['question', 'refusal', 'stop', 'spam', 'correction'];
const phoneAsked: readonly SlotKey[] = ['phone'];

function meant(text: string, wanted: readonly SlotKey[] = phoneAsked): Intention[] {
  const result = read(text, { wanted, declarations });
  return all.filter((intention) => result[intention]);
}

describe('a question instead of an answer', () => {
  it.each([
    'Сколько стоит?',
    'а сколько ждать',
    'а зачем вам номер',
    'подскажите цену',
    'доставляете в область',
    'а рассрочка какая',
    'хочу сначала цену узнать',
    'есть ли скидки',
    '?',
    'how much is it',
    "I'd like to know the price first",
    'do you deliver',
    "can't you see it",
  ])('%s', (text) => expect(meant(text)).toEqual(['question']));

  it.each([
    'когда будет время, напишу',
    'Скажу как есть: дорого',
    'что-то дорого',
    'я знаю сколько это стоит',
    'what a lovely shop',
    'when I have time I will write',
    'https://example.com/?page=1',
  ])('"%s" asks nothing', (text) => expect(meant(text)).toEqual([]));

  it('does not count when everything that was wanted is given', () => {
    expect(meant('8 916 123 45 67, а сколько стоит?')).toEqual([]);
    expect(meant('Анна, а зачем вам номер?', ['name', 'phone'])).toEqual(['question']);
    expect(meant('8 916 123 45 67, а сколько стоит?', [])).toEqual(['question']);
  });
});

describe('a refusal', () => {
  it.each([
    'не хочу оставлять номер',
    'номер не дам',
    'без звонков, пожалуйста',
    'нет',
    'нет, спасибо',
    'пишите сюда',
    'у меня нет телефона',
    'пропустить',
    "I'd rather not give my number",
    'no phone please',
    'nope',
    'none of your business',
    'skip',
  ])('%s', (text) => expect(meant(text)).toEqual(['refusal']));

  it.each(['без проблем', 'не хочу ждать', 'нет времени сейчас', 'не могу найти ваш номер', 'no problem', 'no rush'])(
    '"%s" refuses nothing',
    (text) => expect(meant(text)).toEqual([]),
  );

  it('is none when the detail follows', () => {
    expect(meant('нет, 8 916 123 45 67')).toEqual([]);
    expect(meant('звоните 8 916 123 45 67, почты нет', ['phone'])).toEqual([]);
    expect(meant('звоните 8 916 123 45 67, почты нет', ['phone', 'email'])).toEqual(['refusal']);
  });

  it('is no plain "no" to other questions', () => {
    expect(meant('нет', ['comment'])).toEqual([]);
    expect(meant('нет', [])).toEqual([]);
    expect(meant('любой', ['delivery'])).toEqual([]);
  });
});

describe('the wish not to be written to', () => {
  it.each([
    'стоп',
    'СТОП!!!',
    'отпишите меня',
    'больше не пишите мне',
    'хватит спамить',
    'уберите меня из рассылки',
    'stop',
    'Unsubscribe me please',
    'stop texting me',
    'remove me from your list',
  ])('%s', (text) => {
    expect(meant(text)).toEqual(['stop']);
    expect(read(text, { wanted: ['comment'], declarations })).toMatchObject({ understood: [], notUnderstood: null });
  });

  it.each([
    'не могу остановиться',
    'остановка рядом',
    'стоп-кран есть в наличии',
    'не пишите мне после 9 вечера',
    'stop by the office tomorrow',
    'the rain does not stop',
  ])('"%s" is none', (text) => expect(meant(text)).not.toContain('stop'));

  it('is none when the client goes on', () => {
    expect(meant('стоп, а сколько стоит?')).toEqual(['question']);
    expect(meant('не пишите на почту, звоните 8 916 123 45 67')).toEqual([]);
  });
});

describe('advertising', () => {
  const advert =
    'Продвижение сайтов в ТОП-10! Гарантия результата https://seo.example, Анна, 8 916 123 45 67, a@seo.example';

  it('is recognised by its link and its words, and nothing is taken from it', () => {
    expect(read(advert, { wanted: phoneAsked })).toMatchObject({
      spam: true,
      understood: [],
      doubtful: [],
      notUnderstood: null,
    });
  });

  it.each([
    'Продвижение сайтов в ТОП-10! Гарантия результата',
    'Нужно продвижение как тут: https://seo.example, гарантия есть?',
    'Хочу скидку 10% как на https://shop.example, гарантия',
    'Ваш заказ тут https://shop.example',
  ])('a client is not taken for it: %s', (text) => expect(meant(text, [])).not.toContain('spam'));
});
