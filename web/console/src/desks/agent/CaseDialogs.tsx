import { t } from "@lingui/core/macro";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import type { CaseDetail } from "~/client/contract/cases";
import type { ContactPanel } from "~/client/contract/contacts";
import type { Message } from "~/client/contract/messages";
import type { Pledge } from "~/client/contract/pledges";
import { uuid7 } from "~/client/uuid7";
import { useDoing } from "~/kit/deed";
import { nameWords } from "~/kit/nameWords";
import { now } from "~/kit/now";
import { DialDialog } from "~/rooms/calls/DialDialog";
import { AssignDialog } from "~/rooms/cases/AssignDialog";
import type { Question } from "~/rooms/cases/commands";
import { AskHelpDialog } from "~/rooms/cases/AskHelpDialog";
import { CaseDeeds } from "~/rooms/cases/deeds";
import { HelpDeeds } from "~/rooms/cases/help";
import { MacroDialog } from "~/rooms/automation/MacroDialog";
import { macroDeed } from "~/rooms/automation/macroDeed";
import { MergeDialog } from "~/rooms/cases/MergeDialog";
import { PromiseDialog } from "~/rooms/cases/PromiseDialog";
import { PledgeDeeds } from "~/rooms/cases/promises";
import { MoveDialog } from "~/rooms/cases/MoveDialog";
import { caseQuery } from "~/rooms/cases/queries";
import { ResolveByGuess } from "./ResolveByGuess";
import { SetAsideDialog } from "~/rooms/cases/SetAsideDialog";
import { SplitDialog } from "~/rooms/cases/SplitDialog";
import { TagDialog } from "~/rooms/cases/TagDialog";
import { WaitDialog } from "~/rooms/cases/WaitDialog";
import { BlockDialog } from "~/rooms/contacts/BlockDialog";
import { NeededData } from "~/rooms/contacts/NeededData";
import { blocking } from "~/rooms/contacts/commands";
import { ForgetDialog } from "~/rooms/contacts/ForgetDialog";
import { TakePrivateDialog } from "~/rooms/conversations/TakePrivateDialog";
import { takingPrivate } from "~/rooms/conversations/takingPrivate";
import { whispering } from "~/rooms/conversations/whispering";
import { WhisperDialog } from "~/rooms/conversations/WhisperDialog";
import { textOf } from "~/rooms/conversations/thread";
import { WhyDialog } from "~/rooms/routing/WhyDialog";
import { ExplanationDialog } from "~/rooms/sla/ExplanationDialog";
import { inOrder } from "~/rooms/sla/slack";
import { useMe } from "./useMe";

export type Asked = { kind: Question } | { kind: "block" | "forget" | "dial" } | { kind: "split" | "move"; message: Message } | { kind: "move_promise"; pledge: Pledge };

