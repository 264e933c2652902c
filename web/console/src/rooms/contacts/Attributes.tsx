import { i18n } from "@lingui/core";
import { t } from "@lingui/core/macro";
import { useQueryClient } from "@tanstack/react-query";
import { Pencil } from "lucide-react";
import { lazy, useState } from "react";
import type { AttributeValue, ContactAttribute } from "~/client/contract/contacts";
import { call } from "~/client/http";
import { Failing } from "~/kit/Failing";
import { shortDay } from "~/kit/formats";
import { IconButton } from "~/kit/IconButton";
import { useNow } from "~/kit/now";
import { Part } from "~/kit/Part";
import { patient } from "~/kit/patient";
import { problemWords } from "~/kit/problemWords";
import { attributeValueWords } from "./attributeWords";
import css from "./ContactPanel.module.css";
import { purposeWords } from "./purposeWords";

const AttributeField = lazy(() => patient(() => import("./AttributeField")).then((file) => ({ default: file.AttributeField })));

/** What is kept of the contact: each with its source, its age and its purpose; what may not be kept says why. */
export function Attributes({ contactId, attributes }: { contactId: string; attributes: ContactAttribute[] }) {
  const [editing, setEditing] = useState<string | null>(null);
  const [error, setError] = useState<unknown>(null);
  const cache = useQueryClient();
  if (attributes.length === 0) return null;
  const save = async (key: string, value: AttributeValue | null) => {
    setError(null);
    try {
      await call("PATCH /contacts/{id}/attributes", { path: { id: contactId }, body: { values: { [key]: value }, source: "agent" } });
      await cache.invalidateQueries({ queryKey: ["contact", contactId] });
      setEditing(null);
    } catch (refused) {
      setError(refused);
    }
  };
  return (
    <section className={css.section} aria-label={t`Datos, y para qué`}>
      <h3>{t`Datos, y para qué`}</h3>
      {attributes.map((one) =>
        editing === one.key ? (
          <Part key={one.key}>
            <AttributeField attribute={one} onSave={(value) => save(one.key, value)} onClose={() => setEditing(null)} />
          </Part>
        ) : (
          <AttributeLine key={one.key} attribute={one} onEdit={() => setEditing(one.key)} />
        ),
      )}
      {error ? <Failing what={t`No se guardó`} why={problemWords(error)} /> : null}
    </section>
  );
}

function AttributeLine({ attribute, onEdit }: { attribute: ContactAttribute; onEdit: () => void }) {
  const now = useNow();
  const name = attribute.names[i18n.locale] ?? attribute.names.es ?? attribute.key;
  const purpose = purposeWords(attribute.purpose);
  const age = attribute.set_at ? shortDay(attribute.set_at, now) : "";
  const until = attribute.expires_at ? shortDay(attribute.expires_at, now) : null;
  return (
    <div className={css.line} title={until ? t`${purpose}. Se borra el ${until}.` : t`${purpose}. Se guarda sin plazo.`}>
      <span className={css.key}>{name}</span>
      {attribute.value === null ? (
        <span className={css.side}>{attribute.barred ? barWords(attribute.barred) : t`sin saber`}</span>
      ) : (
        <>
          <span className={css.value}>{attributeValueWords(attribute)}</span>
          <span className={css.side}>{t`${sourceWords(attribute.source)}, ${age}`}</span>
        </>
      )}
      {attribute.editable && (attribute.barred === null || attribute.value !== null) ? (
        <IconButton icon={Pencil} size={12} name={t`Cambiar ${name}`} onClick={onEdit} />
      ) : null}
    </div>
  );
}

function barWords(bar: string): string {
  return bar === "refused" ? t`dijo que no a este propósito` : t`falta su consentimiento`;
}

function sourceWords(source: string | null): string {
  return SOURCES[source ?? ""]?.() ?? "";
}

const SOURCES: Record<string, () => string> = {
  agent: () => t`un agente`,
  contact: () => t`lo dijo`,
  site: () => t`el sitio`,
  channel: () => t`el canal`,
  import: () => t`importado`,
};
