import { t } from "@lingui/core/macro";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import type { AdminAccount } from "~/client/contract/connecting";
import { Button } from "~/kit/Button";
import { Chip } from "~/kit/Chip";
import { DataTable } from "~/kit/DataTable";
import { Empty } from "~/kit/Empty";
import { count } from "~/kit/formats";
import { Loaded } from "~/kit/Loaded";
import { now } from "~/kit/now";
import { Page } from "~/kit/Page";
import type { SectionPage } from "~/kit/settingSection";
import { untilWords } from "~/kit/untilWords";
import { useMay } from "~/rooms/access/useMay";
import { adminAccountsQuery } from "~/rooms/channels/accountQueries";
import { ChannelGlyph } from "~/rooms/channels/ChannelGlyph";
import { beatWords, placeWords, purposeOfAccount, stateWords, tierWords, tokenWords } from "~/rooms/channels/healthWords";
import { AccountPage } from "./AccountPage";
import css from "./AccountsPage.module.css";
import { ConnectPage } from "./ConnectPage";

/** Every connected number, mailbox and chat, and how it does. */
export function AccountsPage({ item }: SectionPage) {
  const navigate = useNavigate();
  const may = useMay();
  const accounts = useQuery(adminAccountsQuery);
  const go = (to: string) => void navigate({ to: "/admin/$section/$item", params: { section: "accounts", item: to } });
  if (item === "new") return <ConnectPage />;
  if (item) return <AccountPage id={item} />;
  return (
    <Page
      wide
      title={t`Cuentas de canal`}
      lede={t`Los números, buzones y chats por los que escribe la gente, y cómo están.`}
      deeds={
        may("channels.manage") ? (
          <Button look="main" onClick={() => go("new")}>
            {t`Conectar una cuenta`}
          </Button>
        ) : null
      }
    >
      <Loaded query={accounts}>
        {(rows) => (
          <DataTable
            label={t`Cuentas de canal`}
            rows={rows.filter((one) => one.state !== "retired")}
            keyOf={(one) => one.id}
            onOpen={(one) => go(one.id)}
            empty={<Empty words={t`Ninguna cuenta conectada. La primera puede ser un chat web: no pide nada a nadie.`} />}
            columns={[
              {
                id: "name",
                head: t`Cuenta`,
                cell: (one) => (
                  <span className={css.name}>
                    <ChannelGlyph channel={one.channel} named />
                    {one.name}
                  </span>
                ),
              },
              { id: "brand", head: t`Marca`, cell: (one) => one.brand },
              { id: "place", head: t`País`, cell: (one) => placeWords(one) || "–" },
              { id: "tier", head: t`Nivel`, cell: (one) => tierWords(one) },
              { id: "purpose", head: t`Propósito`, cell: (one) => purposeOfAccount(one.purpose) },
              { id: "state", head: t`Estado`, cell: (one) => <Standing account={one} /> },
              { id: "in", head: t`Llegó`, cell: (one) => beatWords(one.received_at, now()) },
              { id: "out", head: t`Salió`, cell: (one) => beatWords(one.sent_at, now()) },
              { id: "line", head: t`En espera`, align: "end", cell: (one) => (one.waiting ? count(one.waiting.messages) : "–") },
              { id: "owner", head: t`A cargo de`, cell: (one) => one.owner || "–" },
            ]}
          />
        )}
      </Loaded>
    </Page>
  );
}

function Standing({ account }: { account: AdminAccount }) {
  const token = tokenWords(account, now());
  const wrong = account.findings.some((one) => one.state === "bad");
  return (
    <span className={css.state}>
      {(account.poll?.failures ?? 0) > 1 ? <Chip tone="approaching">{t`No se puede leer`}</Chip> : null}
      {account.paused_until ? <Chip tone="approaching">{t`En espera ${untilWords(account.paused_until, now())}`}</Chip> : null}
      {account.breaker ? <Chip tone="breached">{t`El proveedor no contesta`}</Chip> : null}
      {account.state === "broken" || wrong ? <Chip tone="breached">{account.state === "broken" ? stateWords(account) : t`Hay algo mal`}</Chip> : stateWords(account)}
      {token ? <Chip tone={account.token_warning === 0 ? "breached" : "approaching"}>{token}</Chip> : null}
    </span>
  );
}
