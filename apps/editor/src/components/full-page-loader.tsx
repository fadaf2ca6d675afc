import { Center, Loader } from '@mantine/core';

/** Shown for the moment in which it is not known yet who is logged in. */
export function FullPageLoader() {
  return (
    <Center h="100dvh">
      <Loader size="sm" type="dots" />
    </Center>
  );
}
