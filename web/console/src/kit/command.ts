import type { Permission } from "~/client/contract/who";

/**
 * A deed, said once. Buttons, keys, menus and the palette render the same object, so every deed is reachable by
 * keyboard, translated and checked for permission. `keys` is in tinykeys' notation; single keys work outside fields.
 */
export interface Command<Context> {
  id: string;
  words: () => string;
  keys?: string;
  permission?: Permission;
  /** Whether it makes sense now; the permission is asked apart. */
  enabled: (context: Context) => boolean;
  run: (context: Context) => void;
}

/** A command with its context: what a button or the palette needs. */
export interface Ready {
  id: string;
  words: string;
  keys: string | undefined;
  run: () => void;
}

/** The commands that may be run now, in their order. */
export function ready<Context>(
  commands: readonly Command<Context>[],
  context: Context,
  may: (permission: Permission) => boolean,
): Ready[] {
  return commands
    .filter((one) => (one.permission === undefined || may(one.permission)) && one.enabled(context))
    .map((one) => ({ id: one.id, words: one.words(), keys: one.keys, run: () => one.run(context) }));
}
