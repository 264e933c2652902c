import { t } from "@lingui/core/macro";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useDeferredValue, useState } from "react";
import type { Id } from "~/client/contract/basics";
import { Button } from "~/kit/Button";
import { PickList } from "~/kit/PickList";
import css from "./Access.module.css";
import { peopleQuery } from "./directoryQueries";

/** Finding one person by name or e-mail: the server looks, so that thousands are no matter. */
export function PersonPick({ label, but = [], onPick }: { label: string; but?: readonly Id[]; onPick: (id: Id, name: string) => void }) {
  const [open, setOpen] = useState(false);
  const [words, setWords] = useState("");
  const asked = useDeferredValue(words);
  const people = useInfiniteQuery({ ...peopleQuery({ search: asked, state: "", team: "" }), enabled: open });
  const found = (people.data?.pages[0]?.items ?? []).filter((one) => one.state !== "disabled" && !but.includes(one.id));
  if (!open)
    return (
      <Button className={css.end} onClick={() => setOpen(true)}>
        {label}
      </Button>
    );
  return (
    <PickList
      label={label}
      words={words}
      onWords={setWords}
      filtered={false}
      none={people.isFetching ? t`Buscando…` : t`Nadie con esas señas.`}
      picks={found.map((one) => ({ id: one.id, words: one.name, detail: one.email }))}
      onPick={(id) => {
        setOpen(false);
        setWords("");
        onPick(id, found.find((one) => one.id === id)?.name ?? "");
      }}
    />
  );
}
