import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Flow } from '@voronka/contracts';
import { keys } from '../../../api/query-keys.ts';
import { useFailureToast } from '../../../components/use-failure-toast.tsx';

/**
 * Something that is done to the collection of flows: says so when it is done, and reads the list again.
 *
 * @param done what to say
 * @param onFailed tells of a failure in another way than by a toast; false: it does not
 */
export function useFlowDeed<Input>(
  run: (input: Input) => Promise<Flow>,
  {
    done,
    onDone,
    onFailed = () => false,
  }: { done: string; onDone: (flow: Flow) => void; onFailed?: (error: unknown) => boolean },
) {
  const client = useQueryClient();
  const tell = useFailureToast();
  return useMutation({
    mutationFn: run,
    onSuccess: async (flow) => {
      client.setQueryData(keys.flow(flow.id), flow);
      onDone(flow);
      notifications.show({ message: done });
      await client.invalidateQueries({ queryKey: keys.flows });
    },
    onError: (error) => {
      if (!onFailed(error)) tell(error);
    },
  });
}
