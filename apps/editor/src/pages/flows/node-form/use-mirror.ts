import { useState } from 'react';
import { canonicalJson } from '@voronka/domain';

interface Mirror<V, S> {
  /** The value as it was last given. */
  given: V;
  /** The value that was last handed on. */
  handed: string;
  state: S;
}

/** The value as text; one that JSON cannot hold equals nothing else. */
function textOf(value: unknown): string {
  try {
    return canonicalJson(value);
  } catch {
    return '';
  }
}

/**
 * State of a field that holds more than its value: text that is no number yet, ids of parts. It stays while the value is
 * what the field itself handed on, and begins anew when the value was changed elsewhere, by an undo or a fix.
 *
 * @returns the state, and a function that sets it together with the value that is handed on
 */
export function useMirror<V, S>(value: V, open: (value: V) => S): [S, (state: S, handed: V) => void] {
  const [mirror, setMirror] = useState<Mirror<V, S>>(() => ({
    given: value,
    handed: textOf(value),
    state: open(value),
  }));
  let { state } = mirror;
  if (mirror.given !== value) {
    const isOwn = mirror.handed !== '' && mirror.handed === textOf(value);
    if (!isOwn) state = open(value);
    setMirror({ given: value, handed: textOf(value), state });
  }
  return [state, (next, handed) => setMirror((now) => ({ ...now, handed: textOf(handed), state: next }))];
}
