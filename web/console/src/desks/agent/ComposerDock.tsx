import { t } from "@lingui/core/macro";
import { User, Users } from "lucide-react";
import { OfferMenu } from "~/kit/OfferMenu";
import { SlashMenu } from "~/rooms/knowledge/SlashMenu";
import type { Docked } from "./useDock";

/** What stands above the field for the sign that was typed. */
export function ComposerDock({ id, docked, active, onPick, onActive }: Props) {
  const place = { id, active, onPick, onActive };
  switch (docked.sign) {
    case "/":
      return <SlashMenu {...place} found={docked.found} values={docked.values} />;
    case "@":
      return (
        <OfferMenu
          {...place}
          label={t`A quién mencionar`}
          none={t`Nadie con esas letras.`}
          offers={docked.found.map((one) => ({
            id: one.id,
            glyph: one.kind === "team" ? <Users size={16} aria-hidden /> : <User size={16} aria-hidden />,
            words: one.words.slice(1),
            side: one.kind === "team" ? t`todo el equipo` : "",
          }))}
        />
      );
    case ":":
      return (
        <OfferMenu
          {...place}
          label={t`Emoji`}
          none={docked.ready ? t`Ninguno con esas letras.` : t`Cargando`}
          offers={docked.found.map((one) => ({ id: one.sign, glyph: one.sign, words: one.name }))}
        />
      );
    default:
      return docked satisfies never;
  }
}

interface Props {
  id: string;
  docked: Docked;
  active: number;
  onPick: (place: number) => void;
  onActive: (place: number) => void;
}
