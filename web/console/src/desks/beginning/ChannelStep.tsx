import { t } from "@lingui/core/macro";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { FirstChannel, Setup } from "~/client/contract/setup";
import { call, Refused } from "~/client/http";
import { CopyField } from "~/kit/CopyField";
import { Failing } from "~/kit/Failing";
import { Field } from "~/kit/Field";
import { Page } from "~/kit/Page";
import { problemWords } from "~/kit/problemWords";
import { Section } from "~/kit/Section";
import css from "./ChannelStep.module.css";
import { setupQuery } from "./queries";
import { StepFoot } from "./StepFoot";

const SAMPLE = "https://tienda.example";

/** Where the first conversation comes from. To practise, nothing leaves this machine. */
export function ChannelStep({ setup, onNext }: { setup: Setup; onNext: () => void }) {
  const cache = useQueryClient();
  const [kind, setKind] = useState<FirstChannel>(setup.channel?.kind ?? "practice_chat");
  const [site, setSite] = useState(setup.channel?.sites[0] ?? "");
  const isThere = setup.channel?.kind === kind && (kind !== "own_site" || setup.channel.sites.includes(site));
  const open = useMutation({
    mutationFn: () => call("PUT /setup/channel", { body: kind === "own_site" ? { kind, site } : { kind } }),
    onSuccess: (now) => {
      cache.setQueryData(setupQuery.queryKey, now);
      if (kind !== "own_site") onNext();
    },
  });
  const key = setup.channel?.snippet_key ?? "";
  const choices: { id: FirstChannel; name: string; what: string }[] = [
    { id: "practice_chat", name: t`Chat en una página de práctica`, what: t`Una página de Trato con el chat puesto. Está lista al instante.` },
    ...(setup.may_practise
      ? [{ id: "practice_phone" as const, name: t`WhatsApp en un teléfono de práctica`, what: t`Un teléfono en la pantalla que se porta como WhatsApp. Nada sale de esta máquina.` }]
      : []),
    { id: "own_site", name: t`Chat en un sitio propio`, what: t`Una línea de código en el sitio, y sus visitas escriben desde ahí.` },
  ];
  return (
    <Page title={t`El primer canal`} lede={t`Para empezar basta uno de práctica. WhatsApp, correo y los demás se conectan después, en Administración.`}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (isThere) onNext();
          else open.mutate();
        }}
      >
        <Section title={t`De dónde escribe la gente`}>
          <div role="radiogroup" aria-label={t`De dónde escribe la gente`} className={css.choices}>
            {choices.map((one) => (
              <div key={one.id} className={css.choice} data-chosen={kind === one.id}>
                <input
                  type="radio"
                  id={`kind-${one.id}`}
                  name="kind"
                  value={one.id}
                  checked={kind === one.id}
                  aria-describedby={`what-${one.id}`}
                  onChange={() => setKind(one.id)}
                />
                <div>
                  <label htmlFor={`kind-${one.id}`}>{one.name}</label>
                  <p id={`what-${one.id}`}>{one.what}</p>
                </div>
              </div>
            ))}
          </div>
        </Section>
        {kind === "own_site" ? (
          <Section title={t`El sitio`} hint={t`El chat solo se abre en los sitios de su lista.`}>
            <Field label={t`Dirección del sitio`} required placeholder={SAMPLE} value={site} onChange={(event) => setSite(event.target.value)} />
            {isThere ? <CopyField label={t`Pegar en el sitio, antes de cerrar el body`} lines={3} value={`<script async src="${location.origin}/widget.js" data-key="${key}"></script>`} /> : null}
          </Section>
        ) : null}
        <StepFoot deed={isThere ? t`Seguir` : kind === "own_site" ? t`Crear el chat` : t`Conectar y seguir`} busy={open.isPending}>
          {open.error ? <Failing what={t`No se conectó`} why={wordsOf(open.error)} /> : null}
        </StepFoot>
      </form>
    </Page>
  );
}

function wordsOf(error: unknown): string {
  return error instanceof Refused && error.problem.field === "site" ? t`Esa no es la dirección de un sitio. Escribirla como https://tienda.example.` : problemWords(error);
}
