import { i18n } from "@lingui/core";
import { t } from "@lingui/core/macro";
import type { DispositionNode } from "~/client/contract/words";
import { Dialog } from "~/kit/Dialog";
import { PickList } from "~/kit/PickList";
import type { Branch } from "~/rooms/cases/tree";

/** Which reason is used instead from now on. */
export function MergeDispositionDialog({ node, branches, onPick, onClose }: Props) {
  const words = (one: DispositionNode) => one.name[i18n.locale] ?? one.name.es ?? one.code;
  const parents = new Set(branches.map((one) => one.node.parent_id));
  const leaves = branches.filter((one) => !parents.has(one.node.id) && one.node.id !== node.id);
  return (
    <Dialog title={t`Usar otra en vez de «${words(node)}»`} onClose={onClose}>
      <p>{t`Desde ahora se elige la otra. Los casos ya cerrados conservan la suya; los informes pueden sumarlas.`}</p>
      <PickList
        label={t`Tipificación que queda`}
        picks={leaves.map(({ node: one }) => {
          const parent = branches.find((each) => each.node.id === one.parent_id)?.node;
          return { id: one.id, words: words(one), ...(parent ? { group: words(parent) } : {}) };
        })}
        onPick={onPick}
      />
    </Dialog>
  );
}

interface Props {
  node: DispositionNode;
  branches: Branch[];
  onPick: (into: string) => void;
  onClose: () => void;
}
