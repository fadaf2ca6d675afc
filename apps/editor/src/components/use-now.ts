import { useEffect, useState } from 'react';

/** The present time, refreshed often enough for "5 min ago". @param everyMs default 30 s */
export function useNow(everyMs = 30_000): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}
