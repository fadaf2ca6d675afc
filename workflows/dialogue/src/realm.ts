/**
 * Runs once in the context that all workflows of a worker share, before the first of them is there.
 *
 * Temporal's SDK formats the place of every promise that a workflow makes, mapped to the source, in case somebody asks for the
 * stack of a running workflow: a third of what a dialogue cost the workflow thread. The innermost frames name the line of a fault
 * in code as small as this.
 */
Object.assign(Error, { stackTraceLimit: 3 });
