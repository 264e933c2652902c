import { t } from "@lingui/core/macro";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Plus } from "lucide-react";
import { useState } from "react";
import type { SavedPlaces, SavedText } from "~/client/contract/words";
import { call } from "~/client/http";
import { Button } from "~/kit/Button";
import { Checkbox } from "~/kit/Checkbox";
import { Chip } from "~/kit/Chip";
import { type Column, DataTable } from "~/kit/DataTable";
import { Empty } from "~/kit/Empty";
import { Failing } from "~/kit/Failing";
import { Field } from "~/kit/Field";
import { count, shortDay } from "~/kit/formats";
import { Loaded } from "~/kit/Loaded";
import { Loading } from "~/kit/Loading";
import { useNow } from "~/kit/now";
import { Page } from "~/kit/Page";
import { problemWords } from "~/kit/problemWords";
import { Refusal } from "~/kit/Refusal";
import { Select } from "~/kit/Select";
import type { SectionPage } from "~/kit/settingSection";
import { useSettled } from "~/kit/useSettled";
import { keepFile } from "~/rooms/knowledge/readCsv";
import { savedPagesQuery, savedPlacesQuery } from "~/rooms/knowledge/savedQueries";
import { CannedEditor } from "./CannedEditor";
import { CannedImport } from "./CannedImport";
import css from "./Fields.module.css";

/** The texts that agents insert with a slash: by folder, in their languages, with how often they are used. */
export function CannedPage({ item }: SectionPage) {
  const places = useQuery(savedPlacesQuery);
  if (item !== null) return <Loaded query={places}>{(known) => <CannedItem id={item} places={known} />}</Loaded>;
  return <CannedList places={places.data ?? null} />;
}

function CannedItem({ id, places }: { id: string; places: SavedPlaces }) {
  const query = useInfiniteQuery(savedPagesQuery("", "", true));
  const found = query.data?.pages.flatMap((page) => page.items).find((one) => one.id === id) ?? null;
  if (id !== "new" && !found && query.hasNextPage && !query.isFetching) void query.fetchNextPage();
  if (id !== "new" && !found && (query.isPending || query.hasNextPage)) return <Loading rows={4} />;
  if (id !== "new" && !found) return <Empty words={t`Esta respuesta no existe, o es de una marca fuera del alcance.`} />;
  return <CannedEditor saved={found} places={places} />;
}

function CannedList({ places }: { places: SavedPlaces | null }) {
  const [words, setWords] = useState("");
  const [folder, setFolder] = useState("");
  const [retired, setRetired] = useState(false);
  const [importing, setImporting] = useState(false);
  const [refused, setRefused] = useState<unknown>(null);
  const query = useInfiniteQuery(savedPagesQuery(useSettled(words.trim()), folder, retired));
  const navigate = useNavigate();
  const now = useNow();
  const open = (id: string) => void navigate({ to: "/admin/$section/$item", params: { section: "canned", item: id } });
  const rows = query.data?.pages.flatMap((page) => page.items) ?? [];
  const exportAll = async () => {
    setRefused(null);
    try {
      keepFile("respuestas-guardadas.csv", (await call("GET /canned-replies/csv", {})).csv);
    } catch (error) {
      setRefused(error);
    }
  };
  return (
    <Page
      wide
      title={t`Respuestas guardadas`}
      lede={t`Lo que se inserta con la barra al escribir. El atajo del equipo gana al de la marca, y el de la marca al de todos.`}
      deeds={
        <>
          <Button onClick={() => void exportAll()}>{t`Exportar CSV`}</Button>
          <Button onClick={() => setImporting(true)}>{t`Importar CSV…`}</Button>
          <Button look="main" onClick={() => open("new")}>
            <Plus size={14} aria-hidden />
            {t`Nueva respuesta`}
          </Button>
        </>
      }
    >
      <Refusal />
      {refused ? <Failing what={t`No se exportó`} why={problemWords(refused)} /> : null}
      <div className={css.line}>
        <Field label={t`Buscar`} type="search" value={words} onChange={(event) => setWords(event.target.value)} />
        <Select label={t`Carpeta`} value={folder} onChange={(event) => setFolder(event.target.value)}>
          <option value="">{t`Todas`}</option>
          {Object.entries(places?.folders ?? {})
            .filter(([name]) => name)
            .map(([name, texts]) => (
              <option key={name} value={name}>
                {`${name} (${texts})`}
              </option>
            ))}
        </Select>
        <Checkbox label={t`También las retiradas`} checked={retired} onChange={(event) => setRetired(event.target.checked)} />
      </div>
      {query.isPending ? <Loading rows={6} /> : null}
      {query.isError ? (
        <Failing what={t`No se pudo cargar`} why={problemWords(query.error)} onRetry={() => void query.refetch()} />
      ) : null}
      {query.data ? (
        <DataTable
          label={t`Respuestas guardadas`}
          columns={columns(places, now)}
          rows={rows}
          keyOf={(one) => one.id}
          onOpen={(one) => open(one.id)}
          empty={
            <Empty
              words={words || folder ? t`Ninguna con eso.` : t`Todavía no hay respuestas guardadas. Las primeras: un saludo, un pedido de datos y un cierre.`}
            />
          }
        />
      ) : null}
      {query.hasNextPage ? <Button onClick={() => void query.fetchNextPage()}>{t`Mostrar más`}</Button> : null}
      {importing ? <CannedImport onClose={() => setImporting(false)} /> : null}
    </Page>
  );
}

function columns(places: SavedPlaces | null, now: number): Column<SavedText>[] {
  const where = (one: SavedText) => {
    const team = places?.teams.find((each) => each.id === one.team_id)?.name;
    const unit = places?.units.find((each) => each.id === one.unit_id);
    return team ?? (unit?.kind === "global" ? t`todos` : (unit?.name ?? ""));
  };
  return [
    { id: "shortcut", head: t`Atajo`, cell: (one) => `/${one.shortcut}` },
    { id: "title", head: t`Título`, cell: (one) => one.title },
    { id: "folder", head: t`Carpeta`, cell: (one) => one.folder },
    { id: "who", head: t`Quién la usa`, cell: where },
    { id: "languages", head: t`Idiomas`, cell: (one) => Object.keys(one.texts).join(", ") },
    { id: "uses", head: t`Usos`, align: "end", cell: (one) => count(one.uses) },
    { id: "last", head: t`Último`, cell: (one) => (one.used_at ? shortDay(one.used_at, now) : t`nunca`) },
    { id: "state", head: t`Estado`, cell: (one) => (one.retired_at ? <Chip>{t`retirada`}</Chip> : t`en uso`) },
  ];
}
