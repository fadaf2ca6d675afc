import { useCallback, useSyncExternalStore } from 'react';
import { newId } from '../../components/new-id.ts';

/** What is typed for one dialogue. The id goes along with the text, so that sending the same text again is harmless. */
export interface ReplyDraft {
  id: string;
  text: string;
}

const prefix = 'voronka.reply.';
const listeners = new Set<() => void>();
const cache = new Map<string, ReplyDraft | null>();

function announce(): void {
  for (const listener of listeners) listener();
}

function parse(stored: string | null): ReplyDraft | null {
  if (stored === null) return null;
  try {
    const { id, text } = JSON.parse(stored) as Partial<ReplyDraft>;
    return typeof id === 'string' && typeof text === 'string' ? { id, text } : null;
  } catch {
    return null; // written by an older version
  }
}

/** The typed reply of a dialogue. Kept for the browser tab: it survives a reload and a login. */
export function readReplyDraft(dialogueId: string): ReplyDraft | null {
  const known = cache.get(dialogueId);
  if (known !== undefined) return known;
  const draft = parse(sessionStorage.getItem(prefix + dialogueId));
  cache.set(dialogueId, draft);
  return draft;
}

function write(dialogueId: string, draft: ReplyDraft | null): void {
  cache.set(dialogueId, draft);
  if (draft) sessionStorage.setItem(prefix + dialogueId, JSON.stringify(draft));
  else sessionStorage.removeItem(prefix + dialogueId);
  announce();
}

/** Stores what is typed. Changed text is a new message and gets a new id. */
export function typeReply(dialogueId: string, text: string): void {
  write(dialogueId, text === '' ? null : { id: newId(), text });
}

/** Takes the draft out to send it; the box is empty from now on. */
export function takeReply(dialogueId: string): ReplyDraft | null {
  const draft = readReplyDraft(dialogueId);
  if (draft) write(dialogueId, null);
  return draft;
}

/** Puts back what could not be sent. Text typed meanwhile stays below it, and then it is a new message. */
export function putReplyBack(dialogueId: string, failed: ReplyDraft): void {
  const typed = readReplyDraft(dialogueId);
  write(dialogueId, typed ? { id: newId(), text: `${failed.text}\n${typed.text}` } : failed);
}

/** Forgets all typed replies: on logout the next person must not find them. */
export function forgetReplyDrafts(): void {
  for (const key of Object.keys(sessionStorage)) if (key.startsWith(prefix)) sessionStorage.removeItem(key);
  cache.clear();
  announce();
}

/** The typed reply, live. */
export function useReplyDraft(dialogueId: string): ReplyDraft | null {
  const subscribe = useCallback((listener: () => void) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }, []);
  return useSyncExternalStore(subscribe, () => readReplyDraft(dialogueId));
}
