import { useCallback, useLayoutEffect, useRef } from 'react';

/**
 * The same function through every render, which does what the newest one would. React Flow writes each handler that
 * changed into its store, and every write asks every card and connection on the canvas what it means for them.
 *
 * @param handler called by events, never while rendering
 */
export function useSteady<Args extends unknown[], Result>(handler: (...args: Args) => Result): typeof handler {
  const latest = useRef(handler);
  useLayoutEffect(() => {
    latest.current = handler;
  });
  return useCallback((...args: Args) => latest.current(...args), []);
}
