import { createContext } from "react";
import type { Ready } from "~/kit/command";

/** The app's own commands, for the menu under the person's name. */
export const AccountContext = createContext<Ready[]>([]);
