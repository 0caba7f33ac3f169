"""Users and groups in a Backstage catalog. Other entities of the catalog are not read."""

from docgraph.adopt.presets._preset import Preset

BACKSTAGE = Preset(
    "backstage",
    "person",
    kind_key="kind",
    kind_names={"user": "person", "group": "team"},
    id="{key:metadata.name}",
    body=False,
    keys={
        "metadata.title": "title",
        "spec.profile.displayName": "title",
        "spec.profile.email": "aliases",
        "spec.memberOf": "teams",
        "spec.members": "members",
        **dict.fromkeys(("apiVersion", "metadata", "spec", "relations"), ""),
    },
)
