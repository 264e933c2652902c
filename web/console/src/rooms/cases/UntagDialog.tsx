import { plural, t } from "@lingui/core/macro";
import { useQuery } from "@tanstack/react-query";
import type { CaseRow, Tag } from "~/client/contract/lists";
import { Dialog } from "~/kit/Dialog";
import { type Pick, PickList } from "~/kit/PickList";
import { tagsQuery } from "./queries";

/** Take a tag off many cases: those that they carry, the most frequent first; any other, when some are not on screen. */
export function UntagDialog({ picked, rows, onUntag, onClose }: Props) {
  const here = rows.filter((one) => picked.has(one.id));
  const unseen = here.length < picked.size;
  const known = useQuery({ ...tagsQuery, enabled: unseen });
  const worn = new Map<string, { tag: Tag; times: number }>();
  for (const tag of here.flatMap((one) => one.tags)) worn.set(tag.id, { tag, times: (worn.get(tag.id)?.times ?? 0) + 1 });
  const first = [...worn.values()].toSorted((one, other) => other.times - one.times || one.tag.name.localeCompare(other.tag.name));
  const rest = unseen ? (known.data ?? []).filter((one) => !worn.has(one.id)) : [];
  const picks: Pick[] = [
    ...first.map(({ tag, times }) => ({ id: tag.id, words: tag.name, detail: plural(times, { one: "# caso", many: "# casos", other: "# casos" }) })),
    ...rest.map((one) => ({ id: one.id, words: one.name })),
  ];
  const pick = (id: string) => {
    const tag = worn.get(id)?.tag ?? rest.find((one) => one.id === id);
    if (tag) onUntag(tag);
  };
  return (
    <Dialog title={t`Quitar una etiqueta`} onClose={onClose}>
      <PickList label={t`Etiqueta`} picks={picks} onPick={pick} none={picks.length === 0 ? t`Ninguno de los elegidos lleva etiquetas.` : t`Nada con esas letras.`} />
    </Dialog>
  );
}

interface Props {
  picked: ReadonlySet<string>;
  /** The cases that are on screen, of those that are picked. */
  rows: CaseRow[];
  onUntag: (tag: Tag) => void;
  onClose: () => void;
}
