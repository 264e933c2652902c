import { t } from "@lingui/core/macro";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Plus } from "lucide-react";
import type { ConsentText, Controller } from "~/client/contract/firm";
import { Button } from "~/kit/Button";
import { type Column, DataTable } from "~/kit/DataTable";
import { Empty } from "~/kit/Empty";
import { count, nameOf, shortDay } from "~/kit/formats";
import { Loaded } from "~/kit/Loaded";
import { useNow } from "~/kit/now";
import { Page } from "~/kit/Page";
import type { SectionPage } from "~/kit/settingSection";
import { brandsQuery, controllersQuery } from "~/rooms/brands/brandQueries";
import { consentTextsQuery } from "~/rooms/contacts/firmQueries";
import { purposeWords } from "~/rooms/contacts/purposeWords";
import { easeWords } from "~/rooms/contacts/readabilityWords";
import { ConsentEditor } from "./ConsentEditor";

/** The words in which people are asked, by purpose and language; each published text is a version that stays. */
export function ConsentPage({ item }: SectionPage) {
  const texts = useQuery(consentTextsQuery);
  const controllers = useQuery(controllersQuery);
  const brands = useQuery(brandsQuery).data ?? [];
  const navigate = useNavigate();
  const now = useNow();
  const open = (id: string) => void navigate({ to: "/admin/$section/$item", params: { section: "consent-texts", item: id } });
  const named = (one: Controller) => {
    const own = brands.filter((brand) => brand.controller_id === one.id).map((brand) => brand.name);
    return own.length > 0 ? `${own.join(", ")} · ${one.legal_name}` : one.legal_name;
  };
  if (item !== null) {
    return (
      <Loaded query={controllers}>
        {(known) => (
          <Loaded query={texts}>
            {(all) => (
              <ConsentEditor
                text={all.find((one) => `${one.controller_id}.${one.purpose}.${one.locale}` === item) ?? null}
                controllers={known.map((one) => ({ id: one.id, name: named(one) }))}
              />
            )}
          </Loaded>
        )}
      </Loaded>
    );
  }
  return (
    <Page
      wide
      title={t`Consentimientos`}
      lede={t`Con qué palabras se pide permiso. Publicar hace una versión nueva; quien aceptó otra, aceptó esa otra.`}
      deeds={
        <Button look="main" onClick={() => open("new")}>
          <Plus size={14} aria-hidden />
          {t`Nuevo texto`}
        </Button>
      }
    >
      <Loaded query={texts}>
        {(all) => (
          <DataTable
            label={t`Consentimientos`}
            columns={columns((id) => controllers.data?.find((one) => one.id === id), named, now)}
            rows={all}
            keyOf={(one) => one.id}
            onOpen={(one) => open(`${one.controller_id}.${one.purpose}.${one.locale}`)}
            empty={<Empty words={t`Todavía no se le pide nada a nadie. Empezar por atender sus casos, con una oración y un SÍ o NO.`} />}
          />
        )}
      </Loaded>
    </Page>
  );
}

function columns(find: (id: string) => Controller | undefined, named: (one: Controller) => string, now: number): Column<ConsentText>[] {
  return [
    { id: "purpose", head: t`Para qué`, cell: (one) => purposeWords(one.purpose) },
    { id: "language", head: t`Idioma`, cell: (one) => nameOf("language", one.locale) },
    {
      id: "controller",
      head: t`De quién`,
      cell: (one) => {
        const controller = find(one.controller_id);
        return controller ? named(controller) : "";
      },
    },
    { id: "ease", head: t`Lectura`, cell: (one) => (one.readability ? easeWords(one.readability.ease) : t`sin medir`) },
    { id: "version", head: t`Versión`, align: "end", cell: (one) => one.version },
    { id: "accepted", head: t`La aceptaron`, align: "end", cell: (one) => count(one.accepted) },
    { id: "since", head: t`Desde`, cell: (one) => shortDay(one.created_at, now) },
  ];
}
