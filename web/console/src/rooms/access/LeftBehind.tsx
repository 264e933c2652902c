import { plural, t } from "@lingui/core/macro";
import { useQuery } from "@tanstack/react-query";
import type { Id } from "~/client/contract/basics";
import { problemWords } from "~/kit/problemWords";
import { leftBehindQuery } from "./directoryQueries";

/** What goes back to the queues when somebody is let in no more. */
export function LeftBehind({ id }: { id: Id }) {
  const found = useQuery(leftBehindQuery(id));
  if (found.isPending) return <p>{t`Contando sus casos abiertos…`}</p>;
  if (found.isError) return <p>{t`No se sabe cuántos casos abiertos tiene: ${problemWords(found.error)} Los que tenga vuelven a sus colas.`}</p>;
  const held = found.data.cases;
  if (held === 0) return <p>{t`No tiene casos abiertos.`}</p>;
  const cases = plural(held, {
    one: "Tiene # caso abierto: vuelve ahora a su cola",
    many: "Tiene # casos abiertos: vuelven ahora a sus colas",
    other: "Tiene # casos abiertos: vuelven ahora a sus colas",
  });
  return <p>{t`${cases}, o a su equipo donde ya no hay cola.`}</p>;
}
