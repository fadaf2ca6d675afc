/**
 * Resolves when this process is asked to end: Ctrl-C, SIGTERM, a closed terminal, or, when it was told to by
 * VORONKA_STOP_WITH_PARENT, because the process that started it is gone (npm killed with -9).
 *
 * The same request comes more than once, from the terminal and passed on by npm; repeats within 2 s are one request.
 * Asked again later, while things are being stopped, `onImpatience` is called.
 */
export async function untilStopped(env: NodeJS.ProcessEnv, onImpatience: () => void): Promise<void> {
  return new Promise((resolve) => {
    let askedAt = 0;
    const parent = process.ppid;
    const watch = setInterval(() => {
      if (env['VORONKA_STOP_WITH_PARENT'] && process.ppid !== parent) ask();
    }, 1_000);
    watch.unref();
    function ask(): void {
      if (askedAt === 0) {
        askedAt = Date.now();
        clearInterval(watch);
        resolve();
      } else if (Date.now() - askedAt > 2_000) onImpatience();
    }
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, ask);
  });
}
