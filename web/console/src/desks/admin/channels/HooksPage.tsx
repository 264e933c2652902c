import { t } from "@lingui/core/macro";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { Hook } from "~/client/contract/connecting";
import { Button } from "~/kit/Button";
import { Chip } from "~/kit/Chip";
import { DataTable } from "~/kit/DataTable";
import { Empty } from "~/kit/Empty";
import { moment } from "~/kit/formats";
import { Loaded } from "~/kit/Loaded";
import { now } from "~/kit/now";
import { Page } from "~/kit/Page";
import type { SectionPage } from "~/kit/settingSection";
import { HookDialog } from "~/rooms/webhooks/HookDialog";
import { kindWords } from "~/rooms/webhooks/kindWords";
import { hooksQuery } from "~/rooms/webhooks/queries";
import { HookPage } from "./HookPage";

/** Which systems are told what happens here. */
export function HooksPage({ item }: SectionPage) {
  const navigate = useNavigate();
  const hooks = useQuery(hooksQuery);
  const [adding, setAdding] = useState(false);
  if (item) return <HookPage id={item} />;
  return (
    <Page
      wide
      title={t`Webhooks`}
      lede={t`Avisos firmados a otros sistemas, en orden, hasta que los reciben.`}
      deeds={<Button look="main" onClick={() => setAdding(true)}>{t`Agregar un destino`}</Button>}
    >
      <Loaded query={hooks}>
        {(rows) => (
          <DataTable
            label={t`Destinos`}
            rows={rows}
            keyOf={(one) => one.id}
            onOpen={(one) => void navigate({ to: "/admin/$section/$item", params: { section: "webhooks", item: one.id } })}
            empty={<Empty words={t`Nadie recibe avisos todavía.`} />}
            columns={[
              { id: "url", head: t`Destino`, cell: (one) => one.description || one.url },
              { id: "kinds", head: t`Se le avisa`, cell: (one) => (one.kinds.length === 0 ? t`Todo` : one.kinds.map(kindWords).join(", ")) },
              { id: "state", head: t`Estado`, cell: (one) => <State hook={one} /> },
            ]}
          />
        )}
      </Loaded>
      {adding ? <HookDialog hook={null} onClose={() => setAdding(false)} /> : null}
    </Page>
  );
}

function State({ hook }: { hook: Hook }) {
  if (hook.state === "disabled") return <Chip tone="breached">{hook.state_reason === "gone" ? t`Desactivado: pidió no recibir más` : t`Desactivado: falló durante días`}</Chip>;
  if (hook.state === "paused") return <Chip>{t`En pausa`}</Chip>;
  if (hook.failing_since) return <Chip tone="approaching">{t`Falla desde ${moment(hook.failing_since, now())}`}</Chip>;
  return <>{t`Recibe`}</>;
}
