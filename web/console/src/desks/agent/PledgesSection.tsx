import { t } from "@lingui/core/macro";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { Button } from "~/kit/Button";
import { useDoing } from "~/kit/deed";
import { Failing } from "~/kit/Failing";
import { useNow } from "~/kit/now";
import { problemWords } from "~/kit/problemWords";
import { PledgeLine } from "~/rooms/cases/PledgeLine";
import css from "~/rooms/cases/Pledges.module.css";
import { PledgeDeeds, pledgesQuery } from "~/rooms/cases/promises";
import panelCss from "~/rooms/contacts/ContactPanel.module.css";
import type { Promising } from "./promising";

const SHOWN = 6;

/** What this contact was promised: what is owed first, and lately kept or called off. */
export function PledgesSection({ contactId, promising }: { contactId: string; promising: Promising }) {
  const now = useNow();
  const cache = useQueryClient();
  const { perform } = useDoing();
  const pledges = useQuery(pledgesQuery(contactId));
  const deeds = new PledgeDeeds(cache);
  const all = pledges.data ?? [];
  const owed = all.filter((one) => one.state === "owed" || one.state === "broken").toReversed();
  const ended = all.filter((one) => !owed.includes(one)).slice(0, Math.max(0, SHOWN - owed.length));
  return (
    <section className={panelCss.section} aria-label={t`Promesas hechas`}>
      <h3>{t`Promesas hechas`}</h3>
      {pledges.isError ? <Failing what={t`No llegan las promesas`} why={problemWords(pledges.error)} onRetry={() => void pledges.refetch()} /> : null}
      <ul className={css.list}>
        {[...owed, ...ended].map((one) => (
          <PledgeLine
            key={one.id}
            one={one}
            now={now}
            onKeep={(each) => void perform(deeds.keep(each))}
            onMove={promising.move}
            onCancel={(each) => void perform(deeds.cancel(each))}
          />
        ))}
      </ul>
      {promising.make ? (
        <Button look="bare" onClick={promising.make}>
          <Plus size={14} aria-hidden />
          {t`Anotar una promesa`}
        </Button>
      ) : all.length === 0 && pledges.isSuccess ? (
        <p className={panelCss.line}>{t`Ninguna por ahora.`}</p>
      ) : null}
    </section>
  );
}
