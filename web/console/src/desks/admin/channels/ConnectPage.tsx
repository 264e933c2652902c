import { t } from "@lingui/core/macro";
import { useMutation, useQuery, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { ChannelKind, FieldValue } from "~/client/contract/connecting";
import { call, Refused } from "~/client/http";
import { Button } from "~/kit/Button";
import { CopyField } from "~/kit/CopyField";
import { Failing } from "~/kit/Failing";
import { Field } from "~/kit/Field";
import { Loaded } from "~/kit/Loaded";
import { Notice } from "~/kit/Notice";
import { Page } from "~/kit/Page";
import { problemWords } from "~/kit/problemWords";
import { Section } from "~/kit/Section";
import { Select } from "~/kit/Select";
import { meQuery } from "~/rooms/access/queries";
import { adminAccountsQuery, kindsQuery } from "~/rooms/channels/accountQueries";
import { ChannelGlyph } from "~/rooms/channels/ChannelGlyph";
import { FindingList } from "~/rooms/channels/FindingList";
import { KindFields } from "~/rooms/channels/KindFields";
import { saidWords } from "~/rooms/channels/saidWords";
import css from "./AccountsPage.module.css";

/** Connecting an account: what is needed, what is typed, a live look before anything is saved. */
export function ConnectPage() {
  const kinds = useQuery(kindsQuery);
  const [kind, setKind] = useState<ChannelKind | null>(null);
  return (
    <Page title={kind ? saidWords(kind.name) : t`Conectar una cuenta`} lede={kind ? saidWords(kind.about) : t`Elegir por dónde escribirá la gente.`}>
      {kind ? (
        <Connecting kind={kind} onBack={() => setKind(null)} />
      ) : (
        <Loaded query={kinds}>
          {(all) => (
            <div className={css.kinds}>
              {all.map((one) => (
                <button type="button" key={one.channel} onClick={() => setKind(one)}>
                  <ChannelGlyph channel={one.channel} />
                  <b>{saidWords(one.name)}</b>
                  <p>{saidWords(one.about)}</p>
                </button>
              ))}
            </div>
          )}
        </Loaded>
      )}
    </Page>
  );
}

function Connecting({ kind, onBack }: { kind: ChannelKind; onBack: () => void }) {
  const cache = useQueryClient();
  const { brands } = useSuspenseQuery(meQuery).data;
  const [values, setValues] = useState<Record<string, FieldValue>>({});
  const [name, setName] = useState("");
  const [brand, setBrand] = useState(brands[0]?.id ?? "");
  const examine = useMutation({ mutationFn: () => call("POST /channels/examine", { body: { channel: kind.channel, values } }) });
  const open = useMutation({
    mutationFn: () => call("POST /channels/accounts", { body: { channel: kind.channel, name, brand_id: brand, values } }),
    onSuccess: () => void cache.invalidateQueries({ queryKey: adminAccountsQuery.queryKey }),
  });
  const connect = async () => {
    const found = await examine.mutateAsync();
    if (found.good) await open.mutateAsync();
  };
  const opened = open.data;
  if (opened) {
    const { id, hook } = opened.account;
    return (
      <Section title={t`Conectada`} hint={t`Lo que se ve aquí no se vuelve a mostrar.`}>
        {opened.account.state === "pending" ? <Notice>{t`Falta que otra persona la apruebe: hasta entonces no sale nada por ella.`}</Notice> : null}
        {kind.hook ? <p>{saidWords(kind.hook)}</p> : null}
        {hook ? <CopyField label={t`Dirección del webhook`} value={hook} /> : null}
        {opened.made.map((one) => (
          <CopyField key={one.value} label={saidWords(one.label)} value={one.value} />
        ))}
        <p>
          <Link className={css.link} to="/admin/$section/$item" params={{ section: "accounts", item: id }}>
            {t`Seguir: comprobar y probar`}
          </Link>
        </p>
      </Section>
    );
  }
  const busy = examine.isPending || open.isPending;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void connect().catch(() => undefined);
      }}
    >
      <Section title={t`A mano`} hint={t`Tenerlo antes de empezar ahorra vueltas.`}>
        <ul className={css.needs}>
          {kind.needs.map((one) => (
            <li key={one.es}>{saidWords(one)}</li>
          ))}
        </ul>
      </Section>
      <Section title={t`La cuenta`}>
        <Field label={t`Nombre`} hint={t`Como la verá el equipo.`} required maxLength={120} value={name} onChange={(event) => setName(event.target.value)} />
        <Select label={t`Marca`} required value={brand} onChange={(event) => setBrand(event.target.value)}>
          {brands.map((one) => (
            <option key={one.id} value={one.id}>
              {one.name}
            </option>
          ))}
        </Select>
      </Section>
      <Section title={t`Credenciales`} hint={t`Los secretos se guardan sellados y no se vuelven a mostrar.`}>
        <KindFields fields={kind.fields} values={values} onChange={setValues} />
      </Section>
      <Section title={t`Comprobación`} hint={t`Se pregunta al proveedor antes de guardar nada.`}>
        {examine.data ? <FindingList findings={examine.data.findings} /> : null}
        {examine.data && !examine.data.good ? (
          <Notice deed={<Button disabled={busy} onClick={() => open.mutate()}>{t`Guardar de todos modos`}</Button>}>{t`Nada se guardó. Corregir y volver a comprobar.`}</Notice>
        ) : null}
        {examine.error ?? open.error ? <Failing what={t`No se conectó`} why={wordsOf(examine.error ?? open.error, kind)} /> : null}
        <div className={css.row}>
          <Button look="main" type="submit" disabled={busy}>
            {busy ? t`Comprobando…` : t`Comprobar y conectar`}
          </Button>
          <Button onClick={onBack}>{t`Otro canal`}</Button>
        </div>
      </Section>
    </form>
  );
}

function wordsOf(error: unknown, kind: ChannelKind): string {
  if (error instanceof Refused && error.problem.code === "account_taken") return t`Esa cuenta ya está conectada a Trato.`;
  const field = error instanceof Refused ? kind.fields.find((one) => one.name === error.problem.field) : undefined;
  if (!field) return problemWords(error);
  const name = saidWords(field.label);
  return t`Revisar «${name}»: falta o no es válido.`;
}
