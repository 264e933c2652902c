import { t } from "@lingui/core/macro";
import { useQueryClient } from "@tanstack/react-query";
import { call } from "~/client/http";
import { Confirm } from "~/kit/Confirm";

/** Before what was computed and learned of a contact is gone for good: what goes, and what stays. */
export function ForgetDialog({ contactId, name, onClose }: { contactId: string; name: string; onClose: () => void }) {
  const cache = useQueryClient();
  const forget = async () => {
    await call("POST /contacts/{id}/forget", { path: { id: contactId }, body: {} });
    await cache.invalidateQueries();
  };
  return (
    <Confirm title={t`Olvidar lo aprendido de ${name}`} deed={t`Olvidar`} danger onConfirm={forget} onClose={onClose}>
      <p>{t`Se borra lo que se entendió y se calculó de sus mensajes, y deja de enseñar: los modelos guardados pierden sus mensajes ahora y se ajustan sin ellos. No se puede deshacer.`}</p>
      <p>{t`Sus mensajes, sus casos y lo que hicieron las personas quedan como están.`}</p>
    </Confirm>
  );
}
