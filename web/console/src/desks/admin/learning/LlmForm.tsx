import { t } from "@lingui/core/macro";
import { useQueryClient } from "@tanstack/react-query";
import type { LlmUse, LlmView } from "~/client/contract/llmEndpoints";
import { call } from "~/client/http";
import { Checkbox } from "~/kit/Checkbox";
import { Field } from "~/kit/Field";
import { FormFoot } from "~/kit/FormFoot";
import { Section } from "~/kit/Section";
import { useForm } from "~/kit/useForm";
import { meQuery } from "~/rooms/access/queries";
import { llmQuery } from "~/rooms/intelligence/llm/queries";
import { llmUseWords } from "~/rooms/intelligence/llm/troubleWords";
import css from "../firm/Fields.module.css";

const EMPTY = { url: "", model: "", key: "", seconds: "8", tokens: "1000000", money: "", currency: "USD", priceIn: "", priceOut: "", uses: [] as LlmUse[] };
const USUAL = "https://api.openai.com/v1";
const DECIMAL = "\\d{1,9}([.,]\\d{1,4})?";
const OFFERED: readonly LlmUse[] = ["rewrite", "summary", "naming"];
const HINTS: Record<LlmUse, () => string> = {
  rewrite: () => t`Cuando un agente lo pide. Se manda lo que escribió, y la guía de voz de la marca.`,
  summary: () => t`Cuando un caso pasa a otras manos. Se manda su conversación.`,
  naming: () => t`Por sí solo, una vez por tema. Se mandan hasta ocho de sus mensajes, de personas distintas.`,
};

/** Where the model is, with which key, for what, and what it may cost. */
export function LlmForm({ view }: { view: LlmView }) {
  const cache = useQueryClient();
  const form = useForm(keptOf(view), async (told) => {
    cache.setQueryData(
      llmQuery.queryKey,
      await call("PUT /llm", {
        body: {
          url: told.url.trim(),
          model: told.model.trim(),
          ...(told.key ? { key: told.key.trim() } : {}),
          seconds: decimal(told.seconds, 8),
          uses: told.uses,
          month_tokens: Math.round(decimal(told.tokens, 0)),
          month_money: told.money.trim() ? told.money.trim().replace(",", ".") : null,
          currency: told.currency.trim().toUpperCase(),
          price_in: told.priceIn.trim().replace(",", ".") || "0",
          price_out: told.priceOut.trim().replace(",", ".") || "0",
        },
      }),
    );
    void cache.invalidateQueries({ queryKey: meQuery.queryKey }); // what one may ask of it stands there
  });
  const { values, set } = form;
  const missing = form.errorOf("url") ? t`Hace falta una dirección https; con http, solo en redes que permite quien opera el servidor.` : undefined;
  const priceless = form.errorOf("price_in") ? t`Con un tope de dinero hace falta al menos un precio.` : undefined;
  return (
    <form
      className={css.form}
      onSubmit={(event) => {
        event.preventDefault();
        void form.save();
      }}
    >
      <Section title={t`Dónde está`} hint={view.inside ? t`Cualquier servidor con la API de OpenAI: en la nube o en esta red.` : t`Cualquier servidor con la API de OpenAI. Uno de la red propia lo permite quien opera el servidor, con TRATO_LLM_NETWORKS.`}>
        <Field label={t`Dirección`} type="url" required maxLength={500} placeholder={USUAL} value={values.url} error={missing} onChange={(event) => set({ url: event.target.value })} />
        <Field label={t`Modelo`} hint={t`Su nombre, como lo escribe el proveedor.`} required maxLength={200} autoComplete="off" value={values.model} onChange={(event) => set({ model: event.target.value })} />
        <Field
          label={t`Clave`}
          hint={view.settings?.has_key ? t`Vacío, sigue la de ahora. Con otra dirección hay que escribirla de nuevo.` : t`Se guarda cifrada y no se vuelve a mostrar. Un modelo propio puede no pedirla.`}
          type="password"
          maxLength={1000}
          autoComplete="new-password"
          value={values.key}
          onChange={(event) => set({ key: event.target.value })}
        />
        <Field label={t`Segundos que se le espera`} hint={t`De 1 a 60. Pasado eso se sigue sin él.`} type="number" min={1} max={60} required value={values.seconds} onChange={(event) => set({ seconds: event.target.value })} />
      </Section>
      <Section title={t`Para qué`} hint={t`Todo empieza apagado, y todo funciona sin esto.`}>
        {OFFERED.map((use) => (
          <Checkbox
            key={use}
            label={llmUseWords(use)}
            hint={HINTS[use]()}
            checked={values.uses.includes(use)}
            onChange={(event) => set({ uses: event.target.checked ? [...values.uses, use] : values.uses.filter((each) => each !== use) })}
          />
        ))}
      </Section>
      <Section title={t`Cuánto puede costar`} hint={t`Por mes, en hora universal. Lo que una llamada puede costar se aparta antes de hacerla: no se pasa del tope.`}>
        <Field label={t`Tokens por mes`} inputMode="numeric" pattern="\d{1,12}" title={t`Una cifra sin decimales`} required value={values.tokens} onChange={(event) => set({ tokens: event.target.value })} />
        <Field label={t`Dinero por mes`} hint={t`Vacío: solo cuentan los tokens.`} inputMode="decimal" pattern={DECIMAL} title={t`Una cifra, con cuatro decimales a lo más`} value={values.money} onChange={(event) => set({ money: event.target.value })} />
        <Field label={t`Moneda`} required maxLength={3} pattern="[A-Za-z]{3}" title={t`Tres letras: USD, PEN, EUR`} value={values.currency} onChange={(event) => set({ currency: event.target.value })} />
        <Field label={t`Precio de un millón de tokens que se mandan`} inputMode="decimal" pattern={DECIMAL} title={t`Una cifra, con cuatro decimales a lo más`} value={values.priceIn} error={priceless} onChange={(event) => set({ priceIn: event.target.value })} />
        <Field label={t`Precio de un millón de tokens que responde`} inputMode="decimal" pattern={DECIMAL} title={t`Una cifra, con cuatro decimales a lo más`} value={values.priceOut} onChange={(event) => set({ priceOut: event.target.value })} />
      </Section>
      <FormFoot form={form} />
    </form>
  );
}

function keptOf({ settings }: LlmView): typeof EMPTY {
  if (!settings) return EMPTY;
  return {
    url: settings.url,
    model: settings.model,
    key: "",
    seconds: String(settings.seconds),
    tokens: String(settings.month_tokens),
    money: plain(settings.month_money ?? ""),
    currency: settings.currency,
    priceIn: plain(settings.price_in),
    priceOut: plain(settings.price_out),
    uses: settings.uses,
  };
}

/** A decimal as people write it: without zeros at its end, and nothing for none. */
function plain(value: string): string {
  const bare = value.includes(".") ? value.replace(/\.?0+$/, "") : value;
  return bare === "0" ? "" : bare;
}

function decimal(text: string, otherwise: number): number {
  const value = Number(text.trim().replace(",", "."));
  return Number.isFinite(value) && text.trim() ? value : otherwise;
}
