import { t } from "@lingui/core/macro";
import { useQuery } from "@tanstack/react-query";
import { Search, X } from "lucide-react";
import { type KeyboardEvent, type RefObject, useState } from "react";
import { IconButton } from "~/kit/IconButton";
import { OfferMenu } from "~/kit/OfferMenu";
import { assigneesQuery, tagsQuery } from "~/rooms/cases/queries";
import { accountsQuery } from "~/rooms/channels/queries";
import { suggest, type Suggestion, take } from "~/rooms/search/suggest";
import css from "./Pane.module.css";
import { useMe } from "./useMe";

const ID = "search-offers";

/** Where the whole history is asked: while a filter is typed, what it may be stands below. */
export function SearchField({ typed, field, onTyped, onAsk, onDown }: Props) {
  const me = useMe();
  const begun = /[:]/.test(typed);
  const accounts = useQuery({ ...accountsQuery, enabled: begun });
  const people = useQuery({ ...assigneesQuery, enabled: begun });
  const tags = useQuery({ ...tagsQuery, enabled: begun });
  const [active, setActive] = useState(-1);
  const [shut, setShut] = useState("");
  const known = {
    channel: [...new Set((accounts.data ?? []).map((one) => one.channel))],
    agent: (people.data ?? []).map((one) => one.name),
    tag: (tags.data ?? []).map((one) => one.name),
    brand: me.brands.map((one) => one.name),
  };
  const offers = typed === shut ? [] : suggest(typed, known);
  const chosen = active < offers.length ? active : -1;
  const pick = (one: Suggestion | undefined) => {
    if (!one) return;
    setActive(-1);
    onTyped(take(typed, one));
    field.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return;
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step !== 0 && offers.length > 0) {
      event.preventDefault();
      setActive((chosen + step + offers.length + (chosen === -1 && step === -1 ? 1 : 0)) % offers.length);
    } else if (step === 1) {
      event.preventDefault();
      onDown();
    } else if (event.key === "Tab" && !event.shiftKey && offers.length > 0 && typed.trim() !== "" && chosen >= 0) {
      event.preventDefault();
      pick(offers[chosen]);
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (chosen >= 0) pick(offers[chosen]);
      else {
        setShut(typed);
        onAsk();
      }
    } else if (event.key === "Escape" && offers.length > 0) {
      event.preventDefault();
      event.stopPropagation();
      setShut(typed);
      setActive(-1);
    }
  };
  return (
    <>
      <search className={css.filter}>
        <Search size={12} aria-hidden />
        <input
          ref={field}
          type="text"
          role="combobox"
          autoComplete="off"
          spellCheck={false}
          maxLength={500}
          aria-label={t`Buscar en toda la historia`}
          aria-expanded={offers.length > 0}
          aria-controls={offers.length > 0 ? ID : undefined}
          aria-activedescendant={chosen >= 0 ? `${ID}-${chosen}` : undefined}
          placeholder={t`Palabras, “frases”, códigos, filtros`}
          value={typed}
          onChange={(event) => {
            setActive(-1);
            onTyped(event.target.value);
          }}
          onKeyDown={onKeyDown}
        />
        {typed ? <IconButton icon={X} size={12} name={t`Quitar lo buscado`} onClick={() => onTyped("")} /> : null}
      </search>
      {offers.length > 0 ? (
        <OfferMenu
          id={ID}
          label={t`Filtros`}
          none=""
          offers={offers.map((one) => ({ id: one.text, words: one.words, side: one.tells }))}
          active={chosen}
          onPick={(place) => pick(offers[place])}
          onActive={setActive}
        />
      ) : null}
    </>
  );
}

interface Props {
  typed: string;
  field: RefObject<HTMLInputElement | null>;
  onTyped: (typed: string) => void;
  onAsk: () => void;
  onDown: () => void;
}
