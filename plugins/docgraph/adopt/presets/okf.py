"""Documents of the Open Knowledge Format (OKF) 0.2: `type`, `verified` and `stale_after` in the front matter.

The format is specified in `okf/SPEC.md` of GoogleCloudPlatform/knowledge-catalog. It allows any type. A document whose
type is not a docgraph kind is not a record.
"""

from docgraph.adopt.presets._preset import KindSettings, Preset

_NOT_READ = ("resource", "sources", "usage-window", "generated", "okf-version")
_COMPUTATION = ("runtime", "parameters", "computation", "executor", "attester")
OKF = Preset(
    "okf",
    "runbook",
    kind_key="type",
    kind_names={
        "playbook": "runbook",
        "runbook": "runbook",
        **dict.fromkeys(("adr", "decision", "decision record", "architecture decision record"), "decision"),
        "agent": "agent",
        "outcome": "outcome",
        **dict.fromkeys(("incident", "postmortem"), "incident"),
        "context pack": "context-pack",
        "person": "person",
        "role": "role",
        "team": "team",
    },
    keys={
        "type": "",
        "description": "",
        "status": "status",
        "stale-after": "review-due",
        "verified.by": "reviewed-by",
        "verified.at": "reviewed",
        "generated.at": "updated",
        "timestamp": "updated",
        **dict.fromkeys((*_NOT_READ, *_COMPUTATION), ""),
    },
    sign_offs="verified",
    human_prefix="human:",
    inactive=("deprecated",),
    of_kind={
        "agent": KindSettings(
            keys={"description": "purpose"},
            values={"status": {"draft": "proposed", "stable": "active", "deprecated": "active"}},
        ),
        "context-pack": KindSettings(keys={"generated.at": "refreshed", "timestamp": "refreshed"}),
        "decision": KindSettings(
            defaults={"status": "accepted"},
            values={"status": {"draft": "proposed", "stable": "accepted", "deprecated": "deprecated"}},
        ),
        "outcome": KindSettings(
            keys={"verified.by": "signed-off.by", "verified.at": "signed-off.on"},
            values={"status": {"draft": "open", "stable": "open", "deprecated": "dropped"}},
        ),
    },
)
