import { plural, t } from "@lingui/core/macro";
import { ArrowLeft, Menu as MenuGlyph } from "lucide-react";
import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from "react";
import { Button } from "~/kit/Button";
import { cx } from "~/kit/cx";
import { Empty } from "~/kit/Empty";
import { Failing } from "~/kit/Failing";
import { IconButton } from "~/kit/IconButton";
import { Loading } from "~/kit/Loading";
import { useNow } from "~/kit/now";
import { problemWords } from "~/kit/problemWords";
import { ChannelGlyph } from "~/rooms/channels/ChannelGlyph";
import { FoundRow } from "~/rooms/search/FoundRow";
import { ageWords, hintWords } from "~/rooms/search/foundWords";
import { noteSearch } from "~/rooms/search/recentSearches";
import { useFound } from "~/rooms/search/useFound";
import { ListFoot } from "./ListFoot";
import paneCss from "./Pane.module.css";
import { SearchField } from "./SearchField";
import { SearchLesson } from "./SearchLesson";
import css from "./SearchPane.module.css";

const REST = 220; // ms without a key, then it is asked

/** In the place of the list: the whole history asked, and what answers. */
export function SearchPane({ find, selected, field, onFind, onBack, onViews }: Props) {
  const now = useNow();
  const [typed, setTyped] = useState(find);
  const asked = useRef(find);
  const list = useRef<HTMLDivElement>(null);
  const { query, rows, first } = useFound(find.trim());
  useEffect(() => {
    // the address says something else: back and forth, or a link
    if (find !== asked.current) setTyped(find);
    asked.current = find;
  }, [find]);
  useEffect(() => {
    if (typed === asked.current) return;
    const timer = setTimeout(() => ask(typed), REST);
    return () => clearTimeout(timer);
  });
  useEffect(() => {
    if (!matchMedia("(max-width: 719px)").matches || find === "") field.current?.focus();
    // only when it opens
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, []);
  const ask = (words: string) => {
    asked.current = words;
    onFind(words);
  };
  const takeUp = (words: string) => {
    setTyped(words);
    ask(words);
    field.current?.focus();
  };
  const links = () => [...(list.current?.querySelectorAll<HTMLAnchorElement>("a") ?? [])];
  const onArrows = (event: KeyboardEvent) => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step === 0 || !(event.target instanceof HTMLAnchorElement)) return;
    event.preventDefault();
    const all = links();
    const next = all.indexOf(event.target) + step;
    if (next < 0) field.current?.focus();
    else all[next]?.focus();
  };
  const nothing = first !== null && rows.length === 0 && !query.isPlaceholderData;
  return (
    <section className={cx(paneCss.pane, paneCss.list)} aria-label={t`Búsqueda`}>
      <div className={paneCss.bar}>
        <span data-only="drawer">
          <IconButton icon={MenuGlyph} name={t`Vistas`} onClick={onViews} />
        </span>
        <IconButton icon={ArrowLeft} name={t`Volver a los casos`} onClick={onBack} />
        <h1 className="cut">{t`Buscar en toda la historia`}</h1>
      </div>
      <SearchField
        typed={typed}
        field={field}
        onTyped={setTyped}
        onAsk={() => {
          noteSearch(typed);
          if (typed === asked.current) links()[0]?.focus();
          else ask(typed);
        }}
        onDown={() => links()[0]?.focus()}
      />
      {find.trim() === "" ? <SearchLesson onTake={takeUp} /> : null}
      {first && find.trim() !== "" ? (
        <div role="status">
          {first.hints.map((hint) => (
            <p key={`${hint.code} ${hint.text}`} className={css.hint}>
              {hintWords(hint)}
            </p>
          ))}
          {first.indexed < 1 ? <p className={css.hint}>{t`Todavía se lee la historia: ${Math.floor(first.indexed * 100)} %. Lo más viejo falta.`}</p> : null}
          <span className="unseen">{nothing ? t`Sin resultados` : plural(rows.length, { one: "# caso a la vista", many: "# casos a la vista", other: "# casos a la vista" })}</span>
        </div>
      ) : null}
      {query.isError && find.trim() !== "" ? (
        <Failing what={t`La búsqueda no llega`} why={problemWords(query.error)} onRetry={() => void query.refetch()} />
      ) : null}
      {find.trim() !== "" && query.isPending && !query.isError ? <Loading rows={8} /> : null}
      {nothing && !first.hints.some((hint) => hint.code === "only_excluded") ? (
        <Empty words={t`Sin resultados en ${ageWords(first.oldest, now)}.`}>
          {find.includes(":") || find.includes("-") ? <p>{t`Con menos filtros o exclusiones puede haber más.`}</p> : null}
        </Empty>
      ) : null}
      {rows.length > 0 ? (
        // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- the arrows move between the links inside
        <div className={cx(css.results, query.isPlaceholderData && css.stale)} ref={list} onKeyDown={onArrows}>
          <ol>
            {rows.map((one) => (
              <FoundRow
                key={one.id}
                found={one}
                find={find}
                selected={one.id === selected}
                glyph={<ChannelGlyph channel={one.channel} named />}
                now={now}
                onOpen={() => noteSearch(find)}
              />
            ))}
          </ol>
          {query.hasNextPage ? (
            <Button look="bare" className={css.more} disabled={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
              {query.isFetchingNextPage ? t`Cargando` : t`Más resultados`}
            </Button>
          ) : null}
        </div>
      ) : find.trim() === "" ? null : (
        <span className="space" />
      )}
      <ListFoot />
    </section>
  );
}

interface Props {
  find: string;
  selected: string | null;
  field: RefObject<HTMLInputElement | null>;
  onFind: (find: string) => void;
  onBack: () => void;
  onViews: () => void;
}
