/** Bytes that must not turn up, with the name of what they would give away. */
export interface Needle {
  /** What it is and in which form; never the value itself. */
  readonly name: string;
  readonly bytes: Buffer;
}

// Below this, three letters of Base64 turn up anywhere by chance.
const fewestBytes = 6;

/**
 * All forms in which a text can lie in files: UTF-8, UTF-16 both ways, the escapes of JSON and of addresses, hexadecimal
 * digits, and Base64 of both encodings wherever in a longer text it begins.
 *
 * @param name what the text is, for the report
 */
export function needlesOf(name: string, text: string): Needle[] {
  const utf8 = Buffer.from(text, 'utf8');
  const utf16 = Buffer.from(text, 'utf16le');
  const plain: [form: string, bytes: Buffer][] = [
    ['UTF-8', utf8],
    ['UTF-16LE', utf16],
    ['UTF-16BE', Buffer.from(utf16).swap16()],
    ['JSON escapes', Buffer.from(jsonEscaped(text))],
    ['percent escapes', Buffer.from(encodeURIComponent(text))],
    ['hexadecimal', Buffer.from(utf8.toString('hex'))],
  ];
  const forms = [
    ...plain,
    ...base64Forms(utf8).map((bytes): [string, Buffer] => ['Base64', bytes]),
    ...base64Forms(utf16).map((bytes): [string, Buffer] => ['Base64 of UTF-16', bytes]),
  ];
  const distinct = new Map<string, Needle>();
  for (const [form, bytes] of forms) {
    const key = bytes.toString('latin1');
    if (!distinct.has(key)) distinct.set(key, { name: `${name} (${form})`, bytes });
  }
  return [...distinct.values()].filter(({ bytes }) => bytes.length >= fewestBytes);
}

/** Spellings of an E.164 number of the Russian plan, as people, programs and logs write it. */
export function phoneSpellings(e164: string): string[] {
  const digits = e164.replace(/\D/g, '').slice(-10);
  const [area, first, second, third] = [digits.slice(0, 3), digits.slice(3, 6), digits.slice(6, 8), digits.slice(8)];
  return [
    // With any prefix, as +7…, 8… and 7… all end so.
    digits,
    `${area} ${first}-${second}-${third}`,
    `(${area}) ${first}-${second}-${third}`,
    `${area} ${first} ${second} ${third}`,
    `${area}-${first}-${second}-${third}`,
    `${first}-${second}-${third}`,
  ];
}

function jsonEscaped(text: string): string {
  return [...text]
    .map((letter) => {
      const code = letter.charCodeAt(0);
      return code < 128 ? letter : `\\u${code.toString(16).padStart(4, '0')}`;
    })
    .join('');
}

/** Base64 of bytes that begin at each of the three places within a group, without the digits that neighbours change. */
function base64Forms(bytes: Buffer): Buffer[] {
  return [0, 1, 2].flatMap((offset) => {
    const padded = Buffer.concat([Buffer.alloc(offset), bytes]);
    const whole = padded.toString('base64').slice(Math.ceil((offset * 8) / 6), Math.floor((padded.length * 8) / 6));
    return [Buffer.from(whole), Buffer.from(whole.replaceAll('+', '-').replaceAll('/', '_'))];
  });
}
