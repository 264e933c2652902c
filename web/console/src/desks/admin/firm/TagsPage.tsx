import { t } from "@lingui/core/macro";
import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { TagRow } from "~/client/contract/words";
import { call } from "~/client/http";
import { Button } from "~/kit/Button";
import { Checkbox } from "~/kit/Checkbox";
import { Chip } from "~/kit/Chip";
import { type Column, DataTable } from "~/kit/DataTable";
import { type Deed, useDoing } from "~/kit/deed";
import { Empty } from "~/kit/Empty";
import { Failing } from "~/kit/Failing";
import { Field } from "~/kit/Field";
import { count } from "~/kit/formats";
import { Loading } from "~/kit/Loading";
import { Page } from "~/kit/Page";
import { problemWords } from "~/kit/problemWords";
import { Refusal } from "~/kit/Refusal";
import { useSettled } from "~/kit/useSettled";
import { tagPagesQuery } from "~/rooms/cases/wordsQueries";
import { MergeTagDialog } from "./MergeTagDialog";
import { NameDialog } from "./NameDialog";
import css from "./Fields.module.css";

const MOST_COUNTED = 10_000;

/** The tags that people put on cases: renamed, joined and retired without losing what was marked. */
export function TagsPage() {
  const [words, setWords] = useState("");
  const [retired, setRetired] = useState(false);
  const [asked, setAsked] = useState<{ deed: "name" | "merge"; tag: TagRow | null } | null>(null);
  const query = useInfiniteQuery(tagPagesQuery(useSettled(words.trim()), retired));
  const cache = useQueryClient();
  const { perform } = useDoing();
  const rows = query.data?.pages.flatMap((page) => page.items) ?? [];
  const done = (said: string, run: () => Promise<unknown>, undo: (() => Promise<unknown>) | null): Deed<unknown> => ({
    said,
    run,
    undo,
    then: () => void cache.invalidateQueries({ queryKey: ["tags"] }),
  });
  const close = () => setAsked(null);
  const turn = (one: TagRow) => {
    const path = { id: one.id };
    if (one.merged_into) return perform(done(t`«${one.name}» vuelve a sus casos`, () => call("POST /tags/{id}/unmerge", { path, body: {} }), null));
    const away = () => call("POST /tags/{id}/retire", { path, body: {} });
    const back = () => call("POST /tags/{id}/restore", { path, body: {} });
    return one.retired_at
      ? perform(done(t`Etiqueta en uso otra vez: ${one.name}`, back, away))
      : perform(done(t`Etiqueta retirada: ${one.name}`, away, back));
  };
  const rename = async (one: TagRow | null, name: string) => {
    if (!one) return perform(done(t`Etiqueta creada: ${name}`, () => call("POST /tags", { body: { name } }), null));
    const put = (said: string) => () => call("PUT /tags/{id}", { path: { id: one.id }, body: { name: said } });
    return perform(done(t`Etiqueta renombrada: ${name}`, put(name), put(one.name)));
  };
  const merge = (one: TagRow, into: TagRow) => {
    const path = { id: one.id };
    return perform(
      done(
        t`«${one.name}» ahora es «${into.name}»`,
        () => call("POST /tags/{id}/merge", { path, body: { into: into.id } }),
        () => call("POST /tags/{id}/unmerge", { path, body: {} }),
      ),
    );
  };
  return (
    <Page
      wide
      title={t`Etiquetas`}
      lede={t`Marcas que ponen las personas. Renombrar, unir o retirar conserva lo que ya se marcó.`}
      deeds={
        <Button look="main" onClick={() => setAsked({ deed: "name", tag: null })}>
          {t`Nueva etiqueta`}
        </Button>
      }
    >
      <Refusal />
      <div className={css.line}>
        <Field label={t`Buscar`} type="search" value={words} onChange={(event) => setWords(event.target.value)} />
        <Checkbox label={t`También las retiradas`} checked={retired} onChange={(event) => setRetired(event.target.checked)} />
      </div>
      {query.isPending ? <Loading rows={6} /> : null}
      {query.isError ? (
        <Failing what={t`No se pudo cargar`} why={problemWords(query.error)} onRetry={() => void query.refetch()} />
      ) : null}
      {query.data ? (
        <DataTable
          dense
          label={t`Etiquetas`}
          columns={columns(rows, (tag) => void turn(tag), (tag) => setAsked({ deed: "merge", tag }))}
          rows={rows}
          keyOf={(one) => one.id}
          onOpen={(tag) => setAsked({ deed: "name", tag })}
          empty={<Empty words={words ? t`Ninguna etiqueta con esas letras.` : t`Todavía no hay etiquetas. Sirven para lo que la tipificación no dice.`} />}
        />
      ) : null}
      {query.hasNextPage ? <Button onClick={() => void query.fetchNextPage()}>{t`Mostrar más`}</Button> : null}
      {asked?.deed === "name" ? (
        <NameDialog
          title={asked.tag ? t`Renombrar la etiqueta` : t`Nueva etiqueta`}
          name={asked.tag?.name ?? ""}
          limit={60}
          onSave={(name) => void rename(asked.tag, name).then(close)}
          onClose={close}
        />
      ) : null}
      {asked?.deed === "merge" && asked.tag ? (
        <MergeTagDialog tag={asked.tag} onPick={(into) => asked.tag && void merge(asked.tag, into).then(close)} onClose={close} />
      ) : null}
    </Page>
  );
}

function columns(rows: TagRow[], onTurn: (tag: TagRow) => void, onMerge: (tag: TagRow) => void): Column<TagRow>[] {
  return [
    { id: "name", head: t`Etiqueta`, cell: (one) => one.name },
    { id: "cases", head: t`Casos`, align: "end", cell: (one) => (one.cases < MOST_COUNTED ? count(one.cases) : t`${count(one.cases)} o más`) },
    {
      id: "state",
      head: t`Estado`,
      cell: (one) => {
        if (one.merged_into) return <Chip>{t`ahora es ${rows.find((each) => each.id === one.merged_into)?.name ?? t`otra`}`}</Chip>;
        return one.retired_at ? <Chip>{t`retirada`}</Chip> : t`en uso`;
      },
    },
    {
      id: "deeds",
      head: t`Acciones`,
      unseen: true,
      cell: (one) => (
        <>
          {one.retired_at ? null : (
            <Button look="bare" aria-label={t`Unir ${one.name} con otra`} onClick={() => onMerge(one)}>
              {t`Unir…`}
            </Button>
          )}
          <Button look="bare" aria-label={one.retired_at ? t`Volver a usar ${one.name}` : t`Retirar ${one.name}`} onClick={() => onTurn(one)}>
            {one.retired_at ? t`Volver a usar` : t`Retirar`}
          </Button>
        </>
      ),
    },
  ];
}
