import { useEffect, useRef } from 'react';
import { useUpdateNodeInternals } from '@xyflow/react';

/**
 * Ends of connections that change places leave a card as big as it was, so React Flow would not look where they are now.
 *
 * @param order says which ends there are, in their order
 */
export function useFreshHandles(nodeId: string, order: string): void {
  const update = useUpdateNodeInternals();
  const measured = useRef(order);
  useEffect(() => {
    if (measured.current === order) return;
    measured.current = order;
    update(nodeId);
  }, [nodeId, order, update]);
}
