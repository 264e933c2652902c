import { t } from "@lingui/core/macro";
import type { Skill, SkillTerms } from "~/client/contract/routing";

export const MATCHES: SkillTerms["matches"][] = ["", "language", "channel", "country", "brand", "tag"];

/** What of a case asks for a skill by itself. */
export function matchWords(matches: SkillTerms["matches"]): string {
  switch (matches) {
    case "":
      return t`Solo reglas y personas`;
    case "language":
      return t`El idioma del contacto`;
    case "channel":
      return t`El canal`;
    case "country":
      return t`El país`;
    case "brand":
      return t`La marca`;
    case "tag":
      return t`Una etiqueta`;
    default:
      return matches satisfies never;
  }
}

export function askedBy(skill: Skill): string {
  return skill.matches === "" ? matchWords("") : `${matchWords(skill.matches)}: ${skill.matches === "brand" || skill.matches === "tag" ? "…" : skill.value}`;
}
