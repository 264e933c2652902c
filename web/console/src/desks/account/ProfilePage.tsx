import { t } from "@lingui/core/macro";
import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Locale } from "~/client/contract/basics";
import { call } from "~/client/http";
import { Button } from "~/kit/Button";
import { Failing } from "~/kit/Failing";
import { Field } from "~/kit/Field";
import { problemWords } from "~/kit/problemWords";
import { Select } from "~/kit/Select";
import { meQuery } from "~/rooms/access/queries";
import { Part } from "./Part";
import css from "./ProfilePage.module.css";

const LANGUAGES: [Locale, string][] = [
  ["es", "Español"],
  ["en", "English"],
  ["pt", "Português"],
];

interface Change {
  alias?: string;
  locale?: Locale;
  time_zone?: string;
}

/** How I am called, in which language the desk speaks, and which hours are mine. */
export function ProfilePage() {
  const cache = useQueryClient();
  const me = useSuspenseQuery(meQuery).data;
  const [alias, setAlias] = useState(me.user.alias ?? "");
  const save = useMutation({
    mutationFn: (change: Change) => call("PATCH /me", { body: change }),
    onSuccess: (after) => cache.setQueryData(meQuery.queryKey, after),
  });
  return (
    <>
      <Part title={t`Nombre`}>
        <p>
          <b>{me.user.name}</b>
          <br />
          <span className={css.faint}>{me.user.email}</span>
        </p>
        <form
          className={css.row}
          onSubmit={(event) => {
            event.preventDefault();
            save.mutate({ alias: alias.trim() });
          }}
        >
          <Field
            label={t`Alias`}
            hint={t`Es el nombre que ven los contactos. Vacío: el nombre de pila.`}
            value={alias}
            maxLength={100}
            autoComplete="nickname"
            onChange={(event) => setAlias(event.target.value)}
          />
          <Button type="submit" disabled={save.isPending || alias.trim() === (me.user.alias ?? "")}>
            {t`Guardar`}
          </Button>
        </form>
      </Part>
      <Part title={t`Idioma y hora`}>
        <Select label={t`Idioma`} value={me.locale} onChange={(event) => save.mutate({ locale: event.target.value as Locale })}>
          {LANGUAGES.map(([code, name]) => (
            <option key={code} value={code} lang={code}>
              {name}
            </option>
          ))}
        </Select>
        <Select label={t`Huso horario`} value={me.time_zone} onChange={(event) => save.mutate({ time_zone: event.target.value })}>
          {zones(me.time_zone).map((zone) => (
            <option key={zone} value={zone}>
              {zone.replaceAll("_", " ")}
            </option>
          ))}
        </Select>
      </Part>
      {save.isError ? (
        <Failing
          what={t`No se guardó`}
          why={problemWords(save.error)}
          onRetry={() => save.variables && save.mutate(save.variables)}
        />
      ) : null}
      <p role="status" className={css.faint}>
        {save.isSuccess ? t`Guardado` : ""}
      </p>
    </>
  );
}

/** What the browser knows, and the one that is kept even when the browser does not know it. */
function zones(kept: string): string[] {
  const known = Intl.supportedValuesOf("timeZone");
  return known.includes(kept) ? known : [kept, ...known];
}
