import { t } from "@lingui/core/macro";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { AdminAccount, ChannelField, ChannelKind, FieldValue, MadeSecret } from "~/client/contract/connecting";
import { call } from "~/client/http";
import { Button } from "~/kit/Button";
import { CopyField } from "~/kit/CopyField";
import { Empty } from "~/kit/Empty";
import { Failing } from "~/kit/Failing";
import { Field } from "~/kit/Field";
import { FormFoot } from "~/kit/FormFoot";
import { Loaded } from "~/kit/Loaded";
import { Notice } from "~/kit/Notice";
import { moment } from "~/kit/formats";
import { now } from "~/kit/now";
import { Page } from "~/kit/Page";
import { problemWords } from "~/kit/problemWords";
import { Section } from "~/kit/Section";
import { Select } from "~/kit/Select";
import { useForm } from "~/kit/useForm";
import { useMay } from "~/rooms/access/useMay";
import { accountPeopleQuery, adminAccountsQuery, kindsQuery } from "~/rooms/channels/accountQueries";
import { CountryField } from "~/rooms/channels/CountryField";
import { FindingList } from "~/rooms/channels/FindingList";
import { placeWords, stateWords, tokenWords } from "~/rooms/channels/healthWords";
import { KindFields } from "~/rooms/channels/KindFields";
import { saidWords } from "~/rooms/channels/saidWords";
import css from "./AccountsPage.module.css";
import { ActivationSection } from "./ActivationSection";
import { AgreementSection } from "./AgreementSection";
import { CareSection } from "./CareSection";
import { FlowSection } from "./FlowSection";
import { MadeSection } from "./MadeSection";
import { PollSection } from "./PollSection";
import { RestSection } from "./RestSection";
import { TrialSection } from "./TrialSection";

/** One account: how it does, a live look, a test message, its settings, its secrets, its rest. */
export function AccountPage({ id }: { id: string }) {
  const accounts = useQuery(adminAccountsQuery);
  const kinds = useQuery(kindsQuery);
  return (
    <Loaded query={accounts}>
      {(all) => {
        const account = all.find((one) => one.id === id);
        const kind = kinds.data?.find((one) => one.channel === account?.channel);
        if (!account) return <Empty words={t`Esta cuenta ya no existe, o no está al alcance.`} />;
        return kind ? <Shown account={account} kind={kind} /> : <Loaded query={kinds}>{() => <Empty words={t`Esta versión no conoce el canal de esta cuenta.`} />}</Loaded>;
      }}
    </Loaded>
  );
}

