import { t } from "@lingui/core/macro";
import { useId, useState } from "react";
import { CopyField } from "~/kit/CopyField";
import { Tabs } from "~/kit/Tabs";
import css from "./ChatFields.module.css";
import { SNIPPET_KINDS, type SnippetKind, snippet } from "./chatSnippets";

/** What to put into a site, for each way of making one. */
export function ChatSnippets({ server, chatKey }: { server: string; chatKey: string }) {
  const id = useId();
  const [kind, choose] = useState<SnippetKind>("plain");
  const words: Record<SnippetKind, string> = { plain: t`Cualquier sitio`, gtm: t`Tag Manager`, react: t`React`, wordpress: t`WordPress` };
  const hints: Record<SnippetKind, string> = {
    plain: t`Va antes de </head>, en todas las páginas.`,
    gtm: t`Una etiqueta de HTML personalizado, en todas las páginas.`,
    react: t`Se dibuja una vez, cerca de la raíz. El token es el de quien tiene sesión en el sitio; vacío, nadie.`,
    wordpress: t`En functions.php del tema hijo, o en un complemento de fragmentos.`,
  };
  const code = snippet(kind, server, chatKey);
  return (
    <div className={css.form}>
      <Tabs label={t`Cómo está hecho el sitio`} tabs={SNIPPET_KINDS.map((one) => ({ id: one, words: words[one] }))} chosen={kind} onChoose={choose} controls={id} />
      <div id={id} role="tabpanel" aria-label={words[kind]} className={css.form}>
        <p>{hints[kind]}</p>
        <CopyField label={t`Código`} value={code} lines={Math.min(code.split("\n").length + 2, 14)} />
      </div>
    </div>
  );
}
