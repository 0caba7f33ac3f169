"""The catalogue of all rules. To add a rule, add its module and its page, and list it below."""

from __future__ import annotations

from docgraph.rules._api import Rule, Run
from docgraph.rules.agt001_no_purpose import no_purpose
from docgraph.rules.agt002_no_boundaries import no_boundaries
from docgraph.rules.agt003_tool_without_scope import tool_without_scope
from docgraph.rules.agt004_tool_too_wide import tool_too_wide
from docgraph.rules.agt005_unmeasurable_acceptance import unmeasurable_acceptance
from docgraph.rules.agt006_no_rollback import no_rollback
from docgraph.rules.agt007_no_runbook import no_runbook
from docgraph.rules.agt008_no_raci import no_raci
from docgraph.rules.agt009_unattached_agent import unattached_agent
from docgraph.rules.agt010_level_without_decision import level_without_decision
from docgraph.rules.agt011_level_differs import level_differs
from docgraph.rules.agt012_unguarded_level import unguarded_level
from docgraph.rules.agt013_level_skipped import level_skipped
from docgraph.rules.agt014_review_missed import review_missed
from docgraph.rules.agt015_no_reviewer import no_reviewer
from docgraph.rules.agt016_incomplete_onboarding import incomplete_onboarding
from docgraph.rules.agt017_retired_but_defined import retired_but_defined
from docgraph.rules.agt018_stopper_not_present import stopper_not_present
from docgraph.rules.cod001_owner_not_code_owner import owner_not_code_owner
from docgraph.rules.cod002_code_owner_not_present import code_owner_not_present
from docgraph.rules.cod003_definitions_without_code_owner import definitions_without_code_owner
from docgraph.rules.ctx001_no_context_pack import no_context_pack
from docgraph.rules.ctx002_stale_context_pack import stale_context_pack
from docgraph.rules.ctx003_context_pack_without_owner import context_pack_without_owner
from docgraph.rules.ctx004_pinned_version_differs import pinned_version_differs
from docgraph.rules.dec001_decision_without_owner import decision_without_owner
from docgraph.rules.dec002_decided_by_agents import decided_by_agents
from docgraph.rules.dec003_follow_up_overdue import follow_up_overdue
from docgraph.rules.dec004_one_sided_supersession import one_sided_supersession
from docgraph.rules.dec005_no_options_or_reason import no_options_or_reason
from docgraph.rules.dec006_promotion_without_evidence import promotion_without_evidence
from docgraph.rules.dec007_undated_decision import undated_decision
from docgraph.rules.doc001_unreadable_front_matter import unreadable_front_matter
from docgraph.rules.doc002_unknown_kind import unknown_kind
from docgraph.rules.doc003_wrong_type import wrong_type
from docgraph.rules.doc004_unknown_key import unknown_key
from docgraph.rules.doc005_duplicate_id import duplicate_id
from docgraph.rules.doc006_placeholder_left import placeholder_left
from docgraph.rules.doc007_invalid_value import invalid_value
from docgraph.rules.doc008_conflicting_values import conflicting_values
from docgraph.rules.doc009_unreadable_file import unreadable_file
from docgraph.rules.doc010_invalid_id import invalid_id
from docgraph.rules.doc011_mkdocs_reads_differently import mkdocs_reads_differently
from docgraph.rules.doc012_foreign_header import foreign_header
from docgraph.rules.doc013_covered_page import covered_page
from docgraph.rules.doc014_hidden_text import hidden_text
from docgraph.rules.doc015_host_breaking_body import host_breaking_body
from docgraph.rules.doc016_limit_reached import limit_reached
from docgraph.rules.doc017_missing_key import missing_key
from docgraph.rules.int001_internal_error import internal_error
from docgraph.rules.out001_no_success_criteria import no_success_criteria
from docgraph.rules.out002_no_due_date import no_due_date
from docgraph.rules.out003_status_not_binary import status_not_binary
from docgraph.rules.out004_closed_without_result import closed_without_result
from docgraph.rules.out005_overdue import overdue
from docgraph.rules.out006_activity_as_outcome import activity_as_outcome
from docgraph.rules.out007_impact_as_commitment import impact_as_commitment
from docgraph.rules.out008_unmeasured_metric import unmeasured_metric
from docgraph.rules.out009_unserved_outcome import unserved_outcome
from docgraph.rules.out010_shares_without_parts import shares_without_parts
from docgraph.rules.out011_no_answer_when_wrong import no_answer_when_wrong
from docgraph.rules.out012_no_human_sign_off import no_human_sign_off
from docgraph.rules.out013_mission_with_gaps import mission_with_gaps
from docgraph.rules.own001_orphan_outcome import orphan_outcome
from docgraph.rules.own002_agent_without_owner import agent_without_owner
from docgraph.rules.own003_owner_not_human import owner_not_human
from docgraph.rules.own004_owner_not_present import owner_not_present
from docgraph.rules.own005_no_backup import no_backup
from docgraph.rules.own006_backup_is_owner import backup_is_owner
from docgraph.rules.own007_several_owners import several_owners
from docgraph.rules.own008_unresolved_role import unresolved_role
from docgraph.rules.own009_empty_backup_team import empty_backup_team
from docgraph.rules.own010_owner_leaves_soon import owner_leaves_soon
from docgraph.rules.own011_history_with_gaps import history_with_gaps
from docgraph.rules.own012_placeholder_owner import placeholder_owner
from docgraph.rules.own013_owned_after_it_ran import owned_after_it_ran
from docgraph.rules.own014_backup_not_present import backup_not_present
from docgraph.rules.own015_answerer_not_present import answerer_not_present
from docgraph.rules.own016_left_but_named import left_but_named
from docgraph.rules.own017_history_ends_owner import history_ends_owner
from docgraph.rules.pir001_incident_without_owner import incident_without_owner
from docgraph.rules.pir002_action_without_owner import action_without_owner
from docgraph.rules.pir003_action_overdue import action_overdue
from docgraph.rules.pir004_blame_wording import blame_wording
from docgraph.rules.pir005_no_guardrail_change import no_guardrail_change
from docgraph.rules.pir006_undated_incident import undated_incident
from docgraph.rules.rac001_not_one_accountable import not_one_accountable
from docgraph.rules.rac002_no_responsible import no_responsible
from docgraph.rules.rac003_accountable_not_human import accountable_not_human
from docgraph.rules.rac004_raci_contradicts_owner import raci_contradicts_owner
from docgraph.rules.ref001_dangling_reference import dangling_reference
from docgraph.rules.ref002_wrong_kind_of_target import wrong_kind_of_target
from docgraph.rules.ref003_ambiguous_reference import ambiguous_reference
from docgraph.rules.ref004_alias_used import alias_used
from docgraph.rules.ref005_retired_reference import retired_reference
from docgraph.rules.ref006_cycle import cycle
from docgraph.rules.ref007_unknown_party import unknown_party
from docgraph.rules.ref008_lost_link import lost_link
from docgraph.rules.run001_runbook_without_owner import runbook_without_owner
from docgraph.rules.run002_unused_runbook import unused_runbook
from docgraph.rules.run003_runbook_review_overdue import runbook_review_overdue
from docgraph.rules.sec001_secret_in_a_document import secret_in_a_document
from docgraph.rules.shd001_undocumented_agent import undocumented_agent
from docgraph.rules.shd002_missing_definition import missing_definition
from docgraph.rules.shd003_definition_claimed_twice import definition_claimed_twice
from docgraph.rules.shd004_undeclared_tool import undeclared_tool
from docgraph.rules.shd005_inherits_every_tool import inherits_every_tool
from docgraph.rules.shd006_hosts_disagree import hosts_disagree
from docgraph.rules.shd007_permission_mode_too_loose import permission_mode_too_loose
from docgraph.rules.shd008_undeclared_mcp_server import undeclared_mcp_server
from docgraph.rules.shd009_malformed_definition import malformed_definition
from docgraph.rules.wav001_incomplete_waiver import incomplete_waiver
from docgraph.rules.wav002_expired_waiver import expired_waiver
from docgraph.rules.wav003_unknown_waived_code import unknown_waived_code
from docgraph.rules.wav004_unused_waiver import unused_waiver
from docgraph.rules.wav005_waiver_owner_not_present import waiver_owner_not_present
from docgraph.rules.wav006_long_waiver import long_waiver

