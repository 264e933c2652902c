import { t } from "@lingui/core/macro";
import { type UseQueryResult, useQueryClient } from "@tanstack/react-query";
import { X } from "lucide-react";
import { lazy } from "react";
import type { CaseDetail } from "~/client/contract/cases";
import type { ContactPanel as Panel } from "~/client/contract/contacts";
import { Button } from "~/kit/Button";
import { cx } from "~/kit/cx";
import { useDoing } from "~/kit/deed";
import { Failing } from "~/kit/Failing";
import { IconButton } from "~/kit/IconButton";
import { Loading } from "~/kit/Loading";
import { nameWords } from "~/kit/nameWords";
import { Part } from "~/kit/Part";
import { patient } from "~/kit/patient";
import { problemWords } from "~/kit/problemWords";
import { CaseDeeds } from "~/rooms/cases/deeds";
import { RelatedCases } from "~/rooms/cases/RelatedCases";
import { Timeline } from "~/rooms/cases/Timeline";
import { ChannelGlyph } from "~/rooms/channels/ChannelGlyph";
import { channelWords } from "~/rooms/channels/channelWords";
import { useMay } from "~/rooms/access/useMay";
import { ContactPanel } from "~/rooms/contacts/ContactPanel";
import panelCss from "~/rooms/contacts/ContactPanel.module.css";
import { targetWords } from "~/rooms/sla/targetWords";
import css from "./Pane.module.css";
import type { Promising } from "./promising";

const PledgesSection = lazy(() => patient(() => import("./PledgesSection")).then((file) => ({ default: file.PledgesSection })));
const ReferralLines = lazy(() => patient(() => import("~/rooms/cases/ReferralLines")).then((file) => ({ default: file.ReferralLines })));
const OutlookLines = lazy(() => patient(() => import("~/rooms/intelligence/OutlookLines")).then((file) => ({ default: file.OutlookLines })));
const TypingLines = lazy(() => patient(() => import("./TypingLines")).then((file) => ({ default: file.TypingLines })));
const Panels = lazy(() => patient(() => import("~/rooms/panels/Panels")).then((file) => ({ default: file.Panels })));
const WORDS = { channel: channelWords, target: targetWords };
const glyph = (channel: string) => <ChannelGlyph channel={channel} />;

/** The contact and what happened; a drawer where there is no room for it. */
export function SidePane({ one, view, contact, open, onClose, onUnblock, onForget, promising }: Props) {
  const mayNote = useMay()("consents.write");
  const cache = useQueryClient();
  const { perform } = useDoing();
  return (
    <aside className={cx(css.pane, css.side)} data-open={open} aria-label={t`Contacto`}>
      <div className={css.bar} style={{ padding: "0 16px" }}>
        <h2 className="cut">{nameWords(one.contact.name)}</h2>
        <span className="space" />
        <span className={css.closeDrawer}>
          <IconButton icon={X} name={t`Cerrar`} onClick={onClose} />
        </span>
      </div>
      {contact.isError && !contact.data ? (
        <Failing what={t`No llegan los datos del contacto`} why={problemWords(contact.error)} onRetry={() => void contact.refetch()} />
      ) : null}
      {contact.isPending ? <Loading rows={5} /> : null}
      {contact.data ? <ContactPanel contact={contact.data} view={view} glyph={glyph} onUnblock={onUnblock} mayNote={mayNote} /> : null}
      {contact.data && onForget ? <Button look="bare" onClick={onForget}>{t`Olvidar lo aprendido de este contacto…`}</Button> : null}
      <Part>
        <PledgesSection contactId={one.contact.id} promising={promising} />
        <Panels contactId={one.contact.id} caseId={one.id} />
      </Part>
      {one.referral ? (
        <section className={panelCss.section} aria-label={t`Qué lo trajo`}>
          <h3>{t`Qué lo trajo`}</h3>
          <Part>
            <ReferralLines referral={one.referral} />
          </Part>
        </section>
      ) : null}
      <Part>
        <TypingLines one={one} mayTag={one.may.includes("case.tag")} />
      </Part>
      {one.outlook ? (
        <section className={panelCss.section} aria-label={t`Pronóstico`}>
          <h3>{t`Pronóstico`}</h3>
          <Part>
            <OutlookLines outlook={one.outlook} />
          </Part>
        </section>
      ) : null}
      {one.participants.length > 1 ? (
        <section className={panelCss.section} aria-label={t`Participantes`}>
          <h3>{t`Participantes`}</h3>
          {one.participants.map((each) => (
            <div className={panelCss.line} key={`${each.contact_id}${each.role}`}>
              <span>{each.name}</span>
              <span className={panelCss.side}>{each.address}</span>
            </div>
          ))}
        </section>
      ) : null}
      <section className={panelCss.section} aria-label={t`Qué pasó con el caso`}>
        <h3>{t`Qué pasó con el caso`}</h3>
        <RelatedCases
          one={one}
          view={view}
          onUnmerge={one.may.includes("case.merge") ? (merge) => void perform(new CaseDeeds(cache, one).unmerge(merge)) : null}
        />
        <Timeline caseId={one.id} words={WORDS} />
      </section>
    </aside>
  );
}

interface Props {
  one: CaseDetail;
  view: string;
  contact: UseQueryResult<Panel>;
  open: boolean;
  onClose: () => void;
  onUnblock: (() => void) | null;
  onForget: (() => void) | null;
  promising: Promising;
}
