"""What other rooms may ask of intelligence."""

from trato.rooms.intelligence.engine.analysis import Analyser, open_analyser
from trato.rooms.intelligence.engine.answered import Calibration
from trato.rooms.intelligence.engine.encoder import Encoder
from trato.rooms.intelligence.engine.features import Floats
from trato.rooms.intelligence.engine.insight import insight_of
from trato.rooms.intelligence.engine.lessons import Taught
from trato.rooms.intelligence.engine.near import near_key
from trato.rooms.intelligence.engine.personal.names import profile_names
from trato.rooms.intelligence.engine.pupil import Guessed, Pupil, stacked, vectors_of
from trato.rooms.intelligence.engine.refitting import Material, Trial, held_out
from trato.rooms.intelligence.engine.refitting import fit as fit_lessons
from trato.rooms.intelligence.engine.refitting import judge as judge_model
from trato.rooms.intelligence.engine.satisfaction import Role, Turn, outlook_of
from trato.rooms.intelligence.engine.slots import template_of
from trato.rooms.intelligence.engine.suggesting import Library, Wanted
from trato.rooms.intelligence.engine.tags import TagModel
from trato.rooms.intelligence.engine.voice import Guide, read_guide
from trato.rooms.intelligence.rules.labels import Labels, of_reasons, of_tags
from trato.rooms.intelligence.rules.redaction import redact
from trato.rooms.intelligence.rules.tongue import tongue_of
from trato.rooms.intelligence.rules.triage import comes_back
from trato.rooms.intelligence.rules.triage import sort as sort_case
from trato.rooms.intelligence.service.answered import calibrate_satisfaction, calibration, note_satisfaction
from trato.rooms.intelligence.service.answers import (
    Line,
    keep_answers,
    lines_of,
    move_answers,
    newest_answers,
    next_ended,
    quality_of_answerers,
    waiting_for_answers,
)
from trato.rooms.intelligence.service.coaching import VERIFY as VERIFY_SETTING
from trato.rooms.intelligence.service.correcting import (
    as_meant,
    correct,
    corrections_of,
    newest_lesson,
    said_of,
    signs_of,
    taught_in,
)
from trato.rooms.intelligence.service.discovery import (
    days_of,
    find_rises,
    find_topics,
    keep_found,
    waiting_to_discover,
)
from trato.rooms.intelligence.service.discovery import look as look_around
from trato.rooms.intelligence.service.drift import look_for_drift
from trato.rooms.intelligence.service.following import (
    count_put_off,
    move_head,
    next_spots,
    put_off,
    shed,
    take_back,
    waiting_workspaces,
)
from trato.rooms.intelligence.service.forgetting import drop_outlooks, forget_contact, wait_for_understanding
from trato.rooms.intelligence.service.lessons import (
    CORRECTION,
    learners,
    lessons_after,
    may_be_typed,
    newest_lessons,
    next_night,
    teach,
)
from trato.rooms.intelligence.service.llm import llm_in_use, llm_settings, llm_spent, llm_standing, save_llm
from trato.rooms.intelligence.service.llm_calls import hold_call, llm_client, make_call, settle_call
from trato.rooms.intelligence.service.models import (
    Fresh,
    add_version,
    ask_to_fit,
    choose,
    file_of,
    next_fit,
    set_automatic,
    settle,
    tell_progress,
    waiting_to_fit,
)
from trato.rooms.intelligence.service.naming import hold_naming, settle_naming, waiting_to_name
from trato.rooms.intelligence.service.reviews import affirmed, answer_review, ask_about, open_reviews
from trato.rooms.intelligence.service.rewriting import ToRewrite, hold_rewriting, settle_rewriting
from trato.rooms.intelligence.service.starters import add_starter, fit_anew, starter_lessons, take_back_starter
from trato.rooms.intelligence.service.suggestions import (
    keep_suggestions,
    move_suggestions,
    next_turns,
    note_sent,
    note_shown,
    records_of_texts,
    reject_suggestion,
    restore_suggestion,
    take_suggestion,
    waiting_for_suggestions,
)
from trato.rooms.intelligence.service.summaries import (
    Handover,
    ask_for_summaries,
    drop_summaries,
    give_up_summary,
    keep_summary,
    next_handover,
    waiting_for_summaries,
)
from trato.rooms.intelligence.service.summaries import question as summary_question
from trato.rooms.intelligence.service.triage import (
    note_answer,
    note_aside,
    note_back,
    note_served,
    replied_within,
    review,
    set_way,
    situations,
    ways,
)
from trato.rooms.intelligence.service.typing import (
    keep_typed,
    next_to_type,
    typed,
    typed_until,
    untyped,
    waiting_to_type,
)
from trato.rooms.intelligence.service.understanding import (
    judge,
    keep,
    languages_of,
    of_messages,
    outlooks,
    packed,
    unpacked,
)
from trato.rooms.intelligence.service.worth import worths_of

