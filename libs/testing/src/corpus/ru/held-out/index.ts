import { corrections } from './corrections.ts';
import { custom } from './custom.ts';
import { emails } from './emails.ts';
import { intentions } from './intentions.ts';
import { longerChats } from './longer-chats.ts';
import { names } from './names.ts';
import { namesInChat } from './names-in-chat.ts';
import { phones } from './phones.ts';
import { phonesInChat } from './phones-in-chat.ts';
import { together } from './together.ts';
import { whoseNumbers } from './whose-numbers.ts';

/** Categories by theme. */
export const ruHeldOut = {
  names,
  phones,
  emails,
  together,
  corrections,
  intentions,
  custom,
  longerChats,
  namesInChat,
  phonesInChat,
  whoseNumbers,
};