__all__ = ["RULES", "Rule", "Run"]

RULES: tuple[Rule, ...] = (
    no_purpose,
    no_boundaries,
    tool_without_scope,
    tool_too_wide,
    unmeasurable_acceptance,
    no_rollback,
    no_runbook,
    no_raci,
    unattached_agent,
    level_without_decision,
    level_differs,
    unguarded_level,
    level_skipped,
    review_missed,
    no_reviewer,
    incomplete_onboarding,
    retired_but_defined,
    stopper_not_present,
    owner_not_code_owner,
    code_owner_not_present,
    definitions_without_code_owner,
    no_context_pack,
    stale_context_pack,
    context_pack_without_owner,
    pinned_version_differs,
    decision_without_owner,
    decided_by_agents,
    follow_up_overdue,
    one_sided_supersession,
    no_options_or_reason,
    promotion_without_evidence,
    undated_decision,
    unreadable_front_matter,
    unknown_kind,
    wrong_type,
    unknown_key,
    duplicate_id,
    placeholder_left,
    invalid_value,
    conflicting_values,
    unreadable_file,
    invalid_id,
    mkdocs_reads_differently,
    foreign_header,
    covered_page,
    hidden_text,
    host_breaking_body,
    limit_reached,
    missing_key,
    internal_error,
    no_success_criteria,
    no_due_date,
    status_not_binary,
    closed_without_result,
    overdue,
    activity_as_outcome,
    impact_as_commitment,
    unmeasured_metric,
    unserved_outcome,
    shares_without_parts,
    no_answer_when_wrong,
    no_human_sign_off,
    mission_with_gaps,
    orphan_outcome,
    agent_without_owner,
    owner_not_human,
    owner_not_present,
    no_backup,
    backup_is_owner,
    several_owners,
    unresolved_role,
    empty_backup_team,
    owner_leaves_soon,
    history_with_gaps,
    placeholder_owner,
    owned_after_it_ran,
    backup_not_present,
    answerer_not_present,
    left_but_named,
    history_ends_owner,
    incident_without_owner,
    action_without_owner,
    action_overdue,
    blame_wording,
    no_guardrail_change,
    undated_incident,
    not_one_accountable,
    no_responsible,
    accountable_not_human,
    raci_contradicts_owner,
    dangling_reference,
    wrong_kind_of_target,
    ambiguous_reference,
    alias_used,
    retired_reference,
    cycle,
    unknown_party,
    lost_link,
    runbook_without_owner,
    unused_runbook,
    runbook_review_overdue,
    secret_in_a_document,
    undocumented_agent,
    missing_definition,
    definition_claimed_twice,
    undeclared_tool,
    inherits_every_tool,
    hosts_disagree,
    permission_mode_too_loose,
    undeclared_mcp_server,
    malformed_definition,
    incomplete_waiver,
    expired_waiver,
    unknown_waived_code,
    unused_waiver,
    waiver_owner_not_present,
    long_waiver,
)
