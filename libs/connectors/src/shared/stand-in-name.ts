/**
 * What stands on cards instead of a name that nobody knows: the vendors' own words for a nameless contact, in the languages of
 * their portals here, and those of chats that make contacts.
 */
const standIns: ReadonlySet<string> = new Set([
  'без имени',
  'без названия',
  'клиент',
  'клиент из чата',
  'гость',
  'гость чата',
  'посетитель',
  'посетитель сайта',
  'новый контакт',
  'контакт',
  'неизвестно',
  'untitled',
  'unnamed',
  'unknown',
  'no name',
  'guest',
  'visitor',
  'client',
  'customer',
  'new contact',
  'contact',
  'chat client',
]);

/** "Контакт №12", "Гость 4711", "Client #7": counted, not named. */
const counted = /[\s#№]*\d+$/u;

/** Whether a name only stands in for one that nobody knows. */
export function isStandIn(name: string): boolean {
  return standIns.has(name.toLowerCase().replace(counted, ''));
}
