/**
 * Changes of the sequence of commands that running orders have to survive, newest last: when code
 * asks `patched(id)`, the entry here says why and when the old branch may go. None so far: every
 * order runs the story as it stands.
 */
export const PATCHES: readonly { id: string; why: string; removableWhen: string }[] = [];
