import { useCallback, useEffect, useRef } from 'react';

/** So soon it is looked again whether a hand has let go, ms. */
const lookMs = 150;

/** How long work waits at most for a hand that does not let go, ms: a press that ended unseen must not stop it for ever. */
const longestWaitMs = 10_000;

/** Before anybody on the page can keep an event to themselves. */
const early = { capture: true };

/** What a hand does with the page, as far as it concerns work that would disturb it. */
export interface Hands {
  /** Whether something is held: a drag has to be kept up with, frame by frame. */
  readonly areHolding: () => boolean;
  /** Listens no more. */
  readonly stop: () => void;
}

/** Watches mouse buttons and fingers on a page. @param now Unix time in ms */
export function watchHands(page: EventTarget, now: () => number = Date.now): Hands {
  let heldSinceMs: number | null = null;
  const take = () => {
    heldSinceMs ??= now();
  };
  const letGo = () => {
    heldSinceMs = null;
  };
  const ends = ['pointerup', 'pointercancel', 'dragend', 'blur'];
  page.addEventListener('pointerdown', take, early);
  for (const end of ends) page.addEventListener(end, letGo, early);
  return {
    areHolding: () => heldSinceMs !== null && now() - heldSinceMs < longestWaitMs,
    stop: () => {
      page.removeEventListener('pointerdown', take, early);
      for (const end of ends) page.removeEventListener(end, letGo, early);
    },
  };
}

/** Watches the hands on this page. @returns whether they hold something; the same function for as long as the page is open */
export function useHands(): Hands['areHolding'] {
  const watched = useRef<Hands | null>(null);
  useEffect(() => {
    const hands = watchHands(window);
    watched.current = hands;
    return hands.stop;
  }, []);
  return useCallback(() => watched.current?.areHolding() ?? false, []);
}

/** Does something after a time, and not before the hands on the page have let go. @returns calls it off */
export function whenHandsAreOff(areHolding: Hands['areHolding'], ms: number, work: () => void): () => void {
  const look = () => {
    if (areHolding()) timer = setTimeout(look, lookMs);
    else work();
  };
  let timer = setTimeout(look, ms);
  return () => clearTimeout(timer);
}
