import { plural, t } from "@lingui/core/macro";
import { count as counted } from "~/kit/formats";
import css from "./SegmentCount.module.css";
import { segmentsOf } from "./segments";

/** How many segments a text takes where each is carried, and charged, by itself; why it takes more than it seems. */
export function SegmentCount({ text }: { text: string }) {
  const { count, unicode, left } = segmentsOf(text);
  if (count === 0) return null;
  const taken = plural(count, { one: "# segmento", many: "# segmentos", other: "# segmentos" });
  return (
    <span className={css.count} title={unicode ? t`Lleva signos que no son del alfabeto GSM (á, í, ó, ú, emojis): caben 70 por segmento.` : undefined}>
      {t`${taken} · quedan ${counted(left)}`}
    </span>
  );
}
