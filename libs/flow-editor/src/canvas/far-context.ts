import { createContext, use } from 'react';

/** Whether the canvas is seen from so far that small things cannot be made out: then they are not drawn at all. */
export const FarContext = createContext(false);

/** Whether this canvas is seen from far. */
export const useIsFar = (): boolean => use(FarContext);
