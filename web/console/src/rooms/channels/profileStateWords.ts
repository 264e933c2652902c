import { plural, t } from "@lingui/core/macro";
import type { ProfileLine } from "~/client/contract/profile";

/** How what people meet before they write stands with the provider, in a word or two; `tone` where somebody should look. */
export function profileStateWords(one: Pick<ProfileLine, "state" | "code" | "drift">): { words: string; tone: "approaching" | "breached" | null } {
  switch (one.state) {
    case "none":
      return { words: t`Nunca publicado`, tone: null };
    case "waiting":
      return one.code ? { words: t`El proveedor no contesta`, tone: "approaching" } : { words: t`En camino`, tone: null };
    case "failed":
      return { words: t`El proveedor no lo tomó`, tone: "breached" };
    case "there":
      return one.drift > 0 ? { words: plural(one.drift, { one: "# diferencia con el proveedor", many: "# diferencias con el proveedor", other: "# diferencias con el proveedor" }), tone: "approaching" } : { words: t`Publicado`, tone: null };
  }
}
