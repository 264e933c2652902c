import { t } from "@lingui/core/macro";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Plus } from "lucide-react";
import type { BrandSettings, Controller } from "~/client/contract/firm";
import { Button } from "~/kit/Button";
import { Chip } from "~/kit/Chip";
import { type Column, DataTable } from "~/kit/DataTable";
import { Empty } from "~/kit/Empty";
import { nameOf } from "~/kit/formats";
import { Loaded } from "~/kit/Loaded";
import { Page } from "~/kit/Page";
import { Refusal } from "~/kit/Refusal";
import { Section } from "~/kit/Section";
import type { SectionPage } from "~/kit/settingSection";
import { brandsQuery, controllersQuery } from "~/rooms/brands/brandQueries";
import { BrandPage } from "./BrandPage";
import { ControllerPage } from "./ControllerPage";

/** The brands and who answers for their data; one of either, or a new one, to change. */
export function BrandsPage({ item }: SectionPage) {
  const brands = useQuery(brandsQuery);
  const controllers = useQuery(controllersQuery);
  const navigate = useNavigate();
  const open = (id: string) => void navigate({ to: "/admin/$section/$item", params: { section: "brands", item: id } });
  if (item !== null) {
    const controller = controllers.data?.find((one) => one.id === item);
    if (item === "new-controller" || controller) return <ControllerPage controller={controller ?? null} />;
    return (
      <Loaded query={brands}>
        {(all) => (
          <Loaded query={controllers}>
            {(known) => <BrandPage brand={all.find((one) => one.id === item) ?? null} controllers={known} />}
          </Loaded>
        )}
      </Loaded>
    );
  }
  return (
    <Page
      wide
      title={t`Marcas`}
      lede={t`Con quién habla el público: nombre, color, idiomas, voz, y quién responde por sus datos.`}
      deeds={
        <Button look="main" onClick={() => open("new")}>
          <Plus size={14} aria-hidden />
          {t`Nueva marca`}
        </Button>
      }
    >
      <Refusal />
      <Section stacked title={t`Marcas`}>
        <Loaded query={brands}>
          {(all) => (
            <DataTable
              label={t`Marcas`}
              columns={brandColumns(controllers.data ?? [])}
              rows={all}
              keyOf={(one) => one.id}
              onOpen={(one) => open(one.id)}
              empty={<Empty words={t`Todavía no hay marcas. La primera trae la semana y los feriados de su país.`} />}
            />
          )}
        </Loaded>
      </Section>
      <Section
        stacked
        title={t`Responsables de los datos`}
        hint={t`Quién responde ante la ley por lo que se guarda de las personas, y dónde ejercen sus derechos.`}
        deeds={<Button onClick={() => open("new-controller")}>{t`Nuevo responsable`}</Button>}
      >
        <Loaded query={controllers} rows={2}>
          {(known) => (
            <DataTable
              label={t`Responsables de los datos`}
              columns={controllerColumns()}
              rows={known}
              keyOf={(one) => one.id}
              onOpen={(one) => open(one.id)}
              empty={<Empty words={t`Nadie responde todavía por los datos: una marca nueva lo necesita.`} />}
            />
          )}
        </Loaded>
      </Section>
    </Page>
  );
}

function brandColumns(controllers: Controller[]): Column<BrandSettings>[] {
  return [
    { id: "name", head: t`Marca`, cell: (one) => one.name },
    { id: "place", head: t`País`, cell: (one) => nameOf("region", one.country) },
    { id: "languages", head: t`Idiomas`, cell: (one) => [one.locale, ...one.languages].map((code) => nameOf("language", code)).join(", ") },
    { id: "controller", head: t`Responsable`, cell: (one) => controllers.find((each) => each.id === one.controller_id)?.legal_name ?? "" },
    { id: "state", head: t`Estado`, cell: (one) => (one.retired_at ? <Chip>{t`retirada`}</Chip> : t`en uso`) },
  ];
}

function controllerColumns(): Column<Controller>[] {
  return [
    { id: "name", head: t`Nombre legal`, cell: (one) => one.legal_name },
    { id: "law", head: t`Jurisdicción`, cell: (one) => nameOf("region", one.country) },
    { id: "contact", head: t`Dónde ejercer los derechos`, cell: (one) => one.contact || t`sin decir` },
    { id: "state", head: t`Estado`, cell: (one) => (one.retired_at ? <Chip>{t`retirado`}</Chip> : t`en uso`) },
  ];
}
