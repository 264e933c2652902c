import { t } from "@lingui/core/macro";
import type { BulkAct } from "~/client/contract/bulkEndpoints";
import type { CaseRow } from "~/client/contract/lists";
import { AssignDialog } from "~/rooms/cases/AssignDialog";
import type { BulkQuestion } from "~/rooms/cases/bulkCommands";
import { ResolveDialog } from "~/rooms/cases/ResolveDialog";
import { SetAsideDialog } from "~/rooms/cases/SetAsideDialog";
import { setAsideWords } from "~/rooms/cases/setAsideWords";
import { TagDialog } from "~/rooms/cases/TagDialog";
import { UntagDialog } from "~/rooms/cases/UntagDialog";
import { WaitDialog } from "~/rooms/cases/WaitDialog";
import { useMe } from "./useMe";

/** The questions of one case, asked once for many. */
export function BulkDialogs({ asked, picked, rows, onAct, onClose }: Props) {
  const me = useMe();
  const first = [...picked][0] ?? ""; // reasons to end are those of its brand
  const act = (deed: BulkAct, said: string) => {
    onClose();
    onAct(deed, said);
  };
  switch (asked) {
    case "assign":
      return (
        <AssignDialog me={me} holderId={null} onClose={onClose} onAssign={(user_id, team_id, said) => act({ kind: "assign", user_id, team_id }, said)} />
      );
    case "wait":
      return <WaitDialog caseId={first} onClose={onClose} onWait={(on, until, team_id, said) => act({ kind: "wait", on, until, team_id }, said)} />;
    case "tag":
      return <TagDialog tags={[]} onClose={onClose} onTag={(name) => act({ kind: "tag", name }, t`etiqueta ${name}`)} />;
    case "untag":
      return (
        <UntagDialog picked={picked} rows={rows} onClose={onClose} onUntag={(tag) => act({ kind: "untag", tag_id: tag.id }, t`sin la etiqueta ${tag.name}`)} />
      );
    case "resolve":
      return (
        <ResolveDialog
          caseId={first}
          onClose={onClose}
          onResolve={(reason) => act({ kind: "resolve", disposition_id: reason?.id ?? null }, reason ? t`resueltos, ${reason.name}` : t`resueltos`)}
        />
      );
    case "set_aside":
      return <SetAsideDialog onClose={onClose} onSetAside={(reason) => act({ kind: "set_aside", reason }, t`apartados, ${setAsideWords(reason)}`)} />;
    default:
      return asked satisfies never;
  }
}

interface Props {
  asked: BulkQuestion;
  picked: ReadonlySet<string>;
  /** The cases of the list that are here. */
  rows: CaseRow[];
  onAct: (act: BulkAct, said: string) => void;
  onClose: () => void;
}
