import { t } from "@lingui/core/macro";
import { type LucideIcon, UserRound } from "lucide-react";
import { type ComponentType, lazy } from "react";

/** One page of the person's own settings; its address is `/me/<id>`. */
export interface Section {
  id: string;
  words: () => string;
  icon: LucideIcon;
  page: ComponentType;
}

/** What people settle for themselves, in the order of the list beside it. */
export const sections: readonly Section[] = [
  { id: "profile", words: () => t`Perfil`, icon: UserRound, page: lazy(() => import("./ProfilePage").then((file) => ({ default: file.ProfilePage }))) },
];
