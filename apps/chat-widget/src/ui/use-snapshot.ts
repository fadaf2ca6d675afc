import { useLayoutEffect, useState } from 'preact/hooks';

/**
 * Draws a component again when something outside changes.
 *
 * @param source has `subscribe`
 * @param read the present value; compared by identity
 */
export function useSnapshot<T>(source: { subscribe(listener: () => void): () => void }, read: () => T): T {
  const [value, setValue] = useState(read);
  useLayoutEffect(() => {
    const update = (): void => setValue(read);
    update(); // it may have changed between drawing and subscribing
    return source.subscribe(update);
  }, [source]);
  return value;
}
