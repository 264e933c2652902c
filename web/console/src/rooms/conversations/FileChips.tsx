import { t } from "@lingui/core/macro";
import { Clock, Paperclip, TriangleAlert, X } from "lucide-react";
import type { Attachment } from "~/client/contract/messages";
import { cx } from "~/kit/cx";
import { fileSize } from "~/kit/formats";
import { IconButton } from "~/kit/IconButton";
import { problemWords } from "~/kit/problemWords";
import css from "./FileChips.module.css";
import type { Upload } from "./useUploads";

/** The files that go with the text: those that wait, go up, or were refused and why. */
export function FileChips({ files, uploads, onRemove }: { files: Attachment[]; uploads: Upload[]; onRemove: (id: string) => void }) {
  if (files.length + uploads.length === 0) return null;
  return (
    <ul className={css.files} aria-label={t`Archivos adjuntos`}>
      {files.map((one) => (
        <li className={css.file} key={one.id}>
          <Paperclip size={14} aria-hidden />
          <span className="cut">{`${one.name} · ${fileSize(one.size)}`}</span>
          <IconButton icon={X} size={14} name={t`Quitar ${one.name}`} onClick={() => onRemove(one.id)} />
        </li>
      ))}
      {uploads.map((one) => (
        <li className={cx(css.file, Boolean(one.error) && css.refused)} key={one.id} role={one.error ? "alert" : undefined}>
          {one.error ? <TriangleAlert size={14} aria-hidden /> : <Clock size={14} aria-hidden />}
          <span className="cut">{one.error ? `${one.file.name}: ${problemWords(one.error)}` : t`${one.file.name}: subiendo`}</span>
          <IconButton icon={X} size={14} name={t`Quitar ${one.file.name}`} onClick={() => onRemove(one.id)} />
        </li>
      ))}
    </ul>
  );
}