__all__ = [
    "CORRECTION",
    "VERIFY_SETTING",
    "Analyser",
    "Calibration",
    "Encoder",
    "Floats",
    "Fresh",
    "Guessed",
    "Guide",
    "Handover",
    "Labels",
    "Library",
    "Line",
    "Material",
    "Pupil",
    "Role",
    "TagModel",
    "Taught",
    "ToRewrite",
    "Trial",
    "Turn",
    "Wanted",
    "add_starter",
    "add_version",
    "affirmed",
    "answer_review",
    "as_meant",
    "ask_about",
    "ask_for_summaries",
    "ask_to_fit",
    "calibrate_satisfaction",
    "calibration",
    "choose",
    "comes_back",
    "correct",
    "corrections_of",
    "count_put_off",
    "days_of",
    "drop_outlooks",
    "drop_summaries",
    "file_of",
    "find_rises",
    "find_topics",
    "fit_anew",
    "fit_lessons",
    "forget_contact",
    "give_up_summary",
    "held_out",
    "hold_call",
    "hold_naming",
    "hold_rewriting",
    "insight_of",
    "judge",
    "judge_model",
    "keep",
    "keep_answers",
    "keep_found",
    "keep_suggestions",
    "keep_summary",
    "keep_typed",
    "languages_of",
    "learners",
    "lessons_after",
    "lines_of",
    "llm_client",
    "llm_in_use",
    "llm_settings",
    "llm_spent",
    "llm_standing",
    "look_around",
    "look_for_drift",
    "make_call",
    "may_be_typed",
    "move_answers",
    "move_head",
    "move_suggestions",
    "near_key",
    "newest_answers",
    "newest_lesson",
    "newest_lessons",
    "next_ended",
    "next_fit",
    "next_handover",
    "next_night",
    "next_spots",
    "next_to_type",
    "next_turns",
    "note_answer",
    "note_aside",
    "note_back",
    "note_satisfaction",
    "note_sent",
    "note_served",
    "note_shown",
    "of_messages",
    "of_reasons",
    "of_tags",
    "open_analyser",
    "open_reviews",
    "outlook_of",
    "outlooks",
    "packed",
    "profile_names",
    "put_off",
    "quality_of_answerers",
    "read_guide",
    "records_of_texts",
    "redact",
    "reject_suggestion",
    "replied_within",
    "restore_suggestion",
    "review",
    "said_of",
    "save_llm",
    "set_automatic",
    "set_way",
    "settle",
    "settle_call",
    "settle_naming",
    "settle_rewriting",
    "shed",
    "signs_of",
    "situations",
    "sort_case",
    "stacked",
    "starter_lessons",
    "summary_question",
    "take_back",
    "take_back_starter",
    "take_suggestion",
    "taught_in",
    "teach",
    "tell_progress",
    "template_of",
    "tongue_of",
    "typed",
    "typed_until",
    "unpacked",
    "untyped",
    "vectors_of",
    "wait_for_understanding",
    "waiting_for_answers",
    "waiting_for_suggestions",
    "waiting_for_summaries",
    "waiting_to_discover",
    "waiting_to_fit",
    "waiting_to_name",
    "waiting_to_type",
    "waiting_workspaces",
    "ways",
    "worths_of",
]
