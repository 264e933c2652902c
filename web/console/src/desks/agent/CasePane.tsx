import { t } from "@lingui/core/macro";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { lazy, useCallback, useContext, useEffect, useRef, useState } from "react";
import type { CaseDetail, Conversation } from "~/client/contract/cases";
import type { Message } from "~/client/contract/messages";
import { useLive } from "~/client/useLive";
import type { Ready } from "~/kit/command";
import { cx } from "~/kit/cx";
import { useDoing } from "~/kit/deed";
import { Failing } from "~/kit/Failing";
import { Part } from "~/kit/Part";
import { patient } from "~/kit/patient";
import { problemWords } from "~/kit/problemWords";
import { CaseDeeds } from "~/rooms/cases/deeds";
import { dueWords } from "~/rooms/cases/dueWords";
import { caseQuery, teamsQuery } from "~/rooms/cases/queries";
import { AsOfNote } from "~/rooms/console/AsOfNote";
import { AttentionContext } from "~/rooms/console/AttentionContext";
import type { Back } from "~/rooms/conversations/drafts";
import { useSummary } from "~/rooms/intelligence/summary/useSummary";
import { CaseHead } from "./CaseHead";
import { Composer } from "./Composer";
import css from "./Pane.module.css";
import { SilentBar } from "./SilentBar";
import { ThreadPane } from "./ThreadPane";
import type { Writing } from "./useCompose";
import { type Take, useDrop } from "./useFiles";
import { useMarkRead } from "./useMarkRead";
import { useMe } from "./useMe";
import { useSilence } from "./useSilence";
import { useTrouble } from "./useTrouble";
import { writable } from "./writable";

const HintStrip = lazy(() => patient(() => import("~/rooms/intelligence/insight/HintStrip")).then((file) => ({ default: file.HintStrip })));
const SummaryStrip = lazy(() => patient(() => import("~/rooms/intelligence/summary/SummaryStrip")).then((file) => ({ default: file.SummaryStrip })));
const HelpStrip = lazy(() => patient(() => import("~/rooms/cases/HelpStrip")).then((file) => ({ default: file.HelpStrip })));

/** One case: its head, its thread, and where to write. */
export function CasePane({ one, commands, writing, target, onTargetLeft, onShow, onWrite, onSplit, onMove, onBack, onSide, silent, onSilenceEnd }: Props) {
  const cache = useQueryClient();
  const live = useLive();
  const me = useMe();
  const attention = useContext(AttentionContext);
  const { perform, failed } = useDoing();
  const { data: teams } = useQuery(teamsQuery);
  const [chosenId, setChosenId] = useState<string | null>(null);
  const [quoted, setQuoted] = useState<Message | null>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const taker = useRef<Take | null>(null);
  const drop = useDrop(taker);
  const conversation = one.conversations.find((each) => each.id === chosenId) ?? one.conversations[0];
  const trouble = useTrouble(one, (back) => onWrite("reply", back));
  useMarkRead(one, !silent);
  useSilence(one.id, silent);
  const summary = useSummary(one.id, one.revision, !silent && one.holder?.id === me.user.id);

  useEffect(() => {
    if (silent) return;
    live.view(one.id);
    return () => live.view(null);
  }, [live, one.id, silent]);
  const wrapUp = one.state === "resolved";
  useEffect(() => {
    if (silent) return; // their time on it is no work of the case
    attention?.look(one.id, "case", wrapUp);
    return () => attention?.look(null, "cases");
  }, [attention, one.id, wrapUp, silent]);
  useEffect(() => {
    if (writing.asked > 0) field.current?.focus();
  }, [writing.asked]);

  const choose = useCallback((each: Conversation) => setChosenId(each.id), []);
  const quote = useCallback(
    (message: Message) => {
      setQuoted(message);
      setChosenId(message.conversation_id);
      onWrite("reply", null);
    },
    [onWrite],
  );
  return (
    <main className={cx(css.pane, css.thread)} aria-label={t`Caso`} id="case" {...drop.handlers}>
      {drop.over ? <p className={css.drop}>{t`Soltar para adjuntar`}</p> : null}
      <CaseHead
        one={one}
        commands={commands}
        teamName={teams?.find((each) => each.id === one.team_id)?.name ?? null}
        awaitedTeam={teams?.find((each) => each.id === one.waiting?.team_id)?.name ?? null}
        myId={me.user.id}
        onBack={onBack}
        onSide={onSide}
      />
      {silent ? <SilentBar onEnd={onSilenceEnd} /> : null}
      <Part>
        <HelpStrip caseId={one.id} myId={me.user.id} />
        {!silent && one.may.includes("case.reply") ? <HintStrip caseId={one.id} revision={one.revision} /> : null}
        {summary.open ? <SummaryStrip summary={summary} dueWords={dueWords} onShow={onShow} /> : null}
      </Part>
      <AsOfNote at={cache.getQueryState(caseQuery(one.id).queryKey)?.dataUpdatedAt ?? 0} />
      {failed ? (
        <Failing what={t`No se pudo hacer`} why={problemWords(failed.error)} onRetry={failed.retry} />
      ) : null}
      <ThreadPane
        one={one}
        target={target}
        onTargetLeft={onTargetLeft}
        deeds={trouble}
        onQuote={quote}
        onSplit={onSplit}
        onMove={onMove}
        onAnswerable={(message) => void perform(new CaseDeeds(cache, one).answerable(message.id))}
      />
      {conversation && !silent && writable(one).length > 0 ? (
        <Composer
          one={one}
          conversation={conversation}
          onConversation={choose}
          quoted={quoted}
          onQuoted={setQuoted}
          field={field}
          taker={taker}
          writing={writing}
        />
      ) : null}
    </main>
  );
}

interface Props {
  one: CaseDetail;
  commands: Ready[];
  writing: Writing;
  /** A message to bring into view, and what to do once its reader goes on. */
  target: string | null;
  onTargetLeft: () => void;
  onShow: (messageId: string) => void;
  onWrite: (mode: Writing["mode"], back: Back | null) => void;
  onSplit: (message: Message) => void;
  onMove: (message: Message) => void;
  onBack: () => void;
  onSide: () => void;
  /** Looked at without being shown as looking. */
  silent: boolean;
  onSilenceEnd: () => void;
}
