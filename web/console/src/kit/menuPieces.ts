import type { DropdownMenu } from "radix-ui";
import { createContext, useContext } from "react";

export type MenuPieces = Pick<typeof DropdownMenu, "Item" | "Label" | "Separator">;

/** What menus are made of comes with the first menu that opens, so that the first paint does not wait for it. */
export const MenuPiecesContext = createContext<MenuPieces | null>(null);

export function useMenuPieces(): MenuPieces {
  const pieces = useContext(MenuPiecesContext);
  if (!pieces) throw new Error("a menu item outside a menu");
  return pieces;
}
