import { plural, t } from "@lingui/core/macro";
import { Fragment } from "react";
import type { Id } from "~/client/contract/basics";
import type { Capabilities } from "~/client/contract/cases";
import { lightMarks, type Marked } from "./lightMarks";
import { CardStrip } from "./parts/CardStrip";
import { useArrival } from "./useArrival";
import css from "./MessagePreview.module.css";
import type { Mailing } from "./mailing";

/** The text as it will look where it arrives. */
export function MessagePreview({ text, conversation, caseId, quotedId, capabilities, from, sender, contact, subject, mailing, files }: Props) {
  const pieces = useArrival(conversation, caseId, text, quotedId);
  const many = pieces.length > 1;
  return (
    <section className={css.preview} aria-label={t`Cómo llega`}>
      {capabilities.subject ? (
        <dl className={css.heads}>
          <Head name={t`De`} value={from} />
          <Head name={t`Para`} value={[contact, ...mailing.to].join(", ")} />
          <Head name={t`CC`} value={mailing.copied.join(", ")} />
          <Head name={t`CCO`} value={mailing.blind.join(", ")} />
          <Head name={t`Asunto`} value={subject} />
        </dl>
      ) : null}
      {sender ? <p className={css.said}>{t`Lo dice ${sender}`}</p> : null}
      {many ? <p className={css.said}>{plural(pieces.length, { one: "Llega en # mensaje", many: "Llega en # mensajes", other: "Llega en # mensajes" })}</p> : null}
      {pieces.map((one, at) => (
        <Fragment key={at}>
          {one.picture ? <p className={css.said}>{t`Con su imagen`}</p> : null}
          {one.text === "" && one.cards.length > 0 ? null : (
            <p className={capabilities.subject ? css.letter : css.bubble}>
              {(capabilities.light_marks ? lightMarks(one.text) : [{ text: one.text, marks: [] }]).map((piece, place) => (
                <Fragment key={place}>{drawn(piece)}</Fragment>
              ))}
            </p>
          )}
          {one.cards.length > 0 ? <CardStrip cards={one.cards.map((card) => ({ ...card, buttons: card.buttons.map((title) => ({ title, link: "" })) }))} /> : null}
          {one.buttons.length > 0 ? (
            <ul className={css.offer} aria-label={t`Opciones que se ofrecen`}>
              {one.buttons.map((title) => (
                <li key={title}>{title}</li>
              ))}
            </ul>
          ) : null}
          {one.link_preview === false && /https?:/.test(one.text) ? <p className={css.said}>{t`El enlace llega sin su vista previa`}</p> : null}
        </Fragment>
      ))}
      {files.length > 0 ? <p className={css.files}>{files.join(" · ")}</p> : null}
    </section>
  );
}

function Head({ name, value }: { name: string; value: string }) {
  return value ? (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  ) : null;
}

function drawn({ text, marks }: Marked) {
  return marks.reduceRight(
    (inner, mark) => {
      switch (mark) {
        case "bold":
          return <b>{inner}</b>;
        case "italic":
          return <em>{inner}</em>;
        case "struck":
          return <s>{inner}</s>;
        case "code":
          return <code>{inner}</code>;
        default:
          return mark satisfies never;
      }
    },
    <>{text}</>,
  );
}

interface Props {
  text: string;
  conversation: Id;
  caseId: Id;
  quotedId: Id | null;
  capabilities: Capabilities;
  from: string;
  sender: string;
  contact: string;
  subject: string;
  mailing: Mailing;
  files: string[];
}
