"""Kubernetes enhancement proposals: a file `kep.yaml` in the folder of each proposal."""

from docgraph.adopt.presets._preset import Preset
from docgraph.model.adoption import ReadAs

_HANDLES = ReadAs(strip="@")
KEP = Preset(
    "kep",
    "decision",
    id="{folder}",
    keys={
        "creation-date": "date",
        "approvers": "decision-makers",
        "reviewers": "consulted",
        "replaces": "supersedes",
        **dict.fromkeys(("authors", "editor", "kep-number", "owning-sig", "participating-sigs", "prr-approvers"), ""),
        **dict.fromkeys(
            ("stage", "latest-milestone", "milestone", "feature-gates", "disable-supported", "metrics"), ""
        ),
        **dict.fromkeys(("last-updated", "see-also"), ""),
    },
    values={
        "status": {
            "provisional": "proposed",
            "deferred": "proposed",
            "implementable": "accepted",
            "implemented": "accepted",
            "withdrawn": "rejected",
            "replaced": "superseded",
        }
    },
    read={"decision-makers": _HANDLES, "consulted": _HANDLES},
)
