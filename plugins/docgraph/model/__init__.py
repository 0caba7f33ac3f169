"""The words every other layer speaks: places, findings, problems, records, settings. Nothing above is known here."""
