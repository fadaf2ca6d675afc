import { useCallback, useMemo } from 'react';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import { dialogueAddress, formatView, parseView } from './dialogues-address.ts';
import type { DialoguesView } from './dialogues-address.ts';

/** The view that the address bar holds, and the ways to change it. */
export function useView() {
  const { dialogueId = null } = useParams();
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const view = useMemo(() => parseView(search), [search]);

  /** Changes the view of the same dialogue. `replace` for typing and walking, which Back need not repeat. */
  const change = useCallback(
    (changes: Partial<DialoguesView>, replace = false) => {
      const path = dialogueId === null ? '/dialogues' : `/dialogues/${encodeURIComponent(dialogueId)}`;
      void navigate(path + formatView({ ...view, ...changes }), { replace });
    },
    [dialogueId, navigate, view],
  );
  const open = useCallback(
    (nextId: string | null, replace = false) => void navigate(dialogueAddress(nextId, view), { replace }),
    [navigate, view],
  );
  return { dialogueId, view, change, open };
}
