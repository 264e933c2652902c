import { plural, t } from "@lingui/core/macro";
import { Link } from "@tanstack/react-router";
import type { NeedsAttention } from "~/client/contract/connecting";
import { DataTable } from "~/kit/DataTable";
import { moment } from "~/kit/formats";
import { useNow } from "~/kit/now";
import { Section } from "~/kit/Section";
import css from "./AccountsPage.module.css";

/** Accounts that wait for a leader, whose provider is not reached, or of which a look found something wrong. */
export function AccountTroubles({ approvals, unreached, faulty }: Pick<NeedsAttention, "approvals" | "unreached" | "faulty">) {
  const now = useNow();
  return (
    <>
      {approvals.length > 0 ? (
        <Section stacked title={t`Cuentas por aprobar (${approvals.length})`} hint={t`Conectadas, y a la espera de que otra persona las ponga en servicio.`}>
          <DataTable
            label={t`Cuentas por aprobar`}
            rows={approvals}
            keyOf={(one) => one.id}
            columns={[
              { id: "name", head: t`Cuenta`, cell: (one) => one.name },
              { id: "at", head: t`Pedida`, cell: (one) => moment(one.asked_at, now) },
              { id: "deed", head: t`Remedio`, cell: (one) => <ToAccount id={one.id} words={t`Ver y decidir`} /> },
            ]}
          />
        </Section>
      ) : null}
      {unreached.length > 0 ? (
        <Section stacked title={t`Proveedores que no contestan (${unreached.length})`} hint={t`Los mensajes esperan, y uno sale de sonda cada tanto. Nada se pierde.`}>
          <DataTable
            label={t`Proveedores que no contestan`}
            rows={unreached}
            keyOf={(one) => one.id}
            columns={[
              { id: "name", head: t`Cuenta`, cell: (one) => one.name },
              { id: "since", head: t`Desde`, cell: (one) => moment(one.since, now) },
              { id: "why", head: t`Código`, cell: (one) => one.code || "–" },
              { id: "deed", head: t`Remedio`, cell: (one) => <ToAccount id={one.id} words={t`Ver la cuenta`} /> },
            ]}
          />
        </Section>
      ) : null}
      {faulty.length > 0 ? (
        <Section stacked title={t`Cuentas con algo mal (${faulty.length})`} hint={t`Lo encontró la última mirada al proveedor, que se hace sola cuatro veces al día.`}>
          <DataTable
            label={t`Cuentas con algo mal`}
            rows={faulty}
            keyOf={(one) => one.id}
            columns={[
              { id: "name", head: t`Cuenta`, cell: (one) => one.name },
              { id: "what", head: t`Hallado`, cell: (one) => plural(one.faults, { one: "# falla", many: "# fallas", other: "# fallas" }) },
              { id: "at", head: t`Mirada`, cell: (one) => moment(one.checked_at, now) },
              { id: "deed", head: t`Remedio`, cell: (one) => <ToAccount id={one.id} words={t`Ver qué y arreglarlo`} /> },
            ]}
          />
        </Section>
      ) : null}
    </>
  );
}

function ToAccount({ id, words }: { id: string; words: string }) {
  return (
    <Link className={css.link} to="/admin/$section/$item" params={{ section: "accounts", item: id }}>
      {words}
    </Link>
  );
}
