"""The words that organisations are made of."""

from __future__ import annotations

FIRST = (
    "jane sam maria omar priya kai lena tomas ada jonas ines yusuf greta noah marco hana viktor zoe ravi elif".split()
)
LAST = (
    "doe lee chen hakim nair tanaka fischer novak obi berg costa demir lind okafor sato weber ruiz petrov quinn".split()
)
TEAMS = ("onboarding", "quality", "support", "platform", "billing-desk", "data-office", "field-service", "legal-desk")
ROLES = ("importer-lead", "release-manager", "duty-officer", "head-of-support", "access-warden", "pricing-lead")
OUTCOMES = {
    "fewer-failed-imports": "Fewer than one import in a hundred fails",
    "onboarding-under-15-minutes": "New admins are live within 15 minutes",
    "urgent-tickets-answered": "Urgent tickets are answered within half an hour",
    "module-x-tested": "Module X is covered to 85 % by tests that hold",
    "invoices-paid-on-time": "Every invoice is paid by its date",
    "search-finds-the-answer": "Search shows the right page first",
    "no-stale-access-rights": "Nobody keeps a right for longer than the work needs",
    "refunds-within-two-days": "Refunds reach the customer within two days",
    "one-source-of-prices": "All channels quote one price",
    "releases-every-week": "A release goes out every week",
    "alerts-that-mean-something": "Nine alerts of ten lead to an action",
    "contracts-found-in-a-minute": "Any contract is found within a minute",
    "half-the-page-load": "Pages load in half the time",
    "every-handover-written": "No shift ends without a written handover",
    "backups-that-restore": "Each backup was restored once",
    "forecast-within-five-percent": "The forecast is off by five percent at most",
}
AGENTS = {
    "import-triage": "Sorts failed imports and proposes a fix for each",
    "spec-to-pr": "Drafts pull requests with tests from specifications",
    "support-routing": "Scores tickets by urgency and proposes a queue",
    "invoice-matcher": "Matches invoices to orders and lists what is left",
    "access-reviewer": "Lists rights that nobody used for a quarter",
    "price-checker": "Compares the prices of all channels every night",
    "release-notes-writer": "Drafts release notes from merged pull requests",
    "alert-sorter": "Groups alerts that have one cause",
    "contract-finder": "Answers which contract a question is about",
    "refund-clerk": "Prepares refunds for a person to approve",
}
DECISIONS = {
    "packets-before-the-first-run": "No agent runs without a packet",
    "packets-and-booked-reviews": "No agent runs without a packet and booked reviews",
    "tickets-by-volume": "Score tickets by volume",
    "tickets-by-the-customers-word": "Score tickets by what the customer says",
    "weekly-golden-set": "Renew the golden set every week",
    "quarterly-golden-set": "Renew the golden set every quarter",
    "one-log-a-team": "Each team keeps a log",
    "one-log-for-all": "All teams keep one log",
    "traces-for-a-month": "Traces are kept for a month",
    "traces-for-a-year": "Traces are kept for a year",
}
SMALL = (
    "Sort imports in three kinds of error",
    "Name the reader of every report",
    "Stop the nightly mail",
    "Keep the old labels until spring",
    "Test a restore in the first week",
)
INCIDENTS = {
    "quiet-escalation": "An escalation that nobody saw",
    "fixture-mismatch": "A test that passed here and failed there",
    "double-refund": "A refund that went out twice",
    "lost-price-list": "A price list that was not loaded",
}
CRITERIA = (
    "measured over four weeks",
    "seen by the team that asked for it",
    "the count stays below the line for a quarter",
    "two of two spot checks agree",
    "no complaint is older than a day",
)
DO = ("draft a proposal", "sort what comes in", "ask when it is unsure", "list what is left")
DONT = ("merge anything", "write to production data", "change access rights", "answer a customer")
TOOLS = ("read_logs", "run_tests", "open_pr", "read_tickets", "set_queue", "search_orders")
SCOPES = ("services/importer", "services/module-x/tests", "the support desk", "the order book", "services/pricing")
METRICS = ("accuracy", "false alarms", "proposals taken as they are", "cases found")
ACTIVITIES = ("sort what comes in", "merge a proposal", "renew the golden set", "stop the agent", "read the dashboard")
TRIGGERS = ("any sev 1", "drift over 2 percent in two weeks", "a case unseen for a day")
GUARDRAILS = ("a second reviewer for shared fixtures", "a limit for each day", "an alert when the queue stands still")
