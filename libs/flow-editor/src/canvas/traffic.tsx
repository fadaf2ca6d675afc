import { createContext, use, useCallback, useSyncExternalStore } from 'react';
import type { ReactNode } from 'react';
import { EdgeLabelRenderer, Position } from '@xyflow/react';
import type { EdgeProps } from '@xyflow/react';
import { IconAlertTriangle, IconRoute, IconUser } from '@tabler/icons-react';

/** One number at a place of the canvas, and where it leads. */
export interface PlaceNumber {
  of: 'passed' | 'standing' | 'incidents' | 'took';
  /** What is read: a count, with its part of a whole where there is one. */
  text: string;
  /** The same as a sentence. */
  title: string;
  /** The list behind it; null where nothing is counted, and so nothing can be opened. */
  href: string | null;
}

/** The numbers of all places by their ids. */
export interface CanvasTraffic {
  nodes: ReadonlyMap<string, readonly PlaceNumber[]>;
  edges: ReadonlyMap<string, readonly PlaceNumber[]>;
}

const nothing: readonly PlaceNumber[] = [];
const noTraffic: CanvasTraffic = { nodes: new Map(), edges: new Map() };

type Kind = keyof CanvasTraffic;

/** Holds the numbers outside of React, so that a place is drawn anew only when its own numbers are others. */
export interface TrafficStore {
  /** @param traffic null: the numbers are switched off */
  set(traffic: CanvasTraffic | null): void;
  /** The same array as long as nothing in it is different. */
  at(kind: Kind, id: string): readonly PlaceNumber[];
  subscribe: (listener: () => void) => () => void;
}

function isSame(before: readonly PlaceNumber[], after: readonly PlaceNumber[]): boolean {
  return JSON.stringify(before) === JSON.stringify(after);
}

/** An empty store. */
export function createTrafficStore(): TrafficStore {
  let present = noTraffic;
  const listeners = new Set<() => void>();
  const kept = (kind: Kind, next: CanvasTraffic): CanvasTraffic[Kind] =>
    new Map(
      [...next[kind]].map(([id, numbers]) => {
        const known = present[kind].get(id);
        return [id, known && isSame(known, numbers) ? known : numbers];
      }),
    );
  return {
    set: (traffic) => {
      const next = traffic ?? noTraffic;
      present = { nodes: kept('nodes', next), edges: kept('edges', next) };
      for (const listener of listeners) listener();
    },
    at: (kind, id) => present[kind].get(id) ?? nothing,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

interface Traffic {
  store: TrafficStore;
  onOpen: (href: string) => void;
}

const unused: Traffic = { store: createTrafficStore(), onOpen: () => undefined };
const TrafficContext = createContext<Traffic>(unused);

/** Gives the canvas below its numbers. `onOpen` follows a number's link within the page. Both must stay the same. */
export function TrafficProvider({ value, children }: { value: Traffic; children: ReactNode }) {
  return <TrafficContext value={value}>{children}</TrafficContext>;
}

function useNumbers(kind: Kind, id: string): readonly PlaceNumber[] {
  const { store } = use(TrafficContext);
  return useSyncExternalStore(
    store.subscribe,
    useCallback(() => store.at(kind, id), [store, kind, id]),
  );
}

const icons = { passed: IconRoute, standing: IconUser, incidents: IconAlertTriangle, took: null } as const;

function Numbers({ numbers }: { numbers: readonly PlaceNumber[] }) {
  const { onOpen } = use(TrafficContext);
  return numbers.map(({ of, text, title, href }) => {
    const NumberIcon = icons[of];
    const content = (
      <>
        {NumberIcon ? <NumberIcon size={12} stroke={2.2} aria-hidden /> : null}
        {text}
      </>
    );
    if (href === null) {
      return (
        <span key={of} className="vf-number" data-of={of} title={title}>
          {content}
        </span>
      );
    }
    return (
      <a
        key={of}
        className="vf-number nodrag nopan"
        data-of={of}
        href={href}
        title={title}
        aria-label={title}
        onClick={(event) => {
          event.stopPropagation();
          // A new tab or window is the browser's matter.
          if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
          event.preventDefault();
          onOpen(href);
        }}
        onKeyDown={(event) => event.stopPropagation()}
        onDoubleClick={(event) => event.stopPropagation()}
      >
        {content}
      </a>
    );
  });
}

/** The numbers of a node, on the upper edge of its card. */
export function NodeNumbers({ nodeId }: { nodeId: string }) {
  const numbers = useNumbers('nodes', nodeId);
  if (numbers.length === 0) return null;
  return (
    <div className="vf-numbers">
      <Numbers numbers={numbers} />
    </div>
  );
}

/** The numbers of a connection, where it begins: there the ways out of a node stand apart from each other. */
export function EdgeNumbers({ id, sourceX, sourceY, sourcePosition }: EdgeProps) {
  const numbers = useNumbers('edges', id);
  if (numbers.length === 0) return null;
  const [x, y, anchor] =
    sourcePosition === Position.Bottom ? [sourceX, sourceY + 6, '-50%, 0'] : [sourceX + 5, sourceY, '0, -50%'];
  return (
    <EdgeLabelRenderer>
      <div className="vf-edge-numbers" style={{ transform: `translate(${x}px, ${y}px) translate(${anchor})` }}>
        <Numbers numbers={numbers} />
      </div>
    </EdgeLabelRenderer>
  );
}
