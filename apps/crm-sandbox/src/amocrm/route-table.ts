import type { Method, MethodTable } from './method.ts';
import { accountMethods } from './methods/account-methods.ts';
import { cardMethods } from './methods/card-methods.ts';
import { complexMethods } from './methods/complex-methods.ts';
import { customFieldMethods } from './methods/custom-field-methods.ts';
import { eventMethods } from './methods/event-methods.ts';
import { linkMethods } from './methods/link-methods.ts';
import { noteMethods } from './methods/note-methods.ts';
import { pipelineMethods } from './methods/pipeline-methods.ts';
import { tagMethods } from './methods/tag-methods.ts';
import { taskMethods } from './methods/task-methods.ts';
import { unsortedMethods } from './methods/unsorted-methods.ts';
import { webhookMethods } from './methods/webhook-methods.ts';

const methodTable: MethodTable = {
  ...accountMethods,
  ...cardMethods,
  ...complexMethods,
  ...customFieldMethods,
  ...eventMethods,
  ...linkMethods,
  ...noteMethods,
  ...pipelineMethods,
  ...tagMethods,
  ...taskMethods,
  ...unsortedMethods,
  ...webhookMethods,
};

/** A method found for a request. */
export interface FoundMethod {
  /** `GET /api/v4/leads/{id}`: how the call log and the faults name it. */
  readonly name: string;
  readonly run: Method;
  readonly params: Readonly<Record<string, string>>;
}

interface CompiledRoute {
  readonly name: string;
  readonly verb: string;
  readonly segments: readonly string[];
  readonly run: Method;
}

const isPlaceholder = (segment: string | undefined): boolean => segment?.startsWith('{') ?? false;

/** Literal segments are tried before placeholders: `leads/unsorted` is no lead. */
const routes: readonly CompiledRoute[] = Object.entries(methodTable)
  .map(([name, run]) => {
    const [verb = '', path = ''] = name.split(' ');
    return { name, verb, run, segments: path.split('/') };
  })
  .sort((a, b) => placeholders(a) - placeholders(b));

function placeholders(route: CompiledRoute): number {
  return route.segments.filter(isPlaceholder).length;
}

/** The method of a request; `wrongVerb` when the path is known, but not with this verb. */
export function findMethod(verb: string, path: string): FoundMethod | 'wrongVerb' | 'unknown' {
  const segments = path.replace(/\/$/, '').split('/');
  const fitting = routes.filter(
    (route) =>
      route.segments.length === segments.length &&
      route.segments.every((segment, index) => isPlaceholder(segment) || segment === segments[index]),
  );
  const route = fitting.find((candidate) => candidate.verb === verb);
  if (!route) return fitting.length > 0 ? 'wrongVerb' : 'unknown';
  const params = route.segments.flatMap((segment, index): [string, string][] =>
    isPlaceholder(segment) ? [[segment.slice(1, -1), segments[index] ?? '']] : [],
  );
  return { name: route.name, run: route.run, params: Object.fromEntries(params) };
}
