import { useEffect, useRef, useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { formatFlowView, parseFlowView } from './flow-address.ts';
import type { FlowView } from './flow-address.ts';

/** Marks an address that was written for what the page shows already. */
const ownState = { writtenByFlowPage: true };

function isOwn(state: unknown): boolean {
  return typeof state === 'object' && state !== null && 'writtenByFlowPage' in state;
}

function viewIn(search: string): FlowView {
  return parseFlowView(new URLSearchParams(search));
}

/**
 * What the flow page shows. The address bar holds it as well, but comes behind: a click and a key in quick succession must
 * not meet the view of before. An address that comes from elsewhere, such as a link, is taken over.
 */
export function useFlowView(flowId: string) {
  const location = useLocation();
  const navigate = useNavigate();
  const [view, setView] = useState(() => viewIn(location.search));
  const [seenKey, setSeenKey] = useState(location.key);
  const written = useRef(formatFlowView(view));
  if (location.key !== seenKey) {
    setSeenKey(location.key);
    if (!isOwn(location.state)) setView(viewIn(location.search));
  }
  useEffect(() => {
    if (!isOwn(location.state)) written.current = formatFlowView(viewIn(location.search));
  }, [location]);
  useEffect(() => {
    const search = formatFlowView(view);
    if (search === written.current) return;
    written.current = search;
    void navigate(`/flows/${encodeURIComponent(flowId)}${search}`, { replace: true, state: ownState });
  }, [view, flowId, navigate]);
  const change = (changes: Partial<FlowView>) => setView((before) => ({ ...before, ...changes }));
  return { view, change };
}
