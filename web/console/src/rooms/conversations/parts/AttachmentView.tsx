import { t } from "@lingui/core/macro";
import { Clock, FileText, Mic, TriangleAlert, Video } from "lucide-react";
import type { Attachment } from "~/client/contract/messages";
import { cx } from "~/kit/cx";
import { fileSize } from "~/kit/formats";
import css from "./Parts.module.css";

/** A file: its picture, or its name and size; while it comes, and when it never came, that is said. */
export function AttachmentView({ file }: { file: Attachment }) {
  const name = file.name || t`archivo`;
  switch (file.state) {
    case "pending":
      return (
        <span className={css.file}>
          <Clock size={14} aria-hidden />
          {t`${name}: bajando`}
        </span>
      );
    case "failed":
      return (
        <span className={cx(css.file, css.failed)}>
          <TriangleAlert size={14} aria-hidden />
          {file.reason_code === "expired" ? t`${name}: el canal ya no lo guarda` : t`${name}: no se pudo bajar`}
        </span>
      );
    case "ready":
      return <Ready file={file} name={name} />;
    default:
      return file.state satisfies never;
  }
}

function Ready({ file, name }: { file: Attachment; name: string }) {
  const url = file.url ?? "#";
  if (file.media === "image" || file.media === "sticker") {
    return (
      <a className={css.shot} href={url} target="_blank" rel="noreferrer">
        <img src={url} alt={t`Imagen: ${name}`} loading="lazy" />
      </a>
    );
  }
  if (file.media === "voice" || file.media === "audio") {
    return (
      <span className={css.file}>
        <Mic size={14} aria-hidden />
        {/* oxlint-disable-next-line jsx-a11y/media-has-caption -- a voice note has no captions; transcripts come later */}
        <audio controls preload="none" src={url} aria-label={name} />
      </span>
    );
  }
  const Icon = file.media === "video" ? Video : FileText;
  return (
    <a className={css.file} href={url} target="_blank" rel="noreferrer" download={file.media === "document" ? name : undefined}>
      <Icon size={14} aria-hidden />
      {name} <span className={css.faint}>{fileSize(file.size)}</span>
    </a>
  );
}
