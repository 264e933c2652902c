import { t } from "@lingui/core/macro";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Plus } from "lucide-react";
import type { Calendar } from "~/client/contract/hours";
import type { Me } from "~/client/contract/who";
import { Button } from "~/kit/Button";
import { type Column, DataTable } from "~/kit/DataTable";
import { Empty } from "~/kit/Empty";
import { Loaded } from "~/kit/Loaded";
import { Page } from "~/kit/Page";
import { Refusal } from "~/kit/Refusal";
import type { SectionPage } from "~/kit/settingSection";
import { meQuery } from "~/rooms/access/queries";
import { openWords, weekWords } from "~/rooms/brands/hourWords";
import { calendarsQuery } from "~/rooms/brands/queries";
import { CalendarPage } from "./CalendarPage";
import { holderWords } from "./holderWords";

/** The sets of hours, each with what it says now; one of them, or a new one, to change. */
export function HoursPage({ item }: SectionPage) {
  const query = useQuery(calendarsQuery);
  const { data: me } = useQuery(meQuery);
  const navigate = useNavigate();
  const open = (id: string) => void navigate({ to: "/admin/$section/$item", params: { section: "hours", item: id } });
  if (item !== null) {
    return (
      <Loaded query={query}>
        {(calendars) => <CalendarPage calendar={calendars.find((one) => one.id === item) ?? null} brands={me?.brands ?? []} />}
      </Loaded>
    );
  }
  return (
    <Page
      wide
      title={t`Horarios`}
      lede={t`Cuándo se atiende. Las promesas cuentan solo el tiempo abierto; un cambio las vuelve a contar.`}
      deeds={
        <Button look="main" onClick={() => open("new")}>
          <Plus size={14} aria-hidden />
          {t`Nuevo calendario`}
        </Button>
      }
    >
      <Refusal />
      <Loaded query={query}>
        {(calendars) => (
          <DataTable
            label={t`Horarios`}
            columns={columns(me?.brands ?? [])}
            rows={calendars}
            keyOf={(one) => one.id}
            onOpen={(one) => open(one.id)}
            empty={<Empty words={t`Todavía no hay horarios: las promesas cuentan noche y día. Crear el primero con la semana habitual del país.`} />}
          />
        )}
      </Loaded>
    </Page>
  );
}

function columns(brands: Me["brands"]): Column<Calendar>[] {
  return [
    { id: "name", head: t`Calendario`, cell: (one) => one.name },
    { id: "now", head: t`Ahora`, cell: (one) => openWords(one.now, one.timezone) },
    { id: "week", head: t`Semana`, cell: (one) => weekWords(one.week) },
    { id: "zone", head: t`Huso`, cell: (one) => one.timezone.replaceAll("_", " ") },
    {
      id: "holders",
      head: t`Lo usan`,
      cell: (one) => (one.holders.length === 0 ? t`nadie todavía` : holderWords(one.holders, brands)),
    },
  ];
}
