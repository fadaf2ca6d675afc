/**
 * Server-sent events of `GET /api/events` for people (cookie login): `dialogue` {id} when a dialogue changed,
 * `typing` {dialogueId}, `incident` {id}, `handOff` {id} when a manager is called, `held` {}, `ping` {}.
 */
export const liveEventNames = ['dialogue', 'typing', 'incident', 'handOff', 'held', 'ping'] as const;
