import type { Command, CommandKind, CommandOf, Decision } from '@voronka/domain';

/** Kinds of the commands, in order. */
export function kinds(decision: Decision): CommandKind[] {
  return decision.commands.map((command) => command.kind);
}

/** The only command of a kind. */
export function only<K extends CommandKind>(decision: Decision, kind: K): CommandOf<K> {
  const found = decision.commands.filter((command): command is CommandOf<K> => command.kind === kind);
  const [command] = found;
  if (found.length !== 1 || !command) throw new Error(`expected one ${kind}, got: ${kinds(decision).join(', ')}`);
  return command;
}

/** What the client reads of a decision. */
export function words(decision: Decision): string[] {
  return decision.commands.flatMap((command: Command) => {
    if (command.kind === 'ask' || command.kind === 'reply') return [command.text];
    return command.kind === 'handOff' && command.text !== null ? [command.text] : [];
  });
}

/** Codes of the incidents that a decision raises. */
export function incidents(decision: Decision): string[] {
  return decision.commands.flatMap((command) => (command.kind === 'raiseIncident' ? [command.code] : []));
}

/** What was not done, as `node: reason`. */
export function skipped(decision: Decision): string[] {
  return decision.record.skipped.map(({ nodeId, reason }) => `${nodeId}: ${reason}`);
}

/** The nodes that a decision passed, as their ids. */
export function path(decision: Decision): string[] {
  return decision.record.path.map((step) => step.nodeId);
}
