import { t } from "@lingui/core/macro";
import { Eye, GalleryHorizontal, ListChecks, Paperclip } from "lucide-react";
import { lazy, useRef } from "react";
import { IconButton } from "~/kit/IconButton";
import { Part } from "~/kit/Part";
import { patient } from "~/kit/patient";
import { withCard, withOffer } from "~/rooms/conversations/offers";
import type { Rewriting } from "./rewriting/useRewriting";

const RewriteMenu = lazy(() => patient(() => import("./rewriting/RewriteMenu")).then((file) => ({ default: file.RewriteMenu })));

/** What a reply can be given besides its words. */
export function ComposerTools({ text, previewing, rewriting, onFiles, onText, onPreview }: Props) {
  const picker = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={picker}
        type="file"
        multiple
        hidden
        tabIndex={-1}
        aria-hidden
        onChange={(event) => {
          if (event.target.files) onFiles(event.target.files);
          event.target.value = ""; // the same file may be chosen again
        }}
      />
      <IconButton icon={Paperclip} name={t`Adjuntar`} onClick={() => picker.current?.click()} />
      <IconButton icon={ListChecks} name={t`Ofrecer opciones`} onClick={() => onText(withOffer(text))} />
      <IconButton icon={GalleryHorizontal} name={t`Ofrecer tarjetas`} onClick={() => onText(withCard(text))} />
      <IconButton icon={Eye} name={t`Ver cómo llega`} aria-pressed={previewing} onClick={() => onPreview(!previewing)} />
      {rewriting.model ? <Part><RewriteMenu model={rewriting.model} rewriting={rewriting} /></Part> : null}
    </>
  );
}

interface Props {
  text: string;
  previewing: boolean;
  rewriting: Rewriting;
  onFiles: (files: FileList) => void;
  /** What is written, with a line for what is offered. */
  onText: (text: string) => void;
  onPreview: (on: boolean) => void;
}
