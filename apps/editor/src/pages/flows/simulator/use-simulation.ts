import { useRef, useState } from 'react';
import { beginSimulation, play, skipTo } from '@voronka/domain';
import type { DialogueEventBody, SimulatedDialogue, SimulationPlace, SimulationTools } from '@voronka/domain';
import { createDateParser, createEvaluator, createPhoneParser } from '@voronka/rules-engine';
import { useFailureToast } from '../../../components/use-failure-toast.tsx';

const tools: SimulationTools = {
  evaluate: createEvaluator(),
  parsePhone: createPhoneParser(),
  parseDate: createDateParser(),
};

/** A dialogue that is played in this page, and what can happen in it. */
export interface Simulation {
  dialogue: SimulatedDialogue;
  happen: (body: (dialogue: SimulatedDialogue) => DialogueEventBody) => void;
  /** Lets time go by. @param until ISO 8601 UTC */
  skip: (until: (dialogue: SimulatedDialogue) => string) => void;
}

/** Begins a dialogue now and plays what happens in order, however fast it comes. */
export function useSimulation(place: SimulationPlace): Simulation {
  const tell = useFailureToast();
  const [dialogue, setDialogue] = useState(() => beginSimulation(place, new Date().toISOString()));
  const latest = useRef(Promise.resolve(dialogue));
  const then = (step: (before: SimulatedDialogue) => Promise<SimulatedDialogue>) => {
    latest.current = latest.current.then(async (before) => {
      try {
        const after = await step(before);
        setDialogue(after);
        return after;
      } catch (error) {
        tell(error);
        return before;
      }
    });
  };
  return {
    dialogue,
    happen: (body) => then((before) => play(before, body(before), tools)),
    skip: (until) => then((before) => skipTo(before, until(before), tools)),
  };
}
