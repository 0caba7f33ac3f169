"""The catalogue: every rule, by code. A new rule is a pair of files beside this one and a line here."""

from __future__ import annotations

from docgraph.rules._api import Rule, Run
from docgraph.rules.agt002_no_boundaries import no_boundaries
from docgraph.rules.agt006_no_rollback import no_rollback
from docgraph.rules.dec001_decision_without_owner import decision_without_owner
from docgraph.rules.dec002_decided_by_agents import decided_by_agents
from docgraph.rules.doc001_unreadable_front_matter import unreadable_front_matter
from docgraph.rules.doc002_unknown_kind import unknown_kind
from docgraph.rules.doc003_wrong_type import wrong_type
from docgraph.rules.doc004_unknown_key import unknown_key
from docgraph.rules.doc005_duplicate_id import duplicate_id
from docgraph.rules.doc006_placeholder_left import placeholder_left
from docgraph.rules.doc007_invalid_value import invalid_value
from docgraph.rules.doc008_said_twice import said_twice
from docgraph.rules.doc009_unreadable_file import unreadable_file
from docgraph.rules.doc010_invalid_id import invalid_id
from docgraph.rules.doc012_foreign_header import foreign_header
from docgraph.rules.doc013_covered_page import covered_page
from docgraph.rules.out001_no_success_criteria import no_success_criteria
from docgraph.rules.out002_no_due_date import no_due_date
from docgraph.rules.out003_status_not_binary import status_not_binary
from docgraph.rules.out004_closed_without_result import closed_without_result
from docgraph.rules.own001_orphan_outcome import orphan_outcome
from docgraph.rules.own002_agent_without_owner import agent_without_owner
from docgraph.rules.own003_owner_not_human import owner_not_human
from docgraph.rules.own004_owner_not_present import owner_not_present
from docgraph.rules.own005_no_backup import no_backup
from docgraph.rules.own006_backup_is_owner import backup_is_owner
from docgraph.rules.own007_several_owners import several_owners
from docgraph.rules.own008_unresolved_role import unresolved_role
from docgraph.rules.own012_placeholder_owner import placeholder_owner
from docgraph.rules.own014_backup_not_present import backup_not_present
from docgraph.rules.rac001_not_one_accountable import not_one_accountable
from docgraph.rules.rac002_no_responsible import no_responsible
from docgraph.rules.rac003_accountable_not_human import accountable_not_human
from docgraph.rules.ref001_dangling_reference import dangling_reference
from docgraph.rules.ref002_wrong_kind_of_target import wrong_kind_of_target
from docgraph.rules.ref003_ambiguous_reference import ambiguous_reference
from docgraph.rules.ref004_alias_used import alias_used
from docgraph.rules.ref005_retired_reference import retired_reference
from docgraph.rules.ref006_cycle import cycle
from docgraph.rules.wav001_incomplete_waiver import incomplete_waiver
from docgraph.rules.wav002_expired_waiver import expired_waiver
from docgraph.rules.wav003_unknown_waived_code import unknown_waived_code
from docgraph.rules.wav004_unused_waiver import unused_waiver
from docgraph.rules.wav005_waiver_owner_not_present import waiver_owner_not_present

__all__ = ["RULES", "Rule", "Run"]

RULES: tuple[Rule, ...] = (
    no_boundaries,
    no_rollback,
    decision_without_owner,
    decided_by_agents,
    unreadable_front_matter,
    unknown_kind,
    wrong_type,
    unknown_key,
    duplicate_id,
    placeholder_left,
    invalid_value,
    said_twice,
    unreadable_file,
    invalid_id,
    foreign_header,
    covered_page,
    no_success_criteria,
    no_due_date,
    status_not_binary,
    closed_without_result,
    orphan_outcome,
    agent_without_owner,
    owner_not_human,
    owner_not_present,
    no_backup,
    backup_is_owner,
    several_owners,
    unresolved_role,
    placeholder_owner,
    backup_not_present,
    not_one_accountable,
    no_responsible,
    accountable_not_human,
    dangling_reference,
    wrong_kind_of_target,
    ambiguous_reference,
    alias_used,
    retired_reference,
    cycle,
    incomplete_waiver,
    expired_waiver,
    unknown_waived_code,
    unused_waiver,
    waiver_owner_not_present,
)
