"""Words for the owner, due date and status of an action in English, German, French and Spanish."""

from __future__ import annotations

OWNER_COLUMN = r"(?:action )?(?:owners?|assignees?|dri|responsible|who)(?:\(s\))?"
"""Headers of the owner column in a table of actions. Only tables in English are read."""
OWNS = rf"(?:{OWNER_COLUMN}|verantwortlich(?:e[rn]?)?|zuständig|responsables?|encargad[oa])"
GIVEN = r"(?:assigned to|owned by|zugewiesen an|assignée? à|asignad[oa] a)"
DUE = r"(?:due|by|until|before|deadline|bis|fällig|frist|avant|échéance|d['’]ici|antes|hasta|vence|fecha límite)"
DUE_ONLY = r"(?:due|deadline|fällig|frist|échéance|vence|fecha límite)"
"""Words that always introduce a due date, so that `Friday` in `due Friday` is reported as an invalid date."""
ON = r"(?:on|am|zum|le|au|el|del?)"
"""Prepositions between the word for a due date and the date, such as `zum` in `bis zum 2030-12-31`."""
DONE = r"(?:done|completed|erledigt|fertig|abgeschlossen|fait|terminée?|hecho|terminad[oa])"
CLOSED = (
    r"(?:closed|finished|fixed|(?:re)?solved|merged|shipped|deployed|implemented|released|delivered|verified"
    r"|rolled out)"
)
SEE = r"(?:see|siehe|voir|véase)"
OPEN = (
    r"(?:open|in progress|in review|wip|to-?do|blocked|pending|planned|ongoing|on hold|not (?:started|done)"
    r"|offen|in arbeit|geplant|blockiert|ouverte?|en cours|à faire|bloquée?|abiert[oa]|en curso|pendiente)"
)
COLUMN_WORDS = {
    "what": {
        "action",
        "actions",
        "action item",
        "what",
        "task",
        "item",
        "follow-up",
        "follow up",
        "description",
        "todo",
    },
    "due": {
        "due",
        "due date",
        "date due",
        "due by",
        "due on",
        "deadline",
        "by",
        "until",
        "target date",
        "target completion",
        "completion date",
        "planned date",
        "by when",
        "eta",
        "when",
    },
    "done": {"done", "status", "state", "completed", "done on"},
}
"""Headers of the columns in a table of actions, by key. The owner column is in `OWNER_COLUMN`."""