/** What must be asked before a deed, one question at a time. */
export function CaseDialogs({ asked, one, contact, view, onClose, onNext }: Props) {
  const me = useMe();
  const cache = useQueryClient();
  const navigate = useNavigate();
  const { perform } = useDoing();
  const deeds = new CaseDeeds(cache, one);
  const open = (caseId: string) => void navigate({ to: "/cases/$view/$caseId", params: { view, caseId } });
  switch (asked.kind) {
    case "assign":
      return (
        <AssignDialog
          me={me}
          holderId={one.holder?.id ?? null}
          noted={one.may.includes("case.note")}
          onClose={onClose}
          onAssign={(userId, teamId, said, note) => {
            onClose();
            void perform(deeds.assign(userId, teamId, said, note));
          }}
          onQueue={(queueId, said, note) => {
            onClose();
            void perform(deeds.toQueue(queueId, said, note));
          }}
        />
      );
    case "dial":
      return <DialDialog caseId={one.id} contact={one.contact.name} onClose={onClose} />;
    case "resolve":
    case "resolve_next":
      return (
        <ResolveByGuess
          caseId={one.id}
          onClose={onClose}
          ask={(data, onGive, onBack) => <NeededData attributes={data} deed={t`Guardar y resolver`} onGive={onGive} onBack={onBack} />}
          onResolve={(disposition, values) => {
            onClose();
            const next = asked.kind === "resolve_next";
            void perform(deeds.resolve(disposition, values)).then((done) => {
              if (done && Object.keys(values).length > 0) void cache.invalidateQueries({ queryKey: ["contact"] });
              if (done && next) onNext();
            });
          }}
        />
      );
    case "set_aside":
      return (
        <SetAsideDialog
          onClose={onClose}
          onSetAside={(reason) => {
            onClose();
            void perform(deeds.setAside(reason));
          }}
        />
      );
    case "whisper":
      return (
        <WhisperDialog
          name={one.holder?.name ?? ""}
          onClose={onClose}
          onSay={(text) => {
            onClose();
            void perform(whispering(cache, one, text));
          }}
        />
      );
    case "take_private":
      return (
        <TakePrivateDialog
          name={nameWords(one.contact.name)}
          link={one.conversations.find((of) => of.capabilities.private_link)?.capabilities.private_link ?? ""}
          onClose={onClose}
          onTake={(text, pointer) => {
            onClose();
            void perform(takingPrivate(cache, one, text, pointer));
          }}
        />
      );
    case "wait":
      return (
        <WaitDialog
          caseId={one.id}
          onClose={onClose}
          onWait={(on, until, teamId, said) => {
            onClose();
            void perform(deeds.wait(on, until, teamId, said));
          }}
        />
      );
    case "clocks":
      return <ExplanationDialog clocks={inOrder(one.clocks)} onClose={onClose} />;
    case "help":
      return (
        <AskHelpDialog
          me={me}
          onClose={onClose}
          onAsk={(of, why, handsOver, rests, since) => {
            onClose();
            void perform(new HelpDeeds(cache).ask(one.id, of, why, handsOver, rests, since));
          }}
        />
      );
    case "tag":
      return (
        <TagDialog
          tags={one.tags}
          onClose={onClose}
          onTag={(name) => {
            onClose();
            void perform(deeds.tag(name)).then(() => cache.invalidateQueries({ queryKey: ["tags"] }));
          }}
          onUntag={(tag) => {
            onClose();
            void perform(deeds.untag(tag.id, tag.name));
          }}
        />
      );
    case "macro":
      return (
        <MacroDialog
          onClose={onClose}
          onManage={() => void navigate({ to: "/admin/$section", params: { section: "macros" } })}
          onUse={(macro) => {
            onClose();
            const rests = me.brands.find((brand) => brand.id === one.brand_id)?.undo_seconds ?? 0;
            void perform(macroDeed(macro, one.id, rests, (after) => cache.setQueryData(caseQuery(after.id).queryKey, after)));
          }}
        />
      );
    case "merge":
      return (
        <MergeDialog
          absorbed={one}
          onClose={onClose}
          onMerge={(into) => {
            onClose();
            void perform({ ...deeds.merge(into), back: () => open(one.id) }).then((done) => done && open(into.id));
          }}
        />
      );
    case "split":
      return (
        <SplitDialog
          quote={textOf(asked.message).slice(0, 240)}
          onClose={onClose}
          onSplit={(subject, following) => {
            onClose();
            const caseId = uuid7(now());
            const deed = deeds.split(caseId, asked.message.id, following, subject);
            void perform({ ...deed, back: () => open(one.id) }).then((done) => done && open(caseId));
          }}
        />
      );
    case "promise":
    case "move_promise": {
      const moved = asked.kind === "move_promise" ? asked.pledge : null;
      const pledges = new PledgeDeeds(cache);
      return (
        <PromiseDialog
          contact={nameWords(one.contact.name)}
          moved={moved}
          onClose={onClose}
          onPromise={(kind, body, at) => {
            onClose();
            void perform(moved ? pledges.move(moved, at) : pledges.make(one.id, kind, body, at));
          }}
        />
      );
    }
    case "move":
      return (
        <MoveDialog
          quote={textOf(asked.message).slice(0, 240)}
          cases={(contact?.previous_cases ?? []).filter((each) => each.state !== "closed")}
          onClose={onClose}
          onMove={(into) => {
            onClose();
            void perform(deeds.moveMessage(asked.message.id, into));
          }}
        />
      );
    case "block":
      return contact ? (
        <BlockDialog
          name={contact.name}
          onClose={onClose}
          onBlock={(reason) => {
            onClose();
            void perform(blocking(cache, contact, reason));
          }}
        />
      ) : null;
    case "forget":
      return contact ? <ForgetDialog contactId={contact.id} name={contact.name} onClose={onClose} /> : null;
    case "why":
      return <WhyDialog caseId={one.id} onClose={onClose} />;
    default:
      return asked satisfies never;
  }
}

interface Props {
  asked: Asked;
  one: CaseDetail;
  contact: ContactPanel | null;
  view: string;
  onClose: () => void;
  onNext: () => void;
}
