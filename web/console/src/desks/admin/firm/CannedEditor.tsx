import { t } from "@lingui/core/macro";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { SavedPlaces, SavedText } from "~/client/contract/words";
import { call } from "~/client/http";
import { Button } from "~/kit/Button";
import { useDoing } from "~/kit/deed";
import { Field } from "~/kit/Field";
import { FormFoot } from "~/kit/FormFoot";
import { Notice } from "~/kit/Notice";
import { Page } from "~/kit/Page";
import { Refusal } from "~/kit/Refusal";
import { Section } from "~/kit/Section";
import { Select } from "~/kit/Select";
import { useForm } from "~/kit/useForm";
import { CannedTexts } from "./CannedTexts";
import css from "./Fields.module.css";

/** One saved text: its shortcut, who may use it, its languages side by side, tried on a sample contact. */
export function CannedEditor({ saved, places }: { saved: SavedText | null; places: SavedPlaces }) {
  const cache = useQueryClient();
  const navigate = useNavigate();
  const { perform } = useDoing();
  const [blank] = useState(() => startOf(null, places));
  const refresh = async () => {
    await cache.invalidateQueries({ queryKey: ["saved-texts"] });
    await cache.invalidateQueries({ queryKey: ["canned-replies"] });
  };
  const form = useForm(saved ? startOf(saved, places) : blank, async ({ shortcut, title, folder, unit_id, team_id, texts }) => {
    const said = Object.fromEntries(Object.entries(texts).filter(([, text]) => text.trim()));
    const team = team_id || null;
    if (saved) {
      const path = { id: saved.id };
      if (unit_id !== saved.unit_id || team !== saved.team_id) await call("PUT /canned-replies/{id}/place", { path, body: { unit_id, team_id: team } });
      await call("PUT /canned-replies/{id}", { path, body: { version: saved.version, title, folder, texts: said } });
      await refresh();
      return;
    }
    const made = await call("POST /canned-replies", { body: { unit_id, team_id: team, shortcut, title, folder, texts: said } });
    await refresh();
    void navigate({ to: "/admin/$section/$item", params: { section: "canned", item: made.id }, ignoreBlocker: true });
  });
  const { values, set } = form;
  const turn = (one: SavedText) => {
    const path = { id: one.id };
    const away = () => call("DELETE /canned-replies/{id}", { path });
    const back = () => call("POST /canned-replies/{id}/restore", { path, body: {} });
    return perform<unknown>({
      said: one.retired_at ? t`Respuesta en uso otra vez: /${one.shortcut}` : t`Respuesta retirada: /${one.shortcut}`,
      run: one.retired_at ? back : away,
      undo: one.retired_at ? away : back,
      then: () => void refresh(),
    });
  };
  return (
    <Page
      wide
      title={saved ? saved.title : t`Nueva respuesta`}
      lede={saved ? t`/${saved.shortcut}, versión ${saved.version}. Las anteriores siguen con los casos en que se usaron.` : t`Un atajo corto y fácil de recordar.`}
      deeds={saved ? <Button onClick={() => void turn(saved)}>{saved.retired_at ? t`Volver a usar` : t`Retirar`}</Button> : null}
    >
      <Refusal />
      {saved?.retired_at ? <Notice>{t`Está retirada: ya no se ofrece al escribir.`}</Notice> : null}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void form.save();
        }}
      >
        <Section title={t`Cómo se encuentra`}>
          {saved ? null : (
            <Field
              label={t`Atajo`}
              required
              maxLength={40}
              pattern="[a-z0-9][a-z0-9_\-]{0,39}"
              hint={t`Minúsculas, cifras y guiones, sin espacios.`}
              value={values.shortcut}
              onChange={(event) => set({ shortcut: event.target.value })}
            />
          )}
          <Field label={t`Título`} required maxLength={200} value={values.title} onChange={(event) => set({ title: event.target.value })} />
          <Field
            label={t`Carpeta`}
            maxLength={80}
            list="canned-folders"
            value={values.folder}
            onChange={(event) => set({ folder: event.target.value })}
          />
          <datalist id="canned-folders">
            {Object.keys(places.folders).map((name) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
          </datalist>
        </Section>
        <Section title={t`Quién la usa`}>
          <div className={css.grid}>
            <Select label={t`Unidad o marca`} value={values.unit_id} onChange={(event) => set({ unit_id: event.target.value, team_id: "" })}>
              {places.units.map((one) => (
                <option key={one.id} value={one.id}>
                  {one.kind === "global" ? t`Todos` : one.name}
                </option>
              ))}
            </Select>
            <Select label={t`Solo un equipo`} value={values.team_id} onChange={(event) => set({ team_id: event.target.value })}>
              <option value="">{t`No: toda la unidad`}</option>
              {places.teams.map((one) => (
                <option key={one.id} value={one.id}>
                  {one.name}
                </option>
              ))}
            </Select>
          </div>
        </Section>
        <CannedTexts texts={values.texts} variables={places.variables} onChange={(texts) => set({ texts })} />
        <FormFoot form={form} deed={saved ? t`Guardar` : t`Crear respuesta`} />
      </form>
    </Page>
  );
}

function startOf(saved: SavedText | null, places: SavedPlaces) {
  return {
    shortcut: saved?.shortcut ?? "",
    title: saved?.title ?? "",
    folder: saved?.folder ?? "",
    unit_id: saved?.unit_id ?? places.units[0]?.id ?? "",
    team_id: saved?.team_id ?? "",
    texts: saved?.texts ?? { es: "" },
  };
}
