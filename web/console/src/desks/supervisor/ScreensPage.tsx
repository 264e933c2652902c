import { t } from "@lingui/core/macro";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { call } from "~/client/http";
import { CopyField } from "~/kit/CopyField";
import { useDoing } from "~/kit/deed";
import { Empty } from "~/kit/Empty";
import { Field } from "~/kit/Field";
import { FormFoot } from "~/kit/FormFoot";
import { Loaded } from "~/kit/Loaded";
import { Page } from "~/kit/Page";
import { Section } from "~/kit/Section";
import { Stack } from "~/kit/Stack";
import { useForm } from "~/kit/useForm";
import { wallLinksQuery } from "~/rooms/console/linkQueries";
import { WallLinks } from "~/rooms/console/WallLinks";
import { PartFilters } from "./PartFilters";
import { usePart } from "./usePart";

/** The board on a television: links that need no sign-in, end by themselves and can be revoked. */
export function ScreensPage() {
  const [part] = usePart();
  const cache = useQueryClient();
  const { perform } = useDoing();
  const query = useQuery(wallLinksQuery);
  const [address, setAddress] = useState<string | null>(null);
  const again = () => void cache.invalidateQueries({ queryKey: wallLinksQuery.queryKey });
  const form = useForm({ name: "", days: "90" }, async ({ name, days }) => {
    const made = await call("POST /floor/links", { body: { name, days: Math.round(Number(days)), ...part } });
    setAddress(`${location.origin}/tv#${made.secret}`);
    again();
  });
  return (
    <Page title={t`Pantallas`} lede={t`El tablero en un televisor, sin iniciar sesión. Muestra números, nunca nombres ni textos de contactos.`} wide>
      <Section title={t`Enlace nuevo`} hint={t`Ve lo que alcanza quien lo crea, mientras lo alcance. Los filtros eligen qué parte.`}>
        <PartFilters />
        <Stack onSubmit={() => void form.save()}>
          <Field label={t`Dónde está la pantalla`} required maxLength={80} value={form.values.name} onChange={(event) => form.set({ name: event.target.value })} />
          <Field label={t`Días que vale`} type="number" min={1} max={400} required value={form.values.days} onChange={(event) => form.set({ days: event.target.value })} />
          <FormFoot form={form} deed={t`Crear enlace`} />
        </Stack>
        {address ? <CopyField label={t`Abrirlo en la pantalla. No se vuelve a mostrar.`} value={address} /> : null}
      </Section>
      <Section title={t`Enlaces`} stacked>
        <Loaded query={query} rows={3}>
          {(links) => (
            <WallLinks
              links={links}
              empty={<Empty words={t`Ningún enlace todavía. Uno por pantalla: así cada una se revoca sin apagar las demás.`} />}
              onRevoke={(one) =>
                void perform({ said: t`Enlace revocado: ${one.name}`, run: () => call("DELETE /floor/links/{id}", { path: { id: one.id } }), undo: null, then: again })
              }
            />
          )}
        </Loaded>
      </Section>
    </Page>
  );
}
