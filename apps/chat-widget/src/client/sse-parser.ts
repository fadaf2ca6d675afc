/** One server-sent event before its data are read. */
export interface RawEvent {
  name: string;
  data: string;
}

/**
 * Reads the text/event-stream format piece by piece; pieces may break anywhere, also inside a line end.
 *
 * @param onEvent called for each complete event; comments and events without data are left out
 * @returns takes the next piece of text
 * @source https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation
 */
export function createSseParser(onEvent: (event: RawEvent) => void): (piece: string) => void {
  let rest = '';
  let name = '';
  let data: string[] = [];

  const takeLine = (line: string): void => {
    if (line === '') {
      if (data.length > 0) onEvent({ name: name || 'message', data: data.join('\n') });
      name = '';
      data = [];
      return;
    }
    const colon = line.indexOf(':');
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'event') name = value;
    if (field === 'data') data.push(value);
  };

  return (piece) => {
    rest += piece;
    for (;;) {
      const end = /\r\n|\n|\r/.exec(rest);
      // A lone CR at the very end may be the first half of CRLF: wait for the next piece.
      if (!end || (end[0] === '\r' && end.index === rest.length - 1)) return;
      takeLine(rest.slice(0, end.index));
      rest = rest.slice(end.index + end[0].length);
    }
  };
}
