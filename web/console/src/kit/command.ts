import type { Permission } from "~/client/contract/who";
import { keysOf } from "./keymap";

/**
 * A deed, said once. Buttons, keys, menus and the palette render the same object, so every deed is reachable by
 * keyboard, translated and checked for permission. `keys` are the house's own ("e", "$mod+k", "g m"); people may choose
 * others. Single keys work outside fields.
 */
export interface Command<Context> {
  id: string;
  words: () => string;
  keys?: string;
  permission?: Permission;
  /** Nobody needs a permission for it: it changes only what oneself sees. Else `permission` says which. */
  free?: true;
  /** It is for who writes: its keys are heard in the field too, unless they are a single character. */
  typing?: true;
  /** Whether it makes sense now; the permission is asked apart. */
  enabled: (context: Context) => boolean;
  run: (context: Context) => void;
}

/** A command with its context: what a button or the palette needs. */
export interface Ready {
  id: string;
  words: string;
  keys: string | undefined;
  typing?: true | undefined;
  run: () => void;
}

/** The commands that may be run now, in their order, with the keys that this person chose. */
export function ready<Context>(
  commands: readonly Command<Context>[],
  context: Context,
  may: (permission: Permission) => boolean,
): Ready[] {
  return commands
    .filter((one) => (one.permission === undefined || may(one.permission)) && one.enabled(context))
    .map((one) => ({ id: one.id, words: one.words(), keys: keysOf(one.id, one.keys), typing: one.typing, run: () => one.run(context) }));
}
