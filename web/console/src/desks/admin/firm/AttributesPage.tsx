import { i18n } from "@lingui/core";
import { plural, t } from "@lingui/core/macro";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Plus } from "lucide-react";
import type { AttributeDefinition } from "~/client/contract/words";
import { Button } from "~/kit/Button";
import { Chip } from "~/kit/Chip";
import { type Column, DataTable } from "~/kit/DataTable";
import { Empty } from "~/kit/Empty";
import { count } from "~/kit/formats";
import { Loaded } from "~/kit/Loaded";
import { Page } from "~/kit/Page";
import type { SectionPage } from "~/kit/settingSection";
import { attributesQuery } from "~/rooms/contacts/firmQueries";
import { BASES, KINDS } from "~/rooms/contacts/definitionWords";
import { purposeWords } from "~/rooms/contacts/purposeWords";
import { AttributeEditor } from "./AttributeEditor";

/** What may be kept about contacts: each with its purpose, its basis in law and how long it stays. */
export function AttributesPage({ item }: SectionPage) {
  const query = useQuery(attributesQuery);
  const navigate = useNavigate();
  const open = (id: string) => void navigate({ to: "/admin/$section/$item", params: { section: "attributes", item: id } });
  if (item !== null) {
    return <Loaded query={query}>{(all) => <AttributeEditor attribute={all.find((one) => one.id === item) ?? null} />}</Loaded>;
  }
  return (
    <Page
      wide
      title={t`Datos de los contactos`}
      lede={t`Qué se guarda de cada persona, para qué y hasta cuándo. Lo que no está aquí no se guarda.`}
      deeds={
        <Button look="main" onClick={() => open("new")}>
          <Plus size={14} aria-hidden />
          {t`Nuevo dato`}
        </Button>
      }
    >
      <Loaded query={query}>
        {(all) => (
          <DataTable
            label={t`Datos de los contactos`}
            columns={columns()}
            rows={all}
            keyOf={(one) => one.id}
            onOpen={(one) => open(one.id)}
            empty={<Empty words={t`No se guarda nada más que el nombre y las direcciones. Definir un dato solo si sirve a un caso concreto.`} />}
          />
        )}
      </Loaded>
    </Page>
  );
}

function columns(): Column<AttributeDefinition>[] {
  return [
    { id: "name", head: t`Dato`, cell: (one) => one.names[i18n.locale] ?? one.names.es ?? one.key },
    { id: "kind", head: t`Tipo`, cell: (one) => KINDS[one.kind]() },
    { id: "purpose", head: t`Para qué`, cell: (one) => purposeWords(one.purpose) },
    { id: "basis", head: t`Base legal`, cell: (one) => BASES[one.legal_basis]() },
    {
      id: "retention",
      head: t`Se guarda`,
      cell: (one) =>
        one.retention_days === null
          ? t`sin plazo`
          : plural(one.retention_days, { one: "# día", many: "# días", other: "# días" }),
    },
    { id: "kept", head: t`Contactos`, align: "end", cell: (one) => count(one.kept) },
    {
      id: "state",
      head: t`Estado`,
      cell: (one) => (
        <>
          {one.sensitive ? <Chip>{t`sensible`}</Chip> : null} {one.needed_to_resolve ? <Chip>{t`para resolver`}</Chip> : null}{" "}
          {one.retired_at ? <Chip>{t`retirado`}</Chip> : t`en uso`}
        </>
      ),
    },
  ];
}
