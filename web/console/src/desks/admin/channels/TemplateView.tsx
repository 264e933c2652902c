import { t } from "@lingui/core/macro";
import type { LibraryTemplate } from "~/client/contract/libraryEndpoints";
import { Button } from "~/kit/Button";
import { Dialog } from "~/kit/Dialog";
import { Notice } from "~/kit/Notice";
import { TemplateText } from "~/rooms/channels/TemplateText";
import { templateStateWords } from "~/rooms/channels/templateStateWords";

/** One template as the contact reads it, and how it stands; one that was rejected may be written again. */
export function TemplateView({ template, onAgain, onClose }: Props) {
  if (!template) return null;
  const again = onAgain && ["rejected", "disabled"].includes(template.state);
  return (
    <Dialog
      title={t`${template.name} · ${template.language}`}
      onClose={onClose}
      foot={
        <>
          {again ? <Button onClick={() => onAgain(template)}>{t`Corregir y enviar de nuevo…`}</Button> : null}
          <Button look="main" onClick={onClose}>{t`Listo`}</Button>
        </>
      }
    >
      {template.state === "approved" ? null : (
        <Notice tone={template.state === "pending" ? "approaching" : "breached"}>{t`Esta plantilla está ${templateStateWords(template.state, template.reason)}. Mientras tanto no se puede enviar.`}</Notice>
      )}
      <TemplateText {...template} parameters={[]} />
    </Dialog>
  );
}

interface Props {
  template: LibraryTemplate | null;
  /** Null for those who may not. */
  onAgain: ((template: LibraryTemplate) => void) | null;
  onClose: () => void;
}
