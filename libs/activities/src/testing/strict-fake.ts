/**
 * A fake that knows only what a test planned: any other call fails the test instead of returning `undefined`.
 *
 * @param name for the message
 * @param planned the methods that the test expects
 */
export function strictFake<T extends object>(name: string, planned: Partial<T>): T {
  return new Proxy(planned as T, {
    get(target, property, receiver) {
      if (property in target) return Reflect.get(target, property, receiver) as unknown;
      throw new Error(`unplanned use of ${name}.${String(property)}`);
    },
  });
}