function Shown({ account, kind }: { account: AdminAccount; kind: ChannelKind }) {
  const cache = useQueryClient();
  const may = useMay()("channels.manage");
  const refresh = () => cache.invalidateQueries({ queryKey: adminAccountsQuery.queryKey });
  const [made, setMade] = useState<MadeSecret[]>([]);
  const [secrets, setSecrets] = useState<Record<string, FieldValue>>({});
  const examine = useMutation({ mutationFn: () => call("POST /channels/examine", { body: { id: account.id } }), onSettled: refresh });
  const rotate = useMutation({
    mutationFn: () => call("PUT /channels/accounts/{id}/secrets", { path: { id: account.id }, body: { values: secrets } }),
    onSuccess: (answer) => {
      setMade(answer.made);
      setSecrets({});
      examine.mutate();
    },
  });
  const form = useForm({ name: account.name, purpose: account.purpose, country: account.country, owner_id: account.owner_id, values: account.values }, (said) => {
    const values = Object.fromEntries(asked.flatMap(({ name }) => (said.values[name] === undefined ? [] : [[name, said.values[name]]])));
    return call("PATCH /channels/accounts/{id}", { path: { id: account.id }, body: { ...said, values } }).then(refresh);
  });
  const people = useQuery({ ...accountPeopleQuery(account.id), enabled: may }).data ?? [];
  const owners = account.owner_id && people.every((one) => one.id !== account.owner_id) ? [...people, { id: account.owner_id, name: account.owner }] : people;
  const token = tokenWords(account, now());
  const secretFields = kind.fields.filter((one) => one.kind === "secret" && (!one.only_if || account.values[one.only_if[0]] === one.only_if[1] || one.only_if[1] === kind.fields.find((other) => other.name === one.only_if?.[0])?.usual));
  const settings = kind.fields.filter((one) => one.kind !== "secret" && !one.fixed);
  const steered = (values: Record<string, FieldValue>) => settings.filter((one) => one.steers).map((one) => String(values[one.name] ?? one.usual)).join("\n");
  const moved = steered(form.values.values) !== steered(account.values);
  const asked: ChannelField[] = moved ? [...settings, ...secretFields.map((one) => ({ ...one, required: true, only_if: null }))] : settings;
  return (
    <Page title={account.name} lede={[saidWords(kind.name), account.external_id, stateWords(account), placeWords(account)].filter(Boolean).join(" · ")}>
      {token ? <Notice tone={account.token_warning === 0 ? "breached" : "approaching"}>{token}</Notice> : null}
      {account.state === "broken" ? <Notice tone="breached">{t`El proveedor rechazó las credenciales (${account.state_reason}). Comprobar para saber cuál, y reemplazarla abajo.`}</Notice> : null}
      {account.activation ? <ActivationSection account={account} activation={account.activation} onDone={() => void refresh()} /> : null}
      {account.twins.length > 0 ? <Notice tone="approaching">{t`Hay otra cuenta igual de canal, marca, país y propósito: ${account.twins.join(", ")}. Los manuales piden una sola por región.`}</Notice> : null}
      <Section title={t`Comprobación`} hint={account.checked_at ? t`Última: ${moment(account.checked_at, now())}` : t`Aún no se ha comprobado.`}>
        {account.findings.length > 0 ? <FindingList findings={account.findings} /> : null}
        {examine.error ? <Failing what={t`No se comprobó`} why={problemWords(examine.error)} /> : null}
        {kind.practices > 0 ? (
          <p>
            <Link className={css.link} to="/admin/$section/$item" params={{ section: "practices", item: account.id }}>
              {t`Ver lo que piden los manuales a esta cuenta`}
            </Link>
          </p>
        ) : null}
        {kind.profile ? (
          <p>
            <Link className={css.link} to="/admin/$section/$item" params={{ section: "profiles", item: account.id }}>
              {t`Lo que se ve antes de escribir: saludo, entradas, primeras preguntas`}
            </Link>
          </p>
        ) : null}
        {may ? (
          <div className={css.row}>
            <Button disabled={examine.isPending} onClick={() => examine.mutate()}>
              {examine.isPending ? t`Comprobando…` : t`Comprobar ahora`}
            </Button>
          </div>
        ) : null}
      </Section>
      {may && kind.agreement ? <AgreementSection account={account} agreement={kind.agreement} /> : null}
      {may && account.state === "active" ? <TrialSection account={account} kind={kind} /> : null}
      {account.poll ? <PollSection poll={account.poll} /> : null}
      <FlowSection account={account} />
      {account.hook && kind.hook ? (
        <Section title={t`Webhook`} hint={saidWords(kind.hook)}>
          <CopyField label={t`Dirección del webhook`} value={account.hook} />
        </Section>
      ) : null}
      {may ? (
        <>
          <Section title={t`Ajustes`}>
            <form
              className={css.form}
              onSubmit={(event) => {
                event.preventDefault();
                void form.save();
              }}
            >
              <Field label={t`Nombre`} required maxLength={120} value={form.values.name} onChange={(event) => form.set({ name: event.target.value })} />
              <Select label={t`Propósito`} value={form.values.purpose} onChange={(event) => form.set({ purpose: event.target.value as AdminAccount["purpose"] })}>
                <option value="care">{t`Atención`}</option>
                <option value="marketing">{t`Mercadeo`}</option>
                <option value="sales">{t`Ventas`}</option>
              </Select>
              <Select label={t`A cargo de`} value={form.values.owner_id ?? ""} onChange={(event) => form.set({ owner_id: event.target.value || null })}>
                <option value="">{t`nadie`}</option>
                {owners.map((one) => (
                  <option key={one.id} value={one.id}>
                    {one.name}
                  </option>
                ))}
              </Select>
              <CountryField value={form.values.country} error={form.errorOf("country")} onChange={(country) => form.set({ country })} />
              <KindFields fields={asked} values={form.values.values} onChange={(values) => form.set({ values })} />
              {moved ? <Notice>{t`Los secretos irían a otro lugar que antes: hay que escribirlos otra vez.`}</Notice> : null}
              <FormFoot form={form} />
            </form>
          </Section>
          {account.purpose === "care" ? null : <CareSection account={account} onDone={() => void refresh()} />}
          {secretFields.length > 0 ? (
            <Section title={t`Secretos`} hint={t`Solo se escriben los que cambian; los demás siguen.`}>
              <form
                className={css.form}
                onSubmit={(event) => {
                  event.preventDefault();
                  rotate.mutate();
                }}
              >
                <KindFields fields={secretFields.map((one) => ({ ...one, required: false, only_if: null }))} values={secrets} onChange={setSecrets} />
                {rotate.error ? <Failing what={t`No se reemplazó`} why={problemWords(rotate.error)} /> : null}
                <div className={css.row}>
                  <Button type="submit" disabled={rotate.isPending || Object.values(secrets).every((one) => one === "")}>{t`Reemplazar y comprobar`}</Button>
                </div>
                {made.map((one) => (
                  <CopyField key={one.value} label={saidWords(one.label)} value={one.value} />
                ))}
              </form>
            </Section>
          ) : null}
          {kind.made.length > 0 ? <MadeSection account={account} kind={kind} onDone={() => void refresh()} /> : null}
          <RestSection account={account} onDone={() => void refresh()} />
        </>
      ) : null}
    </Page>
  );
}
