import { t } from "@lingui/core/macro";
import type { ReactNode } from "react";
import type { Conversation } from "~/client/contract/cases";
import { cx } from "~/kit/cx";
import { longDay } from "~/kit/formats";
import { PostView } from "./PostView";
import css from "./Thread.module.css";

/** Where the case begins, or passes to another conversation. */
export function JointView({ conversation, first, at, glyph, name }: Props) {
  const address = conversation.identity.value;
  return (
    <div className={css.entry}>
      <span className={css.node}>{glyph}</span>
      <p className={cx(css.joint, first && css.first)}>
        {first ? (
          <>
            <b>{name}</b>
            {address ? ` · ${t`${address} con ${conversation.account.name}`}` : ` · ${conversation.account.name}`}
            {` · ${longDay(at)}`}
          </>
        ) : (
          <>
            {t`Sigue por`} <b>{name}</b>
            {address ? ` · ${address}` : ""}
            {` · ${t`mismo caso`}`}
          </>
        )}
      </p>
      {conversation.post ? <PostView post={conversation.post} /> : null}
    </div>
  );
}

interface Props {
  conversation: Conversation;
  first: boolean;
  at: string;
  glyph: ReactNode;
  name: string;
}
