import { useEffect, useRef, useState } from 'react';
import { clientWrites, managerWrites, nextMoment, play, setCrm, skipTo } from '@voronka/domain';
import type { CrmMood, DialogueEventBody, SimulatedDialogue, SimulationTools } from '@voronka/domain';
import { createDateParser, createEvaluator, createPhoneParser } from '@voronka/rules-engine';
import { useFailureToast } from '../../../components/use-failure-toast.tsx';

/** The rules library and the parsers, as the worker has them. */
export const simulationTools: SimulationTools = {
  evaluate: createEvaluator(),
  parsePhone: createPhoneParser(),
  parseDate: createDateParser(),
};

/** A dialogue that is played in this page, and what can happen in it. */
export interface Simulation {
  dialogue: SimulatedDialogue;
  happen: (body: (dialogue: SimulatedDialogue) => DialogueEventBody) => void;
  say: (speaker: 'client' | 'manager', text: string) => void;
  /** Lets time go by. @param until ISO 8601 UTC */
  skip: (until: (dialogue: SimulatedDialogue) => string) => void;
  setCrm: (mood: CrmMood) => void;
}

/** Plays what happens in order, however fast it comes. Messages that wait for more of the same wait in real time. */
export function useSimulation(begin: () => SimulatedDialogue): Simulation {
  const tell = useFailureToast();
  const [dialogue, setDialogue] = useState(begin);
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
  const happen: Simulation['happen'] = (body) => then((before) => play(before, body(before), simulationTools));
  const skip: Simulation['skip'] = (until) => then((before) => skipTo(before, until(before), simulationTools));

  const endsAt = dialogue.gathering?.until ?? null;
  const endGathering = useRef(() => undefined as void);
  useEffect(() => {
    endGathering.current = () => skip((before) => (before.gathering ? (nextMoment(before) ?? before.now) : before.now));
  });
  useEffect(() => {
    if (endsAt === null) return;
    const timer = setTimeout(() => endGathering.current(), Math.max(0, Date.parse(endsAt) - Date.parse(dialogue.now)));
    return () => clearTimeout(timer);
  }, [endsAt, dialogue.now]);

  return {
    dialogue,
    happen,
    skip,
    say: (speaker, text) =>
      happen((before) => (speaker === 'client' ? clientWrites(before, text) : managerWrites(before, text))),
    setCrm: (mood) => then((before) => setCrm(before, mood, simulationTools)),
  };
}
